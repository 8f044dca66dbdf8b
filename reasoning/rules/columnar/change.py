"""Adding and retracting facts: afterwards the closure is what it would be had it been made anew, ranks and all.

A stratum at a time, lowest first:

1. *Doubt* (`doubt.py`). Derived facts that lose a premise, or meet something that they need to be absent,
   are dying when no other premises of smaller rank support them.
2. *Settling* (`reclose.py`). Dying facts that anything still derives come back, what was added and what
   an absence now allows is fired, and facts that now have a shorter derivation get its rank.

The work is in proportion to the facts in doubt and to those that are new or get a new rank, not to the
graph. The exception is equality: a retraction while individuals are known to be the same, and the change
that first makes some the same, make everything anew from what was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from reasoning.rules.columnar.closure import ColumnarClosure, Delta
from reasoning.rules.columnar.doubt import Doubts
from reasoning.rules.columnar.fold import folded
from reasoning.rules.columnar.keys import EMPTY, Ids, distinct
from reasoning.rules.columnar.program import Stratum
from reasoning.rules.columnar.reclose import Reclosing
from reasoning.rules.columnar.strata import SAME, floor_of
from reasoning.rules.columnar.table import Table

_NOTHING: Delta = {}


def change(
    closure: ColumnarClosure,
    *,
    added: Delta = _NOTHING,
    removed: Delta = _NOTHING,
    barred: Delta = _NOTHING,
    freed: Delta = _NOTHING,
) -> Delta | None:
    """Take given facts away, then add given facts; derive and forget what follows.

    Keys are packed, by predicate. Facts to remove that were not given are passed over, as a derived fact
    holds as long as its premises do; a fact both removed and added stays. `barred` facts are not derived
    from now on, `freed` ones may be again. Returns all facts that came, went, or whose derivation may be
    another than before, sorted; None when that may be all facts. Raises RuleError past a limit; the closure
    is then of no more use.
    """
    closure.start()
    gone = dict(_taken(closure, added, removed))
    new = dict(_put(closure, added))
    _bar(closure, barred, freed)
    if closure.started and not (closure.same and (gone or barred or freed or not closure.program.is_monotone)):
        if closure.same:
            _grow(closure, new)
            return None
        touched = _change(closure, new, gone, barred, freed) if SAME not in new else None
        if touched is not None:
            return touched
    if closure.started:
        new = {predicate: relation.keys() for predicate, relation in closure.given.items() if len(relation)}
        closure.clear()
    _grow(closure, new)
    return None


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


def _bar(closure: ColumnarClosure, barred: Delta, freed: Delta) -> None:
    for predicate, keys in freed.items():
        closure.barred[predicate] = np.setdiff1d(closure.barred.get(predicate, EMPTY), keys)
    for predicate, keys in barred.items():
        closure.barred[predicate] = np.union1d(closure.barred.get(predicate, EMPTY), keys)


def _grow(closure: ColumnarClosure, new: Delta) -> None:
    """Close from scratch, or add to a closure in which individuals are the same."""
    gained: dict[str, Ids] = {}
    for predicate, keys in new.items():
        fresh, _ = _given(closure, predicate, distinct(closure.same.pairs(keys)))
        if len(fresh):
            gained[predicate] = fresh
    if SAME in new:
        gained = dict(closure.unite(gained))
    for place, stratum in enumerate(closure.program.strata):
        _, results = _folded(closure, stratum)
        stated = _merged(closure, results, {} if closure.started else _stated(closure, stratum))
        stated = {p: unknown for p, keys in stated.items() if len(unknown := closure.unknown(p, keys))}
        for predicate, keys in closure.close(place, gained, stated).items():
            gained[predicate] = keys[closure.relations[predicate].holds(keys)] if closure.same else keys
    closure.started = True


def _given(closure: ColumnarClosure, predicate: str, keys: Ids) -> tuple[Ids, Ids]:
    """Give facts the rank of given ones: those that did not hold, and those that had been derived."""
    relation = closure.relations[predicate]
    known = relation.holds(keys) if len(relation) else np.zeros(len(keys), dtype=np.bool_)
    relation.rerank(keys[known], 0)
    relation.insert(keys[~known], 0)
    return keys[~known], keys[known]


def _change(closure: ColumnarClosure, new: Delta, gone: Delta, barred: Delta, freed: Delta) -> Delta | None:
    """Change a closure without equality; what was touched, or None when individuals turn out to be the same."""
    gained: dict[str, Ids] = {}
    nearer: dict[str, Ids] = {}
    for predicate, keys in new.items():
        fresh, known = _given(closure, predicate, keys)
        gained |= {predicate: fresh} if len(fresh) else {}
        nearer |= {predicate: known} if len(known) else {}
    away = _merged(closure, gone, _derived(closure, barred))
    touched: dict[str, list[Ids]] = defaultdict(list)
    buried: list[dict[str, Ids]] = []
    lost: dict[str, Ids] = {}
    for place, stratum in enumerate(closure.program.strata):
        doubts, reclosing = Doubts(closure, stratum), Reclosing(closure, place)
        no_results, results = _folded(closure, stratum, {**gained, **lost})
        dying = doubts.settle(_at_home(closure, away, place), lost, gained, no_results)
        for predicate, keys in _merged(closure, dying, _at_home(closure, freed, place)).items():
            reclosing.seek(predicate, _absent(closure, predicate, keys))
        for predicate, keys in results.items():
            reclosing.offer(predicate, keys, np.full(len(keys), floor_of(place) + 1, dtype=np.int32))
        reclosing.allow(lost)
        reclosing.fire(_merged(closure, gained, _at_home(closure, nearer, place)))
        came = reclosing.run()
        if SAME in came:
            return None
        for predicate, keys in came.items():
            before = dying.get(predicate)
            fresh = keys if before is None else np.setdiff1d(keys, before, assume_unique=True)
            gained[predicate] = closure.union([gained[predicate], fresh]) if predicate in gained else fresh
        lost = _merged(closure, lost, {p: _absent(closure, p, keys) for p, keys in dying.items()})
        buried.append(dying)
        for found_by in (doubts.doubted, reclosing.touched, {p: [keys] for p, keys in dying.items()}):
            for predicate, parts in found_by.items():
                touched[predicate] += parts
    for dying in buried:
        for predicate, keys in dying.items():
            closure.relations[predicate].bury(_absent(closure, predicate, keys))
    return _merged(closure, new, gone, freed, *({p: closure.union(parts)} for p, parts in touched.items()))


def _at_home(closure: ColumnarClosure, facts: Delta, place: int) -> dict[str, Ids]:
    return {predicate: keys for predicate, keys in facts.items() if closure.program.home(predicate) == place}


def _absent(closure: ColumnarClosure, predicate: str, keys: Ids) -> Ids:
    return keys[~closure.relations[predicate].holds(keys)]


def _derived(closure: ColumnarClosure, facts: Delta) -> dict[str, Ids]:
    """Those of some facts that hold and were not given."""
    holding = {p: keys[closure.relations[p].holds(keys) & ~closure.given[p].holds(keys)] for p, keys in facts.items()}
    return {predicate: keys for predicate, keys in holding.items() if len(keys)}


def _stated(closure: ColumnarClosure, stratum: Stratum) -> dict[str, Ids]:
    """What rules without conditions say."""
    stated: dict[str, list[Ids]] = defaultdict(list)
    for rule in stratum.statements:
        stated[rule.head.predicate].append(closure.conclusions(rule, Table(size=1), None))
    return {predicate: closure.union(parts) for predicate, parts in stated.items()}


def _folded(
    closure: ColumnarClosure, stratum: Stratum, changed: Delta | None = None
) -> tuple[dict[str, Ids], dict[str, Ids]]:
    """What aggregates no longer give, and what they newly do, now that the strata below are complete.

    Those that fold none of the `changed` relations give what they did.
    """
    old: dict[str, list[Ids]] = defaultdict(list)
    new: dict[str, list[Ids]] = defaultdict(list)
    for rule in stratum.aggregates:
        if changed is not None and not any(pattern.predicate in changed for pattern in rule.patterns):
            continue
        if rule.rule.aggregate is not None:
            before = closure.folded.get(rule.place, EMPTY)
            now = closure.folded[rule.place] = folded(closure, rule, rule.rule.aggregate)
            old[rule.head.predicate].append(np.setdiff1d(before, now, assume_unique=True))
            new[rule.head.predicate].append(np.setdiff1d(now, before, assume_unique=True))
    results = {predicate: closure.union(parts) for predicate, parts in new.items()}
    gone = {predicate: closure.union(parts) for predicate, parts in old.items()}
    return gone, {predicate: keys for predicate, keys in results.items() if len(keys)}


def _merged(closure: ColumnarClosure, *deltas: Delta) -> dict[str, Ids]:
    parts: dict[str, list[Ids]] = defaultdict(list)
    for delta in deltas:
        for predicate, keys in delta.items():
            parts[predicate].append(keys)
    return {predicate: closure.union(some) for predicate, some in parts.items()}
