"""A customer's own records, chosen by their states, methods, amounts and superlatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from reasoning.answer import Answerer, Reply, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market, term

SHOP = "alpha"
ORDERS = ("D260900001", "D260900002", "D260900003")


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Customer C1's questions."""

    desk: Desk

    def ask(self, text: str, *, customer: str | None = "C1", session: str | None = None) -> Reply:
        return self.desk.ask(text, customer=customer, session=session)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    hood = market.product(SHOP, "880000001", "油烟机 YJ-K1", cls="RangeHood", modelNumber="YJ-K1", price="899")
    market.customer(SHOP, "C1", "韩梅")
    market.customer(SHOP, "C2", "李雷")
    for key, customer, status, total, method in (
        (ORDERS[0], "C1", "SignedFor", "899", "WeChatPay"),
        (ORDERS[1], "C1", "Paid", "2699", "JDECard"),
        (ORDERS[2], "C1", "Shipped", "1799", "JDECard"),
        ("D260900009", "C2", "Paid", "99999", "JDECard"),
    ):
        order = market.order(SHOP, key, customer, hood, status=status, total=total)
        market.link(order, "paidBy", term(method))
        market.value(order, "urgent", key == ORDERS[2])
    store = market.open(tmp_path_factory.mktemp("records"))
    yield Counter(desk=Desk(answerer=Answerer(store), shop=SHOP))
    store.close()


def told(reply: Reply) -> set[str]:
    return {key for key in (*ORDERS, "D260900009") if key in reply.text}


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        pytest.param("我已签收的订单有哪些", {ORDERS[0]}, id="a state"),
        pytest.param("我的哪些订单还没签收", {ORDERS[1], ORDERS[2]}, id="a negated state"),
        pytest.param("未签收的订单有哪些", {ORDERS[1], ORDERS[2]}, id="a negated state, written"),
        pytest.param("我用京东E卡付的订单有哪些", {ORDERS[1], ORDERS[2]}, id="a method"),
        pytest.param("哪些订单不是用京东E卡付的", {ORDERS[0]}, id="a negated method"),
        pytest.param("我用京东E卡付的还没发货的订单", {ORDERS[1]}, id="a method and a state"),
        pytest.param("我已付款和已签收的订单有哪些", {ORDERS[0], ORDERS[1]}, id="either of two states"),
        pytest.param("还在路上的订单", {ORDERS[2]}, id="a wording of two states"),
        pytest.param("我2000元以上的订单有哪些", {ORDERS[1]}, id="an amount"),
        pytest.param("我哪个订单是加急的", {ORDERS[2]}, id="true of it"),
        pytest.param("哪些订单没有加急", {ORDERS[0], ORDERS[1]}, id="false of it"),
        pytest.param("which of my orders are not signed for", {ORDERS[1], ORDERS[2]}, id="english"),
    ],
)
def test_only_the_orders_that_fit_are_told(counter: Counter, question: str, fitting: set[str]) -> None:
    reply = counter.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert told(reply) == fitting, reply.text


@pytest.mark.parametrize(
    ("question", "best"),
    [
        pytest.param("我最贵的订单", ORDERS[1], id="dearest"),
        pytest.param("我花钱最少的订单是哪个", ORDERS[0], id="cheapest"),
        pytest.param("我哪个订单金额最多", ORDERS[1], id="most of a named amount"),
        pytest.param("which of my orders cost the most", ORDERS[1], id="english"),
    ],
)
def test_a_superlative_looks_among_ones_own_orders_alone(counter: Counter, question: str, best: str) -> None:
    reply = counter.ask(question)
    assert told(reply) == {best}, reply.text


def test_that_no_order_fits_is_said_with_its_number(counter: Counter) -> None:
    reply = counter.ask("我待付款的订单有几个")
    assert reply.status is ReplyStatus.NO_FACTS
    assert "0个订单" in reply.text or "共0个" in reply.text
    assert told(reply) == set()


def test_what_is_asked_of_the_fitting_orders_is_told_of_them_alone(counter: Counter) -> None:
    reply = counter.ask("我没签收的订单支付方式是什么")
    assert told(reply) == {ORDERS[1], ORDERS[2]}, reply.text
    assert "京东E卡" in reply.text


def test_a_sum_is_told_of_the_fitting_orders_alone(counter: Counter) -> None:
    reply = counter.ask("已付款和已签收的订单一共多少钱")
    assert "3598" in reply.text
    assert told(reply) == {ORDERS[0], ORDERS[1]}, reply.text
    assert "4498" in counter.ask("我用京东E卡付的订单一共多少钱").text


def test_a_further_condition_looks_among_the_orders_spoken_of(counter: Counter) -> None:
    counter.ask("我用京东E卡付的订单有哪些", session="narrower")
    assert told(counter.ask("最贵的是哪个", session="narrower")) == {ORDERS[1]}


def test_the_state_of_an_order_is_told_and_selects_nothing(counter: Counter) -> None:
    reply = counter.ask(f"订单{ORDERS[2]}签收了吗")
    assert told(reply) == {ORDERS[2]}
    assert "已发货" in reply.text


def test_whoever_is_not_signed_in_is_refused(counter: Counter) -> None:
    assert counter.ask("我最贵的订单", customer=None).status is ReplyStatus.REFUSED
