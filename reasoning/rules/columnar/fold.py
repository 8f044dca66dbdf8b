"""Aggregates: what rules that fold conclude, all of it at once."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from graph.fact import Scalar
from reasoning.rules.columnar.closure import ColumnarClosure
from reasoning.rules.columnar.compiled import Compiled
from reasoning.rules.columnar.keys import EMPTY, Ids, distinct, high_of, low_of, pack
from reasoning.rules.columnar.table import Table
from reasoning.rules.rule import Aggregate, Folding
from reasoning.rules.values import comparable


def folded(closure: ColumnarClosure, rule: Compiled, aggregate: Aggregate) -> Ids:
    """The conclusions of a rule that folds, as sorted keys; its body's relations are complete.

    Values that cannot be folded together (a text in a sum, a text beside a number) give no conclusion.
    """
    table = closure.solve(rule, Table(size=1), None)
    groups = table.column(rule.head.subject)
    if not table.size or groups is None:
        return EMPTY
    pairs = pack(groups, table.columns[aggregate.over.name])
    if aggregate.folding is not Folding.SUM:
        pairs = distinct(pairs)
    pairs = np.sort(pairs)
    starts = np.flatnonzero(np.diff(high_of(pairs), prepend=-1))
    values = [_one(closure, part, aggregate.folding) for part in np.split(low_of(pairs), starts[1:])]
    kept = [place for place, value in enumerate(values) if value is not None]
    subjects = high_of(pairs[starts])[kept]
    results = np.array([closure.terms.value(value) for value in values if value is not None], dtype=np.int64)
    found = Table(
        size=len(kept),
        columns={aggregate.result.name: results}
        | ({rule.head.subject: subjects} if isinstance(rule.head.subject, str) else {}),
    )
    return distinct(closure.heads(rule, found))


def _one(closure: ColumnarClosure, ids: Ids, folding: Folding) -> Scalar | None:
    if folding is Folding.COUNT:
        return len(ids)
    values = [closure.terms.name(id) for id in ids.tolist()]
    if folding is Folding.SUM:
        numbers = [value for value in values if isinstance(value, int | Decimal) and not isinstance(value, bool)]
        return sum(map(Decimal, numbers), Decimal(0)) if len(numbers) == len(values) else None
    return _extreme(values, least=folding is Folding.LEAST)


def _extreme(values: list[Scalar], *, least: bool) -> Scalar | None:
    """The first or the last value in their order; None when there is no order among them."""
    best = values[0]
    for value in values[1:]:
        pair = comparable(value, best)
        if pair is None:
            return None
        if (pair[0] < pair[1]) if least else (pair[0] > pair[1]):  # type: ignore[operator]  # comparable made them one kind
            best = value
    return best
