"""Ways to meet some of a rule's conditions, one a row: a column of ids for each variable bound so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from reasoning.rules.columnar.compiled import Pattern, Slot
from reasoning.rules.columnar.keys import Ids, Mask, high_of, low_of
from reasoning.rules.columnar.relation import DYING


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of bindings. Facts that meet further conditions must have ranks below `limit`."""

    size: int
    columns: Mapping[str, Ids] = field(default_factory=dict)
    limit: int = DYING

    def column(self, slot: Slot) -> Ids | None:
        """What a slot stands for, row by row; None for a variable that is not bound."""
        if isinstance(slot, int):
            return np.full(self.size, slot, dtype=np.int64)
        return self.columns.get(slot)

    def take(self, rows: Ids | Mask, added: Mapping[str, Ids] | None = None) -> Table:
        """Some rows, in that order and perhaps several times, with columns added to them."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        columns.update(added or {})
        size = len(rows) if rows.dtype != np.bool_ else int(np.count_nonzero(rows))
        return Table(size=size, columns=columns, limit=self.limit)


ROW = " row"
"""The column that says which of the facts asked about a row is for; no variable has this name."""


def matched(pattern: Pattern, keys: Ids, *, limit: int = DYING, numbered: bool = False, ends: bool = True) -> Table:
    """The facts that are instances of a pattern, as a table of its variables.

    With `numbered` the table has a column `ROW` with each fact's index; without `ends` the object is
    left unbound.
    """
    seen: Mask | None = None
    if isinstance(pattern.subject, int):
        seen = high_of(keys) == pattern.subject
    if isinstance(pattern.object, int) and pattern.object:
        seen = _both(seen, low_of(keys) == pattern.object)
    if pattern.subject == pattern.object:
        seen = _both(seen, high_of(keys) == low_of(keys))
    rows = np.arange(len(keys)) if numbered else None
    if seen is not None:
        keys = keys[seen]
        rows = rows[seen] if rows is not None else None
    columns: dict[str, Ids] = {} if rows is None else {ROW: rows}
    if isinstance(pattern.subject, str):
        columns[pattern.subject] = high_of(keys)
    if isinstance(pattern.object, str) and ends:
        columns[pattern.object] = low_of(keys)
    return Table(size=len(keys), columns=columns, limit=limit)


def _both(one: Mask | None, other: Mask) -> Mask:
    return other if one is None else one & other
