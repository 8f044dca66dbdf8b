"""Periods as people write them: 2025年5月24日-6月18日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DAY = r"(?:(?P<{0}y>\d{{4}})[年./-])?(?P<{0}m>\d{{1,2}})[月./-](?P<{0}d>\d{{1,2}})日?"
_PERIOD = re.compile(_DAY.format("a") + r"\s*(?:起)?\s*[-~—–－～至到]+\s*" + _DAY.format("b"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a first to a last day, both within it."""

    first: date
    last: date


def read_period(text: str) -> Period | None:
    """The period that a text names; the year of an end without one is that of the start, or the next. None if none."""
    match = _PERIOD.search(text)
    if match is None or match["ay"] is None:
        return None
    try:
        first = date(int(match["ay"]), int(match["am"]), int(match["ad"]))
        last = date(int(match["by"] or first.year), int(match["bm"]), int(match["bd"]))
        if last < first and match["by"] is None:
            last = last.replace(year=first.year + 1)
    except ValueError:
        return None
    return Period(first=first, last=last) if first <= last else None
