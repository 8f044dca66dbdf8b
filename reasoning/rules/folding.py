"""Many values as one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from graph.fact import Scalar
from reasoning.rules.rule import Folding
from reasoning.rules.values import comparable


def fold(values: Sequence[Scalar], folding: Folding) -> Scalar | None:
    """The number, sum, least or greatest of some values, at least one.

    None when they cannot be folded together: a text in a sum, a text beside a number.
    """
    if folding is Folding.COUNT:
        return len(values)
    if folding is Folding.SUM:
        numbers = [value for value in values if isinstance(value, int | Decimal) and not isinstance(value, bool)]
        return sum(map(Decimal, numbers), Decimal(0)) if len(numbers) == len(values) else None
    return _extreme(values, least=folding is Folding.LEAST)


def _extreme(values: Sequence[Scalar], *, least: bool) -> Scalar | None:
    """The first or the last value in their order; None when there is no order among them."""
    best = values[0]
    for value in values[1:]:
        pair = comparable(value, best)
        if pair is None:
            return None
        if (pair[0] < pair[1]) if least else (pair[0] > pair[1]):  # type: ignore[operator]  # comparable made them one kind
            best = value
    return best
