"""Our profiles beside the OWLAPI's, over axioms of every kind, the W3C's cases, public ontologies and packs.

Where the two differ, the reason stands here; what decides is the W3C's text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.load import read_ontology, shipped_packs
from ontology.model import Ontology
from ontology.profiles import Profile, ProfileReport, profiles
from tests.ontology.profiles.samples import samples
from tests.ontology.profiles.w3c_files import w3c_files
from tools.maven import MavenError
from tools.robot import Profiled
from tools.robot import profiles as owlapi_profiles

STRICTER = {
    r"which has no name": "class expressions and (in)equalities may not name anonymous individuals (11.2)",
    r"individuals? without (a )?names?": "anonymous individuals hang together as trees (11.2)",
    r"neither in OWL 2's datatype map nor defined": "each datatype is of the map or defined (11.2)",
    r"not in OWL 2's datatype map": "a declaration makes no datatype of xsd:date (5.2)",
    r"one of 2 definitions": "a datatype has one definition (11.2)",
    r"which may only stand above another property": "owl:topDataProperty stands nowhere else (11.2)",
    r"annotation property .* which is not declared": "the annotations of an axiom belong to it (5.8.1)",
    r"DisjointClasses of 1": "operands are sets: of one class there is nothing to be disjoint (2.1)",
    r"^(<[^>]*>|_:\w+) <": "an RDF graph with triples that are no axiom is not OWL 2 DL (RDF mapping, 3)",
}
"""What we find outside DL and the OWLAPI does not, with the restriction."""

LAXER = {
    "InsufficientOperands": "a list of one class stands for the class itself (RDF mapping, table 15)",
    "LexicalNotInLexicalSpace": "the OWLAPI takes _12345 for no xsd:Name and non-hyphenated for no xsd:NCName",
    "UseOfIllegalDataRange": "datatypes that are defined, and RL's unsigned ones, are data ranges of the profiles",
    "UseOfIllegalAxiom": "datatype definitions are axioms of all profiles",
    "UseOfNonSubClassExpression": "DisjointClasses of RL are of any subclass expressions; and lists of one, as above",
}
"""What the OWLAPI finds outside and we do not, by its kind."""


def _asked(files: list[Path]) -> list[Profiled]:
    try:
        return owlapi_profiles(files)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _unexplained(ours: dict[Profile, ProfileReport], theirs: Profiled) -> Iterator[str]:
    """Profiles of which the two say otherwise without a reason that is listed."""
    stricter = [v for v in ours[Profile.DL].violations if any(re.search(r, v.construct) for r in STRICTER)]
    for profile, found in ours.items():
        kinds = set(theirs.outside[profile.value])
        if found.holds and kinds - LAXER.keys():
            yield f"{profile.value}: they find {sorted(kinds)}"
        if not found.holds and not kinds and len(stricter) < len(ours[Profile.DL].violations):
            yield f"{profile.value}: we find {[v.construct for v in found.violations]}"
        if not found.holds and not kinds and not ours[Profile.DL].violations:
            yield f"{profile.value}: we find {[v.construct for v in found.violations]}"


def _compared(files: Iterable[Path], folder_names: Iterable[str]) -> tuple[dict[str, list[str]], int, int]:
    """What is unexplained by name; how many profiles were compared, and how many the two agree on."""
    listed = list(files)
    unexplained: dict[str, list[str]] = {}
    compared = equal = 0
    for name, file, theirs in zip(folder_names, listed, _asked(listed), strict=True):
        try:
            ours = profiles(read_ontology([file]).ontology)
        except OntologyError:
            continue
        if theirs.error:
            continue
        compared += len(ours)
        equal += sum(found.holds != bool(theirs.outside[profile.value]) for profile, found in ours.items())
        if faults := list(_unexplained(ours, theirs)):
            unexplained[name] = faults
    return unexplained, compared, equal


def test_axioms_of_every_kind_are_in_the_profiles_that_the_owlapi_says(tmp_path: Path) -> None:
    files = []
    for number, text in enumerate(samples().values()):
        files.append(tmp_path / f"{number}.ofn")
        files[-1].write_text(text, encoding="utf-8")
    unexplained, compared, equal = _compared(files, samples())
    assert unexplained == {}
    assert compared > 3600
    assert equal / compared > 0.95


@pytest.mark.shared_data
def test_the_w3c_cases_are_in_the_profiles_that_the_owlapi_says(shared_data: Path, tmp_path: Path) -> None:
    files = [file for file in w3c_files(shared_data, tmp_path) if "imports" not in file.name]
    unexplained, compared, equal = _compared(files, [file.stem for file in files])
    assert unexplained == {}
    assert compared > 3000
    assert equal / compared > 0.94


@pytest.mark.shared_data
def test_public_ontologies_and_packs_are_in_the_profiles_that_the_owlapi_says(
    shared_data: Path, tmp_path: Path
) -> None:
    # A pack's imports stand beside it under other names than the OWLAPI looks for, so only the one without is asked.
    files = [*sorted((shared_data / "ontologies").iterdir()), shipped_packs()["general"]]
    unexplained, compared, _ = _compared(files, [file.name for file in files])
    assert unexplained == {}
    assert compared == 4 * len(files)


def test_a_difference_without_a_reason_would_be_found() -> None:
    nothing = profiles(Ontology([]))
    they = Profiled(outside={"RL": (), "EL": (), "QL": (), "DL": ("IllegalPunning",)})
    assert list(_unexplained(nothing, they)) == ["DL: they find ['IllegalPunning']"]
