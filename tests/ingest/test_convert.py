from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ingest.convert import convert, parse_zone
from ontology.general import MONEY
from ontology.owl import XSD

CHINA = parse_zone("+08:00")


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        (Decimal("1304.8"), MONEY, Decimal("1304.8")),
        ("￥1,999.00元", MONEY, Decimal("1999.00")),
        ("１２", XSD + "integer", 12),
        (Decimal("35.0"), XSD + "integer", 35),
        (True, XSD + "boolean", True),
        ("否", XSD + "boolean", False),
        (0, XSD + "boolean", False),
        ("2025-04-07 14:00:00", XSD + "dateTime", datetime(2025, 4, 7, 14, tzinfo=CHINA)),
        ("2025/04/07 14:00", XSD + "dateTime", datetime(2025, 4, 7, 14, tzinfo=CHINA)),
        ("2025-05-06T13:45:22", XSD + "dateTime", datetime(2025, 5, 6, 13, 45, 22, tzinfo=CHINA)),
        ("2025-05-06T13:45:22Z", XSD + "dateTime", datetime(2025, 5, 6, 13, 45, 22, tzinfo=UTC)),
        ("2025-05-06", XSD + "date", date(2025, 5, 6)),
        (Decimal("0.12345678901234567890"), XSD + "decimal", Decimal("0.12345678901234568")),
        (" 壶 ", XSD + "string", "壶"),
        (3, XSD + "string", "3"),
    ],
)
def test_value_as_its_datatype_has_it(value: Any, datatype: str, expected: Any) -> None:
    converted = convert(value, datatype, CHINA)
    assert converted == expected
    assert type(converted) is type(expected)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("很贵", MONEY),
        ("1.2.3", MONEY),
        (True, MONEY),
        ("1e999999", MONEY),
        (Decimal("1E+400"), MONEY),
        (10**20, XSD + "integer"),
        ("1.5", XSD + "integer"),
        (-1, XSD + "nonNegativeInteger"),
        ("也许", XSD + "boolean"),
        ("下周六", XSD + "dateTime"),
        (20250407, XSD + "dateTime"),
        ([1], XSD + "string"),
        ({}, XSD + "string"),
    ],
)
def test_value_that_does_not_fit_is_refused_with_a_reason(value: Any, datatype: str) -> None:
    with pytest.raises(ValueError, match="is "):
        convert(value, datatype, CHINA)
