"""Class expressions as conditions and conclusions of Horn rules, as far as OWL 2 RL allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, product
from typing import TypeAlias

from ontology.model import Ontology
from ontology.owl import SWRLB, THING, Expression, Iri, Literal, Node, Variable
from reasoning.rules.rule import Atom, AtomKind, Term
from reasoning.rules.values import coerce, scalar

Body: TypeAlias = "tuple[Atom, ...]"

_FACETS = {
    "MinInclusive": SWRLB + "greaterThanOrEqual",
    "MinExclusive": SWRLB + "greaterThan",
    "MaxInclusive": SWRLB + "lessThanOrEqual",
    "MaxExclusive": SWRLB + "lessThan",
}


class NotHornError(Exception):
    """An expression that no Horn rule can say; the text is the reason. Never leaves this room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A conclusion with the conditions that it needs beside those of its context."""

    head: Atom
    extra: Body = ()


class Expressions:
    """Turns the expressions of one axiom into atoms; makes fresh variables as it goes."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._numbers = count(1)

    def fresh(self) -> Variable:
        """A variable that this axiom does not use yet: y1, y2, …"""
        return Variable(f"y{next(self._numbers)}")

    def class_atom(self, iri: str, subject: Term) -> Atom:
        """`C(subject)`. Raises NotHornError when no loaded ontology declares the class."""
        if not self._ontology.is_class(iri):
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

    def conditions(self, node: Node, subject: Term) -> list[Body]:
        """Alternative sets of conditions, each of which puts `subject` in the expression."""
        if isinstance(node, Iri):
            return [()] if node.text == THING else [(self.class_atom(node.text, subject),)]
        if not isinstance(node, Expression):
            raise NotHornError(f"{node} is no class expression")
        make = self._left.get(node.kind)
        if make is None:
            raise NotHornError(f"{node.kind} is not supported as a condition")
        return make(self, node, subject)

    def conclusions(self, node: Node, subject: Term) -> list[Clause]:
        """What follows for `subject` from being in the expression."""
        if isinstance(node, Iri):
            return [] if node.text == THING else [Clause(head=self.class_atom(node.text, subject))]
        if not isinstance(node, Expression):
            raise NotHornError(f"{node} is no class expression")
        if node.kind == "ObjectIntersectionOf":
            return [clause for part in node.args for clause in self.conclusions(part, subject)]
        if node.kind in ("ObjectHasValue", "DataHasValue"):
            return [Clause(head=self.property_atom(node.args[0], subject, constant(node.args[1])))]
        if node.kind == "ObjectAllValuesFrom":
            other = self.fresh()
            link = self.property_atom(node.args[0], subject, other)
            return [
                Clause(head=clause.head, extra=(link, *clause.extra))
                for clause in self.conclusions(node.args[1], other)
            ]
        raise NotHornError(f"{node.kind} as a conclusion {_WHY.get(node.kind, 'is not supported')}")

    def _intersection(self, node: Expression, subject: Term) -> list[Body]:
        parts = [self.conditions(part, subject) for part in node.args]
        return [tuple(atom for body in chosen for atom in body) for chosen in product(*parts)]

    def _union(self, node: Expression, subject: Term) -> list[Body]:
        return [body for part in node.args for body in self.conditions(part, subject)]

    def _some(self, node: Expression, subject: Term) -> list[Body]:
        other = self.fresh()
        link = self.property_atom(node.args[0], subject, other)
        return [(link, *body) for body in self.conditions(node.args[1], other)]

    def _at_least_one(self, node: Expression, subject: Term) -> list[Body]:
        if node.args[0] != 1:
            raise NotHornError("counting beyond one is not supported as a condition")
        return self._some(Expression("ObjectSomeValuesFrom", node.args[1:]), subject)

    def _has_value(self, node: Expression, subject: Term) -> list[Body]:
        return [(self.property_atom(node.args[0], subject, constant(node.args[1])),)]

    def _data_some(self, node: Expression, subject: Term) -> list[Body]:
        value = self.fresh()
        link = self.property_atom(node.args[0], subject, value)
        return [(link, *_range_tests(node.args[1], value))]

    _left: dict[str, Callable[[Expressions, Expression, Term], list[Body]]] = {  # noqa: RUF012  # never changed
        "ObjectIntersectionOf": _intersection,
        "ObjectUnionOf": _union,
        "ObjectSomeValuesFrom": _some,
        "ObjectMinCardinality": _at_least_one,
        "ObjectHasValue": _has_value,
        "DataHasValue": _has_value,
        "DataSomeValuesFrom": _data_some,
    }


_WHY = {
    "ObjectSomeValuesFrom": "would need a new individual, which a Horn rule cannot make",
    "DataSomeValuesFrom": "would need a new value, which a Horn rule cannot make",
    "ObjectMinCardinality": "would need a new individual, which a Horn rule cannot make",
    "ObjectExactCardinality": "would need a new individual, which a Horn rule cannot make",
    "ObjectUnionOf": "leaves open which of its classes holds",
    "ObjectComplementOf": "is a constraint: it derives nothing",
    "DataAllValuesFrom": "is a constraint on values: it derives nothing",
}


def constant(node: Node) -> Term:
    """An individual or a value as an argument of an atom."""
    if isinstance(node, Literal):
        return scalar(node)
    if isinstance(node, Iri | Variable):
        return node
    raise NotHornError(f"{node} is neither a variable, a named individual nor a value")


def _range_tests(node: Node, value: Variable) -> Body:
    """Tests that a data range puts on a value; a plain datatype puts none, as loading checked it."""
    if isinstance(node, Iri):
        return ()
    if isinstance(node, Expression) and node.kind == "DatatypeRestriction":
        return tuple(_facet(facet, value) for facet in node.args[1:])
    raise NotHornError(f"the data range {node} is not supported")


def _facet(facet: Node, value: Variable) -> Atom:
    if isinstance(facet, Expression) and len(facet.args) == 2:
        name, bound = facet.args
        if isinstance(name, Literal) and name.text in _FACETS and isinstance(bound, Literal):
            return Atom(kind=AtomKind.BUILTIN, predicate=_FACETS[name.text], args=(value, scalar(bound)))
    raise NotHornError(f"the facet {facet} is not supported")
