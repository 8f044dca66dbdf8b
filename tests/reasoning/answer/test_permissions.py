"""Whose records a reply may speak of: quotations, sessions, and the orders that a permission is about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ontology.general import shop_iri
from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk, let_out
from tests.reasoning.answer.market import Market

SHOP = "alpha"
BUYER, OTHER, NEWCOMER = "c1", "c2", "c3"
SIGNED, PROCESSING, THEIRS = "D260902001", "D261112001", "D261113009"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    shop = market.shop(SHOP, "阿尔法电器")
    oven = market.product(SHOP, "880000001", "烤箱 FC-E40X", cls="Oven", modelNumber="FC-E40X", price="799")
    heater = market.product(SHOP, "880000002", "热水器 FC-E80J", cls="WaterHeater", modelNumber="FC-E80J", price="1998")
    market.product(SHOP, "880000003", "冰箱 FC-B50K", cls="Refrigerator", modelNumber="FC-B50K", price="2999")
    for key, name in ((BUYER, "张全蛋"), (OTHER, "李四喜"), (NEWCOMER, "赵五六")):
        market.customer(SHOP, key, name)
    signed = market.order(SHOP, SIGNED, BUYER, oven, status="SignedFor", total="799")
    market.order(SHOP, PROCESSING, BUYER, heater, status="Processing", total="1998")
    market.order(SHOP, THEIRS, OTHER, heater, status="SignedFor", total="1887")
    for key, source, text in (
        ("record", signed, "顾客张女士电话13900001111反映冰箱门打不开且家住三号楼"),
        ("shop", shop, "本店周末照常营业并安排专人值守"),
    ):
        quotation = market.thing("Quotation", key, shop=SHOP, quoteText=text, quoteField="售后记录")
        market.link(quotation, "quotedFrom", source)
    assert shop == shop_iri(SHOP)
    store = market.open(tmp_path_factory.mktemp("permissions"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize("customer", [None, OTHER], ids=["anonymous", "another customer"])
@pytest.mark.parametrize(
    "question",
    [
        "冰箱门打不开反映售后记录电话",
        "顾客反映冰箱门打不开",
        "门打不开 三号楼",
        "张女士电话",
        "13900001111",
        "FC-B50K门打不开",
    ],
)
def test_a_sentence_of_somebodys_record_is_quoted_to_nobody_else(
    desk: Desk, question: str, customer: str | None
) -> None:
    out = let_out(desk.ask(question, customer=customer))
    assert {text for text in ("13900001111", "张女士", "三号楼") if text in out and text not in question} == set()


def test_a_sentence_about_the_shop_is_quoted_to_anybody(desk: Desk) -> None:
    assert "专人值守" in desk.ask("周末照常营业吗").text


def test_a_permission_is_about_the_goods_that_the_question_names_and_not_the_sessions_order(desk: Desk) -> None:
    desk.ask(f"订单{SIGNED}什么状态", customer=BUYER, session="named")
    reply = desk.ask("FC-E80J能退货吗", customer=BUYER, session="named")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert PROCESSING in reply.text
    assert "不能退货" in reply.text
    assert SIGNED not in let_out(reply)


def test_a_permission_is_about_the_order_that_the_question_names(desk: Desk) -> None:
    desk.ask(f"订单{SIGNED}什么状态", customer=BUYER, session="id")
    reply = desk.ask(f"{PROCESSING}能退货吗", customer=BUYER, session="id")
    assert "不能退货" in reply.text
    assert SIGNED not in reply.text


def test_a_permission_that_names_nothing_is_about_the_sessions_order(desk: Desk) -> None:
    desk.ask(f"订单{SIGNED}什么状态", customer=BUYER, session="focus")
    reply = desk.ask("能退货吗", customer=BUYER, session="focus")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert SIGNED in reply.text
    assert PROCESSING not in reply.text


@pytest.mark.parametrize("customer", [None, NEWCOMER], ids=["anonymous", "who bought nothing"])
@pytest.mark.parametrize("question", ["FC-E80J能退货吗", "能退货吗", "我要退货"])
def test_a_permission_of_one_without_orders_tells_of_nobodys_order(
    desk: Desk, question: str, customer: str | None
) -> None:
    out = let_out(desk.ask(question, customer=customer))
    assert {order for order in (SIGNED, PROCESSING, THEIRS) if order in out} == set()


def test_a_visitor_who_signs_in_on_the_way_goes_on_about_the_same_goods(desk: Desk) -> None:
    desk.ask("FC-B50K多少钱", session="visitor")
    reply = desk.ask("它的价格呢", customer=BUYER, session="visitor")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "2999元" in reply.text


def test_a_visitor_who_signs_in_on_the_way_is_told_of_his_own_records(desk: Desk) -> None:
    assert desk.ask("我的订单总金额", session="sign in").status is ReplyStatus.REFUSED
    reply = desk.ask("我的订单总金额", customer=OTHER, session="sign in")
    assert "1887元" in reply.text
    assert "799元" not in let_out(reply)


@pytest.mark.parametrize("customer", [None, OTHER], ids=["signed out", "another customer"])
@pytest.mark.parametrize("question", ["什么状态", "总金额呢", "能退货吗", "详细说说", "里面有什么商品"])
def test_a_session_says_nothing_of_its_order_to_anybody_else(desk: Desk, question: str, customer: str | None) -> None:
    session = f"taken {question} {customer}"
    desk.ask(f"订单{SIGNED}什么状态", customer=BUYER, session=session)
    out = let_out(desk.ask(question, customer=customer, session=session))
    assert {text for text in (SIGNED, "799", "FC-E40X") if text in out} == set(), out


def test_a_visitors_session_does_not_pass_from_one_customer_who_signed_in_to_the_next(desk: Desk) -> None:
    desk.ask("FC-B50K多少钱", session="chain")
    desk.ask(f"订单{SIGNED}什么状态", customer=BUYER, session="chain")
    reply = desk.ask("总金额呢", customer=OTHER, session="chain")
    assert SIGNED not in let_out(reply)
    assert "799" not in let_out(reply)


@pytest.mark.parametrize("question", [f"{THEIRS}能退货吗", f"订单{THEIRS}总金额", f"{THEIRS}什么状态，能取消吗"])
def test_another_customers_order_is_refused_and_none_of_the_own_is_told_in_its_place(desk: Desk, question: str) -> None:
    reply = desk.ask(question, customer=BUYER)
    assert reply.status is ReplyStatus.REFUSED, reply.text
    assert {text for text in (SIGNED, PROCESSING, "1887", "799元") if text in let_out(reply)} == set()
