"""The engine's facts, indexed for joins: one relation per class or property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeAlias

from graph.fact import Fact, Scalar
from ontology.owl import RDF_TYPE

Ground: TypeAlias = "str | Scalar | None"
"""An individual's IRI, a value, or None in the second place of a class membership."""

Tuple: TypeAlias = "tuple[str, str, Ground]"
"""Predicate, subject, object or value."""


class Unbound(Enum):
    """The one value that says: this end of an atom is not known yet."""

    UNBOUND = "unbound"


UNBOUND = Unbound.UNBOUND

Known: TypeAlias = "Ground | Unbound"
"""What an end of an atom is, as far as it is known."""


class Relation:
    """The facts of one class or property by either end; `C(x)` is kept as `C(x, None)`."""

    __slots__ = ("by_object", "by_subject")

    def __init__(self) -> None:
        self.by_subject: dict[str, dict[Ground, Fact]] = {}
        self.by_object: dict[Ground, dict[str, Fact]] = {}

    def put(self, subject: str, other: Ground, fact: Fact) -> None:
        """Add a fact, or replace the one that says the same."""
        self.by_subject.setdefault(subject, {})[other] = fact
        self.by_object.setdefault(other, {})[subject] = fact

    def remove(self, subject: str, other: Ground) -> None:
        """Take a fact away, if it is there."""
        row = self.by_subject.get(subject, {})
        row.pop(other, None)
        if not row:
            self.by_subject.pop(subject, None)
        column = self.by_object.get(other, {})
        column.pop(subject, None)
        if not column:
            self.by_object.pop(other, None)

    def matching(self, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        """The facts whose ends, where they are known, are these."""
        if isinstance(subject, str):
            row = self.by_subject.get(subject, {})
            if isinstance(other, Unbound):
                return ((subject, end, fact) for end, fact in row.items())
            found = row.get(other)
            return ((subject, other, found),) if found is not None else ()
        if not isinstance(other, Unbound):
            return ((start, other, fact) for start, fact in self.by_object.get(other, {}).items())
        return self

    def get(self, subject: str, other: Ground) -> Fact | None:
        """The fact with both ends; None when it is not known."""
        found = self.by_subject.get(subject)
        return found.get(other) if found else None

    def __iter__(self) -> Iterator[tuple[str, Ground, Fact]]:
        for subject, row in self.by_subject.items():
            for other, fact in row.items():
                yield subject, other, fact


def tuple_of(fact: Fact) -> Tuple:
    """A fact as predicate, subject and other end."""
    if fact.property == RDF_TYPE and fact.object is not None:
        return fact.object, fact.subject, None
    return fact.property, fact.subject, fact.object if fact.object is not None else fact.value
