"""What the rules of a policy lack: article, burden of proof, deadline, a period that fits their version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from ontology.checks import Problem, ProblemKind
from ontology.checks.names import declaring_files
from ontology.model import Ontology
from ontology.owl import Iri, Literal, Variable, local_name
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.conditions import FINDINGS, Conditions, Tested, condition_text
from reasoning.dispute.policy import FactKind, Policy, PolicyRule
from reasoning.dispute.survey import Taken
from reasoning.rules import Atom
from reasoning.rules.interval import Interval, covers
from reasoning.rules.values import instant


def completeness_problems(ontology: Ontology, policy: Policy, taken: Sequence[Taken]) -> Iterator[Problem]:
    """What is missing or does not fit, policy rules first, then facts to be proven, then versions."""
    return _Policy(ontology, policy).problems(taken)


class _Policy:
    """A policy with what its individuals are told to have."""

    def __init__(self, ontology: Ontology, policy: Policy) -> None:
        self._policy = policy
        self._files = declaring_files(ontology)
        self._told: dict[tuple[str, str], list[str]] = defaultdict(list)
        for axiom in ontology.axioms:
            if axiom.kind in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
                property, subject, value = axiom.args
                if isinstance(property, Iri) and isinstance(subject, Iri) and isinstance(value, Iri | Literal):
                    self._told[subject.text, property.text].append(value.text)

    def problems(self, taken: Sequence[Taken]) -> Iterator[Problem]:
        ways: dict[str, list[Conditions]] = defaultdict(list)
        for rule, _, some in taken:
            ways[rule.name.iri] += some
        for rule in self._policy.rules:
            mine = ways[rule.name.iri]
            example = tuple(sorted(map(condition_text, mine[0].all))) if mine else ()
            for text in (*self._rule(rule, mine), *self._periods(rule)):
                yield self._problem(ProblemKind.INCOMPLETE, rule.name.iri, text, example)
        for kind in self._policy.fact_kinds.values():
            yield from self._fact_kind(kind)
        yield from self._versions()
        yield from self._twins(ways)

    def _rule(self, rule: PolicyRule, ways: Sequence[Conditions]) -> Iterator[str]:
        findings = {c for way in ways for c in way.all if isinstance(c, Atom) and c.predicate in FINDINGS}
        if not rule.articles:
            yield f"{rule.id} cites no article; add dp:cites"
        for article in rule.articles:
            if not (article.text_zh and article.text_en and article.source):
                yield f"{rule.id} cites {local_name(article.name.iri)}, which lacks its text in zh or en or its source"
        if findings and not self._all(rule.name.iri, "burdenOn"):
            first = min(map(str, findings))
            yield f"{rule.id} rests on {first} and does not say who has to prove it; add dp:burdenOn"
        unproven = sorted(str(c) for c in findings if c.predicate == dp.UNPROVEN)
        if unproven and not self._all(rule.name.iri, "deadlineHours"):
            yield f"{rule.id} rests on {unproven[0]} and does not say how long the other side has; add dp:deadlineHours"

    def _periods(self, rule: PolicyRule) -> Iterator[str]:
        for text in rule.validity:
            if _moment(text) is None:
                yield f"{rule.id} is valid from or to '{text}', which is no time; write an xsd:dateTime with its zone"

    def _fact_kind(self, kind: FactKind) -> Iterator[Problem]:
        if not kind.clock_start:
            name = local_name(kind.name.iri)
            yield self._problem(
                ProblemKind.INCOMPLETE,
                kind.name.iri,
                f"nothing starts the clock of {kind.deadline_hours} hours in which {name} is to be proven, so it is "
                f"never unproven; add dp:clockStart to {name} or to {local_name(kind.burden.iri)}",
                (f"asked for {name}", f"unproven(case, {name}) never follows"),
            )

    def _versions(self) -> Iterator[Problem]:
        periods = {iri: self._period(iri) for iri in self._documents()}
        for (one, first), (other, second) in combinations(sorted(periods.items()), 2):
            moment = _shared(first, second)
            if moment is not None:
                yield self._problem(
                    ProblemKind.VERSIONS,
                    one,
                    f"{local_name(one)} and {local_name(other)} are both valid on {moment:%Y-%m-%d}; end the first "
                    "where the second begins",
                    (f"ordered {moment:%Y-%m-%d}",),
                )
        for rule in self._policy.rules:
            documents = self._all(rule.name.iri, "partOf")
            period = _hull([periods[document] for document in documents])
            if None not in map(_moment, (*rule.validity, *period)) and not covers(period, rule.validity):
                names = " and ".join(map(local_name, documents))
                yield self._problem(
                    ProblemKind.VERSIONS,
                    rule.name.iri,
                    f"{rule.id} is valid {_said(rule.validity)}, and {names}, of which it is a part, {_said(period)}; "
                    "correct one of the two",
                    (f"ordered {_outside(rule.validity, period)}",),
                )

    def _twins(self, ways: Mapping[str, Sequence[Conditions]]) -> Iterator[Problem]:
        """Rules that ask the same but for limits, as two versions of one rule do, and are valid together."""
        alike: dict[frozenset[str], list[PolicyRule]] = defaultdict(list)
        for rule in self._policy.rules:
            for shape in sorted({_shape(way) for way in ways[rule.name.iri]}, key=sorted):
                alike[shape].append(rule)
        pairs = {pair for rules in alike.values() for pair in combinations(rules, 2)}
        for one, other in sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id)):
            moment = _shared(one.validity, other.validity)
            if moment is not None:
                yield self._problem(
                    ProblemKind.VERSIONS,
                    one.name.iri,
                    f"{one.id} and {other.id} ask the same and are both valid on {moment:%Y-%m-%d}; end one where the "
                    "other begins, or remove one",
                    (*sorted(map(condition_text, ways[one.name.iri][0].all)), f"ordered {moment:%Y-%m-%d}"),
                )

    def _documents(self) -> list[str]:
        return sorted({iri for rule in self._policy.rules for iri in self._all(rule.name.iri, "partOf")})

    def _period(self, iri: str) -> Interval:
        start, end = (next(iter(self._all(iri, name)), "") for name in ("validFrom", "validTo"))
        return (start, end)

    def _all(self, subject: str, name: str) -> list[str]:
        return sorted(self._told.get((subject, dp.NS + name), ()))

    def _problem(self, kind: ProblemKind, term: str, text: str, example: tuple[str, ...]) -> Problem:
        return Problem(kind=kind, term=term, file=self._files.get(term, ""), text=text, example=example)


_FIRST = instant(datetime(1, 1, 2))
_LAST = instant(datetime(9999, 12, 30))


def _moment(text: str, when_open: datetime = _FIRST) -> datetime | None:
    """A bound of a period; None when it is no time."""
    try:
        return instant(datetime.fromisoformat(text)) if text else when_open
    except ValueError:
        return None


def _shared(one: Interval, other: Interval) -> datetime | None:
    """The first moment of both periods; None when there is none, or a bound is no time."""
    starts = [_moment(one[0]), _moment(other[0])]
    ends = [_moment(one[1], _LAST), _moment(other[1], _LAST)]
    known = [moment for moment in (*starts, *ends) if moment is not None]
    if len(known) < 4:
        return None
    start, end = max(known[:2]), min(known[2:])
    return start if start < end else None


def _hull(periods: Sequence[Interval]) -> Interval:
    """From the first begin to the last end of some periods; always when there are none."""
    starts, ends = [start for start, _ in periods], [end for _, end in periods]
    return (min(starts, default="") if all(starts) else "", max(ends, default="") if all(ends) else "")


def _shape(way: Conditions) -> frozenset[str]:
    """What a way asks, without the limits that values are compared with."""
    asked = set()
    for condition in way.all:
        if isinstance(condition, Tested):
            args = tuple(arg if isinstance(arg, Variable) else "" for arg in condition.test.args)
            condition = replace(condition, test=replace(condition.test, args=args))
        asked.add(condition_text(condition))
    return frozenset((*asked, *way.kinds))


def _said(period: Interval) -> str:
    start, end = period
    told = [f"from {start[:10]}" if start else "", f"to {end[:10]}" if end else ""]
    return " ".join(part for part in told if part) or "always"


def _outside(rule: Interval, period: Interval) -> str:
    """A day on which the rule is valid and the version is not."""
    early = period[0] and (not rule[0] or (_moment(rule[0]) or _FIRST) < (_moment(period[0]) or _FIRST))
    return f"before {period[0][:10]}" if early else f"on {period[1][:10]}"
