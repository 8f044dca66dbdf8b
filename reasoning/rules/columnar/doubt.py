"""Which derived facts lose their support when others go: the first half of a change to a stratum.

    doubt(h)  :- gone(f), h :- …, f, …, rank(h) > rank(f).         f may be a fact that came, where h needs it absent
    stays(h)  :- doubt(h), h :- a1, …, an, every ai holds with rank(ai) < rank(h).
    gone(h)   :- doubt(h), not stays(h).                            in the order of ranks, so this is well defined

Unlike delete-and-rederive, most facts in doubt find another support at once and nothing above them is
touched. Ranks keep facts from supporting each other in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from reasoning.rules.columnar.closure import ColumnarClosure, Delta
from reasoning.rules.columnar.keys import EMPTY, Ids, Mask, found
from reasoning.rules.columnar.program import Stratum
from reasoning.rules.columnar.relation import DEAD, DYING
from reasoning.rules.columnar.table import ROW, matched


class Doubts:
    """The facts of one stratum that may have lost their support; `doubted` are those that were asked for another."""

    def __init__(self, closure: ColumnarClosure, stratum: Stratum) -> None:
        self._closure = closure
        self._stratum = stratum
        self._pending: dict[str, list[Ids]] = defaultdict(list)
        self._dying: dict[str, list[Ids]] = defaultdict(list)
        self.doubted: dict[str, list[Ids]] = defaultdict(list)

    def settle(self, gone: Delta, lost: Delta, gained: Delta, unfolded: Delta) -> dict[str, Ids]:
        """Mark as dying what no longer has support; give all such facts.

        `gone` were given and are no longer, or must not be derived any more; `lost` went in lower strata,
        and `gained` are new there; `unfolded` are no longer what an aggregate gives.
        """
        for predicate, keys in unfolded.items():
            self._pend(predicate, keys, 0)
        for predicate, keys in lost.items():
            self._doubt(predicate, keys, 0)
        for predicate, keys in gained.items():
            self._doubt(predicate, keys, 0, absent=True)
        self._drop(gone, 0)
        while self._pending:
            rank, batch = self._lowest()
            for predicate, keys in batch.items():
                self.doubted[predicate].append(keys)
            doomed = {}
            for predicate, keys in batch.items():
                left = keys[~supported(self._closure, self._stratum, predicate, keys, rank)]
                if len(left):
                    doomed[predicate] = left
            self._drop(doomed, rank)
        return {predicate: self._closure.union(parts) for predicate, parts in self._dying.items()}

    def _lowest(self) -> tuple[int, dict[str, Ids]]:
        """The facts in doubt of the smallest rank; the others wait."""
        waiting = {predicate: self._closure.union(parts) for predicate, parts in self._pending.items()}
        ranks = {predicate: self._closure.relations[predicate].ranks(keys) for predicate, keys in waiting.items()}
        lowest = int(min(ranks[predicate].min() for predicate in waiting))
        self._pending.clear()
        batch = {}
        for predicate, keys in waiting.items():
            now = ranks[predicate] == lowest
            if now.any():
                batch[predicate] = keys[now]
            if not now.all():
                self._pending[predicate].append(keys[~now])
        return lowest, batch

    def _drop(self, doomed: Mapping[str, Ids], rank: int) -> None:
        for predicate, keys in doomed.items():
            self._doubt(predicate, keys, rank)
        for predicate, keys in doomed.items():
            self._closure.relations[predicate].mark(keys)
            self._dying[predicate].append(keys)

    def _doubt(self, predicate: str, keys: Ids, rank: int, *, absent: bool = False) -> None:
        """Put in doubt what facts helped to derive, or, with `absent`, what needs their absence."""
        triggers = self._stratum.absences if absent else self._stratum.triggers
        for trigger in triggers.get(predicate, ()):
            table = matched(trigger.pattern, keys, limit=DEAD)
            if table.size:
                heads = self._closure.conclusions(trigger.rule, table, trigger.place, absences=False)
                self._pend(trigger.rule.head.predicate, heads, rank)

    def _pend(self, predicate: str, keys: Ids, rank: int) -> None:
        ranks = self._closure.relations[predicate].ranks(keys)
        keys = keys[(ranks > rank) & (ranks < DYING)]
        if len(keys):
            self._pending[predicate].append(keys)


def supported(closure: ColumnarClosure, stratum: Stratum, predicate: str, keys: Ids, limit: int) -> Mask:
    """Which facts some rule derives from premises that hold and have ranks below `limit`."""
    mask = np.zeros(len(keys), dtype=np.bool_)
    for rule in stratum.concluding.get(predicate, ()):
        open_places = np.flatnonzero(~mask)
        if not len(open_places):
            break
        asked = keys[open_places]
        if rule.rule.aggregate is not None:
            mask[open_places] = found(asked, closure.folded.get(rule.place, EMPTY))[1]
            continue
        table = matched(rule.head, asked, limit=limit, numbered=True, ends=rule.fits)
        table = closure.solve(rule, table, None)
        if table.size:
            rows = table.columns[ROW]
            if not rule.fits:
                rows = rows[closure.heads(rule, table) == asked[rows]]
            mask[open_places[rows]] = True
    return mask
