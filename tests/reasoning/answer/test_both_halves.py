"""Questions that ask two things, and questions about what the asker has not bought."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
BUYER = "c1"
SERVICE = "https://fengmi.example/service#"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    market.product(SHOP, "880000001", "烤箱 FC-E40X", cls="Oven", modelNumber="FC-E40X", price="799")
    market.product(SHOP, "880000003", "洗碗机 FC-W18", cls="Dishwasher", modelNumber="FC-W18", price="2799")
    heater = market.product(SHOP, "880000002", "热水器 FC-E80J", cls="WaterHeater", modelNumber="FC-E80J", price="1998")
    market.customer(SHOP, BUYER, "张全蛋")
    order = market.order(SHOP, "D260902001", BUYER, heater, status="Shipped", total="1998")
    for operation in ("CancelOrder", "RefundOrder"):
        market.link(order, "forbids", SERVICE + operation)
    store = market.open(tmp_path_factory.mktemp("halves"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_each_of_two_operations_is_answered(desk: Desk) -> None:
    reply = desk.ask("订单D260902001不想要了 能取消吗", customer=BUYER)
    assert "取消" in reply.text
    assert "退款" in reply.text


def test_each_of_two_kinds_of_goods_is_counted(desk: Desk) -> None:
    reply = desk.ask("烤箱和洗碗机一共几款")
    assert "共有1款烤箱" in reply.text
    assert "共有1款洗碗机" in reply.text
    assert "热水器" not in reply.text


def test_what_one_asks_of_goods_he_has_not_bought_is_not_told_of_others(desk: Desk) -> None:
    reply = desk.ask("我买的洗碗机多少钱", customer=BUYER)
    assert reply.status is ReplyStatus.NO_FACTS
    assert "您没有这样的洗碗机" in reply.text
    assert "1998" in desk.ask("我买的热水器多少钱", customer=BUYER).text


def test_nothing_of_the_asker_is_told_that_he_did_not_ask_for(desk: Desk) -> None:
    reply = desk.ask("上周六我下的单", customer=BUYER)
    assert reply.status is ReplyStatus.NO_FACTS
    assert "张全蛋" not in reply.text
