"""Literals of an ontology as the values that facts hold, and how two values compare."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from graph.fact import Scalar
from ontology.errors import RuleError
from ontology.general import MONEY
from ontology.owl import XSD, Literal, local_name

CHINA_TIME = timezone(timedelta(hours=8), "CST")
"""Read into an instant whose source gave no zone: the shops are Chinese."""

_PRINTED = 100
"""Digits up to which a decimal is written out."""

_BITS = {"long": 63, "int": 31, "short": 15, "byte": 7}
BOUNDS: dict[str, tuple[int | None, int | None]] = {
    XSD + "integer": (None, None),
    XSD + "nonNegativeInteger": (0, None),
    XSD + "positiveInteger": (1, None),
    XSD + "nonPositiveInteger": (None, 0),
    XSD + "negativeInteger": (None, -1),
    **{XSD + name: (-(2**bits), 2**bits - 1) for name, bits in _BITS.items()},
    **{XSD + "unsigned" + name.capitalize(): (0, 2 ** (bits + 1) - 1) for name, bits in _BITS.items()},
}
"""Whole numbers of each datatype: the least and the greatest."""

_INTEGERS = frozenset(BOUNDS)
_DECIMALS = frozenset((XSD + "decimal", XSD + "double", XSD + "float", MONEY))

_KINDS: dict[str, type] = {
    XSD + "boolean": bool,
    XSD + "string": str,
    XSD + "dateTime": datetime,
    XSD + "date": date,
}


def scalar(literal: Literal) -> Scalar:
    """The value that a literal denotes. Raises RuleError when its text does not fit its datatype."""
    return coerce(literal.text, literal.datatype)


def coerce(value: Scalar, datatype: str) -> Scalar:
    """A value as its property's datatype keeps it, so that equal values are equal facts.

    Raises RuleError when the value cannot be one of the datatype's.
    """
    try:
        if datatype in _INTEGERS:
            return _whole(value)
        if datatype in _DECIMALS:
            return value if isinstance(value, Decimal) else Decimal(str(value))
        if datatype == XSD + "boolean":
            return value if isinstance(value, bool) else {"true": True, "1": True, "false": False, "0": False}[value]  # type: ignore[index]  # a KeyError is what is wanted
        if datatype == XSD + "dateTime":
            return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        if datatype == XSD + "date":
            return value if isinstance(value, date) else date.fromisoformat(str(value))
    except (ValueError, KeyError, InvalidOperation) as error:
        raise RuleError(f"{value!r} is no {local_name(datatype)}; correct the rule or the property's range") from error
    return str(value) if datatype == XSD + "string" and not isinstance(value, str) else value


def derived(value: Scalar, datatype: str) -> Scalar:
    """A value that a rule concludes, as its property's datatype keeps it, in one form whichever equal value it came of.

    A decimal is without idle zeros, an instant in China's time. Raises RuleError as `coerce` does.
    """
    kept = coerce(value, datatype)
    if isinstance(kept, Decimal) and kept.is_finite() and abs(kept.adjusted()) < _PRINTED:
        # By its text, as arithmetic would round a long number.
        text = f"{kept:f}"
        return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) if kept else Decimal(0)
    return kept.astimezone(CHINA_TIME) if isinstance(kept, datetime) and kept.tzinfo else kept


def _whole(value: Scalar) -> int:
    if isinstance(value, bool):
        raise ValueError("a truth value is no number")
    number = Decimal(str(value))
    if number != number.to_integral_value():
        raise ValueError("not a whole number")
    return int(number)


def is_of_datatype(value: Scalar, datatype: str) -> bool:
    """Whether a value lies in a datatype's value space; any value in that of one that is not known here."""
    if datatype in BOUNDS:
        least, greatest = BOUNDS[datatype]
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
            return False
        return (least is None or value >= least) and (greatest is None or value <= greatest)
    if datatype in _DECIMALS:
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    kind = _KINDS.get(datatype)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return kind is None or isinstance(value, kind)


def instant(value: date | datetime) -> datetime:
    """A date or a time as an instant; a date is its first moment, and without a zone China time is meant."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA_TIME)


def comparable(left: Scalar, right: Scalar) -> tuple[Scalar, Scalar] | None:
    """The two values in a form that Python orders, or None when they are of different kinds."""
    if isinstance(left, date) and isinstance(right, date):
        return instant(left), instant(right)
    if isinstance(left, str) or isinstance(right, str):
        return (left, right) if isinstance(left, str) and isinstance(right, str) else None
    if isinstance(left, date) or isinstance(right, date):
        return None
    return left, right
