"""DL's rules on single expressions: enough operands, facets and values that the datatype has, owl:topDataProperty.

Source: https://www.w3.org/TR/owl2-syntax/, sections 4, 7, 8, 9 and 11.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.lexical import lexical_fault
from ontology.owl import OWL, Anonymous, Axiom, Expression, Iri, Literal, Node, local_name
from ontology.profiles.datatypes import DATATYPES, LITERAL
from ontology.profiles.parts import Part, short
from ontology.profiles.violation import Violation, violation

TOP_DATA_PROPERTY = OWL + "topDataProperty"

# The least number of different operands, and the place of the first one.
_LEAST = {
    "ObjectIntersectionOf": (2, 0),
    "ObjectUnionOf": (2, 0),
    "ObjectOneOf": (1, 0),
    "DataIntersectionOf": (2, 0),
    "DataUnionOf": (2, 0),
    "DataOneOf": (1, 0),
    "DatatypeRestriction": (1, 1),
    "ObjectPropertyChain": (2, 0),
    "EquivalentClasses": (2, 0),
    "DisjointClasses": (2, 0),
    "DisjointUnion": (2, 1),
    "EquivalentObjectProperties": (2, 0),
    "DisjointObjectProperties": (2, 0),
    "EquivalentDataProperties": (2, 0),
    "DisjointDataProperties": (2, 0),
    "SameIndividual": (2, 0),
    "DifferentIndividuals": (2, 0),
}
_ONLY_NAMED = (
    *("SameIndividual", "DifferentIndividuals", "NegativeObjectPropertyAssertion", "NegativeDataPropertyAssertion"),
    *("ObjectOneOf", "ObjectHasValue"),
)


class Shape:
    """What is wrong with an axiom whatever else is said."""

    def __init__(self) -> None:
        self._found: list[Violation] = []

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Look at an axiom and at each expression in it."""
        if axiom.kind in ("Declaration", "AnnotationAssertion"):
            return
        faults = [*_operands(axiom.kind, axiom.args), *meaningless(axiom, parts)]
        for _, node in parts:
            if isinstance(node, Expression):
                faults += _operands(node.kind, node.args)
        self._found += [violation(axiom, fault) for fault in dict.fromkeys(faults)]

    def found(self) -> Iterator[Violation]:
        """The axioms that are wrong by themselves."""
        return iter(self._found)


def meaningless(axiom: Axiom, parts: Sequence[Part]) -> Iterator[str]:
    """What in an axiom has no meaning in DL, so that a reasoner of DL takes none of it."""
    yield from _top(axiom, parts)
    yield from _nameless(axiom.kind, axiom.args)
    for _, node in parts:
        if isinstance(node, Expression):
            yield from _nameless(node.kind, node.args)
            if node.kind == "DatatypeRestriction":
                yield from _facets(node)
        elif isinstance(node, Literal):
            yield from _value(node)


def _nameless(kind: str, args: tuple[Node, ...]) -> Iterator[str]:
    if kind in _ONLY_NAMED:
        yield from (f"{kind} of the individual {arg}, which has no name" for arg in args if isinstance(arg, Anonymous))


def _operands(kind: str, args: tuple[Node, ...]) -> Iterator[str]:
    least = _LEAST.get(kind)
    if least is not None:
        number, first = least
        given = len(args) if kind == "ObjectPropertyChain" else len(set(args[first:]))
        if given < number:
            yield f"{kind} of {given}, where at least {number} different ones must stand"
    elif kind == "HasKey" and not any(part.args for part in args[1:] if isinstance(part, Expression)):
        yield "HasKey without a property"


def _top(axiom: Axiom, parts: Sequence[Part]) -> Iterator[str]:
    """owl:topDataProperty may stand above another property and nowhere else."""
    top = sum(node == Iri(TOP_DATA_PROPERTY) for letter, node in parts if letter == "d")
    if axiom.kind == "SubDataPropertyOf" and axiom.args[1] == Iri(TOP_DATA_PROPERTY):
        top -= 1
    if top:
        yield "owl:topDataProperty, which may only stand above another property"


def _facets(node: Expression) -> Iterator[str]:
    base = node.args[0]
    if not isinstance(base, Iri):
        return
    known = DATATYPES.get(base.text)
    if known is None:
        yield f"{short(node)}, as only datatypes of OWL 2's map have facets"
        return
    for facet in node.args[1:]:
        if isinstance(facet, Expression) and isinstance(facet.args[0], Literal):
            name = facet.args[0].text
            if name not in known.facets:
                yield f"{short(node)}, as {known.name} has no facet {name}"


def _value(literal: Literal) -> Iterator[str]:
    if literal.datatype == LITERAL:
        yield f'the value "{literal.text[:80]}" of rdfs:Literal, which has no values of its own'
    elif lexical_fault(literal.text, literal.datatype):
        yield f'"{literal.text[:80]}", which is no {local_name(literal.datatype)}'
