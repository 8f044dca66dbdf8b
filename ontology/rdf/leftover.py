"""Why a triple that nothing used is no axiom."""

from __future__ import annotations

from ontology.owl import OWL, RDF, RDF_TYPE, Anonymous, Iri
from ontology.rdf.graph import Graph
from ontology.rdf.names import DECLARING, LIST, PARTS, STRUCTURAL_TYPES, SWRL
from ontology.rdf.triples import Triple


def why_unused(graph: Graph, triple: Triple) -> str:
    """The reason for the report, with what to do where there is something to do."""
    subject, predicate, target = triple
    if predicate == RDF_TYPE and isinstance(target, Iri):
        if target.text == RDF + "Property":
            return "rdf:Property does not say whether the values are things or data; declare an owl: property kind"
        if target.text.startswith(SWRL):
            return "no rule uses it"
        if target.text == LIST:
            return "a list that no axiom uses"
        if isinstance(subject, Anonymous) and target.text in DECLARING:
            return "an anonymous expression that no axiom uses"
        if target.text in STRUCTURAL_TYPES:
            return "the node says too little to be an axiom"
    if predicate.startswith(SWRL):
        return "a part of a rule that no rule uses"
    if predicate in PARTS or predicate == OWL + "inverseOf":
        return "a part of an expression that no axiom uses"
    if graph.is_a(subject, OWL + "Axiom", OWL + "Annotation"):
        return "it stands on an annotated axiom and is no annotation; declare its property as one"
    return "it stands on a node of OWL's own and means nothing there"
