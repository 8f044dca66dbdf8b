"""SWRL built-ins that rules may use, by the names of http://www.w3.org/2003/11/swrlb.

A test holds or does not; a computation gives its first argument from the others. Values of different
kinds (a text beside a number) satisfy no test and compute nothing: the rule then just does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from graph.fact import Scalar
from ontology.owl import SWRLB
from reasoning.rules.values import comparable


def _ordered(test: Callable[[Scalar, Scalar], bool]) -> Callable[[Sequence[Scalar]], bool]:
    def run(args: Sequence[Scalar]) -> bool:
        pair = comparable(args[0], args[1])
        return pair is not None and test(*pair)

    return run


def _texts(test: Callable[[str, str], bool]) -> Callable[[Sequence[Scalar]], bool]:
    def run(args: Sequence[Scalar]) -> bool:
        left, right = args
        return isinstance(left, str) and isinstance(right, str) and test(left, right)

    return run


def _not_equal(args: Sequence[Scalar]) -> bool:
    pair = comparable(args[0], args[1])
    return pair is None or pair[0] != pair[1]


def _numbers(fold: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Sequence[Scalar]], Scalar | None]:
    def run(args: Sequence[Scalar]) -> Scalar | None:
        total: Decimal | None = None
        for arg in args:
            if isinstance(arg, bool) or not isinstance(arg, int | Decimal):
                return None
            total = Decimal(arg) if total is None else fold(total, Decimal(arg))
        return total

    return run


TESTS: Final[dict[str, Callable[[Sequence[Scalar]], bool]]] = {
    SWRLB + "equal": _ordered(lambda a, b: a == b),
    SWRLB + "notEqual": _not_equal,
    SWRLB + "lessThan": _ordered(lambda a, b: a < b),  # type: ignore[operator]  # comparable made them one kind
    SWRLB + "lessThanOrEqual": _ordered(lambda a, b: a <= b),  # type: ignore[operator]
    SWRLB + "greaterThan": _ordered(lambda a, b: a > b),  # type: ignore[operator]
    SWRLB + "greaterThanOrEqual": _ordered(lambda a, b: a >= b),  # type: ignore[operator]
    SWRLB + "stringEqualIgnoreCase": _texts(lambda a, b: a.casefold() == b.casefold()),
    SWRLB + "contains": _texts(lambda a, b: b in a),
    SWRLB + "containsIgnoreCase": _texts(lambda a, b: b.casefold() in a.casefold()),
    SWRLB + "startsWith": _texts(lambda a, b: a.startswith(b)),
    SWRLB + "endsWith": _texts(lambda a, b: a.endswith(b)),
}
"""Two arguments, both bound."""

COMPUTATIONS: Final[dict[str, Callable[[Sequence[Scalar]], Scalar | None]]] = {
    SWRLB + "add": _numbers(lambda a, b: a + b),
    SWRLB + "subtract": _numbers(lambda a, b: a - b),
    SWRLB + "multiply": _numbers(lambda a, b: a * b),
}
"""The first argument is the result; the others, at least two, are bound."""
