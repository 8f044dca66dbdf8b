"""Adding and retracting facts: afterwards the closure is what it would be had it been made anew.

A stratum at a time, lowest first:

1. *Doubt.* A derived fact loses a premise, or something that it needs to be absent has come. In the
   order of their ranks, such facts are asked for another derivation from premises of smaller rank that
   still hold. With one, a fact stays, and so does all that rests on it. Without, it is dying, and what
   it helped to derive, of greater rank, comes into doubt. Ranks keep facts from supporting each other.
2. *Return.* Dying facts with any derivation from what holds come back, with new ranks.
3. *Closing.* From these, from what was added and from what absence now allows, rules run on as ever.

The work is in proportion to the facts in doubt and the new ones, not to the graph. The exception is a
retraction while individuals are known to be the same: then everything is made anew from what was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from reasoning.rules.columnar.closure import ColumnarClosure, Delta
from reasoning.rules.columnar.fold import folded
from reasoning.rules.columnar.keys import EMPTY, Ids, Mask, distinct, found
from reasoning.rules.columnar.program import Stratum
from reasoning.rules.columnar.relation import DEAD, DYING
from reasoning.rules.columnar.strata import SAME
from reasoning.rules.columnar.table import ROW, Table, matched

_NOTHING: Delta = {}


def change(closure: ColumnarClosure, *, added: Delta = _NOTHING, removed: Delta = _NOTHING) -> None:
    """Take given facts away, then add given facts; derive and forget what follows.

    Keys are packed, by predicate. Facts to remove that were not given are passed over, as a derived fact
    holds as long as its premises do; a fact both removed and added stays. Raises RuleError past a limit;
    the closure is then of no more use.
    """
    closure.start()
    gone = dict(_taken(closure, added, removed))
    new = dict(_put(closure, added))
    if closure.started and _needs_all(closure, gone):
        new = {predicate: relation.keys() for predicate, relation in closure.given.items() if len(relation)}
        gone = {}
        closure.clear()
    _change(closure, new, gone)


def _taken(closure: ColumnarClosure, added: Delta, removed: Delta) -> Iterator[tuple[str, Ids]]:
    for predicate, keys in removed.items():
        given = closure.given[predicate]
        keys = distinct(keys)
        keys = keys[given.holds(keys) & ~np.isin(keys, added.get(predicate, keys[:0]))]
        if len(keys):
            given.mark(keys)
            given.bury(keys)
            yield predicate, keys


def _put(closure: ColumnarClosure, added: Delta) -> Iterator[tuple[str, Ids]]:
    for predicate, keys in added.items():
        given = closure.given[predicate]
        keys = distinct(keys)
        keys = keys[~given.holds(keys)] if len(given) else keys
        if len(keys):
            given.insert(keys, 0)
            yield predicate, keys


def _needs_all(closure: ColumnarClosure, gone: Delta) -> bool:
    """Whether a change touches equality in a way that only starting anew gets right."""
    if closure.same:
        return bool(gone) or not closure.program.is_monotone
    equates = any(SAME in stratum.concluding for stratum in closure.program.strata)
    return equates and not closure.program.is_monotone


def _change(closure: ColumnarClosure, new: Delta, gone: Delta) -> None:
    gained: dict[str, Ids] = {}
    equal = {SAME: new[SAME]} if SAME in new else {}
    for predicate, keys in new.items():
        relation = closure.relations[predicate]
        keys = distinct(closure.same.pairs(keys))
        known = relation.holds(keys) if len(relation) else np.zeros(len(keys), dtype=np.bool_)
        relation.rerank(keys[known], 0)
        if not known.all():
            gained[predicate] = keys[~known]
            relation.insert(keys[~known], 0)
    if equal:
        gained = dict(closure.unite(gained))
    shaken: dict[str, Ids] = {}
    lost: dict[str, Ids] = {}
    for place in range(len(closure.program.strata)):
        stratum = closure.program.strata[place]
        here = {predicate: keys for predicate, keys in gone.items() if closure.program.home(predicate) == place}
        unfolded, newly_folded = _folded(closure, stratum)
        dying = _Doubts(closure, stratum).settle(here, shaken, gained, unfolded)
        allowed = _allowed(closure, stratum, lost, newly_folded)
        fresh = _merged(closure, gained, _returned(closure, stratum, dying), allowed)
        closed = closure.close(place, fresh)
        for predicate, keys in closed.items():
            if closure.same:
                keys = keys[closure.relations[predicate].holds(keys)]
            before = dying.get(predicate)
            gained[predicate] = keys if before is None else np.setdiff1d(keys, before, assume_unique=True)
        shaken = _merged(closure, shaken, dying)
        for predicate, keys in dying.items():
            lost[predicate] = keys[~closure.relations[predicate].holds(keys)]
    for predicate, keys in shaken.items():
        relation = closure.relations[predicate]
        relation.bury(keys[~relation.holds(keys)])
    closure.started = True


class _Doubts:
    """The facts of one stratum that may have lost their support."""

    def __init__(self, closure: ColumnarClosure, stratum: Stratum) -> None:
        self._closure = closure
        self._stratum = stratum
        self._pending: dict[str, list[Ids]] = defaultdict(list)
        self._dying: dict[str, list[Ids]] = defaultdict(list)

    def settle(self, gone: Delta, shaken: Delta, gained: Delta, unfolded: Delta) -> dict[str, Ids]:
        """Mark as dying what no longer has support; give all such facts.

        `gone` were given and are no longer; `shaken` went, or came back with a new rank, in lower
        strata, and `gained` are new there; `unfolded` are no longer what an aggregate gives.
        """
        for predicate, keys in unfolded.items():
            self._pend(predicate, keys, 0)
        for predicate, keys in shaken.items():
            self._doubt(predicate, keys, 0)
        for predicate, keys in gained.items():
            self._doubt(predicate, keys, 0, absent=True)
        self._drop(gone, 0)
        while self._pending:
            rank, batch = self._lowest()
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


def _returned(closure: ColumnarClosure, stratum: Stratum, dying: Delta) -> dict[str, Ids]:
    """Dying facts that something else derives; they hold again."""
    back = {p: keys[supported(closure, stratum, p, keys, DYING)] for p, keys in dying.items()}
    rank = closure.tick() if dying else 0
    for predicate, keys in back.items():
        closure.relations[predicate].rerank(keys, rank)
    return {predicate: keys for predicate, keys in back.items() if len(keys)}


def _folded(closure: ColumnarClosure, stratum: Stratum) -> tuple[dict[str, Ids], dict[str, list[Ids]]]:
    """What aggregates no longer give, and what they newly do, now that the strata below are complete."""
    old: dict[str, list[Ids]] = defaultdict(list)
    new: dict[str, list[Ids]] = defaultdict(list)
    for rule in stratum.aggregates:
        if rule.rule.aggregate is not None:
            before = closure.folded.get(rule.place, EMPTY)
            now = closure.folded[rule.place] = folded(closure, rule, rule.rule.aggregate)
            old[rule.head.predicate].append(np.setdiff1d(before, now, assume_unique=True))
            new[rule.head.predicate].append(closure.unknown(rule, np.setdiff1d(now, before, assume_unique=True)))
    return {predicate: closure.union(parts) for predicate, parts in old.items()}, new


def _allowed(
    closure: ColumnarClosure, stratum: Stratum, lost: Delta, newly_folded: Mapping[str, list[Ids]]
) -> dict[str, Ids]:
    """New facts that do not come of new ones alone: those without conditions, of an absence, of an aggregate."""
    allowed: dict[str, list[Ids]] = defaultdict(
        list, {predicate: [*parts] for predicate, parts in newly_folded.items()}
    )
    if not closure.started:
        for rule in stratum.statements:
            heads = closure.conclusions(rule, Table(size=1), None)
            allowed[rule.head.predicate].append(closure.unknown(rule, heads))
    for predicate, keys in lost.items():
        for trigger in stratum.absences.get(predicate, ()):
            heads = closure.conclusions(trigger.rule, matched(trigger.pattern, keys), None)
            allowed[trigger.rule.head.predicate].append(closure.unknown(trigger.rule, heads))
    new = {predicate: closure.union(parts) for predicate, parts in allowed.items()}
    new = {predicate: keys for predicate, keys in new.items() if len(keys)}
    if new:
        closure.insert(new)
    return dict(closure.unite(new)) if SAME in new else new


def _merged(closure: ColumnarClosure, *deltas: Delta) -> dict[str, Ids]:
    parts: dict[str, list[Ids]] = defaultdict(list)
    for delta in deltas:
        for predicate, keys in delta.items():
            parts[predicate].append(keys)
    return {predicate: closure.union(found) for predicate, found in parts.items()}
