"""How much is told of what was found: lists briefly, numbers added up, names that still tell goods apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from reasoning.answer import Answerer
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
LONG = "阿尔法 超薄大风量顶侧双吸家用厨房变频油烟机 自清洁 一级能效 以旧换新 "


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, SHOP)
    hood = market.product(
        SHOP, "880000111", LONG + "FC-H21C", cls="RangeHood", price="2199", modelNumber="FC-H21C", color="曜石黑"
    )
    kettle = market.product(SHOP, "880000222", LONG + "FC-K77", price="99.5", modelNumber="FC-K77", color="米白")
    market.customer(SHOP, "c1", "张三丰")
    for key, goods, status, total in (
        ("990000001", hood, "Shipped", "2199"),
        ("990000002", kettle, "SignedFor", "99.5"),
        ("990000003", kettle, "Paid", "99.5"),
    ):
        order = market.order(SHOP, key, "c1", goods, status=status, total=total)
        market.link(order, "placedAt", f"https://fengmi.example/id/Shop/{SHOP}")
        shipment = market.thing("Shipment", key, shop=SHOP, label=f"飞鸟快递 {key}", trackingNumber=f"FN{key}")
        market.link(order, "hasShipment", shipment)
        for hour, state in ((8, "已揽收"), (9, "运输中")):
            moment = datetime.fromisoformat(f"2025-05-01T{hour:02}:00:00+08:00")
            event = market.thing(
                "LogisticsEvent",
                f"{key}-{hour}",
                shop=SHOP,
                label=f"{hour}:00 {state}",
                eventNote=f"{key}在{hour}点{state}",
            )
            market.value(event, "eventTime", moment)
            market.value(event, "eventStatus", state)
            market.link(shipment, "hasEvent", event)
    store = market.open(tmp_path_factory.mktemp("tell"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_each_of_several_orders_is_told_by_state_total_and_latest_event_only(desk: Desk) -> None:
    reply = desk.ask("我有哪些订单", customer="c1")
    told = {row["property"] for row in reply.rows if row["subject"].startswith("订单99")}
    assert told == {"订单状态", "订单金额", "物流轨迹"}
    assert {row["value"] for row in reply.rows} >= {"已发货", "已签收", "已付款", "2199元", "99.5元", "9:00 运输中"}
    assert "8:00" not in reply.text
    assert SHOP not in reply.text


def test_orders_are_counted(desk: Desk) -> None:
    assert "共3个订单" in desk.ask("我有几个订单", customer="c1").text


def test_totals_of_several_orders_are_added_up_with_equal_ones_kept(desk: Desk) -> None:
    assert "合计2398元（2199元、99.5元、99.5元）" in desk.ask("我一共花了多少钱", customer="c1").text


def test_a_total_of_one_order_is_not_added_up(desk: Desk) -> None:
    text = desk.ask("订单990000002一共多少钱", customer="c1").text
    assert "99.5元" in text
    assert "合计" not in text


def test_what_was_bought_are_goods_and_not_their_whole_sheets(desk: Desk) -> None:
    reply = desk.ask("订单990000002买了什么", customer="c1")
    assert "FC-K77" in reply.text
    assert "米白" not in reply.text


def test_of_several_parcels_the_latest_event_of_each_is_told_with_its_order(desk: Desk) -> None:
    reply = desk.ask("我的订单到哪了", customer="c1")
    for key in ("990000001", "990000002", "990000003"):
        assert f"订单{key} 9:00 运输中" in reply.text
    assert "已揽收" not in reply.text


def test_all_events_of_one_parcel_are_told(desk: Desk) -> None:
    text = desk.ask("订单990000002到哪了", customer="c1").text
    assert "已揽收" in text
    assert "运输中" in text


@pytest.mark.parametrize("model", ["FC-H21C", "FC-K77"])
def test_a_name_that_is_cut_keeps_the_model(desk: Desk, model: str) -> None:
    reply = desk.ask(f"{model}多少钱")
    assert model in reply.text
    assert LONG not in reply.text


def test_a_detail_that_the_name_tells_is_not_told_again(desk: Desk) -> None:
    assert "轨迹状态" not in desk.ask("订单990000002到哪了", customer="c1").text


def test_a_shop_without_a_name_is_called_ours(desk: Desk) -> None:
    assert "本店" in desk.ask("订单990000002在哪家店下的单", customer="c1").text


def test_an_order_that_other_records_only_mention_is_still_called_an_order(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    market = Market()
    market.shop(SHOP, SHOP)
    market.customer(SHOP, "c1", "张三丰")
    order = market.order(SHOP, "990000009", "c1", total="5")
    market.facts = [f for f in market.facts if not (f.subject == order and f.value == "订单990000009")]
    store = market.open(tmp_path_factory.mktemp("mentioned"))
    reply = Desk(answerer=Answerer(store), shop=SHOP).ask("990000009多少钱", customer="c1")
    assert "订单990000009" in reply.text
    store.close()


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    market.product(SHOP, "880000111", "阿尔法油烟机 FC-H21C", cls="RangeHood", price="2199", modelNumber="FC-H21C")
    market.product(
        SHOP, "880000222", "进口油烟机 US-7788", cls="RangeHood", price="300", modelNumber="US-7788", currency="USD"
    )
    market.customer(SHOP, "c1", "张三丰")
    market.order(SHOP, "990000001", "c1", total="10")
    dear = market.order(SHOP, "990000002", "c1", total="20")
    market.value(dear, "currency", "USD")
    store = market.open(tmp_path_factory.mktemp("abroad"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def test_an_amount_is_told_in_its_own_currency(abroad: Desk) -> None:
    text = abroad.ask("US-7788多少钱").text
    assert "300 USD" in text
    assert "元" not in text
    assert "2199元" in abroad.ask("FC-H21C多少钱").text


def test_amounts_in_two_currencies_are_not_added_up(abroad: Desk) -> None:
    text = abroad.ask("我一共花了多少钱", customer="c1").text
    assert "10元" in text
    assert "20 USD" in text
    assert "合计" not in text


def test_prices_in_two_currencies_are_not_weighed(abroad: Desk) -> None:
    text = abroad.ask("FC-H21C和US-7788哪个便宜").text
    assert "币种不同" in text
    assert "最低" not in text
    assert "相差" not in text


def test_decimal_amounts_keep_their_digits(abroad: Desk) -> None:
    assert Decimal("2199") == Decimal(next(r["number"] for r in abroad.ask("FC-H21C多少钱").rows))
