"""One class's or property's facts as sorted columns, each fact with its rank.

A class membership C(x) is kept as C(x, nothing), so that everything is a pair. The rank says in which
round a fact was derived, 0 when it was given; a fact's premises have smaller ranks, which is what keeps
proofs and retraction from going in circles. A fact on its way out is *dying* (DYING is added to its
rank), one that is gone is DEAD and its place is kept for its return.

Facts lie in runs, the longest first, each at least twice as long as the next: adding a few facts costs
in proportion to them, and a look-up asks few runs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reasoning.rules.columnar.keys import EMPTY, LOW, Ids, Mask, expand, found, low_of, members, pack, ranges, turned

NOTHING = 0
"""The id in the second place of a class membership; no fact of a property has it."""

Ranks = NDArray[np.int32]

DYING = 1 << 29
"""Ranks below are of facts that hold."""

DEAD = 1 << 30
"""Ranks below are of facts that hold, or did before the change that is going on."""


class _Run:
    """Facts that were added together. `keys` are sorted and never change; `ranks` may."""

    __slots__ = ("_turned", "keys", "ranks")

    def __init__(self, keys: Ids, ranks: Ranks) -> None:
        self.keys = keys
        self.ranks = ranks
        self._turned: Ids | None = None

    @property
    def turned(self) -> Ids:
        """The same pairs by object, made when they are first asked for."""
        if self._turned is None:
            self._turned = turned(self.keys)
        return self._turned

    def merged(self, other: _Run) -> _Run:
        """Both runs as one; they have no pair in common."""
        places = np.searchsorted(self.keys, other.keys) + np.arange(len(other.keys))
        ours = np.ones(len(self.keys) + len(other.keys), dtype=np.bool_)
        ours[places] = False
        keys = np.empty(len(ours), dtype=np.int64)
        ranks = np.empty(len(ours), dtype=np.int32)
        keys[places], keys[ours] = other.keys, self.keys
        ranks[places], ranks[ours] = other.ranks, self.ranks
        return _Run(keys, ranks)


class Relation:
    """A set of pairs that can be asked by either end."""

    __slots__ = ("_marked", "_runs")

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._marked = 0

    def insert(self, keys: Ids, rank: int) -> None:
        """Add facts that do not hold yet; `keys` are sorted and different."""
        if self._marked and len(keys):
            known = self.ranks(keys) <= DEAD
            self._set(keys[known], lambda old: np.full(len(old), rank, dtype=np.int32))
            keys = keys[~known]
        if not len(keys):
            return
        self._runs.append(_Run(keys, np.full(len(keys), rank, dtype=np.int32)))
        while len(self._runs) > 1 and len(self._runs[-2].keys) < 2 * len(self._runs[-1].keys):
            last = self._runs.pop()
            self._runs.append(self._runs.pop().merged(last))

    def rerank(self, keys: Ids, rank: int) -> None:
        """Give stored facts another rank."""
        self._set(keys, lambda old: np.full(len(old), rank, dtype=np.int32))

    def mark(self, keys: Ids) -> None:
        """Say that facts that hold are on their way out."""
        self._set(keys, lambda old: old + np.int32(DYING))

    def bury(self, keys: Ids) -> None:
        """Forget dying facts; when most of the relation is dead, its dead are cleared away."""
        self._set(keys, lambda old: np.full(len(old), DEAD, dtype=np.int32))
        if 2 * self._marked > sum(len(run.keys) for run in self._runs):
            self._runs = [_Run(run.keys[run.ranks < DEAD], run.ranks[run.ranks < DEAD]) for run in self._runs]
            self._runs = [run for run in self._runs if len(run.keys)]
            self._marked = sum(int(np.count_nonzero(run.ranks >= DYING)) for run in self._runs)

    def _set(self, keys: Ids, change: Callable[[Ranks], Ranks]) -> None:
        for run in self._runs:
            places, there = found(keys, run.keys)
            at = places[there]
            old = run.ranks[at]
            new = change(old)
            self._marked += int(np.count_nonzero(new >= DYING)) - int(np.count_nonzero(old >= DYING))
            run.ranks[at] = new

    def __len__(self) -> int:
        """How many facts hold."""
        return sum(len(run.keys) for run in self._runs) - self._marked

    def derived(self) -> int:
        """How many facts hold that were not given."""
        return sum(int(np.count_nonzero((run.ranks > 0) & (run.ranks < DYING))) for run in self._runs)

    def keys(self, limit: int = DYING) -> Ids:
        """All facts of smaller rank, sorted."""
        parts = [run.keys if not self._hides(limit) else run.keys[run.ranks < limit] for run in self._runs]
        return np.sort(np.concatenate(parts), kind="stable") if len(parts) > 1 else parts[0] if parts else EMPTY

    def ranks(self, keys: Ids) -> Ranks:
        """The rank of each fact; more than DEAD for one that was never there."""
        result = np.full(len(keys), DEAD + 1, dtype=np.int32)
        for run in self._runs:
            places, there = found(keys, run.keys)
            result[there] = run.ranks[places[there]]
        return result

    def holds(self, keys: Ids, limit: int = DYING) -> Mask:
        """Which of the facts are there with a smaller rank."""
        if self._hides(limit):
            return np.asarray(self.ranks(keys) < limit)
        result = np.zeros(len(keys), dtype=np.bool_)
        for run in self._runs:
            if len(keys) and keys[0] & LOW == run.keys[0] & LOW == NOTHING:
                result |= members(keys, run.keys)
            else:
                result |= found(keys, run.keys)[1]
        return result

    def objects(self, subjects: Ids, limit: int = DYING) -> tuple[Ids, Ids]:
        """Objects of subjects: which subject by its index, and the object, for each fact."""
        rows, objects = [], []
        for run in self._runs:
            row, place = expand(*ranges(subjects, run.keys))
            if self._hides(limit):
                seen = run.ranks[place] < limit
                row, place = row[seen], place[seen]
            rows.append(row)
            objects.append(low_of(run.keys[place]))
        return _joined(rows), _joined(objects)

    def subjects(self, objects: Ids, limit: int = DYING) -> tuple[Ids, Ids]:
        """Subjects of objects: which object by its index, and the subject, for each fact."""
        rows, subjects = [], []
        for run in self._runs:
            row, place = expand(*ranges(objects, run.turned))
            rows.append(row)
            subjects.append(low_of(run.turned[place]))
        row, subject = _joined(rows), _joined(subjects)
        if self._hides(limit):
            seen = self.ranks(pack(subject, objects[row])) < limit
            row, subject = row[seen], subject[seen]
        return row, subject

    def degree(self, ids: Ids, *, by_object: bool) -> int:
        """How many stored facts have these subjects, or objects; those that do not hold any more are counted too."""
        counts = (ranges(ids, run.turned if by_object else run.keys) for run in self._runs)
        return sum(int((ends - starts).sum()) for starts, ends in counts)

    def _hides(self, limit: int) -> bool:
        """Whether a limit can leave out anything that is stored."""
        return limit < DYING or self._marked > 0


def _joined(parts: list[Ids]) -> Ids:
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else EMPTY
