"""How facts of a closure came about, worked out when asked: the engine keeps ranks and nothing else.

    step(f) = (r, a1σ … anσ)  for the first rule r, by id, with hσ = f, built-ins and absences met,
                              and every premise aiσ holding with a rank below f's

Ranks go down along premises, so a proof made of such steps is finite and rests on given facts. They are
least depths within a stratum, and changes keep them so (`reclose.py`): which step is named does not
depend on the order in which facts became known. Where individuals were made one, ranks are only
rounds, and a proof may be deeper than need be. Not explained: why individuals are the same (premises
are those of their representative), and why something does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from reasoning.rules.columnar.closure import ColumnarClosure
from reasoning.rules.columnar.compiled import Compiled, Pattern, Slot
from reasoning.rules.columnar.keys import BITS, EMPTY, Ids, Mask, found
from reasoning.rules.columnar.relation import DYING
from reasoning.rules.columnar.table import ROW, Table, matched
from reasoning.rules.rule import Rule

Key = tuple[str, int]
"""A fact: its predicate and its packed ends."""

UNKNOWN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One derivation: the rule, and the facts that met its conditions, in the body's order."""

    rule: Rule
    premises: tuple[Key, ...]


def steps(closure: ColumnarClosure, predicate: str, key: int, *, below: int | None = None) -> Iterator[Step]:
    """Every way in which a fact is derived from facts of smaller rank, by rule id; none for one that was given.

    `below` is a rank to take instead of the fact's own; only below that one are there no circles.
    """
    keys = np.array([key], dtype=np.int64)
    rank = int(closure.relations[predicate].ranks(keys)[0])
    stratum = closure.program.strata[closure.program.home(predicate)]
    for rule in stratum.concluding.get(predicate, ()) if 0 < rank < DYING else ():
        table = _ways(closure, rule, keys, rank if below is None else below)
        if rule.rule.aggregate is not None:
            if table.size:
                yield _folding_step(closure, rule, keys)
            continue
        for row in range(table.size):
            premises = tuple((p.predicate, _key(p, table, row)) for p in rule.patterns if not p.negated)
            yield Step(rule=rule.rule, premises=premises)


def step(closure: ColumnarClosure, predicate: str, key: int) -> Step | None:
    """How a fact was derived: the first of its ways; None for one that was given, or does not hold."""
    return next(steps(closure, predicate, key), None)


def proof(closure: ColumnarClosure, predicate: str, key: int, *, way: Step | None = None) -> Mapping[Key, Step]:
    """The steps down to given facts, of the fact (by the `way` that is given, if any) and of all that it rests on."""
    chosen: dict[Key, Step] = {} if way is None else {(predicate, key): way}
    waiting: list[Key] = [(predicate, key)] if way is None else [*way.premises]
    while waiting:
        fact = waiting.pop()
        if fact not in chosen and (first := step(closure, *fact)) is not None:
            chosen[fact] = first
            waiting += first.premises
    return chosen


def rules_of(closure: ColumnarClosure, predicate: str, keys: Ids) -> Iterator[tuple[Rule, Ids]]:
    """Derived facts by the rule that `step` would name for them; what was given or does not hold is left out."""
    ranks = closure.relations[predicate].ranks(keys)
    concluding = closure.program.strata[closure.program.home(predicate)].concluding.get(predicate, ())
    for rank in np.unique(ranks[(ranks > 0) & (ranks < DYING)]).tolist():
        left = keys[ranks == rank]
        for rule in concluding:
            if not len(left):
                break
            table = _ways(closure, rule, left, rank)
            if table.size:
                explained = np.zeros(len(left), dtype=np.bool_)
                explained[table.columns[ROW]] = True
                yield rule.rule, left[explained]
                left = left[~explained]


def would_follow(closure: ColumnarClosure, predicate: str, keys: Ids) -> Mask:
    """Which facts that do not hold (they are barred) some rule would conclude from facts that do; not by a fold."""
    result = np.zeros(len(keys), dtype=np.bool_)
    for rule in closure.program.strata[closure.program.home(predicate)].concluding.get(predicate, ()):
        if rule.rule.aggregate is None and (table := _ways(closure, rule, keys, DYING)).size:
            result[table.columns[ROW]] = True
    return result


def _ways(closure: ColumnarClosure, rule: Compiled, keys: Ids, rank: int) -> Table:
    """The ways in which a rule derives facts from premises of smaller rank."""
    if rule.rule.aggregate is not None:
        keys_found = found(keys, closure.folded.get(rule.place, EMPTY))[1]
        return Table(size=int(np.count_nonzero(keys_found)), columns={ROW: np.flatnonzero(keys_found)})
    table = matched(rule.head, keys, limit=rank, numbered=True, ends=rule.fits)
    if not table.size:
        return table
    table = closure.solve(rule, table, None)
    if table.size and not rule.fits:
        table = table.take(closure.heads(rule, table) == keys[table.columns[ROW]])
    return table


def _folding_step(closure: ColumnarClosure, rule: Compiled, keys: Ids) -> Step:
    """The one step to an aggregate's result: everything that was folded into it is a premise."""
    table = closure.solve(rule, matched(rule.head, keys, ends=False), None)
    premises = [(p.predicate, _key(p, table, row)) for row in range(table.size) for p in rule.patterns if not p.negated]
    return Step(rule=rule.rule, premises=tuple(dict.fromkeys(premises)))


def _key(pattern: Pattern, table: Table, row: int) -> int:
    return _end(pattern.subject, table, row) << BITS | _end(pattern.object, table, row)


def _end(slot: Slot, table: Table, row: int) -> int:
    return slot if isinstance(slot, int) else int(table.columns[slot][row])
