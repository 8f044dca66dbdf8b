"""Axioms that a graph spreads over a node of their own: differences, disjointness, what is not so, and annotations."""

from __future__ import annotations

from ontology.owl import OWL, RDF, RDF_TYPE, Annotation, Iri, Literal
from ontology.rdf.assertion import Said
from ontology.rdf.entities import Entities
from ontology.rdf.expression import Expressions, UnreadableError
from ontology.rdf.graph import Graph
from ontology.rdf.names import (
    ALL_DIFFERENT,
    ALL_DISJOINT_CLASSES,
    ALL_DISJOINT_PROPERTIES,
    ANNOTATED_ANNOTATION,
    NEGATIVE,
    PROPERTY,
    SOURCE,
    SWRL,
    TARGET,
)
from ontology.rdf.triples import Object, Resource, Triple
from ontology.terms import TermKind

MAX_NESTED = 20
"""How deep annotations may stand on annotations."""


class Gathered:
    """Reads axioms that have a node of their own, and the annotations that stand on nodes."""

    def __init__(self, graph: Graph, entities: Entities, expressions: Expressions) -> None:
        self._graph = graph
        self._entities = entities
        self._of = expressions
        self._notes = self._annotated_annotations()

    def kind(self, type: str) -> str:
        """The axiom that a node of this type stands for, as far as the type tells."""
        return {
            ALL_DIFFERENT: "DifferentIndividuals",
            ALL_DISJOINT_CLASSES: "DisjointClasses",
            ALL_DISJOINT_PROPERTIES: "DisjointObjectProperties",
            NEGATIVE: "NegativeObjectPropertyAssertion",
        }[type]

    def read(self, node: Resource, type: str) -> Said:
        """The axiom of a node of one of the four gathering types. Raises UnreadableError."""
        self._take(node, RDF_TYPE, Iri(type))
        if type == NEGATIVE:
            return self._negative(node)
        found = self._graph.resource(node, OWL + "members")
        if found is None:
            raise UnreadableError(f"the {type.removeprefix(OWL)} has no owl:members")
        self._of.taken.append(found[0])
        if type == ALL_DIFFERENT:
            return "DifferentIndividuals", self._of.several(found[1], self._of.individual)
        if type == ALL_DISJOINT_CLASSES:
            return "DisjointClasses", self._of.several(found[1], self._of.class_expression)
        members = self._of.items(found[1])
        if members and all(self._entities.is_a(m, TermKind.DATA_PROPERTY) for m in members):
            return "DisjointDataProperties", tuple(dict.fromkeys(map(self._of.data_property, members)))
        return "DisjointObjectProperties", tuple(dict.fromkeys(map(self._of.object_property, members)))

    def _negative(self, node: Resource) -> Said:
        subject = self._end(node, OWL + "sourceIndividual", SOURCE, RDF + "subject")
        property = self._end(node, OWL + "assertionProperty", PROPERTY, RDF + "predicate")
        target = self._end(node, OWL + "targetIndividual", OWL + "targetValue", TARGET, RDF + "object")
        if isinstance(target, Literal):
            said = (self._of.data_property(property), self._of.individual(subject), target)
            return "NegativeDataPropertyAssertion", said
        ends = (self._of.individual(subject), self._of.individual(target))
        return "NegativeObjectPropertyAssertion", (self._of.object_property(property), *ends)

    def annotated(self, node: Resource) -> Triple:
        """The triple that an owl:Axiom node annotates. Raises UnreadableError when a part of it is missing."""
        subject = self._end(node, SOURCE, RDF + "subject")
        property = self._end(node, PROPERTY, RDF + "predicate")
        target = self._end(node, TARGET, RDF + "object", OWL + "propertyChain")
        if isinstance(subject, Literal) or not isinstance(property, Iri):
            raise UnreadableError("what the owl:Axiom annotates is no triple")
        return subject, property.text, target

    def _end(self, node: Resource, *predicates: str) -> Object:
        for predicate in predicates:
            for number, target in self._graph.objects(node, predicate):
                self._of.taken.append(number)
                return target
        raise UnreadableError(f"the node lacks owl:{predicates[0].removeprefix(OWL)}")

    def annotations(self, node: Resource, depth: int = 0, *, known: bool = False) -> tuple[Annotation, ...]:
        """The annotations that stand on a node, those on themselves included, in a stable order.

        With `known`, only those whose property is known to be an annotation property.
        """
        found: list[Annotation] = []
        for predicate, numbers in self._graph.about(node).items():
            if not self._entities.is_annotation(predicate) or predicate.startswith(SWRL):
                continue
            if known and not self._entities.is_a(Iri(predicate), TermKind.ANNOTATION_PROPERTY):
                continue
            self._entities.assume(Iri(predicate), TermKind.ANNOTATION_PROPERTY, "it annotates an axiom")
            for number in numbers:
                value = self._graph.triples[number][2]
                self._of.taken.append(number)
                nested: tuple[Annotation, ...] = ()
                for note in self._notes.get((node, predicate, value), ()) if depth < MAX_NESTED else ():
                    self._take_all(note)
                    nested += self.annotations(note, depth + 1)
                found.append(Annotation(property=predicate, value=value, annotations=tuple(sorted(nested, key=str))))
        return tuple(sorted(dict.fromkeys(found), key=str))

    def header(self, node: Resource, predicate: str, value: Object) -> Annotation:
        """An annotation of the ontology with the annotations on it."""
        nested: tuple[Annotation, ...] = ()
        for note in self._notes.get((node, predicate, value), ()):
            self._take_all(note)
            nested += self.annotations(note, 1)
        return Annotation(property=predicate, value=value, annotations=tuple(sorted(nested, key=str)))

    def _annotated_annotations(self) -> dict[Triple, list[Resource]]:
        found: dict[Triple, list[Resource]] = {}
        for node in self._graph.of_type(ANNOTATED_ANNOTATION):
            subject = self._graph.resource(node, SOURCE)
            property = self._graph.resource(node, PROPERTY)
            targets = self._graph.objects(node, TARGET)
            if subject and property and targets and isinstance(property[1], Iri):
                found.setdefault((subject[1], property[1].text, targets[0][1]), []).append(node)
        return found

    def _take_all(self, note: Resource) -> None:
        for predicate in (SOURCE, PROPERTY, TARGET, RDF_TYPE):
            self._of.taken += [number for number, _ in self._graph.objects(note, predicate)]

    def _take(self, node: Resource, predicate: str, wanted: Object) -> None:
        self._of.taken += [number for number, target in self._graph.objects(node, predicate) if target == wanted]
