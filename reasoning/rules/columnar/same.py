"""Individuals that are the same, under one representative each: the one with the smallest id.

Relations hold facts of representatives only; what is read from them is expanded to all members.
"""

from __future__ import annotations

import numpy as np

from reasoning.rules.columnar.keys import EMPTY, Ids, expand, high_of, low_of, pack


class Same:
    """Which individuals are the same. Grows by `unite`, never shrinks."""

    def __init__(self) -> None:
        self._of: Ids = EMPTY
        self._members: tuple[Ids, Ids] | None = None

    def __bool__(self) -> bool:
        """Whether any two are the same."""
        return len(self._of) > 0

    def of(self, ids: Ids) -> Ids:
        """The representative of each."""
        if not len(self._of):
            return ids
        inside = ids < len(self._of)
        return np.where(inside, self._of[np.where(inside, ids, 0)], ids)

    def pairs(self, keys: Ids) -> Ids:
        """Pairs with representatives at both ends, in no order."""
        return pack(self.of(high_of(keys)), self.of(low_of(keys))) if self else keys

    def unite(self, ones: Ids, others: Ids) -> Ids:
        """Say that individuals are the same, row by row; the ids whose representative is now another."""
        size = int(max(ones.max(), others.max(), len(self._of) - 1)) + 1
        before = self.of(np.arange(size))
        after = before.copy()
        while True:
            least = np.minimum(after[ones], after[others])
            if (after[ones] == least).all() and (after[others] == least).all():
                break
            # The representatives themselves point on to smaller ones, and all their members follow.
            np.minimum.at(after, after[ones], least)
            np.minimum.at(after, after[others], least)
            while not np.array_equal(after, after[after]):
                after = after[after]
        self._of = after
        self._members = None
        return np.flatnonzero(after != before)

    def expanded(self, keys: Ids) -> Ids:
        """Pairs of representatives as the pairs of all their members, sorted."""
        if not self:
            return keys
        rows, highs = self._members_of(high_of(keys))
        lows = low_of(keys)[rows]
        again, ends = self._members_of(lows)
        return np.sort(pack(highs[again], ends))

    def _members_of(self, ids: Ids) -> tuple[Ids, Ids]:
        """All members of each representative: the row, and the member."""
        if self._members is None:
            order = np.argsort(self._of, kind="stable")
            self._members = (self._of[order], order)
        representatives, members = self._members
        inside = ids < len(self._of)
        starts = np.where(inside, np.searchsorted(representatives, ids), 0)
        ends = np.where(inside, np.searchsorted(representatives, ids, side="right"), 1)
        rows, places = expand(starts, ends)
        return rows, np.where(inside[rows], members[places], ids[rows])
