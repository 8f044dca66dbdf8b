"""Fault codes: within a product, within a kind of goods, and without either."""

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
    goods = {
        key: market.product(SHOP, f"88000000{key}", f"{name} {model}", cls=cls, modelNumber=model, price="799")
        for key, name, model, cls in (
            (1, "烤箱", "FC-E40X", "Oven"),
            (2, "燃气热水器", "FC-G12", "GasWaterHeater"),
            (3, "燃气热水器", "FC-G16", "GasWaterHeater"),
            (4, "燃气热水器", "FC-G20", "GasWaterHeater"),
        )
    }
    for place, (key, code, name) in enumerate(
        [
            (1, "E1", "不加热"),
            (2, "E1", "点火失败"),
            (3, "E1", "点火失败"),
            (4, "E2", "水温过高"),
            (4, "E-s21", "水压低"),
        ]
    ):
        fault = market.thing("Fault", f"f{place}", shop=SHOP, label=f"{code} {name}", faultCode=code, faultName=name)
        market.link(goods[key], "hasFault", fault)
    store = market.open(tmp_path_factory.mktemp("faults"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_a_code_without_a_product_is_told_of_every_product_that_has_it(desk: Desk) -> None:
    reply = desk.ask("E1是什么故障")
    assert reply.status is ReplyStatus.ANSWERED
    assert "烤箱 FC-E40X的故障：E1 不加热" in reply.text
    assert "FC-G12、燃气热水器 FC-G16的故障：E1 点火失败" in reply.text
    assert "FC-G20" not in reply.text


def test_a_code_beside_a_kind_of_goods_is_told_of_the_goods_of_that_kind(desk: Desk) -> None:
    reply = desk.ask("热水器显示E1")
    assert reply.status is ReplyStatus.ANSWERED
    assert "点火失败" in reply.text
    assert "烤箱" not in reply.text
    assert "FC-E40X的故障：E1 不加热" in desk.ask("烤箱E1").text


def test_a_code_of_two_hyphenated_parts_is_read(desk: Desk) -> None:
    reply = desk.ask("热水器显示E-s21")
    assert "FC-G20的故障：E-s21 水压低" in reply.text


@pytest.mark.parametrize(("question", "code"), [("烤箱E2", "E2"), ("FC-E40X报E2", "E2"), ("烤箱报E9怎么办", "e9")])
def test_a_code_that_none_of_the_kind_has_is_not_answered_with_anything_else(
    desk: Desk, question: str, code: str
) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.NO_FACTS
    assert code in reply.text


def test_who_goes_on_from_a_code_speaks_of_the_goods_that_have_it(desk: Desk) -> None:
    desk.ask("热水器显示E-s21", session="s")
    reply = desk.ask("多少钱", session="s")
    assert "FC-G20的价格：799元" in reply.text
    assert "FC-G12" not in reply.text
