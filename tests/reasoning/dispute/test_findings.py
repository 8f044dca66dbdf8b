from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from graph.fact import Fact
from reasoning.dispute.findings import FactState, as_facts, find_facts
from reasoning.dispute.parts import FactStatus, Named
from reasoning.dispute.policy import FactKind
from reasoning.rules import close
from reasoning.rules.plan import Plan
from tests.reasoning.dispute.desk import OPENED, dp

KIND = FactKind(
    name=Named(iri="k", zh="事实", en="fact"),
    burden=Named(iri=dp("Seller"), zh="商家", en="seller"),
    evidence=(),
    deadline_hours=Decimal(72),
    clock_start=dp("sellerAskedAt"),
    fixed_start=False,
)
PRO = Fact(subject="c", property=dp("indicates"), object="k", source="t#1")
CON = Fact(subject="c", property=dp("contradicts"), object="k", source="t#2")
ASKED = Fact(subject="c", property=dp("sellerAskedAt"), value=OPENED, source="t#3")
DUE = OPENED + timedelta(hours=72)


def state(*facts: Fact, as_of: datetime = DUE) -> FactState:
    return find_facts(close(Plan(()), facts), "c", {"k": KIND}, as_of)["k"]


def said(found: FactState) -> list[str]:
    return [step.conclusion.property.removeprefix(dp("")) for step in as_facts([found], "c")]


@pytest.mark.parametrize(
    ("facts", "as_of", "status", "facts_for_rules"),
    [
        ([PRO], OPENED, FactStatus.PROVEN, ["proven"]),
        ([CON], OPENED, FactStatus.DISPROVEN, ["disproven", "unproven"]),
        ([], DUE, FactStatus.UNKNOWN, []),
        ([ASKED], DUE - timedelta(seconds=1), FactStatus.UNKNOWN, []),
        ([ASKED], DUE, FactStatus.UNKNOWN, ["unproven"]),
        ([PRO, ASKED], DUE, FactStatus.PROVEN, ["proven"]),
        ([PRO, CON, ASKED], DUE, FactStatus.UNKNOWN, []),
    ],
)
def test_only_proof_disproof_or_a_burden_not_met_in_time_say_anything(
    facts: list[Fact], as_of: datetime, status: FactStatus, facts_for_rules: list[str]
) -> None:
    found = state(*facts, as_of=as_of)
    assert (found.status, said(found)) == (status, facts_for_rules)


def test_every_finding_rests_on_the_facts_that_say_so() -> None:
    assert [step.premises for step in as_facts([state(PRO)], "c")] == [(PRO,)]
    assert [step.premises for step in as_facts([state(ASKED)], "c")] == [(ASKED,)]


def test_evidence_on_both_sides_is_a_conflict_and_stays_open() -> None:
    found = state(PRO, CON, ASKED)
    assert (found.conflict, found.open, found.by_default) == (True, True, False)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("StatusProven", FactStatus.PROVEN),
        ("StatusDisproven", FactStatus.DISPROVEN),
        ("StatusUnknown", FactStatus.UNKNOWN),
    ],
)
def test_an_examiners_finding_replaces_what_evidence_says(told: str, status: FactStatus) -> None:
    stated = [
        Fact(subject="c", property=dp("hasFinding"), object="f", source="t#4"),
        Fact(subject="f", property=dp("findingAbout"), object="k", source="t#5"),
        Fact(subject="f", property=dp("findingStatus"), object=dp(told), source="t#6"),
    ]
    assert state(PRO, CON, *stated).status is status
