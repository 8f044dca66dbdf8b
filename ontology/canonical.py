"""When two axioms are one: OWL's sets have no order and hold nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from ontology.owl import Annotation, Axiom, Expression, Node

_UNORDERED = frozenset(
    (
        *("EquivalentClasses", "DisjointClasses", "SameIndividual", "DifferentIndividuals"),
        *("EquivalentObjectProperties", "DisjointObjectProperties", "InverseObjectProperties"),
        *("EquivalentDataProperties", "DisjointDataProperties"),
        *("ObjectIntersectionOf", "ObjectUnionOf", "ObjectOneOf"),
        *("DataIntersectionOf", "DataUnionOf", "DataOneOf"),
        *("ObjectProperties", "DataProperties", "Body", "Head", "SameIndividualAtom", "DifferentIndividualsAtom"),
    )
)

_Said: TypeAlias = tuple[str, tuple[Node, ...], tuple[Annotation, ...]]

# The arguments from this place on are a set.
_UNORDERED_FROM = {"DisjointUnion": 1, "DatatypeRestriction": 1}


def canonical(axiom: Axiom) -> Axiom:
    """The axiom with every set in one order; axioms that say the same in OWL become equal, whatever their file."""
    kind, args, annotations = _said(axiom)
    return Axiom(kind=kind, args=args, annotations=annotations)


def distinct(axioms: Iterable[Axiom]) -> list[Axiom]:
    """The axioms, each said once, in the order in which they were first said."""
    found: dict[_Said, Axiom] = {}
    for axiom in axioms:
        found.setdefault(_said(axiom), axiom)
    return list(found.values())


def order(axiom: Axiom) -> tuple[str, str, str]:
    """What axioms are sorted by: kind, what is said, and the annotations, which may be all that tells two apart."""
    return axiom.kind, str(axiom), str(axiom.annotations) if axiom.annotations else ""


def _said(axiom: Axiom) -> _Said:
    notes = axiom.annotations
    return axiom.kind, _args(axiom.kind, axiom.args), _sorted(notes) if notes else notes


def _args(kind: str, args: tuple[Node, ...]) -> tuple[Node, ...]:
    start = 0 if kind in _UNORDERED else _UNORDERED_FROM.get(kind)
    if start is None and Expression not in map(type, args):
        # Most axioms join names, and are as they are.
        return args
    ordered = tuple(map(_node, args))
    if start is None:
        return ordered
    return (*ordered[:start], *sorted(dict.fromkeys(ordered[start:]), key=_rank))


def _node(node: Node) -> Node:
    if isinstance(node, Expression):
        return Expression(node.kind, _args(node.kind, node.args))
    return node


def _rank(node: Node) -> tuple[bool, str]:
    """Names before expressions, as everyone writes them."""
    return isinstance(node, Expression), str(node)


def _sorted(notes: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    each = {
        Annotation(property=note.property, value=note.value, annotations=_sorted(note.annotations)) for note in notes
    }
    return tuple(sorted(each, key=repr))
