"""SWRL built-ins that rules may use, by the names of http://www.w3.org/2003/11/swrlb.

A test holds or does not; a computation gives its first argument from the others. Values of different
kinds (a text beside a number) satisfy no test and compute nothing: the rule then just does not apply.
Durations are ISO 8601 texts of days, hours, minutes and seconds ('P7D', 'PT48H').
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import lru_cache
from typing import Final, TypeAlias

from graph.fact import Scalar
from ontology.general import NS
from ontology.overlay import Belongings
from ontology.owl import SWRLB
from reasoning.rules.rule import OWNED_BY, SEEN_BY
from reasoning.rules.values import comparable, instant, is_of_datatype

Test: TypeAlias = "Callable[[Sequence[Scalar]], bool]"
Computation: TypeAlias = "Callable[[Sequence[Scalar]], Scalar | None]"

OF_DATATYPE = NS + "ofDatatype"
"""`ofDatatype(value, IRI as text)`: whether a value is one of a datatype's. Not SWRL's; made from data ranges."""


def _ordered(test: Callable[[Scalar, Scalar], bool]) -> Test:
    def run(args: Sequence[Scalar]) -> bool:
        pair = comparable(args[0], args[1])
        return pair is not None and test(*pair)

    return run


def _texts(test: Callable[[str, str], bool]) -> Test:
    def run(args: Sequence[Scalar]) -> bool:
        left, right = args
        return isinstance(left, str) and isinstance(right, str) and test(left, right)

    return run


def _not_equal(args: Sequence[Scalar]) -> bool:
    pair = comparable(args[0], args[1])
    return pair is None or pair[0] != pair[1]


def _matches(text: str, pattern: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return False


def _length(test: Callable[[int, int], bool]) -> Test:
    def run(args: Sequence[Scalar]) -> bool:
        text, length = args
        return isinstance(text, str) and isinstance(length, int) and test(len(text), length)

    return run


def _of_datatype(args: Sequence[Scalar]) -> bool:
    return is_of_datatype(args[0], str(args[1]))


def _owned(args: Sequence[Scalar]) -> bool:
    iri, shop, overlays = map(str, args)
    return _belongings(shop, overlays, "").own(iri)


def _seen(args: Sequence[Scalar]) -> bool:
    iri, shop, others = map(str, args)
    return _belongings(shop, "", others).seen(iri)


@lru_cache(maxsize=1_024)
def _belongings(shop: str, overlays: str, others: str) -> Belongings:
    return Belongings(shop=shop, overlays=frozenset(overlays.split()), others=frozenset(others.split()))


def _number(value: Scalar) -> Decimal | None:
    return None if isinstance(value, bool) or not isinstance(value, int | Decimal) else Decimal(value)


def _numbers(fold: Callable[[Decimal, Decimal], Decimal]) -> Computation:
    def run(args: Sequence[Scalar]) -> Scalar | None:
        total: Decimal | None = None
        for arg in args:
            number = _number(arg)
            if number is None:
                return None
            try:
                total = number if total is None else fold(total, number)
            except (DivisionByZero, InvalidOperation, Overflow):
                return None
        return total

    return run


def _of_number(change: Callable[[Decimal], Decimal]) -> Computation:
    def run(args: Sequence[Scalar]) -> Scalar | None:
        number = _number(args[0])
        return None if number is None else change(number)

    return run


def _of_texts(change: Callable[..., Scalar | None]) -> Computation:
    def run(args: Sequence[Scalar]) -> Scalar | None:
        return change(*args) if all(isinstance(arg, str) for arg in args) else None

    return run


def _substring(args: Sequence[Scalar]) -> Scalar | None:
    """From the character at a place counted from 1, to the end or of a given length."""
    text, start, *length = args
    if not isinstance(text, str) or not isinstance(start, int) or not all(isinstance(n, int) for n in length):
        return None
    last = start - 1 + int(str(length[0])) if length else len(text)
    return text[max(start - 1, 0) : max(last, 0)]


def _before(text: str, mark: str) -> str:
    head, found, _ = text.partition(mark)
    return head if found else ""


_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


def duration(text: str) -> timedelta | None:
    """A duration of days, hours, minutes and seconds from its ISO 8601 text; None for another text."""
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return None
    sign, days, hours, minutes, seconds = found.groups()
    try:
        length = timedelta(int(days or 0), float(seconds or 0), 0, 0, int(minutes or 0), int(hours or 0))
    except OverflowError:
        return None
    return -length if sign else length


def _shifted(sign: int) -> Computation:
    def run(args: Sequence[Scalar]) -> Scalar | None:
        moment, text = args
        length = duration(text) if isinstance(text, str) else None
        if not isinstance(moment, date) or length is None:
            return None
        try:
            shifted = (moment if isinstance(moment, datetime) else instant(moment)) + sign * length
        except OverflowError:
            return None
        return shifted if isinstance(moment, datetime) else shifted.date()

    return run


def _between(args: Sequence[Scalar]) -> Scalar | None:
    later, earlier = args
    if not isinstance(later, date) or not isinstance(earlier, date):
        return None
    seconds = int((instant(later) - instant(earlier)).total_seconds())
    days, rest = divmod(abs(seconds), 86_400)
    hours, rest = divmod(rest, 3_600)
    clock = "".join(f"{n}{unit}" for n, unit in zip((hours, *divmod(rest, 60)), "HMS", strict=True) if n)
    text = "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if seconds < 0 else "") + (text if text != "P" else "PT0S")


TESTS: Final[dict[str, Test]] = {
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
    SWRLB + "matches": _texts(_matches),
    OF_DATATYPE: _of_datatype,
    OWNED_BY: _owned,
    SEEN_BY: _seen,
    OF_DATATYPE + "#length": _length(lambda a, b: a == b),
    OF_DATATYPE + "#minLength": _length(lambda a, b: a >= b),
    OF_DATATYPE + "#maxLength": _length(lambda a, b: a <= b),
}
"""All arguments bound."""

TEST_ARGUMENTS: Final[dict[str, int]] = {OWNED_BY: 3, SEEN_BY: 3}
"""How many arguments a test has that has not two."""

COMPUTATIONS: Final[dict[str, Computation]] = {
    SWRLB + "add": _numbers(lambda a, b: a + b),
    SWRLB + "subtract": _numbers(lambda a, b: a - b),
    SWRLB + "multiply": _numbers(lambda a, b: a * b),
    SWRLB + "divide": _numbers(lambda a, b: a / b),
    SWRLB + "integerDivide": _numbers(lambda a, b: (a / b).to_integral_value(ROUND_FLOOR)),
    SWRLB + "mod": _numbers(lambda a, b: a % b),
    SWRLB + "pow": _numbers(lambda a, b: a**b),
    SWRLB + "unaryMinus": _of_number(lambda a: -a),
    SWRLB + "abs": _of_number(abs),
    SWRLB + "ceiling": _of_number(lambda a: a.to_integral_value(ROUND_CEILING)),
    SWRLB + "floor": _of_number(lambda a: a.to_integral_value(ROUND_FLOOR)),
    SWRLB + "round": _of_number(lambda a: a.to_integral_value(ROUND_HALF_UP)),
    SWRLB + "stringConcat": _of_texts(lambda *parts: "".join(parts)),
    SWRLB + "stringLength": _of_texts(len),
    SWRLB + "upperCase": _of_texts(str.upper),
    SWRLB + "lowerCase": _of_texts(str.lower),
    SWRLB + "normalizeSpace": _of_texts(lambda text: " ".join(text.split())),
    SWRLB + "substring": _substring,
    SWRLB + "substringBefore": _of_texts(_before),
    SWRLB + "substringAfter": _of_texts(lambda text, mark: text.partition(mark)[2]),
    SWRLB + "addDayTimeDurationToDateTime": _shifted(1),
    SWRLB + "subtractDayTimeDurationFromDateTime": _shifted(-1),
    SWRLB + "addDayTimeDurationToDate": _shifted(1),
    SWRLB + "subtractDayTimeDurationFromDate": _shifted(-1),
    SWRLB + "subtractDateTimesYieldingDayTimeDuration": _between,
    SWRLB + "subtractDates": _between,
}
"""The first argument is the result; the others are bound."""

_ONE = ("unaryMinus", "abs", "ceiling", "floor", "round", "stringLength", "upperCase", "lowerCase", "normalizeSpace")
_MANY = ("add", "multiply", "stringConcat")

INPUTS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(COMPUTATIONS, (2, 2)),
    **dict.fromkeys((SWRLB + name for name in _ONE), (1, 1)),
    **dict.fromkeys((SWRLB + name for name in _MANY), (2, 1_000)),
    SWRLB + "substring": (2, 3),
}
"""How many arguments a computation takes beside its result: at least, at most."""

NOT_RUN: Final = frozenset(
    SWRLB + name
    for name in [
        "unaryPlus",
        "roundHalfToEven",
        "sin",
        "cos",
        "tan",
        "booleanNot",
        "translate",
        "replace",
        "tokenize",
        "yearMonthDuration",
        "dayTimeDuration",
        "dateTime",
        "date",
        "time",
        "addYearMonthDurations",
        "subtractYearMonthDurations",
        "multiplyYearMonthDuration",
        "divideYearMonthDurations",
        "addDayTimeDurations",
        "subtractDayTimeDurations",
        "multiplyDayTimeDurations",
        "divideDayTimeDuration",
        "subtractTimes",
        "addYearMonthDurationToDateTime",
        "subtractYearMonthDurationFromDateTime",
        "addYearMonthDurationToDate",
        "subtractYearMonthDurationFromDate",
        "addDayTimeDurationToTime",
        "subtractDayTimeDurationFromTime",
        "subtractDateTimesYieldingYearMonthDuration",
        "resolveURI",
        "anyURI",
        "listConcat",
        "listIntersection",
        "listSubtraction",
        "member",
        "length",
        "first",
        "rest",
        "sublist",
        "empty",
    ]
)
"""Built-ins that SWRL has and rules may not use here."""
