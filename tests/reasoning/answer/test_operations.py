"""An operation asked about beside something else: both are answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market, term

SHOP = "alpha"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    hood = market.product(SHOP, "880000001", "油烟机 YJ-K1", cls="RangeHood", modelNumber="YJ-K1", price="899")
    market.customer(SHOP, "C1", "韩梅")
    paid = market.order(SHOP, "D260900001", "C1", hood, status="Paid", total="899")
    market.link(paid, "paidBy", term("WeChatPay"))
    store = market.open(tmp_path_factory.mktemp("operations"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("订单D260900001多少钱 能取消吗", id="a pause between"),
        pytest.param("订单D260900001能取消吗 多少钱", id="the operation first"),
        pytest.param("订单D260900001多少钱能取消吗", id="no pause"),
    ],
)
def test_a_property_and_an_operation_are_both_answered(desk: Desk, question: str) -> None:
    reply = desk.ask(question, customer="C1")
    assert reply.status is ReplyStatus.ANSWERED
    assert "899元" in reply.text, reply.text
    assert "可以取消订单" in reply.text, reply.text
