"""Whether a value is certainly beyond a facet of a data range."""

from __future__ import annotations

import math
import re
import struct
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from ontology.errors import RuleError
from ontology.lexical import lexical_fault
from ontology.owl import XSD, Expression, Literal, Node
from reasoning.rules.values import BOUNDS, instant, scalar

BOUNDING = frozenset(("MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive"))
_LENGTHS = frozenset(("Length", "MinLength", "MaxLength"))
# Instants are kept to the microsecond.
_FINER = re.compile(r"\.\d{7}")

_Ordered = TypeVar("_Ordered", Decimal, float, datetime)


def is_beyond(value: Literal, facet: Node) -> bool:
    """Whether a value is past a bound or of another length; False for what is not understood, such as patterns."""
    if not (isinstance(facet, Expression) and len(facet.args) == 2):
        return False
    name, told = facet.args
    if not (isinstance(name, Literal) and isinstance(told, Literal)) or lexical_fault(told.text, told.datatype):
        return False
    if name.text in _LENGTHS:
        return told.datatype in BOUNDS and _is_of_other_length(value, name.text, Decimal(told.text))
    return name.text in BOUNDING and _is_past(name.text, ordered(value), ordered(told))


def ordered(value: Literal) -> Decimal | float | datetime | None:
    """A number or a moment as what Python orders; None for other values, and for what would be rounded."""
    if lexical_fault(value.text, value.datatype):
        return None
    if value.datatype in (XSD + "double", XSD + "float"):
        number = float(value.text)
        if value.datatype == XSD + "float" and math.isfinite(number):
            number = _single(number)
        return None if math.isnan(number) else number
    try:
        known = scalar(value)
    except RuleError:
        return None
    if isinstance(known, date):
        return None if _FINER.search(value.text) else instant(known)
    if isinstance(known, bool) or not isinstance(known, int | Decimal):
        return None
    found = Decimal(known)
    return None if found.is_nan() else found


def _single(number: float) -> float:
    """A number as xsd:float holds it, in 32 bits."""
    try:
        rounded: float = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return math.copysign(math.inf, number)
    return rounded


def _is_of_other_length(value: Literal, facet: str, wanted: Decimal) -> bool:
    # Other texts count after their blanks are put in order.
    if not value.lang and value.datatype != XSD + "string":
        return False
    length = len(value.text)
    return {"Length": length != wanted, "MinLength": length < wanted, "MaxLength": length > wanted}[facet]


def _is_past(facet: str, value: object, bound: object) -> bool:
    if isinstance(value, Decimal) and isinstance(bound, Decimal):
        return _is_outside(facet, value, bound)
    if isinstance(value, float) and isinstance(bound, float):
        return _is_outside(facet, value, bound)
    if isinstance(value, datetime) and isinstance(bound, datetime):
        return _is_outside(facet, value, bound)
    return False


def _is_outside(facet: str, value: _Ordered, bound: _Ordered) -> bool:
    return {
        "MinInclusive": value < bound,
        "MinExclusive": value <= bound,
        "MaxInclusive": value > bound,
        "MaxExclusive": value >= bound,
    }[facet]
