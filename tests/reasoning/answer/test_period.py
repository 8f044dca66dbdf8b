"""Periods as shops write them."""

from __future__ import annotations

from datetime import date

import pytest

from reasoning.answer.period import Period, read_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025年5月24日-6月18日", date(2025, 5, 24), date(2025, 6, 18)),
        ("2025年5月24日至2026年1月3日", date(2025, 5, 24), date(2026, 1, 3)),
        ("2025-05-24 ~ 2025-06-18", date(2025, 5, 24), date(2025, 6, 18)),
        ("2025.5.24到6.18", date(2025, 5, 24), date(2025, 6, 18)),
        ("活动时间2025年12月20日起至1月5日", date(2025, 12, 20), date(2026, 1, 5)),
    ],
)
def test_a_written_period_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert read_period(text) == Period(first=first, last=last)


@pytest.mark.parametrize(
    "text", ["长期有效", "", "5月24日-6月18日", "2025年2月30日-3月1日", "2026年1月1日-2025年1月1日"]
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert read_period(text) is None
