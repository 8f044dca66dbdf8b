"""A source's text, number or flag as a value of an OWL datatype."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from graph.fact import Scalar
from ingest.reference import Json
from ontology.general import MONEY
from ontology.owl import XSD, local_name

_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "negativeInteger")
)
_DECIMALS = frozenset((XSD + "decimal", XSD + "double", XSD + "float", MONEY))
_TRUE = frozenset(("true", "yes", "y", "1", "是", "有", "真", "已登记", "on"))
_FALSE = frozenset(("false", "no", "n", "0", "否", "无", "假", "未登记", "off"))
_NUMBER = re.compile(r"[¥￥]?\s*([+-]?\d+(?:,\d{3})*(?:\.\d+)?|[+-]?\.\d+)\s*(?:元|CNY|RMB)?", re.IGNORECASE)
_MOST_DIGITS = 30
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})")


def parse_zone(text: str) -> timezone:
    """`+08:00` or `Z` as a zone. Raises ValueError for anything else."""
    if text in ("Z", "UTC"):
        return timezone(timedelta(0))
    found = _ZONE.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no zone; write +08:00 or Z")
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-span if found[1] == "-" else span)


def convert(value: Json, datatype: str, zone: timezone) -> Scalar:
    """The value as its datatype has it; instants without a zone get `zone`.

    Raises ValueError with the reason when the value does not fit, among them lists and objects.
    """
    if isinstance(value, dict | list):
        raise ValueError(f"is {'an object' if isinstance(value, dict) else 'a list'}, and one value is wanted")
    if datatype in _INTEGERS:
        return _integer(value, datatype)
    if datatype in _DECIMALS:
        number = _decimal(value)
        # The graph keeps money as text and other decimals as doubles; what no double holds would never compare equal.
        return number if datatype == MONEY else Decimal(str(float(number)))
    if datatype == XSD + "boolean":
        return _boolean(value)
    if datatype == XSD + "dateTime":
        return _instant(value, zone)
    if datatype == XSD + "date":
        return _instant(value, zone).date()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def check_least(value: Scalar, least: Decimal | None) -> None:
    """Raise ValueError when a number is below `least`."""
    if least is not None and isinstance(value, int | Decimal) and not isinstance(value, bool) and value < least:
        raise ValueError(f"is less than {least}")


def instant_text(value: Json, zone: timezone) -> str:
    """An instant as a fact's validity has it: ISO 8601 with a zone. Raises ValueError when it is none."""
    return _instant(value, zone).isoformat()


def _integer(value: Json, datatype: str) -> int:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise ValueError("is not a whole number")
    whole = int(number)
    if abs(whole) >= 2**63:
        raise ValueError("is too large")
    name = local_name(datatype)
    if (name.startswith("nonNegative") and whole < 0) or (name.startswith("positive") and whole < 1):
        raise ValueError(f"is no {name}")
    return whole


def _decimal(value: Json) -> Decimal:
    if isinstance(value, bool):
        raise ValueError("is a yes or no, and a number is wanted")
    if isinstance(value, int | Decimal):
        number = Decimal(value)
    else:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
        if not found:
            raise ValueError("is not a number")
        number = Decimal(found[1].replace(",", ""))
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError("is too large, too small or no number")
    return Decimal(format(number, "f"))


def _boolean(value: Json) -> bool:
    if isinstance(value, bool):
        return value
    word = unicodedata.normalize("NFKC", str(value)).strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("is neither true nor false")


def _instant(value: Json, zone: timezone) -> datetime:
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        raise ValueError("is not a date and time; write 2025-04-07 14:00:00")
    text = unicodedata.normalize("NFKC", value).strip().replace("/", "-")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("is not a date and time; write 2025-04-07 14:00:00") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)
