"""Axioms of classes alone: individuals and data ranges become classes, and what must exist becomes a mark.

| what an axiom says                        | what stands for it                                          |
|-------------------------------------------|-------------------------------------------------------------|
| a data property, a data range             | an object property, a class of values                       |
| an individual i                           | the class of which i is the one member                      |
| … ⊑ ObjectSomeValuesFrom(p C), and alike  | a mark: who has it gets a p that is a C                      |
| … ⊑ ObjectMaxCardinality(n p C), n ≥ 2    | a mark that excludes marks for more                          |
| … ⊑ ObjectUnionOf(C D)                    | a mark: who is no C is a D                                   |
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ontology.owl import RDFS, THING, Expression, Iri, Literal, Node
from reasoning.rules.nothorn import NotHornError

PREFIX = "urn:fengmi:emptiness:"
MOST_OPERANDS = 12
"""Operands of a union that are told apart; of a longer one nothing follows."""

_PLAIN = {
    "DataSomeValuesFrom": "ObjectSomeValuesFrom",
    "DataAllValuesFrom": "ObjectAllValuesFrom",
    "DataMinCardinality": "ObjectMinCardinality",
    "DataMaxCardinality": "ObjectMaxCardinality",
    "DataExactCardinality": "ObjectExactCardinality",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """Who has the `mark` has at least `number` of a property that are in the class `value`."""

    mark: str
    property: Node
    value: str
    number: int
    axiom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """Who has the `mark` has at most `number` of a property that are in the class `value`."""

    mark: str
    property: Node
    value: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """Who has the `mark` is in one of the classes."""

    mark: str
    operands: tuple[str, ...]
    axiom: int


@dataclass(slots=True, kw_only=True)
class Abstraction:
    """Rewrites class expressions, one axiom after another, and collects what rules cannot say.

    `axiom` is the number of the axiom at hand. `below` are further axioms that it brings, as pairs of class
    expressions; `ranges` the classes that stand for data ranges, `individuals` those that stand for individuals.
    """

    axiom: int = 0
    musts: list[Must] = field(default_factory=list)
    at_most: list[AtMost] = field(default_factory=list)
    unions: list[OneOf] = field(default_factory=list)
    below: list[tuple[int, str, Node]] = field(default_factory=list)
    ranges: dict[str, Node] = field(default_factory=dict)
    individuals: dict[str, Node] = field(default_factory=dict)
    _numbers: int = 0

    def condition(self, node: Node) -> Node:
        """A class expression that something is to be in, as classes alone. Raises NotHornError where it cannot."""
        if not isinstance(node, Expression):
            return node
        kind, args = _PLAIN.get(node.kind, node.kind), node.args
        if kind in ("ObjectIntersectionOf", "ObjectUnionOf"):
            return Expression(kind, tuple(map(self.condition, args)))
        if kind in ("ObjectHasValue", "DataHasValue"):
            return Expression("ObjectSomeValuesFrom", (args[0], self._single(node)))
        if kind == "ObjectOneOf":
            return Expression("ObjectUnionOf", tuple(map(self.individual, args)))
        if kind == "ObjectMinCardinality" and args[0] == 1:
            kind, args = "ObjectSomeValuesFrom", args[1:]
        if kind in ("ObjectSomeValuesFrom", "ObjectMinCardinality"):
            return Expression(kind, (*args[:-1], self._filler(node)) if self._has_filler(node) else args)
        if kind == "ObjectHasSelf":
            return node
        raise NotHornError(f"{node.kind} as a condition")

    def conclusion(self, node: Node) -> Node:
        """What follows, as classes alone; what cannot be said is left out. Raises NotHornError when that is all."""
        if not isinstance(node, Expression):
            return node
        kind, args = _PLAIN.get(node.kind, node.kind), node.args
        if kind == "ObjectIntersectionOf":
            return self._each(args)
        if kind == "ObjectComplementOf":
            turned = _turned(args[0])
            return Expression(kind, (self.condition(args[0]),)) if turned is None else self.conclusion(turned)
        if kind == "ObjectUnionOf":
            return self._union(args)
        if kind == "ObjectOneOf":
            _check_length(args)
            return self._union(tuple(map(self.individual, args)))
        if kind in ("ObjectHasValue", "DataHasValue"):
            return self._must(args[0], self._single(node), 1)
        if kind == "ObjectSomeValuesFrom":
            return self._must(args[0], self._value(node), 1)
        if kind == "ObjectAllValuesFrom":
            return Expression(kind, (args[0], self._range(args[1]) if _is_data(node) else self.conclusion(args[1])))
        if kind in ("ObjectMinCardinality", "ObjectMaxCardinality", "ObjectExactCardinality"):
            return self._cardinality(kind, node)
        if kind == "ObjectHasSelf":
            return node
        raise NotHornError(f"{node.kind} as a conclusion")

    def individual(self, node: Node) -> Iri:
        """The class of which an individual is the one member."""
        name = f"{PREFIX}one:{node}"
        self.individuals[name] = node
        return Iri(name)

    def data_range(self, node: Node) -> Iri:
        """The class of the values of a data range."""
        return self._range(node)

    def _range(self, node: Node) -> Iri:
        if node == Iri(RDFS + "Literal"):
            return Iri(THING)
        name = f"{PREFIX}range:{node}"
        self.ranges[name] = node
        return Iri(name)

    def _single(self, node: Expression) -> Iri:
        value = node.args[1]
        return self._range(Expression("DataOneOf", (value,))) if isinstance(value, Literal) else self.individual(value)

    def _has_filler(self, node: Expression) -> bool:
        return "Cardinality" not in node.kind or len(node.args) > 2

    def _filler(self, node: Expression) -> Node:
        """The class of a restriction's values, as a condition."""
        if not self._has_filler(node):
            return Iri(THING)
        return self._range(node.args[-1]) if _is_data(node) else self.condition(node.args[-1])

    def _value(self, node: Expression) -> Iri:
        """The class of a restriction's values, with all that follows for them."""
        if not self._has_filler(node):
            return Iri(THING)
        filler = node.args[-1]
        if _is_data(node):
            return self._range(filler)
        if isinstance(filler, Iri):
            return filler
        name = self._mark("value")
        with suppress(NotHornError):
            self.below.append((self.axiom, name, self.conclusion(filler)))
        return Iri(name)

    def _must(self, property: Node, value: Iri, number: int) -> Iri:
        mark = self._mark("some")
        self.musts.append(Must(mark=mark, property=property, value=value.text, number=number, axiom=self.axiom))
        return Iri(mark)

    def _cardinality(self, kind: str, node: Expression) -> Node:
        number, property = node.args[0], node.args[1]
        if not isinstance(number, int):
            raise NotHornError(f"the number {number}")
        parts: list[Node] = []
        if kind != "ObjectMaxCardinality" and number > 0:
            parts.append(self._must(property, self._value(node), number))
        if kind != "ObjectMinCardinality":
            try:
                parts.append(self._most(number, property, self._filler(node)))
            except NotHornError:
                if not parts:
                    raise
        return parts[0] if len(parts) == 1 else Expression("ObjectIntersectionOf", tuple(parts))

    def _most(self, number: int, property: Node, filler: Node) -> Node:
        if number < 2:
            return Expression("ObjectMaxCardinality", (number, property, filler))
        if not isinstance(filler, Iri):
            raise NotHornError("a cardinality of a class expression")
        mark = self._mark("most")
        self.at_most.append(AtMost(mark=mark, property=property, value=filler.text, number=number))
        return Iri(mark)

    def _each(self, args: tuple[Node, ...]) -> Node:
        parts = []
        for arg in args:
            try:
                parts.append(self.conclusion(arg))
            except NotHornError:
                continue
        if not parts:
            raise NotHornError("nothing of an intersection")
        return Expression("ObjectIntersectionOf", tuple(parts))

    def _union(self, args: tuple[Node, ...]) -> Node:
        if len(args) == 1:
            return self.conclusion(args[0])
        _check_length(args)
        operands = []
        for arg in args:
            if isinstance(arg, Iri):
                operands.append(arg.text)
                continue
            name = self._mark("operand")
            operands.append(name)
            with suppress(NotHornError):
                self.below.append((self.axiom, name, self.conclusion(arg)))
        mark = self._mark("union")
        self.unions.append(OneOf(mark=mark, operands=tuple(operands), axiom=self.axiom))
        return Iri(mark)

    def _mark(self, what: str) -> str:
        self._numbers += 1
        return f"{PREFIX}{what}:{self._numbers}"


def _check_length(args: Sequence[Node]) -> None:
    if len(args) > MOST_OPERANDS:
        raise NotHornError("a long union")


def _is_data(node: Expression) -> bool:
    return node.kind.startswith("Data")


def _turned(node: Node) -> Node | None:
    """What an expression's complement says without one, of expressions that are no condition; None for others."""
    if not isinstance(node, Expression):
        return None
    kind, args = node.kind, node.args
    if kind == "ObjectComplementOf":
        return args[0]
    if kind == "ObjectAllValuesFrom":
        return Expression("ObjectSomeValuesFrom", (args[0], Expression("ObjectComplementOf", (args[1],))))
    if kind in ("ObjectMaxCardinality", "DataMaxCardinality") and isinstance(args[0], int):
        return Expression(kind.replace("Max", "Min"), (args[0] + 1, *args[1:]))
    return None
