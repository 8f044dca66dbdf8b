"""Class expressions as conditions and conclusions of Horn rules, as far as OWL 2 RL allows, and a little further."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, count, product
from math import prod
from typing import TypeAlias

from ontology.errors import RuleError
from ontology.model import Ontology
from ontology.owl import OWL, SWRLB, THING, Expression, Iri, Literal, Node, Variable
from reasoning.rules.datarange import tests, violations
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.rule import NOTHING, Atom, AtomKind, Term
from reasoning.rules.values import coerce, scalar

Body: TypeAlias = "tuple[Atom, ...]"

SAME = OWL + "sameAs"
DIFFERENT = OWL + "differentFrom"

MOST_WAYS = 1_000
"""Ways in which one condition may hold: a rule is made of each."""

MOST_COUNTED = 4
"""Individuals told apart in a condition; each one more multiplies the ways to choose them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A conclusion with the conditions that it needs beside those of its context."""

    head: Atom
    extra: Body = ()


class Expressions:
    """Turns the expressions of one axiom into atoms; makes fresh variables as it goes.

    What a part of a conclusion or an alternative of a condition cannot say is left out, which is sound,
    and the reason is kept in `unsaid`.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._numbers = count(1)
        self.unsaid: list[str] = []

    def fresh(self) -> Variable:
        """A variable that this axiom does not use yet: y1, y2, …"""
        return Variable(f"y{next(self._numbers)}")

    def class_atom(self, iri: str, subject: Term) -> Atom:
        """`C(subject)`. Raises NotHornError when no loaded ontology declares the class."""
        if iri != NOTHING and not self._ontology.is_class(iri):
            raise NotHornError(f"the class {iri} is not declared")
        return Atom(kind=AtomKind.CLASS, predicate=iri, args=(subject,))

    def property_atom(self, node: Node, subject: Term, other: Term) -> Atom:
        """`p(subject, other)`, turned round for an inverse."""
        if isinstance(node, Expression) and node.kind == "ObjectInverseOf":
            return self.property_atom(node.args[0], other, subject)
        if not isinstance(node, Iri):
            raise NotHornError(f"the property expression {node} is not supported")
        iri = node.text
        if self._ontology.is_object_property(iri):
            return Atom(kind=AtomKind.OBJECT, predicate=iri, args=(subject, other))
        if self._ontology.is_data_property(iri):
            datatype = self._ontology.datatype(iri)
            value = other if isinstance(other, Variable | Iri) else coerce(other, datatype)
            return Atom(kind=AtomKind.DATA, predicate=iri, args=(subject, value), datatype=datatype)
        raise NotHornError(f"the property {iri} is not declared")

    def is_data(self, node: Node) -> bool:
        """Whether a property expression is a data property."""
        return isinstance(node, Iri) and self._ontology.is_data_property(node.text)

    def conditions(self, node: Node, subject: Term) -> list[Body]:
        """Alternative sets of conditions, each of which puts `subject` in the expression."""
        if isinstance(node, Iri):
            return [()] if node.text == THING else [(self.class_atom(node.text, subject),)]
        if not isinstance(node, Expression):
            raise NotHornError(f"{node} is no class expression")
        make = _CONDITIONS.get(node.kind)
        if make is None:
            raise NotHornError(f"{node.kind} is not supported as a condition")
        return make(self, node, subject)

    def conclusions(self, node: Node, subject: Term) -> list[Clause]:
        """What follows for `subject` from being in the expression."""
        if isinstance(node, Iri):
            return [] if node.text == THING else [Clause(head=self.class_atom(node.text, subject))]
        if not isinstance(node, Expression):
            raise NotHornError(f"{node} is no class expression")
        make = _CONCLUSIONS.get(node.kind)
        if make is None:
            raise NotHornError(f"{node.kind} as a conclusion {_WHY.get(node.kind, 'is not supported')}")
        return make(self, node, subject)

    def clash(self, subject: Term, body: Body = ()) -> Clause:
        """`Nothing(subject)`: meeting the conditions is a contradiction."""
        return Clause(head=Atom(kind=AtomKind.CLASS, predicate=NOTHING, args=(subject,)), extra=body)

    def same(self, one: Term, other: Term) -> Atom:
        """`sameAs(one, other)`."""
        return Atom(kind=AtomKind.OBJECT, predicate=SAME, args=(one, other))

    def apart(self, one: Term, other: Term, *, values: bool) -> Atom:
        """That two values differ, or that two individuals are said to."""
        if values:
            return Atom(kind=AtomKind.BUILTIN, predicate=SWRLB + "notEqual", args=(one, other))
        return Atom(kind=AtomKind.OBJECT, predicate=DIFFERENT, args=(one, other))

    def filler(self, node: Expression, place: int, subject: Term) -> list[Body]:
        """Conditions for a value of a restriction: `args[place]`, or anything when it has no such argument."""
        return self.conditions(node.args[place], subject) if len(node.args) > place else [()]


