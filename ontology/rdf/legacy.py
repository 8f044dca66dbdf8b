"""Names of OWL's forerunners and drafts, as OWL 2 calls them.

Sources: OWL 2 Mapping to RDF Graphs, §3 (OWL 1's names); the OWL 1.1 member submission (2006); DAML+OIL (2001); the
names that Protégé 3 wrote for qualified cardinalities before OWL 2 had its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ontology.owl import OWL, RDF, RDFS, Iri
from ontology.rdf.names import FACETS, SWRL
from ontology.rdf.triples import Object, Triple

_OWL11: Final = "http://www.w3.org/2006/12/owl11#"
_OWL2: Final = "http://www.w3.org/2006/12/owl2#"
_DAML: Final = "http://www.daml.org/2001/03/daml+oil#"

_DRAFTS: Final = {
    "antisymmetricProperty": OWL + "AsymmetricProperty",
    "AntisymmetricProperty": OWL + "AsymmetricProperty",
    "FunctionalDataProperty": OWL + "FunctionalProperty",
    "FunctionalObjectProperty": OWL + "FunctionalProperty",
    "subDataPropertyOf": RDFS + "subPropertyOf",
    "subObjectPropertyOf": RDFS + "subPropertyOf",
    "objectPropertyRange": RDFS + "range",
    "dataPropertyRange": RDFS + "range",
    "objectPropertyDomain": RDFS + "domain",
    "dataPropertyDomain": RDFS + "domain",
    "disjointDataProperties": OWL + "propertyDisjointWith",
    "disjointObjectProperties": OWL + "propertyDisjointWith",
    "equivalentDataProperties": OWL + "equivalentProperty",
    "equivalentObjectProperties": OWL + "equivalentProperty",
    "ObjectRestriction": OWL + "Restriction",
    "DataRestriction": OWL + "Restriction",
    "NegativeDataPropertyAssertion": OWL + "NegativePropertyAssertion",
    "NegativeObjectPropertyAssertion": OWL + "NegativePropertyAssertion",
    "subject": OWL + "annotatedSource",
    "predicate": OWL + "annotatedProperty",
    "object": OWL + "annotatedTarget",
    "valuesFrom": OWL + "onClass",
    "cardinalityType": OWL + "onClass",
    "dataComplementOf": OWL + "datatypeComplementOf",
    "distinctMembers": OWL + "members",
    **{iri.rpartition("#")[2]: iri for iri in FACETS},
}

_DAML_NAMES: Final = {
    **{name: OWL + name for name in ("Class", "Restriction", "ObjectProperty", "Thing", "Nothing")},
    **{name: OWL + name for name in ("onProperty", "hasValue", "imports", "inverseOf", "versionInfo", "Ontology")},
    **{name: OWL + name for name in ("complementOf", "unionOf", "intersectionOf", "oneOf", "disjointUnionOf")},
    **{name: OWL + name for name in ("cardinality", "minCardinality", "maxCardinality", "disjointWith")},
    **{name: OWL + name for name in ("TransitiveProperty",)},
    "sameClassAs": OWL + "equivalentClass",
    "samePropertyAs": OWL + "equivalentProperty",
    "sameIndividualAs": OWL + "sameAs",
    "differentIndividualFrom": OWL + "differentFrom",
    "UniqueProperty": OWL + "FunctionalProperty",
    "UnambiguousProperty": OWL + "InverseFunctionalProperty",
    "DatatypeProperty": OWL + "DatatypeProperty",
    "toClass": OWL + "allValuesFrom",
    "hasClass": OWL + "someValuesFrom",
    "hasClassQ": OWL + "onClass",
    "cardinalityQ": OWL + "cardinality",
    "minCardinalityQ": OWL + "minCardinality",
    "maxCardinalityQ": OWL + "maxCardinality",
    "subClassOf": RDFS + "subClassOf",
    "subPropertyOf": RDFS + "subPropertyOf",
    "range": RDFS + "range",
    "domain": RDFS + "domain",
    "label": RDFS + "label",
    "comment": RDFS + "comment",
    "type": RDF + "type",
    "first": RDF + "first",
    "rest": RDF + "rest",
    "nil": RDF + "nil",
    "List": RDF + "List",
}

_SPACES: Final = (OWL, _OWL11, _OWL2, _DAML, SWRL)


def modern(triples: Iterable[Triple]) -> list[Triple]:
    """The triples with every old name replaced by OWL 2's."""
    return [(subject, _name(predicate), _object(target)) for subject, predicate, target in triples]


def _object(target: Object) -> Object:
    if isinstance(target, Iri) and target.text.startswith(_SPACES):
        name = _name(target.text)
        return target if name == target.text else Iri(name)
    return target


def _name(iri: str) -> str:
    if iri.startswith(OWL):
        return _DRAFTS.get(iri[len(OWL) :], iri)
    for draft in (_OWL11, _OWL2):
        if iri.startswith(draft):
            local = iri[len(draft) :]
            return _DRAFTS.get(local, OWL + local)
    if iri.startswith(_DAML):
        return _DAML_NAMES.get(iri[len(_DAML) :], iri)
    return iri
