"""From evidence to the status of facts: the one place where the absence of proof means anything.

Rules only ever see positive facts. For each kind of fact K of a case c:

    proven(c, K)    :- indicates(c, K), no contradicts(c, K).
    disproven(c, K) :- contradicts(c, K), no indicates(c, K).
    unproven(c, K)  :- disproven(c, K).
    unproven(c, K)  :- unknown(c, K), nothing speaks both for and against, and the side with the burden
                       was asked and its deadline is over.

A human examiner's own finding (dp:hasFinding) replaces what the evidence says. Evidence on both sides
leaves a fact unknown for good: whom to believe is for a human. Before the deadline an unknown fact is
neither proven nor unproven, and a ruling that hangs on it is undecidable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from graph.fact import Fact
from ontology.owl import Iri, Variable
from ontology.terms import Text
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.clock import moment_of
from reasoning.dispute.parts import FactStatus, Finding
from reasoning.dispute.policy import FactKind
from reasoning.rules import Atom, AtomKind, Closure, Derivation, Rule
from reasoning.rules.values import CHINA_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class FactState:
    """What is found about one kind of fact, and the stored or derived facts that say so."""

    kind: FactKind
    status: FactStatus
    conflict: bool
    due: datetime | None
    overdue: bool
    premises: tuple[Fact, ...]

    @property
    def by_default(self) -> bool:
        """Whether it counts as unproven only because the side with the burden brought nothing in time."""
        return self.status is FactStatus.UNKNOWN and self.overdue and not self.conflict

    @property
    def open(self) -> bool:
        """Whether nothing may be concluded from it yet."""
        return self.status is FactStatus.UNKNOWN and not self.by_default

    def supposed(self, status: FactStatus) -> FactState:
        """The same fact if it were proven or disproven, to see what would follow."""
        return replace(self, status=status, conflict=False, premises=())

    def finding(self) -> Finding:
        """What a ruling shows of it."""
        return Finding(
            fact=self.kind.name,
            status=self.status,
            burden=self.kind.burden,
            by_default=self.by_default,
            conflict=self.conflict,
            due=self.due,
        )


def find_facts(closure: Closure, case: str, kinds: Mapping[str, FactKind], as_of: datetime) -> dict[str, FactState]:
    """The state of every kind of fact in a case, by the kind's IRI."""
    told = _told(closure, case)
    return {iri: _state(closure, case, kind, told.get(iri), as_of) for iri, kind in kinds.items()}


def _state(closure: Closure, case: str, kind: FactKind, told: tuple[str, Fact] | None, as_of: datetime) -> FactState:
    status, conflict, premises = FactStatus.UNKNOWN, False, ()  # type: tuple[FactStatus, bool, tuple[Fact, ...]]
    pro = _about(closure, dp.INDICATES, case, kind.name.iri)
    con = _about(closure, dp.CONTRADICTS, case, kind.name.iri)
    start = moment_of(closure, case, kind.clock_start) if kind.clock_start else None
    due = start.astimezone(CHINA_TIME) + timedelta(hours=float(kind.deadline_hours)) if start else None
    if told is not None:
        status, premises = _STATUS.get(told[0], FactStatus.UNKNOWN), (told[1],)
    elif pro and con:
        conflict, premises = True, (*pro, *con)
    elif pro or con:
        status, premises = (FactStatus.PROVEN if pro else FactStatus.DISPROVEN), pro or con
    elif start:
        premises = tuple(closure.facts(kind.clock_start, case))[:1]
    overdue = due is not None and due <= as_of
    return FactState(kind=kind, status=status, conflict=conflict, due=due, overdue=overdue, premises=premises)


def _about(closure: Closure, property: str, case: str, kind: str) -> tuple[Fact, ...]:
    return tuple(f for f in closure.facts(property, case) if f.object == kind)


_STATUS = {dp.STATUS_PROVEN: FactStatus.PROVEN, dp.STATUS_DISPROVEN: FactStatus.DISPROVEN}


def _told(closure: Closure, case: str) -> dict[str, tuple[str, Fact]]:
    """Findings that a human examiner stated, by kind of fact: the status, and the fact that says so."""
    told: dict[str, tuple[str, Fact]] = {}
    for link in closure.facts(dp.HAS_FINDING, case):
        for about in closure.facts(dp.FINDING_ABOUT, link.object):
            for status in closure.facts(dp.FINDING_STATUS, link.object):
                if about.object and status.object:
                    told[about.object] = (status.object, status)
    return told


def as_facts(states: Iterable[FactState], case: str) -> Iterator[Derivation]:
    """The states as positive facts that rules can use, each with what it rests on; open ones give none."""
    for state in states:
        if state.status is FactStatus.PROVEN:
            yield _step(case, dp.PROVEN, state, "proven")
        elif state.status is FactStatus.DISPROVEN:
            yield _step(case, dp.DISPROVEN, state, "disproven")
            yield _step(case, dp.UNPROVEN, state, "disproven")
        elif state.by_default:
            yield _step(case, dp.UNPROVEN, state, "default")


_LABELS = {
    "proven": ("证据支持且无反证", "evidence for it and none against"),
    "disproven": ("证据反驳且无相反证据", "evidence against it and none for"),
    "default": (
        "举证期限届满仍未证实，由负举证责任的一方承担",
        "not proven in time: borne by the side with the burden",
    ),
}


def _step(case: str, property: str, state: FactState, why: str) -> Derivation:
    kind = state.kind.name.iri
    zh, en = _LABELS[why]
    rule = Rule(
        id=f"finding:{why}",
        head=Atom(kind=AtomKind.OBJECT, predicate=property, args=(Variable("c"), Iri(kind))),
        body=(),
        labels=(Text(text=zh, lang="zh"), Text(text=en, lang="en")),
    )
    fact = Fact(subject=case, property=property, object=kind, rule=rule.id)
    return Derivation(conclusion=fact, rule=rule, premises=state.premises)
