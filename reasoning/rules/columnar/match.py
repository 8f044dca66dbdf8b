"""Joining a rule's conditions to a table, whole columns at a time.

What can only take rows away goes first: a built-in whose arguments are bound, a condition both of whose
ends are. Then the condition with a bound end that gives the fewest rows, told from a sample of the table's;
a product comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

import numpy as np

from reasoning.rules.builtins import COMPUTATIONS, TESTS
from reasoning.rules.columnar.compiled import BuiltIn, Compiled, Pattern
from reasoning.rules.columnar.keys import MAX_ROWS, TooWideError, high_of, low_of, pack
from reasoning.rules.columnar.relation import Relation
from reasoning.rules.columnar.table import Table
from reasoning.rules.columnar.terms import Terms

Relations = Mapping[str, Relation]
_NONE = Relation()

SAMPLE = 256
"""Rows of a table that a join is tried on, to tell which is the smallest."""


def solutions(
    table: Table,
    rule: Compiled,
    relations: Relations,
    terms: Terms,
    *,
    met: int | None = None,
    absences: bool = True,
) -> Table:
    """Every way to meet a rule's conditions that continues a row of the table.

    Condition `met` is already met there; without `absences` negated conditions are passed over.
    """
    waiting = [p for place, p in enumerate(rule.patterns) if place != met and (absences or not p.negated)]
    builtins = list(rule.builtins)
    while table.size and (waiting or builtins):
        ready = next((b for b in builtins if _runs(b, table)), None)
        if ready is not None:
            builtins.remove(ready)
            table = _run(ready, table, terms)
            continue
        if not waiting:
            # A built-in waits for a variable that nothing binds: plan.check refuses such rules.
            raise AssertionError(f"{rule.rule.id}: built-ins without their arguments")
        pattern = _next(waiting, table, relations)
        waiting.remove(pattern)
        table = _extended(table, pattern, relations.get(pattern.predicate, _NONE))
    return table


def _next(waiting: Sequence[Pattern], table: Table, relations: Relations) -> Pattern:
    """The condition to join now."""
    if len(waiting) == 1:
        return waiting[0]
    kinds = [_kind(pattern, table) for pattern in waiting]
    first = [pattern for pattern, kind in zip(waiting, kinds, strict=True) if kind is min(kinds)]
    if len(first) > 1 and min(kinds) is _Kind.ONE_END:
        return min(first, key=lambda p: _rows(p, table, relations.get(p.predicate, _NONE)))
    return min(first, key=lambda p: len(relations.get(p.predicate, _NONE)))


class _Kind(IntEnum):
    """What of a condition is bound, a constant too; the best first. Without any bound end the join is a product."""

    BOUND = 0
    ONE_END = 1
    NONE = 2
    NEGATED = 3


def _kind(pattern: Pattern, table: Table) -> _Kind:
    free = sum(name not in table.columns for name in set(pattern.variables()))
    if not free:
        return _Kind.BOUND
    if pattern.negated:
        return _Kind.NEGATED
    ends = 2 if isinstance(pattern.object, int) and not pattern.object else 1
    return _Kind.ONE_END if free == 1 and ends == 1 and pattern.subject != pattern.object else _Kind.NONE


def _rows(pattern: Pattern, table: Table, relation: Relation) -> int:
    """About how many rows joining a condition with one bound end gives, times the sample's size."""
    subjects, objects = table.column(pattern.subject), table.column(pattern.object)
    bound = subjects if subjects is not None else objects
    assert bound is not None
    return relation.degree(bound[:: max(1, len(bound) // SAMPLE)][:SAMPLE], by_object=subjects is None)


def _extended(table: Table, pattern: Pattern, relation: Relation) -> Table:
    """The table's rows joined to a relation."""
    subjects, objects = table.column(pattern.subject), table.column(pattern.object)
    if subjects is not None and objects is not None:
        if pattern.negated:
            # What is negated is complete: it counts whatever its rank.
            return table.take(~relation.holds(pack(subjects, objects)))
        holds = relation.holds(pack(subjects, objects), table.limit)
        return table if holds.all() else table.take(holds)
    if pattern.negated:
        raise AssertionError(f"{pattern} is negated and not bound: plan.check refuses such rules")
    if subjects is not None:
        rows, ends = relation.objects(subjects, table.limit)
        return table.take(rows, {str(pattern.object): ends})
    if objects is not None and pattern.object:
        rows, ends = relation.subjects(objects, table.limit)
        return table.take(rows, {str(pattern.subject): ends})
    return _product(table, pattern, relation)


def _product(table: Table, pattern: Pattern, relation: Relation) -> Table:
    keys = relation.keys(table.limit)
    if pattern.subject == pattern.object:
        keys = keys[high_of(keys) == low_of(keys)]
    if table.size * len(keys) > MAX_ROWS:
        raise TooWideError
    rows = np.repeat(np.arange(table.size), len(keys))
    places = np.tile(np.arange(len(keys)), table.size)
    added = {}
    if isinstance(pattern.object, str):
        added[pattern.object] = low_of(keys)[places]
    added[str(pattern.subject)] = high_of(keys)[places]
    return table.take(rows, added)


def _runs(builtin: BuiltIn, table: Table) -> bool:
    inputs = builtin.args[1:] if builtin.predicate in COMPUTATIONS else builtin.args
    return all(isinstance(arg, int) or arg in table.columns for arg in inputs)


def _run(builtin: BuiltIn, table: Table, terms: Terms) -> Table:
    """The rows that pass a test, or that a computation has a result for; each combination is tried once."""
    inputs = builtin.args[1:] if builtin.predicate in COMPUTATIONS else builtin.args
    names = list(dict.fromkeys(arg for arg in inputs if isinstance(arg, str)))
    columns = [table.columns[name] for name in names]
    if len(columns) == 1:
        # Sorting numbers is much quicker than sorting tuples of them.
        alone, which = np.unique(columns[0], return_inverse=True)
        different = alone.reshape(-1, 1).tolist()
    else:
        stacked = np.stack(columns) if columns else np.zeros((1, table.size), dtype=np.int64)
        several, which = np.unique(stacked, axis=1, return_inverse=True)
        different = several.T.tolist()
    which = which.reshape(-1)
    bound = [dict(zip(names, ids, strict=False)) for ids in different]
    combinations = [[terms.name(arg if isinstance(arg, int) else ids[arg]) for arg in inputs] for ids in bound]
    test = TESTS.get(builtin.predicate)
    if test is not None:
        return table.take(np.array([test(values) for values in combinations], dtype=np.bool_)[which] ^ builtin.negated)
    results = [COMPUTATIONS[builtin.predicate](values) for values in combinations]
    ids = np.array([-1 if value is None else terms.value(value) for value in results], dtype=np.int64)[which]
    known = table.column(builtin.args[0])
    if known is not None:
        return table.take(ids == known)
    kept = ids >= 0
    return table.take(kept, {str(builtin.args[0]): ids[kept]})
