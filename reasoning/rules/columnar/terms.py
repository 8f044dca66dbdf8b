"""Numbers for individuals, terms and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from graph.fact import Scalar
from ontology.errors import RuleError
from reasoning.rules.columnar.keys import Ids
from reasoning.rules.columnar.relation import NOTHING as NOTHING

MAX_TERMS = (1 << 31) - 1


class Terms:
    """Ids of IRIs and of values, from 1 in the order in which they were first seen.

    Equal numbers are one value whatever their type, as in OWL's value space: what a property's facts
    show of it is the property's datatype. A truth value is no number.
    """

    def __init__(self) -> None:
        self._iris: dict[str, int] = {}
        self._values: dict[tuple[bool, Scalar], int] = {}
        self._names: list[str | Scalar] = [""]

    def __len__(self) -> int:
        """One more than the largest id."""
        return len(self._names)

    def iri(self, text: str) -> int:
        """The id of an IRI, a new one when it has none. Raises RuleError when there are too many."""
        known = self._iris.get(text)
        if known is None:
            known = self._iris[text] = self._next(text)
        return known

    def value(self, value: Scalar) -> int:
        """The id of a value, a new one when it has none."""
        key = (isinstance(value, bool), value)
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = self._next(value)
        return known

    def _next(self, name: str | Scalar) -> int:
        if len(self._names) >= MAX_TERMS:
            raise RuleError(f"more than {MAX_TERMS} individuals and values; reason over a part of the graph")
        self._names.append(name)
        return len(self._names) - 1

    def iris(self, texts: Iterable[str]) -> Ids:
        """Ids of many IRIs."""
        return np.fromiter(map(self.iri, texts), dtype=np.int64)

    def find(self, text: str) -> int | None:
        """The id of an IRI; None when it has none."""
        return self._iris.get(text)

    def find_value(self, value: Scalar) -> int | None:
        """The id of a value; None when it has none."""
        return self._values.get((isinstance(value, bool), value))

    def name(self, id: int) -> str | Scalar:
        """The IRI or the value of an id."""
        return self._names[id]

    def mapped(self, ids: Ids, change: Callable[[Scalar], Scalar]) -> Ids:
        """The ids of changed values; each different value is changed once."""
        different, places = np.unique(ids, return_inverse=True)
        return np.array([self.value(change(self._names[id])) for id in different.tolist()], dtype=np.int64)[places]
