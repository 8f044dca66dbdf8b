from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reasoning.rules.interval import Interval, covers, holds_at, intersection
from tests.reasoning.rules.shop import is_a

JAN, JUN, SEP = "2025-01-01", "2025-06-01T00:00:00+08:00", "2025-09-01T00:00:00Z"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("", ""), ("", ""), ("", "")),
        ((JAN, ""), ("", JUN), (JAN, JUN)),
        ((JAN, SEP), (JUN, ""), (JUN, SEP)),
        ((JAN, JUN), (JUN, SEP), None),
        (("2025-01-01T00:00:00+08:00", ""), ("2024-12-31T20:00:00+00:00", ""), ("2024-12-31T20:00:00+00:00", "")),
    ],
)
def test_facts_hold_together_where_both_hold(one: Interval, other: Interval, both: Interval | None) -> None:
    facts = [is_a("x", "A", valid_from=start, valid_to=end) for start, end in (one, other)]
    assert intersection(facts) == both


@pytest.mark.parametrize(
    ("outer", "inner", "contained"),
    [
        (("", ""), (JAN, JUN), True),
        ((JAN, JUN), ("", ""), False),
        ((JAN, SEP), (JUN, SEP), True),
        ((JUN, ""), (JAN, ""), False),
    ],
)
def test_an_interval_covers_what_lies_within_it(outer: Interval, inner: Interval, contained: bool) -> None:
    assert covers(outer, inner) is contained


def test_an_interval_holds_from_its_start_until_just_before_its_end() -> None:
    interval = ("2025-01-01T00:00:00+00:00", "2025-02-01T00:00:00+00:00")
    assert holds_at(interval, datetime(2025, 1, 1, tzinfo=UTC))
    assert not holds_at(interval, datetime(2025, 2, 1, tzinfo=UTC))
    assert holds_at(("", ""), datetime(2025, 2, 1, tzinfo=UTC))


def test_a_date_without_a_zone_starts_at_midnight_in_china() -> None:
    assert holds_at((JAN, ""), datetime(2024, 12, 31, 16, 0, tzinfo=UTC))
    assert not holds_at((JAN, ""), datetime(2024, 12, 31, 15, 59, tzinfo=UTC))
