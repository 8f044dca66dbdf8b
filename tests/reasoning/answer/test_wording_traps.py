"""Wordings whose words mean two things, or stand where a reader by pattern does not look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reasoning.answer import Answerer, Reply, ReplyStatus
from tests.reasoning.answer.desk import Desk, let_out
from tests.reasoning.answer.market import Market

SHOP = "alpha"
BUYER = "c1"
ORDERS = {"D260902001": "799", "D261112001": "1998", "D261113001": "1649", "D261114001": "1969"}
# Titles whose pieces ask something when they stand alone.
COMMA_TITLE = "精品烟灶套装，低噪音送赠品，包安装费 爆炒款"
OTHER_TITLE = "云端系列、静音直流风扇，遥控定时有赠品，保修三年 卧室款"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    oven = market.product(SHOP, "880000001", "烤箱 FC-E40X", cls="Oven", modelNumber="FC-E40X", price="799")
    heater = market.product(SHOP, "880000002", "热水器 FC-E80J", cls="WaterHeater", modelNumber="FC-E80J", price="1998")
    market.product(SHOP, "FC10501", COMMA_TITLE, cls="HoodStoveSet", price="777")
    market.product(SHOP, "880000005", OTHER_TITLE, cls="Fan", price="333")
    market.product(SHOP, "880000006", "加湿器 FC-J11", cls="Humidifier", modelNumber="FC-J11", price="159")
    market.customer(SHOP, BUYER, "张全蛋")
    for place, (order, total) in enumerate(ORDERS.items()):
        market.order(
            SHOP, order, BUYER, oven if place else heater, status="SignedFor" if place else "Processing", total=total
        )
    store = market.open(tmp_path_factory.mktemp("traps"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def totals(reply: Reply) -> set[str]:
    return {total for total in ORDERS.values() if f"{total}元" in reply.text or f"{total} CNY" in reply.text}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "wording",
    [
        "订单{}总金额",
        "订单{}总金额多少",
        "{}这个订单总金额多少",
        "我的订单{}总金额是多少",
        "{}总金额",
        "total of order {}",
    ],
)
def test_an_orders_total_is_of_that_order_alone(desk: Desk, order: str, wording: str) -> None:
    reply = desk.ask(wording.format(order), customer=BUYER)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert totals(reply) == {ORDERS[order]}


@pytest.mark.parametrize("wording", ["订单{}什么状态", "订单{}的状态", "我的订单{}现在是什么订单状态"])
def test_an_orders_status_is_of_that_order_alone(desk: Desk, wording: str) -> None:
    reply = desk.ask(wording.format("D260902001"), customer=BUYER)
    assert "处理中" in reply.text
    assert "已签收" not in let_out(reply)


@pytest.mark.parametrize("question", ["我的订单状态", "我的订单都是什么状态"])
def test_of_several_orders_each_is_told_though_their_values_are_the_same(desk: Desk, question: str) -> None:
    reply = desk.ask(question, customer=BUYER)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert {order for order in ORDERS if order in reply.text} == set(ORDERS), reply.text


@pytest.mark.parametrize("question", ["你们有哪些加湿器", "加湿器有哪些", "有加湿器吗", "what humidifiers do you have"])
def test_a_class_with_one_member_is_listed(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "FC-J11" in reply.text


def test_the_only_member_of_a_class_is_asked_for_by_the_class(desk: Desk) -> None:
    assert "159元" in desk.ask("加湿器多少钱").text


@pytest.mark.parametrize(
    "question", ["多少钱，FC-E40X", "多少钱呀，FC-E40X这款", "how much is it, the FC-E40X", "价格是多少？FC-E40X"]
)
def test_a_subject_after_a_comma_is_what_the_clause_before_it_asks_of(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert [(row["property"], row["number"]) for row in reply.rows] in ([("价格", "799")], [("price", "799")])


@pytest.mark.parametrize("question", ["FC-E40X，多少钱", "FC-E40X这款，价格是多少"])
def test_a_subject_before_a_comma_is_what_the_clause_after_it_asks_of(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert "799元" in reply.text
    assert {row["property"] for row in reply.rows} == {"价格"}


@pytest.mark.parametrize(
    ("title", "price"),
    [(COMMA_TITLE, "777元"), (OTHER_TITLE, "333元")],
    ids=["id of letters and digits", "id of digits"],
)
@pytest.mark.parametrize(
    "wording", ["{}多少钱", "{} 多少钱", "{}，多少钱", "请问{}的价格是多少", "多少钱：{}", "“{}”多少钱"]
)
def test_a_pasted_title_with_commas_is_one_product(desk: Desk, title: str, price: str, wording: str) -> None:
    reply = desk.ask(wording.format(title))
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert price in reply.text
    assert {row["property"] for row in reply.rows} == {"价格"}


def test_two_pasted_titles_are_two_products(desk: Desk) -> None:
    reply = desk.ask(f"{COMMA_TITLE}和{OTHER_TITLE}哪个便宜")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert {price for price in ("777元", "333元") if price in reply.text} == {"777元", "333元"}


@pytest.mark.parametrize(
    "question",
    ["订单D260902001到哪了", "订单D260902001的状态", "订单D260902001买了什么", "我的订单D260902001多少钱"],
)
def test_the_word_for_an_order_beside_its_number_is_that_order_alone(desk: Desk, question: str) -> None:
    reply = desk.ask(question, customer=BUYER)
    others = [order for order in ORDERS if order != "D260902001"]
    assert not [order for order in others if order in let_out(reply)], reply.text


def test_two_letters_before_a_public_matter_are_not_taken_for_a_person(desk: Desk) -> None:
    reply = desk.ask("企业的发票能开吗")
    assert reply.status is not ReplyStatus.REFUSED, reply.text


@pytest.mark.parametrize("question", ["厂家的电话是多少", "张全蛋的电话是多少", "王全蛋的电话是多少"])
def test_a_value_of_somebody_is_refused_known_or_not(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is ReplyStatus.REFUSED


@pytest.mark.parametrize("question", ["FC-E40X多小钱", "FC-E40X多烧钱呀"])
def test_a_letter_of_like_sound_in_a_wording_is_read_as_meant(desk: Desk, question: str) -> None:
    assert "799元" in desk.ask(question).text


def test_an_unknown_part_bars_nothing_else_that_is_asked(tmp_path: Path) -> None:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    oven = market.product(SHOP, "880000001", "烤箱 FC-E40X", cls="Oven", modelNumber="FC-E40X", price="799")
    market.link(oven, "hasFault", market.thing("Fault", "f1", shop=SHOP, label="不加热", faultCode="E1"))
    store = market.open(tmp_path)
    reply = Desk(answerer=Answerer(store), shop=SHOP).ask("FC-E40X支持e9卡吗多少钱")
    store.close()
    assert "e9" in reply.text
    assert "799元" in reply.text


def test_what_the_shop_itself_offers_is_answered_after_an_unknown_name(tmp_path: Path) -> None:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    market.product(SHOP, "880000001", "烤箱 FC-E40X", cls="Oven", modelNumber="FC-E40X", price="799")
    sale = market.thing("Promotion", "p1", shop=SHOP, label="双十一满减")
    market.link("https://fengmi.example/id/Shop/alpha", "offers", sale)
    store = market.open(tmp_path)
    reply = Desk(answerer=Answerer(store), shop=SHOP).ask("990000001多少钱？有什么优惠活动？")
    store.close()
    assert "990000001" in reply.text
    assert "双十一满减" in reply.text
