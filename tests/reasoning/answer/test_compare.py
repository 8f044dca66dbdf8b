"""Goods side by side: only what tells them apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    for key, model, price, more in (
        ("880000111", "FC-H21C", "2199", {"color": "曜石黑", "heatExchanger": "紫铜"}),
        ("880000222", "FC-H22C", "1999", {"color": "月光白"}),
        ("880000333", "FC-H23C", "", {}),
        ("880000444", "FC-H24C", "", {}),
    ):
        market.product(SHOP, key, f"阿尔法油烟机 {model}", cls="RangeHood", price=price, modelNumber=model, **more)
    store = market.open(tmp_path_factory.mktemp("compare"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_a_comparison_tells_what_both_have_and_what_differs(desk: Desk) -> None:
    reply = desk.ask("FC-H21C和FC-H22C有什么区别")
    assert reply.status is ReplyStatus.ANSWERED
    assert "颜色：FC-H21C 曜石黑；FC-H22C 月光白" in reply.text
    assert "价格：FC-H21C 2199元；FC-H22C 1999元" in reply.text
    assert "紫铜" not in reply.text


def test_goods_that_nothing_tells_apart_are_said_to_be_so(desk: Desk) -> None:
    reply = desk.ask("FC-H23C和FC-H24C的价格有什么区别")
    assert reply.status in (ReplyStatus.NO_FACTS, ReplyStatus.ANSWERED)
    assert "元" not in reply.text


def test_a_price_that_is_not_known_is_said_beside_the_one_that_is(desk: Desk) -> None:
    reply = desk.ask("FC-H21C和FC-H23C哪个便宜")
    assert "2199元" in reply.text
    assert "没有阿尔法油烟机 FC-H23C的价格的信息" in reply.text
