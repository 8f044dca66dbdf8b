"""Rulings from facts, one behaviour each; the policy is the shipped one."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from graph.embedded import EmbeddedStore
from ontology.errors import InputError
from reasoning.dispute import Route, RulingStatus, judge
from reasoning.rules import infer
from tests.reasoning.dispute.desk import (
    LATER,
    OPENED,
    ORDERED,
    SIGNED,
    Case,
    dp,
    g,
    missing,
    outcomes,
    reasons,
    verdict,
)


def test_not_received_and_no_proof_of_sign_off_in_time_is_for_the_buyer(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived").asked("seller").judge()
    assert (ruling.status, verdict(ruling), ruling.route) == (RulingStatus.DECIDED, "SellerRefunds", Route.AUTO)
    assert ruling.amount is not None
    assert (ruling.amount.amount, ruling.amount.currency) == (Decimal("200.00"), "CNY")
    assert ruling.liable is not None
    assert ruling.liable.role.en == "seller"
    assert [finding.by_default for finding in ruling.findings if finding.fact.iri == dp("SignOff")] == [True]
    assert ruling.confidence == 0.8


def test_before_the_seller_was_asked_the_case_is_undecidable_and_names_who_must_bring_what(
    store: EmbeddedStore,
) -> None:
    ruling = Case(store, "NotReceived").judge()
    assert (ruling.status, verdict(ruling), ruling.route) == (RulingStatus.UNDECIDABLE, "", Route.HUMAN)
    assert missing(ruling) == {("SignOff", "Seller")}
    assert {kind.en for kind in ruling.missing[0].evidence} == {"courier track", "sign-off slip"}
    assert (ruling.missing[0].due, reasons(ruling)) == (None, ["H1"])
    assert "商家" in ruling.text("zh")
    assert "ArtSignOffBurden" in {article.name.iri.removeprefix(dp("")) for article in ruling.articles}


def test_until_the_sellers_deadline_the_case_stays_undecidable(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    ruling = case.judge(as_of=OPENED + timedelta(hours=71))
    assert ruling.status is RulingStatus.UNDECIDABLE
    assert ruling.missing[0].due == OPENED + timedelta(hours=72)
    assert judge(store, case.iri, OPENED + timedelta(hours=72)).status is RulingStatus.DECIDED


def test_a_deadline_is_told_in_the_time_of_those_who_must_keep_it(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived").asked("seller").judge(as_of=OPENED + timedelta(hours=1))
    assert "期限至北京时间 2026-03-09 15:00" in ruling.text("zh")
    assert "by 2026-03-09 15:00 Beijing time" in ruling.text("en")


def test_there_is_nothing_to_judge_before_the_case_was_opened(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    case.judge(as_of=OPENED)
    with pytest.raises(InputError, match="there was no case to judge"):
        judge(store, case.iri, OPENED - timedelta(seconds=1))


def test_a_sign_off_in_person_on_the_track_rejects_the_claim(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived").signed("本人签收").asked("seller").judge()
    assert verdict(ruling) == "ClaimRejected"
    assert ruling.amount is not None
    assert ruling.amount.amount == 0
    assert ruling.liable is not None
    assert ruling.liable.individual is not None
    assert ruling.liable.individual.zh == "王小明"
    assert ruling.confidence == 0.95


def test_leaving_the_parcel_with_others_without_consent_overrides_the_sign_off(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").signed("包裹放入丰巢").asked("seller")
    ruling = case.evidence("CourierTrack", "Seller", ["SignOff"]).judge()
    assert verdict(ruling) == "SellerRefundsWithRecourse"
    assert outcomes(ruling) == {"R03": "WON", "R02": "OVERRIDDEN"}
    assert ruling.recourse is not None
    assert ruling.recourse.en == "carrier"


def test_leaving_the_parcel_with_others_by_consent_is_a_sign_off(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").signed("驿站代收").asked("seller")
    case.value(case.order, dp("dropOffAllowed"), True)
    assert verdict(case.judge()) == "ClaimRejected"


def test_a_parcel_delivered_in_another_city_does_not_count_as_delivered(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").signed("本人签收").asked("seller")
    for name, city, link, start in (
        ("a", "杭州市", "shippedTo", case.order),
        ("b", "宁波市", "deliveredTo", case.shipment),
    ):
        address = case.thing("Address", name)
        case.is_a(address, g("Address")).value(address, g("city"), city).link(start, g(link), address)
    assert outcomes(case.judge())["R04"] == "WON"
    case.evidence("ChatLog", "Seller", ["BuyerRedirect"])
    assert outcomes(case.judge())["R05"] == "WON"


@pytest.mark.parametrize(
    ("ordered", "total", "applies"),
    [
        ("2025-12-31T23:59:00+08:00", "3500", False),
        ("2026-01-01T00:00:00+08:00", "3500", True),
        ("2025-12-31T23:59:00+08:00", "5000", True),
    ],
)
def test_the_signature_threshold_is_the_one_valid_when_the_order_was_placed(
    store: EmbeddedStore, ordered: str, total: str, applies: bool
) -> None:
    case = Case(store, "NotReceived", paid=total).signed("本人签收").asked("seller")
    case.value(case.order, dp("orderedAt"), datetime.fromisoformat(ordered))
    ruling = case.judge()
    assert any(rule.startswith("R06") for rule in outcomes(ruling)) is applies
    assert ruling.policy_version == ("2026.1" if ordered.startswith("2026") else "2018.1")


def test_before_the_promised_arrival_one_waits(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").event("运输中", "已发出", at=OPENED).asked("seller")
    case.value(case.shipment, g("expectedDelivery"), OPENED + timedelta(days=5))
    ruling = case.judge(as_of=OPENED + timedelta(days=4))
    assert verdict(ruling) == "WaitForDelivery"
    assert outcomes(ruling) == {"R07": "WON", "R01": "OVERRIDDEN"}


def test_a_parcel_without_a_scan_for_ten_days_counts_as_lost(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").event("运输中", "已发出", at=OPENED)
    case.value(case.shipment, g("expectedDelivery"), LATER + timedelta(days=30))
    ruling = case.evidence("CourierTrack", "CarrierSide", rebuts=["SignOff"]).judge()
    assert outcomes(ruling) == {"R08": "WON", "R01": "OVERRIDDEN", "R07": "OVERRIDDEN"}


def test_a_mismatch_seen_in_pictures_overrides_the_missing_proof_at_sign_off(store: EmbeddedStore) -> None:
    case = Case(store, "NotAsDescribed").signed().asked("buyer")
    assert verdict(case.judge()) == "ClaimRejected"
    ruling = case.evidence("Photo", "Buyer", ["VisibleMismatch"]).judge()
    assert (verdict(ruling), outcomes(ruling)) == ("ReturnAtSellersCost", {"R12": "WON", "R11": "OVERRIDDEN"})
    assert ruling.freight is not None
    assert ruling.freight.en == "seller"


def test_a_disclosed_deviation_overrides_the_mismatch(store: EmbeddedStore) -> None:
    case = Case(store, "NotAsDescribed").signed().evidence("Photo", "Buyer", ["VisibleMismatch"])
    ruling = case.evidence("ListingSnapshot", "Seller", ["Disclosed"]).judge()
    assert (verdict(ruling), outcomes(ruling)["R12"]) == ("ClaimRejected", "OVERRIDDEN")


def test_a_hidden_defect_hangs_on_what_the_seller_must_bring(store: EmbeddedStore) -> None:
    case = Case(store, "QualityDefect").signed()
    assert missing(case.judge()) == {("SupplyChain", "Seller"), ("Conformity", "Seller")}
    case.evidence("PurchaseChain", "Seller")
    assert missing(case.judge()) == {("Conformity", "Seller")}
    ruling = case.evidence("ConformityCertificate", "Seller").judge()
    assert verdict(ruling) == "ClaimRejected"
    assert [other.text("en") for other in ruling.counterfactuals] == [
        "if the buyer proves “defect confirmed by inspection”: full refund and inspection fee on the seller"
    ]


def test_the_sellers_papers_count_only_when_the_seller_brings_them(store: EmbeddedStore) -> None:
    case = Case(store, "QualityDefect").signed().evidence("PurchaseChain", "Buyer")
    assert ("SupplyChain", "Seller") in missing(case.judge())


def test_an_inspection_that_confirms_the_defect_overrides_the_sellers_papers(store: EmbeddedStore) -> None:
    case = Case(store, "QualityDefect").signed().evidence("PurchaseChain", "Seller")
    case.evidence("ConformityCertificate", "Seller").evidence("InspectionReport", "Buyer", ["DefectConfirmed"])
    case.value(case.iri, dp("inspectionFee"), Decimal("80.00"))
    ruling = case.judge()
    assert verdict(ruling) == "RefundWithInspection"
    assert ruling.amount is not None
    assert ruling.amount.amount == Decimal("280.00")


def test_durable_goods_within_six_months_reverse_the_burden(store: EmbeddedStore) -> None:
    case = Case(store, "QualityDefect").signed().asked("seller").evidence("PurchaseChain", "Seller")
    case.evidence("ConformityCertificate", "Seller").link(case.product, dp("goodsKind"), dp("GoodsDurableGoods"))
    assert outcomes(case.judge()) == {"R17": "WON", "R15": "OVERRIDDEN"}


def test_damage_without_proof_at_sign_off_is_rejected_and_with_the_couriers_word_refunded(
    store: EmbeddedStore,
) -> None:
    case = Case(store, "Damaged").signed().asked("buyer")
    assert verdict(case.judge()) == "ClaimRejected"
    ruling = case.evidence("CourierDamageCertificate", "CarrierSide").judge()
    assert verdict(ruling) == "SellerRefundsWithRecourse"


@pytest.mark.parametrize(
    ("hours_to_claim", "hours_to_answer", "expected", "amount"),
    [
        (72, 5, "DamagePaidByGuarantee", "200.00"),
        (72, 25, "DamagePaidByGuarantee", "300.00"),
        (73, 5, "ClaimRejected", "0"),
    ],
)
def test_the_damage_guarantee_holds_for_72_hours_and_adds_100_for_a_slow_seller(
    store: EmbeddedStore, hours_to_claim: int, hours_to_answer: int, expected: str, amount: str
) -> None:
    opened = SIGNED + timedelta(hours=hours_to_claim)
    case = Case(store, "Damaged").signed().asked("buyer", at=opened).evidence("Photo", "Buyer", ["DamageShown"])
    case.link(case.order, dp("promises"), dp("DamageGuarantee")).value(case.iri, dp("openedAt"), opened)
    case.value(case.iri, dp("respondedAt"), opened + timedelta(hours=hours_to_answer))
    ruling = case.judge()
    assert verdict(ruling) == expected
    assert ruling.amount is not None
    assert ruling.amount.amount == Decimal(amount)


def test_a_sellers_licence_and_chain_answer_a_counterfeit_claim(store: EmbeddedStore) -> None:
    case = Case(store, "Counterfeit").signed().asked("seller")
    assert outcomes(case.judge())["R23"] == "WON"
    case.evidence("PurchaseChain", "Seller").evidence("BrandAuthorisation", "Seller")
    assert outcomes(case.judge()) == {"R22": "WON"}


@pytest.mark.parametrize(("ordered", "times"), [("2018-01-10T00:00:00+08:00", 4), ("2018-01-11T00:00:00+08:00", 9)])
def test_the_authenticity_guarantee_pays_the_multiple_of_its_version_and_goes_to_a_human(
    store: EmbeddedStore, ordered: str, times: int
) -> None:
    start = datetime.fromisoformat(ordered)
    case = Case(store, "Counterfeit").asked("seller").evidence("AuthenticityReport", "Buyer", ["FoundCounterfeit"])
    case.event("已签收", "本人签收", at=start + timedelta(days=3)).value(case.order, dp("orderedAt"), start)
    case.value(case.iri, dp("openedAt"), start + timedelta(days=20))
    case.link(case.product, dp("promises"), dp("AuthenticityGuarantee"))
    ruling = case.judge()
    assert ruling.amount is not None
    assert ruling.amount.amount == Decimal(200) * (times + 1)
    assert (ruling.route, reasons(ruling)) == (Route.HUMAN, ["H3"])


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-03-11T16:00:00+08:00", "ReturnAtBuyersCost"),
        ("2026-03-12T00:00:00+08:00", "ReturnAtBuyersCost"),
        ("2026-03-12T01:00:00+08:00", "ClaimOutOfTime"),
    ],
)
def test_seven_days_are_counted_from_midnight_after_the_sign_off(
    store: EmbeddedStore, opened: str, expected: str
) -> None:
    case = Case(store, "NoReasonReturn").signed()
    case.value(case.iri, dp("openedAt"), datetime.fromisoformat(opened))
    assert verdict(case.judge()) == expected


def test_goods_that_are_not_intact_are_not_taken_back_unless_only_inspected(store: EmbeddedStore) -> None:
    case = Case(store, "NoReasonReturn").signed().evidence("Photo", "Seller", ["NotIntact"])
    assert outcomes(case.judge()) == {"R33": "WON", "R29": "OVERRIDDEN"}
    case.value(case.iri, dp("valueLoss"), Decimal("45.50"))
    partial = case.judge()
    assert verdict(partial) == "RefundLessValueLoss"
    assert partial.amount is not None
    assert partial.amount.amount == Decimal("154.50")
    case.evidence("UnboxingVideo", "Buyer", ["OpenedToInspect"])
    assert verdict(case.judge()) == "ReturnAtBuyersCost"


@pytest.mark.parametrize("kind", ["PerishableGoods", "CustomMadeGoods", "DigitalGoods", "NewspaperGoods"])
def test_excluded_goods_have_no_seven_day_return(store: EmbeddedStore, kind: str) -> None:
    case = Case(store, "NoReasonReturn").signed()
    assert outcomes(case.is_a(case.product, dp(kind)).judge()) == {"R30": "WON", "R29": "OVERRIDDEN"}


def test_special_goods_need_the_buyers_confirmation_to_be_excluded(store: EmbeddedStore) -> None:
    case = Case(store, "NoReasonReturn").signed()
    case.link(case.product, dp("goodsKind"), dp("GoodsHygieneGoods"))
    assert missing(case.judge()) == {("NoReturnConfirmed", "Seller")}
    assert verdict(case.asked("seller").judge()) == "ReturnAtBuyersCost"
    assert verdict(case.evidence("ListingSnapshot", "Seller", ["NoReturnConfirmed"]).judge()) == "ClaimRejected"


def test_a_seller_who_never_answers_loses(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").signed("本人签收").without(dp("respondedAt"))
    assert case.judge(as_of=OPENED + timedelta(hours=47)).status is RulingStatus.UNDECIDABLE
    ruling = judge(store, case.iri, OPENED + timedelta(hours=48))
    assert verdict(ruling) == "ClaimGranted"
    assert outcomes(ruling)["R35"] == "WON"


def test_a_claim_outside_its_window_is_inadmissible(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    case.value(case.order, dp("orderedAt"), OPENED - timedelta(days=181))
    assert verdict(case.judge()) == "ClaimOutOfTime"


def test_5000_yuan_or_more_goes_to_a_human(store: EmbeddedStore) -> None:
    below = Case(store, "NotReceived", paid="4999.99", claimed="4999.99").asked("seller").judge()
    above = Case(store, "NotReceived", paid="5000", claimed="5000").asked("seller").judge()
    assert (below.route, reasons(below)) == (Route.AUTO, [])
    assert (above.route, reasons(above)) == (Route.HUMAN, ["H3"])


def test_suspected_abuse_goes_to_a_human_and_changes_no_verdict(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    case.value(case.iri, dp("abuseSuspected"), True)
    ruling = case.judge()
    assert (verdict(ruling), ruling.route, reasons(ruling)) == ("SellerRefunds", Route.HUMAN, ["H4"])


def test_evidence_that_contradicts_itself_on_a_decisive_fact_goes_to_a_human(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller").evidence("SignOffSlip", "Seller", ["SignOff"])
    ruling = case.evidence("CourierTrack", "CarrierSide", rebuts=["SignOff"]).judge()
    assert (ruling.status, reasons(ruling)) == (RulingStatus.UNDECIDABLE, ["H1", "H7"])
    assert ruling.missing[0].conflict


def test_an_examiners_finding_settles_contradictory_evidence(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").evidence("SignOffSlip", "Seller", ["SignOff"])
    case.evidence("CourierTrack", "CarrierSide", rebuts=["SignOff"])
    finding = case.thing("Finding")
    case.is_a(finding, dp("Finding")).link(case.iri, dp("hasFinding"), finding)
    case.link(finding, dp("findingAbout"), dp("SignOff")).link(finding, dp("findingStatus"), dp("StatusDisproven"))
    assert verdict(case.judge()) == "SellerRefunds"


def test_evidence_that_was_not_accepted_counts_for_nothing(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller")
    assert verdict(case.evidence("SignOffSlip", "Seller", ["SignOff"], rejected=True).judge()) == "SellerRefunds"


def test_a_claim_that_no_rule_covers_goes_to_a_human(store: EmbeddedStore) -> None:
    ruling = Case(store, "LateShipment").judge()
    assert (ruling.status, ruling.route, reasons(ruling)) == (RulingStatus.UNDECIDABLE, Route.HUMAN, ["H8"])


def test_a_disputed_line_is_refunded_by_its_share_of_what_was_paid(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived", paid="180.00", claimed="150.00").asked("seller")
    for line, product, price in (("a", case.product, "150.00"), ("b", case.thing("Product", "x"), "50.00")):
        iri = case.thing("OrderLine", line)
        case.link(case.order, g("hasLine"), iri).link(iri, g("ofProduct"), product)
        case.value(iri, g("unitPrice"), Decimal(price)).value(iri, g("quantity"), 1)
    ruling = case.judge()
    assert ruling.amount is not None
    assert ruling.amount.amount == Decimal("135.00")


def test_no_more_is_refunded_than_was_claimed(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived", claimed="50.00").asked("seller").judge()
    assert ruling.amount is not None
    assert ruling.amount.amount == Decimal("50.00")


def test_a_proof_goes_down_to_stored_facts_and_names_their_sources(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived").signed("放入驿站").asked("seller").judge()
    assert ruling.proof is not None
    leaves = list(ruling.proof.leaves())
    assert leaves
    assert all(fact.source.startswith("t.json#") and not fact.inferred for fact in leaves)
    assert "https://" not in ruling.proof.text("zh") + ruling.proof.text("en") + ruling.text("zh") + ruling.text("en")


def test_a_ruling_says_that_the_platform_is_no_court(store: EmbeddedStore) -> None:
    ruling = Case(store, "NotReceived").asked("seller").judge()
    assert "不是司法裁判" in ruling.text("zh")
    assert "no court's judgement" in ruling.text("en")


def test_judging_writes_nothing_and_gives_the_same_ruling_again(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").signed("放入驿站").asked("seller").write()
    before = set(store.facts())
    first, second = judge(store, case.iri, LATER), judge(store, case.iri, LATER)
    assert set(store.facts()) == before
    assert first == second


def test_inference_over_the_graph_changes_no_ruling_and_stores_no_verdict(store: EmbeddedStore) -> None:
    case = Case(store, "NoReasonReturn").signed().evidence("Photo", "Seller", ["NotIntact"])
    before = case.judge()
    infer(store)
    after = judge(store, case.iri, LATER)
    assert (verdict(after), after.rules) == (verdict(before), before.rules)
    assert after.proof is not None
    assert all(not fact.inferred for fact in after.proof.leaves())
    assert not [fact for fact in store.facts(subjects=[case.iri]) if fact.property == dp("supports")]


def test_the_policy_of_an_order_without_a_date_is_that_of_the_claim(store: EmbeddedStore) -> None:
    case = Case(store, "NotReceived").asked("seller").without(dp("orderedAt"))
    assert case.judge().policy_version == "2026.1"
    assert ORDERED < OPENED
