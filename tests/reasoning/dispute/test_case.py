from __future__ import annotations

from datetime import timedelta

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ontology.errors import InputError, NotFoundError
from ontology.general import individual_iri
from reasoning.dispute import judge
from reasoning.dispute.case import read_case
from tests.reasoning.dispute.desk import LATER, OPENED, Case, dp, g, verdict


def test_a_case_reaches_its_order_shipment_events_and_evidence_but_not_the_shops_other_things(
    store: EmbeddedStore,
) -> None:
    case = Case(store, "NotReceived").signed().evidence("Photo", "Buyer", ["DamageShown"])
    shop, other = case.thing("Shop"), case.thing("Product", "other")
    case.link(case.order, g("placedAt"), shop).link(shop, g("sells"), other).value(other, g("name"), "别的商品").write()
    subjects = {fact.subject for fact in read_case(store, case.iri, LATER)}
    assert {case.iri, case.order, case.shipment, case.product} < subjects
    assert any("/Evidence/" in iri for iri in subjects)
    assert any("/LogisticsEvent/" in iri for iri in subjects)
    assert subjects.isdisjoint({shop, other})


def test_what_happened_after_the_moment_of_judging_does_not_count_yet(store: EmbeddedStore) -> None:
    case = Case(store, "NoReasonReturn").signed().evidence("Photo", "Seller", ["NotIntact"])
    piece = next(f.object for f in case.facts if f.property == dp("hasEvidence"))
    assert piece is not None
    case.value(piece, dp("providedAt"), OPENED + timedelta(days=2))
    assert verdict(case.judge(as_of=OPENED + timedelta(days=1))) == "ReturnAtBuyersCost"
    assert verdict(judge(store, case.iri, OPENED + timedelta(days=2))) == "ClaimRejected"


def test_an_answer_given_later_is_no_answer_yet(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    case.value(case.iri, dp("respondedAt"), OPENED + timedelta(hours=60))
    assert verdict(case.judge(as_of=OPENED + timedelta(hours=50))) == "ClaimGranted"


def test_a_fact_that_was_not_valid_at_the_moment_is_left_out(store: EmbeddedStore) -> None:
    case = Case(store, "Damaged").write()
    ended = Fact(
        subject=case.order,
        property=dp("promises"),
        object=dp("DamageGuarantee"),
        source="t.json#1",
        valid_to=(OPENED + timedelta(hours=1)).isoformat(),
    )
    store.write(added=[ended])
    assert ended in read_case(store, case.iri, OPENED)
    assert ended not in read_case(store, case.iri, OPENED + timedelta(hours=1))


def test_a_case_is_found_by_its_id(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller").write()
    assert judge(store, case.number, LATER).case == case.iri


def test_an_id_that_two_shops_use_is_ambiguous(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").write()
    other = individual_iri("Case", case.number, shop="shop2")
    twin = Fact(subject=other, property=g("caseId"), value=case.number, source="t.json#0")
    store.write(added=[twin, _case(other)])
    with pytest.raises(InputError, match="more than one shop"):
        judge(store, case.number)


def _case(iri: str) -> Fact:
    return Fact(subject=iri, property="http://www.w3.org/1999/02/22-rdf-syntax-ns#type", object=g("Case"), source="t#0")


@pytest.mark.parametrize("name", ["", "no-such-case", "https://fengmi.example/id/Case/none"])
def test_a_case_that_does_not_exist_is_not_found(store: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError, match="there is no case"):
        judge(store, name)


def test_what_is_no_case_is_not_judged(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").write()
    with pytest.raises(NotFoundError, match="no dispute case"):
        judge(store, case.order)
