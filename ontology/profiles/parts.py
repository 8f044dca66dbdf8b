"""What an axiom is made of, flat, with the letter of the place where each part stands (`ontology.grammar`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

from ontology.grammar import places
from ontology.owl import Annotation, Axiom, Expression, Iri, Node
from ontology.profiles.violation import Violation

Part: TypeAlias = "tuple[str, Node]"
"""A letter, as in `ontology.grammar`, and what stands there."""


class Restriction(Protocol):
    """A global restriction of OWL 2 DL: sees every axiom once, and then says which ones break it."""

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of an axiom and of all that it is made of."""

    def found(self) -> Iterator[Violation]:
        """What breaks the restriction, once every axiom was seen."""


def parts_of(axiom: Axiom) -> tuple[Part, ...]:
    """Every expression, name and value in an axiom, and the properties of its annotations; outer ones first.

    Values of annotations are left out: annotations mean nothing to reasoners, so DL's restrictions, which are there
    for them, need not hold of what only they say.
    """
    found: list[Part] = []
    _collect(axiom.kind, axiom.args, found)
    for note in axiom.annotations:
        collect_note(note, found)
    return tuple(found)


def collect_note(note: Annotation, found: list[Part]) -> None:
    """Add an annotation's property, and those of the annotations on it."""
    found.append(("a", Iri(note.property)))
    for inner in note.annotations:
        collect_note(inner, found)


def _collect(kind: str, args: tuple[Node, ...], found: list[Part]) -> None:
    for part in zip(places(kind, len(args)), args, strict=False):
        if part[0] != "s":
            found.append(part)
        if isinstance(part[1], Expression):
            _collect(part[1].kind, part[1].args, found)


def short(node: Node) -> str:
    """A node with local names only, for people, cut when it is very long."""
    text = Axiom(kind="", args=(node,)).short()[1:-1]
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"


_MOST_SHOWN = 200
