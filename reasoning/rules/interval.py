"""Validity intervals of facts: half-open, as ISO 8601 texts, '' when open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeAlias

from graph.fact import Fact
from reasoning.rules.values import instant

Interval: TypeAlias = "tuple[str, str]"

ALWAYS: Interval = ("", "")
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


def interval_of(fact: Fact) -> Interval:
    """When a fact holds."""
    return (fact.valid_from, fact.valid_to)


def intersection(facts: Iterable[Fact]) -> Interval | None:
    """When all of the facts hold; None when there is no such time."""
    start, end = ALWAYS
    for fact in facts:
        if fact.valid_from and (not start or _moment(fact.valid_from, _FIRST) > _moment(start, _FIRST)):
            start = fact.valid_from
        if fact.valid_to and (not end or _moment(fact.valid_to, _LAST) < _moment(end, _LAST)):
            end = fact.valid_to
    if start and end and _moment(start, _FIRST) >= _moment(end, _LAST):
        return None
    return (start, end)


def covers(outer: Interval, inner: Interval) -> bool:
    """Whether the outer interval holds at every moment of the inner one."""
    if outer in (inner, ALWAYS):
        return True
    starts_before = _moment(outer[0], _FIRST) <= _moment(inner[0], _FIRST)
    return starts_before and _moment(outer[1], _LAST) >= _moment(inner[1], _LAST)


def holds_at(interval: Interval, moment: datetime) -> bool:
    """Whether the interval contains the moment."""
    return _moment(interval[0], _FIRST) <= moment < _moment(interval[1], _LAST)


def _moment(text: str, when_open: datetime) -> datetime:
    if not text:
        return when_open
    return instant(datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text))
