"""Whether a text is a value of a datatype, by the lexical forms of XML Schema 1.1 part 2."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import datetime
from decimal import Decimal

from ontology.general import MONEY
from ontology.owl import XSD, Literal

_ZONE = r"(?:Z|[+-]\d{2}:\d{2})?"
_DATE = r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_INTEGER = r"[+-]?\d+"
_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_FLOAT = rf"{_DECIMAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN"
_WHOLE = ("integer", "int", "long", "short", "byte")
_UNSIGNED = ("nonNegativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte")
_SIGNED = tuple(XSD + name for name in ("positiveInteger", "negativeInteger", "nonPositiveInteger"))

_FORMS: dict[str, tuple[str, str]] = {
    XSD + "boolean": (r"true|false|0|1", "write true or false"),
    XSD + "decimal": (_DECIMAL, "write a number such as 1.5"),
    MONEY: (r"\d+(?:\.\d*)?|\.\d+", "write an amount such as 1499.00"),
    XSD + "dateTime": (rf"{_DATE}T{_TIME}{_ZONE}", "write an instant such as 2026-11-23T08:00:00+08:00"),
    XSD + "dateTimeStamp": (rf"{_DATE}T{_TIME}(?:Z|[+-]\d{{2}}:\d{{2}})", "write an instant with its zone"),
    XSD + "date": (_DATE + _ZONE, "write a date such as 2026-11-23"),
    XSD + "time": (_TIME + _ZONE, "write a time such as 08:00:00"),
    XSD + "gYear": (rf"-?\d{{4,}}{_ZONE}", "write a year such as 2026"),
    XSD + "duration": (
        r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
        "write a duration such as P7D",
    ),
    **{XSD + name: (_INTEGER, "write a whole number") for name in _WHOLE},
    **{XSD + name: (r"\+?\d+|-0+", "write a whole number of at least 0") for name in _UNSIGNED},
    XSD + "positiveInteger": (r"\+?0*[1-9]\d*", "write a whole number above 0"),
    XSD + "negativeInteger": (r"-0*[1-9]\d*", "write a whole number below 0"),
    XSD + "nonPositiveInteger": (r"-\d+|\+?0+", "write a whole number of at most 0"),
    **{XSD + name: (_FLOAT, "write a number such as 1.5e3") for name in ("double", "float")},
}
_DECIMALS = frozenset((XSD + "decimal", *(XSD + name for name in (*_WHOLE, *_UNSIGNED)), *_SIGNED))
_INSTANTS = (XSD + "dateTime", XSD + "dateTimeStamp")
# Python keeps moments to the microsecond.
_FINER = re.compile(r"\.\d{7}")
_COMPILED = {datatype: (re.compile(form), advice) for datatype, (form, advice) in _FORMS.items()}


def lexical_fault(text: str, datatype: str) -> str:
    """What to write instead of a text that is no value of the datatype; '' for a value, and for other datatypes."""
    form = _COMPILED.get(datatype)
    return "" if form is None or form[0].fullmatch(text.strip()) else form[1]


def value_key(literal: Literal) -> Hashable:
    """What is equal for two spellings of one value, such as 1.5 and 1.50; the literal itself where that is not known.

    Numbers of all decimal datatypes are one kind; xsd:double and xsd:float are of a kind each.
    """
    text = literal.text.strip()
    if literal.lang or lexical_fault(text, literal.datatype):
        return literal
    if literal.datatype in _DECIMALS:
        return Decimal(text)
    if literal.datatype in (XSD + "double", XSD + "float"):
        return literal.datatype, float(text)
    if literal.datatype == XSD + "boolean":
        return text in ("true", "1")
    if literal.datatype in _INSTANTS and not _FINER.search(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return literal
        return (moment.tzinfo is None, moment)
    return literal
