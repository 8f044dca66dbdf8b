"""How much time lies between a case's moments, as facts that policy rules can compare.

Limits (72 hours, 168 hours, 90 days) stand in the ontology; here is only how time is measured. What
needs a parcel that was not signed for is measured only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from graph.fact import Fact
from ontology.owl import Variable
from ontology.terms import Text
from reasoning.dispute import vocabulary as dp
from reasoning.rules import Atom, AtomKind, Closure, Derivation, Rule
from reasoning.rules.values import CHINA_TIME, instant

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def measure(closure: Closure, case: str, as_of: datetime) -> Iterator[Derivation]:
    """Durations of a case, each with the facts it was computed from."""
    moments = _Moments(closure, case)
    opened, signed = moments.first(dp.OPENED_AT), moments.first(dp.SIGNED_AT)
    if opened and signed:
        yield _duration(case, "hoursFromSignOff", _at(opened) - _at(signed), _HOUR, (signed, opened))
        used = max(_at(opened) - next_midnight(_at(signed)), timedelta(0))
        yield _duration(case, "hoursFromReturnClock", used, _HOUR, (signed, opened))
    if opened and (bought := moments.first(dp.BOUGHT_AT)):
        yield _duration(case, "daysFromOrder", _at(opened) - _at(bought), _DAY, (bought, opened))
    if opened and (answered := moments.first(dp.RESPONDED_AT)):
        yield _duration(case, "hoursToResponse", _at(answered) - _at(opened), _HOUR, (opened, answered))
    if signed is None and (promised := moments.last(dp.PROMISED_AT)):
        yield _duration(case, "hoursToPromised", _at(promised) - as_of, _HOUR, (promised,))
    if signed is None and (scanned := moments.last(dp.SCANNED_AT)):
        yield _duration(case, "hoursSinceLastScan", as_of - _at(scanned), _HOUR, (scanned,))


def next_midnight(moment: datetime) -> datetime:
    """0:00 in China of the day after; the seven-day return period starts there, not at the sign-off itself."""
    local = moment.astimezone(CHINA_TIME)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY


class _Moments:
    """A case's instants by property, earliest and latest."""

    def __init__(self, closure: Closure, case: str) -> None:
        self._closure, self._case = closure, case

    def _all(self, property: str) -> list[Fact]:
        found = [f for f in self._closure.facts(property, self._case) if isinstance(f.value, datetime)]
        return sorted(found, key=_at)

    def first(self, property: str) -> Fact | None:
        """The fact with the earliest instant."""
        return next(iter(self._all(property)), None)

    def last(self, property: str) -> Fact | None:
        """The fact with the latest instant."""
        return next(iter(reversed(self._all(property))), None)


def moment_of(closure: Closure, case: str, property: str) -> datetime | None:
    """The earliest instant that a case has for a property."""
    found = _Moments(closure, case).first(property)
    return _at(found) if found else None


def _at(fact: Fact) -> datetime:
    assert isinstance(fact.value, datetime)
    moment = instant(fact.value)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        # The first and the last hours that there are; programs write them where nothing is known.
        return moment


def _duration(case: str, name: str, length: timedelta, unit: timedelta, premises: tuple[Fact, ...]) -> Derivation:
    value = (Decimal(length // timedelta(seconds=1)) / Decimal(unit // timedelta(seconds=1))).quantize(Decimal("0.01"))
    property = dp.NS + name
    rule = Rule(
        id=f"clock:{name}",
        head=Atom(kind=AtomKind.DATA, predicate=property, args=(Variable("c"), Variable("h"))),
        body=tuple(
            Atom(kind=AtomKind.DATA, predicate=fact.property, args=(Variable("c"), Variable(f"t{place}")))
            for place, fact in enumerate(premises)
        ),
        labels=_LABELS,
    )
    fact = Fact(subject=case, property=property, value=value, rule=rule.id)
    return Derivation(conclusion=fact, rule=rule, premises=premises)


_LABELS = (Text(text="时间计算", lang="zh"), Text(text="time measured", lang="en"))
