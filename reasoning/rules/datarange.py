"""Data ranges as tests on a value, and as the ways in which a value can fail them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from ontology.owl import RDFS, SWRLB, Expression, Iri, Literal, Node, Variable
from reasoning.rules.builtins import OF_DATATYPE
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.rule import Atom, AtomKind, Term
from reasoning.rules.values import scalar

_FACETS = {
    "MinInclusive": SWRLB + "greaterThanOrEqual",
    "MinExclusive": SWRLB + "greaterThan",
    "MaxInclusive": SWRLB + "lessThanOrEqual",
    "MaxExclusive": SWRLB + "lessThan",
    "Pattern": SWRLB + "matches",
    "Length": OF_DATATYPE + "#length",
    "MinLength": OF_DATATYPE + "#minLength",
    "MaxLength": OF_DATATYPE + "#maxLength",
}

_ANY = frozenset((RDFS + "Literal",))


def tests(node: Node, value: Variable) -> list[tuple[Atom, ...]]:
    """Alternative sets of tests, each of which puts a value in the range."""
    if isinstance(node, Iri):
        return [()] if node.text in _ANY else [(_of(node.text, value),)]
    if isinstance(node, Expression) and node.kind == "DatatypeRestriction" and isinstance(node.args[0], Iri):
        return [(_of(node.args[0].text, value), *(_facet(facet, value) for facet in node.args[1:]))]
    if isinstance(node, Expression) and node.kind == "DataOneOf":
        return [(_equal(part, value),) for part in node.args]
    if isinstance(node, Expression) and node.kind == "DataUnionOf":
        return [body for part in node.args for body in tests(part, value)]
    if isinstance(node, Expression) and node.kind == "DataIntersectionOf":
        return [_together(chosen) for chosen in product(*(tests(part, value) for part in node.args))]
    if isinstance(node, Expression) and node.kind == "DataComplementOf":
        return violations(node.args[0], value)
    raise NotHornError(f"the data range {node} is not supported")


def violations(node: Node, value: Variable) -> list[tuple[Atom, ...]]:
    """Alternative sets of tests, each of which puts a value outside the range."""
    if isinstance(node, Expression) and node.kind == "DataUnionOf":
        return [_together(chosen) for chosen in product(*(violations(part, value) for part in node.args))]
    if isinstance(node, Expression) and node.kind == "DataIntersectionOf":
        return [body for part in node.args for body in violations(part, value)]
    if isinstance(node, Expression) and node.kind == "DataComplementOf":
        return tests(node.args[0], value)
    alternatives = tests(node, value)
    if len(alternatives) == 1:
        return [(replace(atom, negated=True),) for atom in alternatives[0]]
    return [tuple(replace(atom, negated=True) for body in alternatives for atom in body)]


def _of(datatype: str, value: Term) -> Atom:
    return Atom(kind=AtomKind.BUILTIN, predicate=OF_DATATYPE, args=(value, datatype))


def _equal(part: Node, value: Term) -> Atom:
    if not isinstance(part, Literal):
        raise NotHornError(f"{part} is no value")
    return Atom(kind=AtomKind.BUILTIN, predicate=SWRLB + "equal", args=(value, scalar(part)))


def _facet(facet: Node, value: Term) -> Atom:
    if isinstance(facet, Expression) and len(facet.args) == 2:
        name, bound = facet.args
        if isinstance(name, Literal) and name.text in _FACETS and isinstance(bound, Literal):
            return Atom(kind=AtomKind.BUILTIN, predicate=_FACETS[name.text], args=(value, scalar(bound)))
    raise NotHornError(f"the facet {facet} is not supported")


def _together(bodies: tuple[tuple[Atom, ...], ...]) -> tuple[Atom, ...]:
    return tuple(atom for body in bodies for atom in body)
