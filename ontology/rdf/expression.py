"""Class, property and data-range expressions read from their nodes.

Source: OWL 2 Mapping to RDF Graphs, §3.2, tables 11 to 15, read leniently: a missing type is inferred, an unqualified
cardinality may have a filler, OWL 1's owl:DataRange is a datatype.
"""

from __future__ import annotations

from collections.abc import Callable

from ontology.owl import OWL, RDF_TYPE, RDFS, Anonymous, Expression, Iri, Literal, Node
from ontology.rdf.entities import Entities
from ontology.rdf.graph import Graph
from ontology.rdf.names import ATOM_LIST, FACETS, FIRST, LIST, NIL, REST
from ontology.rdf.triples import Object, Resource
from ontology.terms import TermKind

MAX_DEPTH = 100
"""How deep expressions may be nested in one another."""

_CONNECTIVES = ("intersectionOf", "unionOf", "complementOf", "oneOf")
_CARDINALITIES = (
    (OWL + "minQualifiedCardinality", "MinCardinality"),
    (OWL + "maxQualifiedCardinality", "MaxCardinality"),
    (OWL + "qualifiedCardinality", "ExactCardinality"),
    (OWL + "minCardinality", "MinCardinality"),
    (OWL + "maxCardinality", "MaxCardinality"),
    (OWL + "cardinality", "ExactCardinality"),
)


class UnreadableError(Exception):
    """A node cannot be read as what its place wants; the message says why.

    `spoils` tells whether it spoils an axiom that is certainly meant, or leaves open what is meant at all.
    """

    def __init__(self, reason: str, *, spoils: bool = True) -> None:
        super().__init__(reason)
        self.spoils = spoils


