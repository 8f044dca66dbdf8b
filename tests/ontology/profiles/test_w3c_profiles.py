"""The profiles that the W3C says its test cases are in."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.load import read_ontology
from ontology.profiles import Profile, profiles
from tests.ontology.profiles.w3c_files import w3c_cases

_NAMELESS = "EL and QL have no individuals without names, and the case has one"
_UNDECLARED = "a document of it uses a name that it does not declare"
_NOT_ALL = "its RDF graph holds triples that are no axiom"

OTHERWISE = {
    "Bnode2somevaluesfrom": _NAMELESS,
    "TestCase-3AWebOnt-2DI5.26-2D002": _NAMELESS,
    "TestCase-3AWebOnt-2DNothing-2D001": _NAMELESS,
    "TestCase-3AWebOnt-2Ddescription-2Dlogic-2D104": _NAMELESS,
    "FS2RDF-2Ddomain-2Drange-2Dexpression-2Dar": _UNDECLARED,
    "FS2RDF-2Ddomain-2Drange-2Dsimple-2Dar": _UNDECLARED,
    "FS2RDF-2Dequivalent-2Dclasses-2D3-2Dannotation-2Dar": _UNDECLARED,
    "FS2RDF-2Dontology-2Dannotation-2Dannotation-2Dar": _UNDECLARED,
    "New-2DFeature-2DKeys-2D007": _UNDECLARED,
    "New-2DFeature-2DObjectPropertyChain-2D001": _UNDECLARED,
    "New-2DFeature-2DObjectPropertyChain-2DBJP-2D003": _UNDECLARED,
    "New-2DFeature-2DRational-2D002": _NOT_ALL,
    "New-2DFeature-2DRational-2D003": _NOT_ALL,
    "Owl2-2Drl-2Danonymous-2Dindividual": _NOT_ALL,
    "TestCase-3AWebOnt-2DI5.26-2D001": _NOT_ALL,
    "TestCase-3AWebOnt-2DI5.26-2D010": _NOT_ALL,
    "TestCase-3AWebOnt-2DI5.5-2D005": _NOT_ALL,
    "TestCase-3AWebOnt-2DI5.26-2D009": "an equivalence of one class with itself, a set of one operand",
    "Disjoint_Props_via_Disjoint_Domains": "EL has no disjoint properties, and its conclusion is one",
    "Disjoint_Props_via_Disjoint_Ranges": "EL has no disjoint properties, and its conclusion is one",
    "Plus-2Dminus-2D0-2Dplus-2Ddisjointness": "EL has no xsd:float",
    "New-2DFeature-2DReflexiveProperty-2D001": "RL has no reflexive properties",
    "FS2RDF-2Dpropertychain-2D2-2Dannotated-2Dar": "QL has no chains",
    "FS2RDF-2Dpropertychain-2D2-2Dar": "QL has no chains",
    "FS2RDF-2Dsame-2Dindividual-2D2-2Dannotation-2Dar": "QL has no SameIndividual",
    "FS2RDF-2Dsame-2Dindividual-2D3-2Dannotation-2Dar": "QL has no SameIndividual",
}
"""Cases that the W3C says are in some profile and we do not, with the reason."""


@pytest.mark.shared_data
def test_cases_are_in_the_profiles_that_the_w3c_says(shared_data: Path, tmp_path: Path) -> None:
    otherwise: dict[str, set[str]] = defaultdict(set)
    asked = 0
    for case in w3c_cases(shared_data, tmp_path):
        for file in case.files:
            try:
                found = profiles(read_ontology([file]).ontology)
            except OntologyError:
                continue
            for profile in Profile:
                if profile.value in case.said:
                    asked += 1
                    if not found[profile].holds:
                        otherwise[case.name].add(profile.value)
    assert otherwise.keys() == OTHERWISE.keys(), {n: otherwise.get(n) for n in otherwise.keys() ^ OTHERWISE.keys()}
    assert asked > 700
