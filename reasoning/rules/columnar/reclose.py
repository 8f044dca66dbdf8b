"""Closing a stratum again after a change: each fact ends with the rank that a closure from scratch gives it.

    rank(f) = 0                                            f was given
    rank(h) = 1 + max(floor, rank(a1σ), …, rank(anσ))      at its least over all rules h :- a1, …, an and all σ
    floor   = the greatest rank below the stratum, so that what lies there, or is folded, counts as given

So a fact's rank, and with it the rule that is named for it, depend on what is known and not on the order
in which it became known. Facts settle in the order of their ranks, as in Dijkstra's algorithm: those
that come, those that come back, and those that now have a derivation of smaller rank than before.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ontology.errors import RuleError
from reasoning.rules.columnar.closure import ColumnarClosure, Delta
from reasoning.rules.columnar.compiled import Compiled
from reasoning.rules.columnar.keys import EMPTY, Ids, found, high_of, low_of, pack
from reasoning.rules.columnar.relation import DYING, Ranks
from reasoning.rules.columnar.strata import SAME, floor_of
from reasoning.rules.columnar.table import Table, matched


class Reclosing:
    """One stratum of a closure that has a change to take in. `touched` are facts whose derivation may be another."""

    def __init__(self, closure: ColumnarClosure, place: int) -> None:
        self._closure = closure
        self._stratum = closure.program.strata[place]
        self._floor = floor_of(place)
        self._last = floor_of(place + 1)
        self._waiting: dict[int, dict[str, list[Ids]]] = {}
        self._came: dict[str, list[Ids]] = defaultdict(list)
        self.touched: dict[str, list[Ids]] = defaultdict(list)

    def offer(self, predicate: str, keys: Ids, ranks: Ranks) -> None:
        """Hear that facts, each named once, follow with these ranks; those that are no better change nothing."""
        barred = self._closure.barred.get(predicate, EMPTY)
        if len(barred) or predicate == SAME:
            free = ~found(keys, barred)[1] & ((predicate != SAME) | (high_of(keys) != low_of(keys)))
            keys, ranks = keys[free], ranks[free]
        now = self._closure.relations[predicate].ranks(keys)
        if (ranks == now).any():
            self.touched[predicate].append(keys[ranks == now])
        better = ranks < now
        for rank in np.unique(ranks[better]).tolist():
            parts = self._waiting.setdefault(rank, defaultdict(list))
            parts[predicate].append(keys[better & (ranks == rank)])

    def seek(self, predicate: str, keys: Ids) -> None:
        """Offer facts that do not hold with the ranks of what still derives them, if anything does."""
        for rule in self._stratum.concluding.get(predicate, ()):
            if rule.rule.aggregate is not None:
                results = keys[found(keys, self._closure.folded.get(rule.place, EMPTY))[1]]
                self.offer(predicate, results, np.full(len(results), self._floor + 1, dtype=np.int32))
                continue
            table = matched(rule.head, keys, ends=rule.fits)
            heads, ranks = self._concluded(rule, table, None)
            asked = found(heads, keys)[1]
            self.offer(predicate, heads[asked], ranks[asked])

    def allow(self, lost: Delta) -> None:
        """Offer what the absence of facts allows."""
        for predicate, keys in lost.items():
            for trigger in self._stratum.absences.get(predicate, ()):
                table = matched(trigger.pattern, keys)
                self.offer(trigger.rule.head.predicate, *self._concluded(trigger.rule, table, None))

    def fire(self, fresh: Delta) -> None:
        """Offer what follows from facts that are new, or have a new rank."""
        for predicate, keys in fresh.items():
            for trigger in self._stratum.triggers.get(predicate, ()):
                table = matched(trigger.pattern, keys)
                self.offer(trigger.rule.head.predicate, *self._concluded(trigger.rule, table, trigger.place))

    def run(self) -> dict[str, Ids]:
        """Settle everything that was offered, and what follows; the facts that hold now and did not before."""
        while self._waiting:
            self._closure.rounds += 1
            rank = min(self._waiting)
            if rank > self._last:
                names = ", ".join(sorted(self._waiting[rank])[:3])
                raise RuleError(
                    f"no end after {rank - self._floor} rounds; still deriving: {names}; "
                    "look for a rule that computes a new value from its own result"
                )
            offered = self._waiting.pop(rank)
            self.fire({p: keys for p, parts in offered.items() if len(keys := self._settled(p, parts, rank))})
        return {predicate: self._closure.union(parts) for predicate, parts in self._came.items()}

    def _settled(self, predicate: str, parts: list[Ids], rank: int) -> Ids:
        """Give facts a rank: those of them that do not have one as small by now."""
        keys = self._closure.union(parts)
        now = self._closure.relations[predicate].ranks(keys)
        held, come = keys[(now > rank) & (now < DYING)], keys[now >= DYING]
        self._closure.relations[predicate].rerank(held, rank)
        if len(come):
            self._closure.insert({predicate: come}, rank)
            self._came[predicate].append(come)
        settled = keys[now > rank]
        self.touched[predicate].append(settled)
        return settled

    def _concluded(self, rule: Compiled, table: Table, met: int | None) -> tuple[Ids, Ranks]:
        """A rule's conclusions, each once, with the least rank that these rows give it."""
        table = self._closure.solve(rule, table, met)
        if not table.size:
            return EMPTY, np.empty(0, dtype=np.int32)
        ranks = np.full(table.size, self._floor, dtype=np.int32)
        for pattern in rule.patterns:
            subjects, objects = table.column(pattern.subject), table.column(pattern.object)
            if not pattern.negated and subjects is not None and objects is not None:
                relation = self._closure.relations[pattern.predicate]
                np.maximum(ranks, relation.ranks(pack(subjects, objects)), out=ranks)
        heads = self._closure.heads(rule, table)
        if table.size == 1:
            return heads, ranks + np.int32(1)
        order = np.lexsort((ranks, heads))
        heads, ranks = heads[order], ranks[order]
        first = np.flatnonzero(np.diff(heads, prepend=-1))
        return heads[first], ranks[first] + np.int32(1)
