"""What each IRI of a graph is: declared, known from imported documents, or taken from how it is used.

The W3C's mapping asks for declarations; documents in the wild leave many out, so what is not declared is inferred
from use, in the order in which the rules stand below, and each inference is kept as an `Assumed` for the report.
"""

from __future__ import annotations

from ontology.owl import OWL, RDF, RDFS, XSD, Iri, Literal
from ontology.rdf.graph import Graph
from ontology.rdf.names import (
    BUILT_IN_ANNOTATIONS,
    CHARACTERISTICS,
    DATATYPES,
    DECLARING,
    STRUCTURAL_TYPES,
)
from ontology.rdf.triples import Object, Resource
from ontology.reading import Assumed
from ontology.signature import Signature
from ontology.terms import TermKind

_PROPERTIES = (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY, TermKind.ANNOTATION_PROPERTY)


class Entities:
    """The kinds of every resource of a graph; an IRI may have several (punning)."""

    def __init__(self, graph: Graph, imported: Signature) -> None:
        self._graph = graph
        self._kinds: dict[TermKind, set[Resource]] = {
            kind: {Iri(iri) for iri in imported.get(kind, ())} for kind in TermKind
        }
        self._kinds[TermKind.CLASS] |= {Iri(OWL + "Thing"), Iri(OWL + "Nothing")}
        self._kinds[TermKind.OBJECT_PROPERTY] |= {Iri(OWL + "topObjectProperty"), Iri(OWL + "bottomObjectProperty")}
        self._kinds[TermKind.DATA_PROPERTY] |= {Iri(OWL + "topDataProperty"), Iri(OWL + "bottomDataProperty")}
        self._kinds[TermKind.ANNOTATION_PROPERTY] |= {Iri(iri) for iri in BUILT_IN_ANNOTATIONS}
        self.assumed: dict[tuple[str, TermKind], Assumed] = {}
        self._declare()
        self._infer_from_types()
        self._infer_from_structure()
        self._infer_from_sub_properties()
        self._infer_from_equivalence()

    def is_a(self, node: Object, kind: TermKind) -> bool:
        """Whether the node is of this kind."""
        if node in self._kinds[kind]:
            return True
        if kind is not TermKind.DATATYPE or not isinstance(node, Iri):
            return False
        return node.text.startswith(XSD) or node.text in DATATYPES

    def is_only(self, node: Object, kind: TermKind) -> bool:
        """Whether the node is a property of this kind and of no other."""
        return self.is_a(node, kind) and not any(self.is_a(node, other) for other in _PROPERTIES if other is not kind)

    def assume(self, node: Object, kind: TermKind, reason: str) -> None:
        """Take a node for something that it was not declared to be; nothing when it is so already."""
        if isinstance(node, Literal) or self.is_a(node, kind):
            return
        self._kinds[kind].add(node)
        if isinstance(node, Iri):
            self.assumed[node.text, kind] = Assumed(iri=node.text, kind=kind, reason=reason)

    def _declare(self) -> None:
        for _, subject, target in self._graph.with_predicate(RDF + "type"):
            if not isinstance(target, Iri):
                continue
            kind = DECLARING.get(target.text)
            if kind is not None:
                self._kinds[kind].add(subject)
            elif target.text in CHARACTERISTICS and CHARACTERISTICS[target.text][1]:
                self._kinds[TermKind.OBJECT_PROPERTY].add(subject)

    def _infer_from_types(self) -> None:
        for _, subject, target in self._graph.with_predicate(RDF + "type"):
            name = target.text if isinstance(target, Iri) else ""
            if name in CHARACTERISTICS:
                self.assume(subject, TermKind.OBJECT_PROPERTY, f"it is a {name.rpartition('#')[2]}")
            elif name in (OWL + "Restriction", OWL + "DeprecatedClass"):
                self.assume(subject, TermKind.CLASS, f"it is a {name.rpartition('#')[2]}")
            elif name not in DECLARING and name not in STRUCTURAL_TYPES and not name.startswith((OWL, RDF, RDFS)):
                self.assume(target, TermKind.CLASS, "something is of this type")

    def _infer_from_structure(self) -> None:
        of_property = "it is the inverse of a property"
        for name, kind, ends, reason in (
            (RDFS + "subClassOf", TermKind.CLASS, "so", "of rdfs:subClassOf"),
            (OWL + "disjointWith", TermKind.CLASS, "so", "of owl:disjointWith"),
            (OWL + "disjointUnionOf", TermKind.CLASS, "s", "of owl:disjointUnionOf"),
            (OWL + "hasKey", TermKind.CLASS, "s", "of owl:hasKey"),
            (OWL + "onClass", TermKind.CLASS, "o", "of owl:onClass"),
            (OWL + "onDataRange", TermKind.DATATYPE, "o", "of owl:onDataRange"),
            (OWL + "onDatatype", TermKind.DATATYPE, "so", "of owl:onDatatype"),
            (OWL + "datatypeComplementOf", TermKind.DATATYPE, "so", "of owl:datatypeComplementOf"),
            (OWL + "inverseOf", TermKind.OBJECT_PROPERTY, "so", of_property),
            (OWL + "propertyChainAxiom", TermKind.OBJECT_PROPERTY, "s", "of owl:propertyChainAxiom"),
        ):
            for _, subject, target in self._graph.with_predicate(name):
                if name == OWL + "onClass" and self.is_a(target, TermKind.DATATYPE):
                    continue
                if "s" in ends:
                    self.assume(subject, kind, reason)
                if "o" in ends:
                    self.assume(target, kind, reason)
        for _, subject, target in self._graph.with_predicate(OWL + "complementOf"):
            if not self.is_a(subject, TermKind.DATATYPE) and not self.is_a(target, TermKind.DATATYPE):
                self.assume(subject, TermKind.CLASS, "of owl:complementOf")
                self.assume(target, TermKind.CLASS, "of owl:complementOf")
        for name in ("someValuesFrom", "allValuesFrom"):
            for _, subject, target in self._graph.with_predicate(OWL + name):
                self._infer_from_filler(subject, target)

    def _infer_from_filler(self, restriction: Resource, filler: Object) -> None:
        found = self._graph.resource(restriction, OWL + "onProperty")
        if found is None:
            return
        property = found[1]
        if self.is_a(filler, TermKind.DATATYPE):
            self.assume(property, TermKind.DATA_PROPERTY, "a restriction gives it values of a datatype")
        elif self.is_only(property, TermKind.OBJECT_PROPERTY):
            self.assume(filler, TermKind.CLASS, "a restriction names it for an object property")

    def _infer_from_sub_properties(self) -> None:
        for _, subject, target in self._graph.with_predicate(RDFS + "subPropertyOf"):
            if self._graph.has(subject, OWL + "propertyChain") or self._graph.has(subject, RDF + "first"):
                continue
            for kind in _PROPERTIES:
                if self.is_a(target, kind):
                    if kind is not TermKind.DATA_PROPERTY or not self.is_a(subject, TermKind.OBJECT_PROPERTY):
                        self.assume(subject, kind, "the property above it is one")
                    break
            else:
                for kind in _PROPERTIES:
                    if self.is_a(subject, kind):
                        self.assume(target, kind, "a property below it is one")
                        break

    def _infer_from_equivalence(self) -> None:
        pairs = [(s, o) for _, s, o in self._graph.with_predicate(OWL + "equivalentClass")]
        waiting = pairs
        while waiting:
            still = []
            for subject, target in waiting:
                for kind in (TermKind.CLASS, TermKind.DATATYPE):
                    if self.is_a(subject, kind) or self.is_a(target, kind):
                        self.assume(subject, kind, "of owl:equivalentClass")
                        self.assume(target, kind, "of owl:equivalentClass")
                        break
                else:
                    still.append((subject, target))
            if len(still) == len(waiting):
                break
            waiting = still

    def is_annotation(self, predicate: str) -> bool:
        """Whether a property of this name may annotate: it is an annotation property, or nothing is known of it."""
        node = Iri(predicate)
        if self.is_a(node, TermKind.ANNOTATION_PROPERTY):
            return True
        known = self.is_a(node, TermKind.OBJECT_PROPERTY) or self.is_a(node, TermKind.DATA_PROPERTY)
        return not known and not predicate.startswith((OWL, RDF, RDFS, XSD))
