"""Aggregates: what rules that fold conclude, all of it at once."""

from __future__ import annotations

import numpy as np

from reasoning.rules.columnar.closure import ColumnarClosure
from reasoning.rules.columnar.compiled import Compiled
from reasoning.rules.columnar.keys import EMPTY, Ids, distinct, high_of, low_of, pack
from reasoning.rules.columnar.table import Table
from reasoning.rules.folding import fold
from reasoning.rules.rule import Aggregate, Folding


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
    parts = np.split(low_of(pairs), starts[1:])
    values = [fold([closure.terms.name(id) for id in part.tolist()], aggregate.folding) for part in parts]
    kept = [place for place, value in enumerate(values) if value is not None]
    subjects = high_of(pairs[starts])[kept]
    results = np.array([closure.terms.value(value) for value in values if value is not None], dtype=np.int64)
    found = Table(
        size=len(kept),
        columns={aggregate.result.name: results}
        | ({rule.head.subject: subjects} if isinstance(rule.head.subject, str) else {}),
    )
    return distinct(closure.heads(rule, found))
