from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from graph.fact import Fact
from reasoning.dispute.clock import measure, next_midnight
from reasoning.rules import close
from reasoning.rules.plan import Plan
from tests.reasoning.dispute.desk import LATER, OPENED, SIGNED, dp


def durations(*moments: tuple[str, datetime], as_of: datetime = LATER) -> dict[str, Decimal]:
    facts = [Fact(subject="c", property=dp(name), value=moment, source="t#1") for name, moment in moments]
    steps = measure(close(Plan(()), facts), "c", as_of)
    return {s.conclusion.property.removeprefix(dp("")): Decimal(str(s.conclusion.value)) for s in steps}


@pytest.mark.parametrize(
    ("moment", "midnight"),
    [
        ("2026-03-04T15:00:00+08:00", "2026-03-05T00:00:00+08:00"),
        ("2026-03-04T23:59:59+08:00", "2026-03-05T00:00:00+08:00"),
        ("2026-03-04T16:00:00+00:00", "2026-03-06T00:00:00+08:00"),
    ],
)
def test_the_return_period_starts_at_the_next_midnight_in_china(moment: str, midnight: str) -> None:
    assert next_midnight(datetime.fromisoformat(moment)) == datetime.fromisoformat(midnight)


def test_hours_are_measured_from_the_earliest_sign_off() -> None:
    found = durations(("signedAt", SIGNED + timedelta(hours=3)), ("signedAt", SIGNED), ("openedAt", OPENED))
    assert found == {"hoursFromSignOff": Decimal(48), "hoursFromReturnClock": Decimal(39)}


def test_a_claim_on_the_day_of_the_sign_off_has_used_nothing_of_the_return_period() -> None:
    assert durations(("signedAt", SIGNED), ("openedAt", SIGNED + timedelta(hours=1)))["hoursFromReturnClock"] == 0


def test_transit_is_measured_only_while_nobody_has_signed() -> None:
    moving = durations(("promisedAt", LATER + timedelta(hours=6)), ("scannedAt", LATER - timedelta(hours=7)))
    assert moving == {"hoursToPromised": Decimal(6), "hoursSinceLastScan": Decimal(7)}
    assert durations(("promisedAt", LATER), ("scannedAt", LATER), ("signedAt", SIGNED)) == {}


def test_what_a_case_does_not_tell_is_not_measured() -> None:
    assert durations() == {}


def test_an_instant_without_a_zone_is_read_in_china_time() -> None:
    naive = OPENED.replace(tzinfo=None)
    assert durations(("signedAt", SIGNED), ("openedAt", naive))["hoursFromSignOff"] == Decimal(48)