class Expressions:
    """Reads expressions; `taken` gathers the numbers of the triples that were used, for the caller to empty."""

    def __init__(self, graph: Graph, entities: Entities) -> None:
        self._graph = graph
        self._entities = entities
        self._depth = 0
        self._open: set[Resource] = set()
        self._read: dict[tuple[str, Resource], tuple[Node, tuple[int, ...]]] = {}
        self.taken: list[int] = []

    def class_expression(self, node: Object) -> Node:
        """A class or class expression. Raises UnreadableError."""
        return self._once("class", node, self._class)

    def data_range(self, node: Object) -> Node:
        """A datatype or data range. Raises UnreadableError."""
        return self._once("data range", node, self._range)

    def object_property(self, node: Object) -> Node:
        """An object property or the inverse of one. Raises UnreadableError."""
        if isinstance(node, Iri):
            self._entities.assume(node, TermKind.OBJECT_PROPERTY, "it stands where an object property does")
        return self._once("object property", node, self._inverse)

    def data_property(self, node: Object) -> Node:
        """A data property. Raises UnreadableError."""
        if not isinstance(node, Iri):
            raise UnreadableError(f"{_shown(node)} stands where the name of a data property must")
        self._entities.assume(node, TermKind.DATA_PROPERTY, "it stands where a data property does")
        return node

    def individual(self, node: Object) -> Node:
        """A named or anonymous individual. Raises UnreadableError for a literal."""
        if isinstance(node, Literal):
            raise UnreadableError(f"{_shown(node)} stands where an individual must")
        return node

    def literal(self, node: Object) -> Node:
        """A literal. Raises UnreadableError for a resource."""
        if not isinstance(node, Literal):
            raise UnreadableError(f"{_shown(node)} stands where a literal must")
        return node

    def items(self, node: Object) -> list[Object]:
        """The members of an RDF list, in order. Raises UnreadableError for one that is broken or runs in a circle."""
        members: list[Object] = []
        seen: set[Object] = set()
        while node != Iri(NIL):
            if isinstance(node, Literal) or node in seen:
                raise UnreadableError("its list runs in a circle" if node in seen else "a literal stands for its list")
            seen.add(node)
            first = self._graph.objects(node, FIRST)
            rest = self._graph.resource(node, REST)
            if len(first) != 1 or rest is None:
                lacks = (
                    "has several rdf:first" if len(first) > 1 else "lacks rdf:first" if not first else "lacks rdf:rest"
                )
                raise UnreadableError(f"a cell of its list {lacks}")
            members.append(first[0][1])
            self.taken += (first[0][0], rest[0])
            self._take_types(node, LIST, ATOM_LIST)
            node = rest[1]
        return members

    def several(self, node: Object, read: Callable[[Object], Node]) -> tuple[Node, ...]:
        """The members of a list, each once, read in order. Raises UnreadableError."""
        return tuple(dict.fromkeys(read(member) for member in self.items(node)))

    def _once(self, sort: str, node: Object, read: Callable[[Resource], Node]) -> Node:
        if isinstance(node, Iri):
            return node
        if isinstance(node, Literal):
            raise UnreadableError(f"the literal {_shown(node)} stands where a {sort} must")
        known = self._read.get((sort, node))
        if known is not None:
            self.taken += known[1]
            return known[0]
        if node in self._open:
            raise UnreadableError(f"an anonymous {sort} is part of itself")
        if self._depth >= MAX_DEPTH:
            raise UnreadableError(f"expressions are nested more than {MAX_DEPTH} deep; name some of them")
        before = len(self.taken)
        self._open.add(node)
        self._depth += 1
        try:
            found = read(node)
        finally:
            self._depth -= 1
            self._open.discard(node)
        # What stands in several places was taken at each of them.
        self._read[sort, node] = (found, tuple(dict.fromkeys(self.taken[before:])))
        return found

    def _class(self, node: Resource) -> Node:
        for name in _CONNECTIVES:
            if (found := self._part(node, name)) is not None:
                self._take_types(node)
                return self.connected(name, found, data=False)
        return self._restriction(node)

    def connected(self, name: str, operand: Object, *, data: bool) -> Node:
        """What a connective, such as unionOf, makes of its operand. Raises UnreadableError."""
        sort = "Data" if data else "Object"
        kind = sort + name[0].upper() + name[1:]
        read = self.data_range if data else self.class_expression
        if name == "complementOf":
            return Expression(kind, (read(operand),))
        if name == "oneOf":
            read = self.literal if data else self.individual
        return _of(kind, self.several(operand, read))

    def _restriction(self, node: Resource) -> Node:
        property = self._part(node, "onProperty")
        if property is None:
            raise UnreadableError("an anonymous class says neither what it is made of nor a restriction")
        self._take_types(node)
        for name, kind in (("someValuesFrom", "SomeValuesFrom"), ("allValuesFrom", "AllValuesFrom")):
            if (filler := self._part(node, name)) is not None:
                if self._is_data(property, filler):
                    return Expression("Data" + kind, (self.data_property(property), self.data_range(filler)))
                return Expression("Object" + kind, (self.object_property(property), self.class_expression(filler)))
        if (value := self._any(node, OWL + "hasValue")) is not None:
            if isinstance(value, Literal):
                return Expression("DataHasValue", (self.data_property(property), value))
            return Expression("ObjectHasValue", (self.object_property(property), value))
        if self._any(node, OWL + "hasSelf") is not None or self._graph.is_a(node, OWL + "SelfRestriction"):
            return Expression("ObjectHasSelf", (self.object_property(property),))
        for name, kind in _CARDINALITIES:
            if (number := self._graph.literal(node, name)) is not None:
                return self._cardinality(node, property, kind, number)
        raise UnreadableError("a restriction on a property says nothing about it")

    def _cardinality(self, node: Resource, property: Object, kind: str, number: tuple[int, Literal]) -> Node:
        self.taken.append(number[0])
        try:
            count = int(number[1].text.strip())
        except ValueError:
            raise UnreadableError(f"a cardinality is {_shown(number[1])}, which is no number") from None
        if count < 0:
            raise UnreadableError(f"a cardinality is {count}; it must not be below 0")
        range = self._part(node, "onDataRange")
        filler = self._part(node, "onClass") if range is None else range
        if range is not None or self._is_data(property, filler):
            of = _LITERAL if filler is None else self.data_range(filler)
            return Expression("Data" + kind, (count, self.data_property(property), of))
        of = _THING if filler is None else self.class_expression(filler)
        return Expression("Object" + kind, (count, self.object_property(property), of))

    def _is_data(self, property: Object, filler: Object | None) -> bool:
        """Whether a restriction is one on data: by its filler, else by its property."""
        if filler is not None and self._entities.is_a(filler, TermKind.DATATYPE):
            return not self._entities.is_a(filler, TermKind.CLASS) or self._entities.is_only(
                property, TermKind.DATA_PROPERTY
            )
        if filler is not None and self._entities.is_a(filler, TermKind.CLASS):
            return False
        return self._entities.is_a(property, TermKind.DATA_PROPERTY) and not self._entities.is_a(
            property, TermKind.OBJECT_PROPERTY
        )

    def _range(self, node: Resource) -> Node:
        for name in (*_CONNECTIVES, "datatypeComplementOf"):
            if (found := self._part(node, name)) is not None:
                self._take_types(node)
                return self.connected(name.replace("datatypeC", "c"), found, data=True)
        if (found := self._part(node, "onDatatype")) is not None:
            self._take_types(node)
            return Expression("DatatypeRestriction", (self.data_range(found), *self._facets(node)))
        raise UnreadableError("an anonymous datatype says neither what it is made of nor a restriction")

    def _facets(self, node: Resource) -> list[Node]:
        listed = self._part(node, "withRestrictions")
        # OWL 1.1 wrote the facets on the datatype's own node.
        holders = [node] if listed is None else self.items(listed)
        found: list[Node] = []
        for holder in holders:
            if isinstance(holder, Literal):
                raise UnreadableError(f"{_shown(holder)} stands where a facet must")
            for predicate, numbers in self._graph.about(holder).items():
                for number in numbers if predicate in FACETS else ():
                    value = self._graph.triples[number][2]
                    self.taken.append(number)
                    found.append(Expression("FacetRestriction", (Literal(FACETS[predicate]), self.literal(value))))
        if not found:
            raise UnreadableError("a restriction of a datatype names no facet")
        return found

    def _inverse(self, node: Resource) -> Node:
        found = self._part(node, "inverseOf")
        if found is None:
            raise UnreadableError("an anonymous property is the inverse of none")
        self._take_types(node, OWL + "ObjectProperty")
        return Expression("ObjectInverseOf", (self.object_property(found),))

    def _part(self, node: Resource, name: str) -> Resource | None:
        found = self._graph.resource(node, OWL + name)
        if found is None:
            return None
        self.taken.append(found[0])
        return found[1]

    def _any(self, node: Resource, predicate: str) -> Object | None:
        for number, target in self._graph.objects(node, predicate):
            self.taken.append(number)
            return target
        return None

    def _take_types(self, node: Resource, *types: str) -> None:
        for number, target in self._graph.objects(node, RDF_TYPE):
            if not types or (isinstance(target, Iri) and target.text in types):
                self.taken.append(number)


_THING, _NOTHING, _LITERAL = Iri(OWL + "Thing"), Iri(OWL + "Nothing"), Iri(RDFS + "Literal")

# What OWL 1 meant by an expression of nothing (tables 14 and 15).
_EMPTY: dict[str, Node] = {
    "ObjectIntersectionOf": _THING,
    "ObjectUnionOf": _NOTHING,
    "ObjectOneOf": _NOTHING,
    "DataIntersectionOf": _LITERAL,
    "DataUnionOf": Expression("DataComplementOf", (_LITERAL,)),
    "DataOneOf": Expression("DataComplementOf", (_LITERAL,)),
}


def _of(kind: str, operands: tuple[Node, ...]) -> Node:
    """An n-ary expression; an intersection or union of one operand is the operand."""
    if not operands:
        return _EMPTY[kind]
    return operands[0] if len(operands) == 1 and not kind.endswith("OneOf") else Expression(kind, operands)


def _shown(node: Object) -> str:
    return "a node without a name" if isinstance(node, Anonymous) else str(node)[:120]
