"""One triple, and the axioms that it says by itself; the mapping's table 16, read leniently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ontology.owl import OWL, RDF, RDF_TYPE, RDFS, XSD, Anonymous, Expression, Iri, Literal, Node
from ontology.rdf.entities import Entities
from ontology.rdf.expression import Expressions, UnreadableError
from ontology.rdf.graph import Graph
from ontology.rdf.names import (
    CHARACTERISTICS,
    CONNECTIVES,
    DECLARING,
    FIRST,
    FUNCTIONAL,
    STRUCTURAL_TYPES,
    is_reserved,
)
from ontology.rdf.triples import Object, Resource
from ontology.terms import TermKind

Said: TypeAlias = tuple[str, tuple[Node, ...]]
"""An axiom's kind and arguments, annotations apart."""

_OBJECT, _DATA, _ANNOTATION = TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY, TermKind.ANNOTATION_PROPERTY


class Assertions:
    """Reads single triples as axioms."""

    def __init__(self, graph: Graph, entities: Entities, expressions: Expressions) -> None:
        self._graph = graph
        self._entities = entities
        self._of = expressions
        self._readers: dict[str, Callable[[Resource, Object], list[Said]]] = {
            RDF_TYPE: self._type,
            RDFS + "subClassOf": self._sub_class,
            RDFS + "subPropertyOf": self._sub_property,
            RDFS + "domain": self._domain,
            RDFS + "range": self._range,
            OWL + "equivalentClass": self._equivalent_class,
            OWL + "equivalentProperty": self._same_properties("Equivalent"),
            OWL + "propertyDisjointWith": self._same_properties("Disjoint"),
            OWL + "disjointWith": self._disjoint_class,
            OWL + "disjointUnionOf": self._disjoint_union,
            OWL + "hasKey": self._key,
            OWL + "inverseOf": self._inverse,
            OWL + "propertyChainAxiom": self._chain,
            OWL + "sameAs": self._individuals("SameIndividual"),
            OWL + "differentFrom": self._individuals("DifferentIndividuals"),
            **{name: self._named_class(name) for name in CONNECTIVES},
        }

    def read(self, subject: Resource, predicate: str, target: Object) -> list[Said]:
        """The axioms of one triple; none when it is no axiom by itself. Raises UnreadableError."""
        reader = self._readers.get(predicate)
        return reader(subject, target) if reader is not None else self._fact(subject, predicate, target)

    def _type(self, subject: Resource, target: Object) -> list[Said]:
        name = target.text if isinstance(target, Iri) else ""
        if name in DECLARING:
            return [] if isinstance(subject, Anonymous) else [_declared(DECLARING[name], subject)]
        if name in CHARACTERISTICS:
            kind, declares = CHARACTERISTICS[name]
            said: list[Said] = [(kind, (self._of.object_property(subject),))]
            return [_declared(_OBJECT, subject), *said] if declares and isinstance(subject, Iri) else said
        if name == FUNCTIONAL:
            return self._functional(subject)
        if name in (OWL + "DeprecatedClass", OWL + "DeprecatedProperty"):
            true = Literal("true", XSD + "boolean")
            return [("AnnotationAssertion", (subject, Iri(OWL + "deprecated"), true))]
        if name in STRUCTURAL_TYPES or name in (OWL + "Ontology", RDF + "Property"):
            return []
        return [("ClassAssertion", (self._of.class_expression(target), subject))]

    def _functional(self, subject: Resource) -> list[Said]:
        said: list[Said] = []
        if self._entities.is_a(subject, _OBJECT) or isinstance(subject, Anonymous):
            said.append(("FunctionalObjectProperty", (self._of.object_property(subject),)))
        if self._entities.is_a(subject, _DATA):
            said.append(("FunctionalDataProperty", (subject,)))
        if not said:
            raise UnreadableError(
                "nothing says whether the property has things or data as values; declare it", spoils=False
            )
        return said

    def _sub_class(self, subject: Resource, target: Object) -> list[Said]:
        return _said("SubClassOf", self._of.class_expression(subject), self._of.class_expression(target))

    def _equivalent_class(self, subject: Resource, target: Object) -> list[Said]:
        one, other = (self._entities.is_a(end, TermKind.CLASS) for end in (subject, target))
        if one and other:
            ends = (self._of.class_expression(subject), self._of.class_expression(target))
            return [("EquivalentClasses", tuple(dict.fromkeys(ends)))]
        if all(self._entities.is_a(end, TermKind.DATATYPE) for end in (subject, target)):
            if isinstance(subject, Anonymous):
                subject, target = target, subject  # type: ignore[assignment]
            return _said("DatatypeDefinition", self._of.data_range(subject), self._of.data_range(target))
        raise UnreadableError("neither of the two is known to be a class or a datatype; declare them", spoils=False)

    def _disjoint_class(self, subject: Resource, target: Object) -> list[Said]:
        ends = (self._of.class_expression(subject), self._of.class_expression(target))
        return [("DisjointClasses", tuple(dict.fromkeys(ends)))]

    def _disjoint_union(self, subject: Resource, target: Object) -> list[Said]:
        parts = self._of.several(target, self._of.class_expression)
        return _said("DisjointUnion", self._of.class_expression(subject), *parts)

    def _named_class(self, predicate: str) -> Callable[[Resource, Object], list[Said]]:
        """A connective on a named class is a definition of it, as OWL 1 allowed."""
        name = predicate.removeprefix(OWL)

        def read(subject: Resource, target: Object) -> list[Said]:
            if isinstance(subject, Anonymous):
                return []
            if self._entities.is_a(subject, TermKind.DATATYPE) and not self._entities.is_a(subject, TermKind.CLASS):
                return _said("DatatypeDefinition", subject, self._of.connected(name, target, data=True))
            ends = (subject, self._of.connected(name, target, data=False))
            return [("EquivalentClasses", tuple(dict.fromkeys(ends)))]

        return read

    def _sub_property(self, subject: Resource, target: Object) -> list[Said]:
        chain = self._graph.resource(subject, OWL + "propertyChain")
        if chain is not None or self._graph.has(subject, FIRST):
            if chain is not None:
                self._of.taken.append(chain[0])
            return [self._chained(subject if chain is None else chain[1], target)]
        is_a = self._entities.is_a
        if is_a(target, _OBJECT):
            return _said("SubObjectPropertyOf", *map(self._of.object_property, (subject, target)))
        if is_a(target, _DATA):
            return _said("SubDataPropertyOf", *map(self._of.data_property, (subject, target)))
        if isinstance(subject, Anonymous) or isinstance(target, Anonymous):
            raise UnreadableError("nothing says what kind of property stands above it; declare it")
        self._annotating(subject)
        return _said("SubAnnotationPropertyOf", subject, self._annotating(target))

    def _chain(self, subject: Resource, target: Object) -> list[Said]:
        return [self._chained(target, subject)]

    def _chained(self, members: Object, above: Object) -> Said:
        steps = tuple(self._of.object_property(member) for member in self._of.items(members))
        if not steps:
            raise UnreadableError("a property chain has no member")
        return "SubObjectPropertyOf", (Expression("ObjectPropertyChain", steps), self._of.object_property(above))

    def _domain(self, subject: Resource, target: Object) -> list[Said]:
        if self._entities.is_a(subject, _OBJECT):
            ends = (self._of.object_property(subject), self._of.class_expression(target))
            return _said("ObjectPropertyDomain", *ends)
        if self._entities.is_a(subject, _DATA):
            return _said("DataPropertyDomain", subject, self._of.class_expression(target))
        return _said("AnnotationPropertyDomain", self._annotating(subject), self._named(target, "domain"))

    def _range(self, subject: Resource, target: Object) -> list[Said]:
        is_class = self._entities.is_a(target, TermKind.CLASS)
        is_data = self._entities.is_a(target, TermKind.DATATYPE)
        if not (self._entities.is_only(subject, _OBJECT) and is_class):
            if self._entities.is_only(subject, _DATA) and is_data:
                return _said("DataPropertyRange", subject, self._of.data_range(target))
            if self._entities.is_a(subject, _ANNOTATION) and isinstance(target, Iri):
                return _said("AnnotationPropertyRange", subject, target)
            if is_data and not is_class:
                return _said("DataPropertyRange", self._of.data_property(subject), self._of.data_range(target))
        return _said("ObjectPropertyRange", self._of.object_property(subject), self._of.class_expression(target))

    def _same_properties(self, relation: str) -> Callable[[Resource, Object], list[Said]]:
        def read(subject: Resource, target: Object) -> list[Said]:
            said: list[Said] = []
            if self._entities.is_a(subject, _OBJECT) and self._entities.is_a(target, _OBJECT):
                ends = (self._of.object_property(subject), self._of.object_property(target))
                said.append((f"{relation}ObjectProperties", tuple(dict.fromkeys(ends))))
            if self._entities.is_a(subject, _DATA) and self._entities.is_a(target, _DATA):
                ends = (self._of.data_property(subject), self._of.data_property(target))
                said.append((f"{relation}DataProperties", tuple(dict.fromkeys(ends))))
            if not said:
                raise UnreadableError(
                    "the two are not both known to be object properties or data properties", spoils=False
                )
            return said

        return read

    def _inverse(self, subject: Resource, target: Object) -> list[Said]:
        if isinstance(subject, Anonymous):
            return []
        ends = (self._of.object_property(subject), self._of.object_property(target))
        return _said("InverseObjectProperties", *ends)

    def _key(self, subject: Resource, target: Object) -> list[Said]:
        things: list[Node] = []
        values: list[Node] = []
        for member in self._of.items(target):
            if isinstance(member, Anonymous) or self._entities.is_a(member, _OBJECT):
                things.append(self._of.object_property(member))
            else:
                values.append(self._of.data_property(member))
        properties = (Expression("ObjectProperties", tuple(things)), Expression("DataProperties", tuple(values)))
        return _said("HasKey", self._of.class_expression(subject), *properties)

    def _individuals(self, kind: str) -> Callable[[Resource, Object], list[Said]]:
        def read(subject: Resource, target: Object) -> list[Said]:
            return [(kind, tuple(dict.fromkeys((self._of.individual(subject), self._of.individual(target)))))]

        return read

    def _fact(self, subject: Resource, predicate: str, target: Object) -> list[Said]:
        property = Iri(predicate)
        annotates = self._entities.is_a(property, _ANNOTATION)
        if isinstance(target, Literal):
            if self._entities.is_a(property, _DATA) and not annotates:
                return _said("DataPropertyAssertion", property, subject, target)
        elif self._entities.is_a(property, _OBJECT) and not self._entities.is_only(property, _ANNOTATION):
            return _said("ObjectPropertyAssertion", property, subject, target)
        # A text under a name that OWL does not have is most often a misspelt rdfs:comment; it is kept, and named.
        odd = isinstance(target, Anonymous | Iri) or isinstance(subject, Anonymous)
        if odd and not annotates and is_reserved(predicate):
            raise UnreadableError("the vocabularies of OWL and RDF give this no meaning as an axiom", spoils=False)
        return _said("AnnotationAssertion", subject, self._annotating(property), target)

    def _annotating(self, property: Node) -> Node:
        if isinstance(property, Iri) and not any(self._entities.is_a(property, kind) for kind in (_OBJECT, _DATA)):
            self._entities.assume(property, _ANNOTATION, "it is declared nowhere and used like one")
        return property

    def _named(self, node: Object, what: str) -> Node:
        if not isinstance(node, Iri):
            raise UnreadableError(f"the {what} of an annotation property must have a name; declare the property's kind")
        return node


def _said(kind: str, *args: Node) -> list[Said]:
    return [(kind, args)]


def _declared(kind: TermKind, node: Node) -> Said:
    return "Declaration", (Expression(kind.value, (node,)),)
