"""What is quoted is about what was asked, and parts are told with the names of their properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from ontology.general import shop_iri
from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
SENTENCES = (
    "橱柜需预留宽600mm的安装位",
    "油烟机与橱柜之间应预留30mm间隙",
    "洗碗机旁可同步安装油烟机，底座预留水路",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    washer = market.product(SHOP, "880000111", "阿尔法洗碗机 FC-W18", cls="Dishwasher", modelNumber="FC-W18", price="1")
    other = market.product(SHOP, "880000222", "阿尔法洗碗机 FC-W20", cls="Dishwasher", modelNumber="FC-W20", price="2")
    held = market.thing("Quotation", "q9", shop=SHOP, quoteText="一次可放130件餐具", quoteField="容量")
    market.link(held, "quotedFrom", other)
    for place, text in enumerate(SENTENCES):
        quotation = market.thing("Quotation", f"q{place}", shop=SHOP, quoteText=text, quoteField="安装说明")
        market.link(quotation, "quotedFrom", washer)
    market.customer(SHOP, "c1", "张三丰")
    order = market.order(SHOP, "990000001", "c1", washer)
    booked = {"bookingDate": "周六", "bookingName": "张三丰", "serviceType": "安装"}
    booking = market.thing("ServiceBooking", "b1", shop=SHOP, label="安装预约", **booked)
    market.link(order, "hasBooking", booking)
    event = market.thing(
        "LogisticsEvent", "e1", shop=SHOP, label="派送中", eventNote="快递员吴刚正在派送", courierPhone="18576290362"
    )
    market.value(event, "eventTime", datetime.fromisoformat("2025-05-01T08:00:00+08:00"))
    shipment = market.thing("Shipment", "s1", shop=SHOP, label="飞鸟快递 FN1", trackingNumber="FN1234567")
    market.link(order, "hasShipment", shipment)
    market.link(shipment, "hasEvent", event)
    address = market.thing("Address", "a1", shop=SHOP, label="天河路1号", phone="15500001111", recipientName="张三丰")
    market.link(order, "shippedTo", address)
    promotion = market.thing(
        "Promotion", "p", shop=SHOP, label="开春大促", promotionName="开春大促", validPeriod="2025年3月1日-4月1日"
    )
    market.link(shop_iri(SHOP), "offers", promotion)
    for key, kind, note in (("b1", "国家补贴", "一级能效补贴20%"), ("b2", "会员专享", "PLUS会员满6000减600")):
        benefit = market.thing("PromotionBenefit", key, shop=SHOP, label=kind, benefitType=kind, benefitNote=note)
        market.link(promotion, "hasBenefit", benefit)
    store = market.open(tmp_path_factory.mktemp("quote"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_a_sentence_about_goods_of_another_kind_is_not_quoted(desk: Desk) -> None:
    text = desk.ask("FC-W18橱柜要预留多宽").text
    assert SENTENCES[0] in text
    assert SENTENCES[1] not in text


def test_a_sentence_that_names_both_kinds_may_be_quoted(desk: Desk) -> None:
    assert SENTENCES[2] in desk.ask("FC-W18底座的水路").text


@pytest.mark.parametrize("text", ["' OR 1=1 --", "or", "x' or 'a'='a", "DROP TABLE or", "孔雀翎"])
def test_a_text_that_asks_nothing_is_not_answered_with_a_policy(desk: Desk, text: str) -> None:
    assert desk.ask(text).status in (ReplyStatus.NOT_UNDERSTOOD, ReplyStatus.NO_FACTS, ReplyStatus.UNKNOWN_ENTITY)


@pytest.mark.parametrize("question", ["我预约的安装是哪天", "990000001什么时候安装", "我的安装约在哪天"])
def test_when_a_visit_is_booked_is_its_date(desk: Desk, question: str) -> None:
    text = desk.ask(question, customer="c1").text
    assert "周六" in text
    assert "，安装" not in text


@pytest.mark.parametrize("question", ["派送员电话是多少 订单990000001", "990000001快递员手机号多少"])
def test_the_couriers_phone_is_not_the_customers(desk: Desk, question: str) -> None:
    text = desk.ask(question, customer="c1").text
    assert "18576290362" in text
    assert "15500001111" not in text


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [("国补怎么算", "一级能效补贴20%", "PLUS"), ("PLUS会员有什么优惠", "满6000减600", "20%")],
)
def test_of_a_promotion_the_benefit_asked_for_is_told(desk: Desk, question: str, told: str, other: str) -> None:
    text = desk.ask(question).text
    assert told in text
    assert other not in text


def test_a_promotion_is_told_whole_when_nothing_of_it_is_named(desk: Desk) -> None:
    text = desk.ask("有什么优惠活动").text
    assert "一级能效补贴20%" in text
    assert "满6000减600" in text
    assert text.count("2025年3月1日-4月1日") == 1


def test_a_promotion_that_is_over_is_said_to_be_so(desk: Desk) -> None:
    assert "已于2025-04-01结束" in desk.ask("有什么优惠活动").text
    during = Desk(answerer=desk.answerer, shop=SHOP, as_of=datetime.fromisoformat("2025-03-15T12:00:00+08:00"))
    assert "结束" not in during.ask("有什么优惠活动").text


def test_an_order_without_a_question_is_told_as_it_is_recorded(desk: Desk) -> None:
    text = desk.ask("订单990000001", customer="c1").text
    assert "资料原文" not in text


def test_what_one_sheet_of_a_kind_says_is_quoted_with_its_name(desk: Desk) -> None:
    text = desk.ask("洗碗机能放多少件餐具").text
    assert "FC-W20的资料原文：“一次可放130件餐具”" in text
    assert "FC-W18" not in text


def test_a_question_of_degree_about_a_kind_is_not_answered_with_a_list(desk: Desk) -> None:
    reply = desk.ask("洗碗机能用多久")
    assert reply.status is ReplyStatus.NO_FACTS
    assert "FC-W" not in reply.text


def test_a_list_that_is_asked_for_is_told(desk: Desk) -> None:
    text = desk.ask("有哪些洗碗机").text
    assert "FC-W18" in text
    assert "FC-W20" in text
