"""Values of any room become JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from api.plain import plain


class Colour(Enum):
    RED = 1


@dataclass(frozen=True)
class Point:
    first_value: Decimal
    colour: Colour
    _hidden: int = 0


def test_dataclasses_enums_money_instants_and_collections_become_json() -> None:
    assert plain(Point(first_value=Decimal("1.50"), colour=Colour.RED)) == {"firstValue": "1.50", "colour": "RED"}
    assert plain((datetime(2026, 1, 2, tzinfo=UTC), date(2026, 1, 2))) == ["2026-01-02T00:00:00+00:00", "2026-01-02"]
    assert plain({"a": {1}, "b": None, "c": Path("x"), "d": [True, 1.5, "t"]}) == {
        "a": [1],
        "b": None,
        "c": "x",
        "d": [True, 1.5, "t"],
    }


def test_a_number_that_json_does_not_have_becomes_null() -> None:
    assert plain([float("inf"), float("nan"), -0.5]) == [None, None, -0.5]
