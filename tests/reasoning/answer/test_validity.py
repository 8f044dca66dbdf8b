"""What holds at the asker's instant is told, chosen by and followed; what ended or has not begun is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from ontology.general import shop_iri
from reasoning.answer import Answerer, Question, Reply, ReplyStatus
from tests.reasoning.answer.desk import let_out
from tests.reasoning.answer.market import Market

SHOP = "alpha"
OLD, END, LATER = "2024-01-01T00:00:00+08:00", "2024-12-31T23:59:59+08:00", "2027-01-01T00:00:00+08:00"
NOW = datetime.fromisoformat("2025-06-01T12:00:00+08:00")
THEN = datetime.fromisoformat("2024-06-01T12:00:00+08:00")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    market = Market()
    shop = market.shop(SHOP, "阿尔法电器")
    hood = market.product(SHOP, "880000111", "油烟机 FC-H21C", cls="RangeHood", modelNumber="FC-H21C", price="2199")
    for key, terms, since, until in (
        ("机械表", "随单赠送", OLD, END),
        ("保温杯", "签收后三十天内寄出", END, ""),
        ("太空舱", "明年寄出", LATER, ""),
    ):
        gift = market.thing("Gift", key, shop=SHOP, name=key, giftTerms=terms)
        market.link(hood, "hasGift", gift, since=since, until=until)
    for key, period, since, until in (("去年满减", "2024全年", OLD, END), ("今年满减", "2025全年", END, "")):
        promotion = market.thing("Promotion", key, shop=SHOP, promotionName=key, validPeriod=period)
        market.link(shop, "offers", promotion, since=since, until=until)
    changed = market.product(SHOP, "880000222", "油烟机 FC-N77", cls="RangeHood", modelNumber="FC-N77")
    market.value(changed, "price", Decimal("10"), since=OLD, until=END)
    market.value(changed, "price", Decimal("5000"), since=END)
    market.value(changed, "price", Decimal("3"), since=LATER)
    market.value(changed, "energyGrade", "三级", since=OLD, until=END)
    market.value(changed, "energyGrade", "一级", since=END)
    ended = market.product(SHOP, "880000333", "油烟机 FC-N78", cls="RangeHood", modelNumber="FC-N78")
    market.value(ended, "price", Decimal("20"), until=END)
    assert shop == shop_iri(SHOP)
    store = market.open(tmp_path_factory.mktemp("validity"))
    yield Answerer(store)
    store.close()


def ask(answerer: Answerer, text: str, as_of: datetime = NOW) -> Reply:
    return answerer.ask(Question(text=text, shop=SHOP, as_of=as_of))


@pytest.mark.parametrize("question", ["FC-H21C有什么赠品", "FC-H21C的赠品什么时候发", "FC-H21C送机械表吗"])
def test_a_gift_that_ended_or_has_not_begun_is_not_told(answerer: Answerer, question: str) -> None:
    out = let_out(ask(answerer, question))
    assert "随单赠送" not in out
    assert "明年寄出" not in out


def test_a_property_of_what_is_given_now_is_told(answerer: Answerer) -> None:
    reply = ask(answerer, "FC-H21C的赠品什么时候发")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "签收后三十天内寄出" in reply.text


def test_at_an_earlier_instant_the_earlier_gift_is_told(answerer: Answerer) -> None:
    reply = ask(answerer, "FC-H21C的赠品什么时候发", THEN)
    assert "随单赠送" in reply.text
    assert "签收后三十天内寄出" not in let_out(reply)


@pytest.mark.parametrize("question", ["现在有什么活动", "有什么优惠"])
def test_a_promotion_that_ended_is_not_told(answerer: Answerer, question: str) -> None:
    reply = ask(answerer, question)
    assert "今年满减" in reply.text
    assert "去年满减" not in let_out(reply)


def test_a_price_with_a_history_is_the_one_that_holds(answerer: Answerer) -> None:
    assert "5000元" in ask(answerer, "FC-N77多少钱").text
    assert "10元" in ask(answerer, "FC-N77多少钱", THEN).text
    for wrong in ("：10元", "、10元", "：3元", "、3元"):
        assert wrong not in ask(answerer, "FC-N77多少钱").text


def test_the_cheapest_is_chosen_by_prices_that_hold(answerer: Answerer) -> None:
    reply = ask(answerer, "最便宜的油烟机是哪款")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "FC-H21C" in reply.text
    assert "FC-N7" not in reply.text
    assert "FC-N77" in ask(answerer, "最便宜的油烟机是哪款", THEN).text


def test_the_dearest_is_chosen_by_prices_that_hold(answerer: Answerer) -> None:
    assert "FC-N77" in ask(answerer, "最贵的油烟机是哪款").text
    assert "FC-H21C" in ask(answerer, "最贵的油烟机是哪款", THEN).text


def test_a_price_condition_looks_at_prices_that_hold(answerer: Answerer) -> None:
    assert ask(answerer, "100元以内的油烟机有哪些").status is ReplyStatus.NO_FACTS
    assert "FC-N77" in ask(answerer, "4000元以上的油烟机有哪些").text
    assert "FC-N77" in ask(answerer, "100元以内的油烟机有哪些", THEN).text


def test_a_word_condition_looks_at_values_that_hold(answerer: Answerer) -> None:
    assert ask(answerer, "三级能效的油烟机有哪些").status is ReplyStatus.NO_FACTS
    assert "FC-N77" in ask(answerer, "一级能效的油烟机有哪些").text
    assert "FC-N77" in ask(answerer, "三级能效的油烟机有哪些", THEN).text


def test_a_value_that_ended_and_has_no_successor_is_not_known(answerer: Answerer) -> None:
    reply = ask(answerer, "FC-N78多少钱")
    assert reply.status is ReplyStatus.NO_FACTS
    assert "20元" not in let_out(reply)
