"""Lexical forms of datatypes."""

import pytest

from ontology.general import MONEY
from ontology.lexical import lexical_fault
from ontology.owl import XSD


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("integer", ["0", "-7", "+12", " 3 "], ["1.0", "high", "", "1e3", "七"]),
        ("nonNegativeInteger", ["0", "12"], ["-1"]),
        ("positiveInteger", ["1", "010"], ["0", "-1"]),
        ("decimal", ["1", "1.50", "-.5", "2."], ["1,5", "1e3", "."]),
        ("double", ["1.5e3", "INF", "NaN", "-2"], ["one", "1e"]),
        ("boolean", ["true", "false", "0", "1"], ["yes", "True"]),
        ("date", ["2026-11-23", "2026-11-23+08:00"], ["2026-13-01", "26-1-1", "2026/11/23"]),
        ("dateTime", ["2026-11-23T08:00:00", "2026-11-23T08:00:00.5+08:00"], ["2026-11-23", "2026-11-23 08:00:00"]),
        ("duration", ["P7D", "PT36H", "-P1Y2M"], ["P", "PT", "7D", "P1H"]),
    ],
)
def test_a_text_is_a_value_or_what_to_write_is_said(datatype: str, good: list[str], bad: list[str]) -> None:
    assert [lexical_fault(text, XSD + datatype) for text in good] == [""] * len(good)
    assert all(lexical_fault(text, XSD + datatype).startswith("write ") for text in bad)


def test_money_is_not_negative() -> None:
    assert lexical_fault("1499.00", MONEY) == ""
    assert lexical_fault("-1", MONEY) == "write an amount such as 1499.00"


def test_a_datatype_without_a_form_takes_any_text() -> None:
    assert lexical_fault("任何", XSD + "string") == lexical_fault("x", "https://x.example/own") == ""