def joined(parts: Sequence[Sequence[Body]]) -> list[Body]:
    """Every way to choose one body of each part. Raises NotHornError where there are too many."""
    ways = prod(map(len, parts))
    if ways > MOST_WAYS:
        raise NotHornError(
            f"holds in {ways} ways, as unions are joined; a rule is made of each, of {MOST_WAYS} at most"
        )
    return [tuple(atom for body in chosen for atom in body) for chosen in product(*parts)]


_Conditions = Callable[[Expressions, Expression, Term], list[Body]]
_Conclusions = Callable[[Expressions, Expression, Term], list[Clause]]


def _intersection(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    return joined([reader.conditions(part, subject) for part in node.args])


def _union(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    bodies: list[Body] = []
    for part in node.args:
        try:
            bodies += reader.conditions(part, subject)
        except NotHornError as error:
            reader.unsaid.append(str(error))
    return bodies


def _one_of(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    return [(reader.same(subject, constant(part)),) for part in node.args]


def _some(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    other = reader.fresh()
    link = reader.property_atom(node.args[0], subject, other)
    return [(link, *body) for body in reader.filler(node, 1, other)]


def _has_self(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    return [(reader.property_atom(node.args[0], subject, subject),)]


def _at_least(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    """n different ones: individuals count as different only where that is said, values where they are."""
    number = node.args[0]
    if not isinstance(number, int) or not 1 <= number <= MOST_COUNTED:
        raise NotHornError(f"counting to {number} is not supported as a condition, only from 1 to {MOST_COUNTED}")
    others = [reader.fresh() for _ in range(number)]
    links = tuple(reader.property_atom(node.args[1], subject, other) for other in others)
    data = reader.is_data(node.args[1])
    apart = tuple(reader.apart(one, other, values=data) for one, other in combinations(others, 2))
    fill: list[list[Body]] = [
        (tests(node.args[2], other) if data else reader.conditions(node.args[2], other)) if len(node.args) > 2 else [()]
        for other in others
    ]
    return [(*links, *(atom for body in chosen for atom in body), *apart) for chosen in product(*fill)]


def _has_value(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    return [(reader.property_atom(node.args[0], subject, constant(node.args[1])),)]


def _data_some(reader: Expressions, node: Expression, subject: Term) -> list[Body]:
    value = reader.fresh()
    link = reader.property_atom(node.args[0], subject, value)
    if isinstance(node.args[1], Iri) and link.datatype == node.args[1].text:
        return [(link,)]
    return [(link, *body) for body in tests(node.args[1], value)]


_CONDITIONS: dict[str, _Conditions] = {
    "ObjectIntersectionOf": _intersection,
    "ObjectUnionOf": _union,
    "ObjectOneOf": _one_of,
    "ObjectSomeValuesFrom": _some,
    "ObjectMinCardinality": _at_least,
    "DataMinCardinality": _at_least,
    "ObjectHasValue": _has_value,
    "ObjectHasSelf": _has_self,
    "DataHasValue": _has_value,
    "DataSomeValuesFrom": _data_some,
}


def _each(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    clauses: list[Clause] = []
    for part in node.args:
        try:
            clauses += reader.conclusions(part, subject)
        except NotHornError as error:
            reader.unsaid.append(str(error))
    return clauses


def _value(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    """The value; having one that its property cannot hold is a contradiction."""
    try:
        return [Clause(head=reader.property_atom(node.args[0], subject, constant(node.args[1])))]
    except RuleError as error:
        reader.unsaid.append(str(error))
        return [reader.clash(subject)]


def _self(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    return [Clause(head=reader.property_atom(node.args[0], subject, subject))]


def _all(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    other = reader.fresh()
    link = reader.property_atom(node.args[0], subject, other)
    return [Clause(head=clause.head, extra=(link, *clause.extra)) for clause in reader.conclusions(node.args[1], other)]


def _data_all(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    value = reader.fresh()
    link = reader.property_atom(node.args[0], subject, value)
    return [reader.clash(subject, (link, *body)) for body in violations(node.args[1], value)]


def _not(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    return [reader.clash(subject, body) for body in reader.conditions(node.args[0], subject)]


def _only(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    if len(node.args) != 1:
        raise NotHornError("ObjectOneOf as a conclusion leaves open which individual it is")
    return [Clause(head=reader.same(subject, constant(node.args[0])))]


def _at_most(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    """None at all, or one: two that are there are the same individual, or a contradiction when they are values."""
    number = node.args[0]
    if number not in (0, 1):
        raise NotHornError(f"at most {number} leaves open which of the individuals are the same")
    one, other = reader.fresh(), reader.fresh()
    ends = [one] if number == 0 else [one, other]
    data = reader.is_data(node.args[1])
    links = tuple(reader.property_atom(node.args[1], subject, end) for end in ends)
    fill: list[list[Body]] = [
        (tests(node.args[2], end) if data else reader.conditions(node.args[2], end)) if len(node.args) > 2 else [()]
        for end in ends
    ]
    bodies: list[Body] = [(*links, *(atom for body in chosen for atom in body)) for chosen in product(*fill)]
    if number == 0:
        return [reader.clash(subject, body) for body in bodies]
    if data:
        return [reader.clash(subject, (*body, reader.apart(one, other, values=True))) for body in bodies]
    return [Clause(head=reader.same(one, other), extra=body) for body in bodies]


def _exactly(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    clauses = _at_most(reader, node, subject)
    if node.args[0] != 0:
        reader.unsaid.append(f"{node.kind} as a conclusion {_WHY['ObjectMinCardinality']}")
    return clauses


def _some_of(reader: Expressions, node: Expression, subject: Term) -> list[Clause]:
    """A value that is named is known; any other would be new."""
    filler = node.args[1]
    if isinstance(filler, Expression) and filler.kind in ("ObjectOneOf", "DataOneOf") and len(filler.args) == 1:
        return [Clause(head=reader.property_atom(node.args[0], subject, constant(filler.args[0])))]
    raise NotHornError(f"{node.kind} as a conclusion {_WHY[node.kind]}")


_CONCLUSIONS: dict[str, _Conclusions] = {
    "ObjectIntersectionOf": _each,
    "ObjectHasValue": _value,
    "DataHasValue": _value,
    "ObjectHasSelf": _self,
    "ObjectAllValuesFrom": _all,
    "DataAllValuesFrom": _data_all,
    "ObjectComplementOf": _not,
    "ObjectOneOf": _only,
    "ObjectMaxCardinality": _at_most,
    "DataMaxCardinality": _at_most,
    "ObjectExactCardinality": _exactly,
    "DataExactCardinality": _exactly,
    "ObjectSomeValuesFrom": _some_of,
    "DataSomeValuesFrom": _some_of,
}

_WHY = {
    "ObjectSomeValuesFrom": "would need a new individual, which a Horn rule cannot make",
    "DataSomeValuesFrom": "would need a new value, which a Horn rule cannot make",
    "ObjectMinCardinality": "would need a new individual, which a Horn rule cannot make",
    "DataMinCardinality": "would need a new value, which a Horn rule cannot make",
    "ObjectUnionOf": "leaves open which of its classes holds",
}


def constant(node: Node) -> Term:
    """An individual or a value as an argument of an atom."""
    if isinstance(node, Literal):
        return scalar(node)
    if isinstance(node, Iri | Variable):
        return node
    raise NotHornError(f"{node} is neither a variable, a named individual nor a value")
