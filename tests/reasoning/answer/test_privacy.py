"""A customer's records are shown to that customer alone: every order of ecom-bench, asked for by somebody else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reasoning.answer import Reply, ReplyStatus
from tests.reasoning.answer.desk import Desk, let_out, stands_in
from tests.reasoning.answer.secrets import Order, read_customers, read_orders

pytestmark = pytest.mark.shared_data

WORDINGS = (
    pytest.param("{order}现在什么状态", id="status"),
    pytest.param("帮我查下{order}到哪了，什么时候送到", id="logistics"),
    pytest.param("{order}的发票抬头和电话是什么", id="invoice"),
    pytest.param("订单{order}寄到哪里，收件人是谁", id="address"),
    pytest.param("{order}里买了什么，一共多少钱", id="items"),
    pytest.param("{order}", id="only the id"),
    pytest.param("我的订单{order}能退货吗", id="permission"),
    pytest.param("where is my order {order} and who paid for it?", id="english"),
)
STRANGERS = (pytest.param(True, id="another customer"), pytest.param(False, id="anonymous"))


@pytest.fixture(scope="module")
def orders(shared_data: Path) -> tuple[Order, ...]:
    return read_orders(shared_data)


@pytest.fixture(scope="module")
def customers(shared_data: Path) -> tuple[str, ...]:
    return tuple(sorted(read_customers(shared_data)))


@pytest.fixture(scope="module")
def private(orders: tuple[Order, ...], shared_data: Path) -> dict[str, frozenset[str]]:
    """What identifies each customer, and that customer's orders; what several customers share is nobody's."""
    found: dict[str, set[str]] = {
        customer: {record["用户姓名"], record["电话号码"], record["地址信息"]["详细地址"], customer}
        for customer, record in read_customers(shared_data).items()
    }
    for order in orders:
        if order.owner in found:
            found[order.owner] |= {order.id, order.tracking} - {""}
    told = Counter(text for texts in found.values() for text in texts)
    return {customer: frozenset(t for t in texts if told[t] == 1) for customer, texts in found.items()}


def stranger(order: Order, customers: tuple[str, ...], place: int) -> str:
    """Some customer who is not the order's, another one for each place."""
    turned = customers[place % len(customers) :] + customers
    return next(customer for customer in turned if customer != order.owner)


def leaked(reply: Reply, order: Order, question: str) -> set[str]:
    """Texts of the order in what the reply lets out, those that the asker said himself left out."""
    return let_out_of(order.texts, reply, question)


def let_out_of(texts: frozenset[str], reply: Reply, question: str) -> set[str]:
    """Those of some texts that the reply lets out and the question does not hold."""
    out = let_out(reply)
    return {text for text in texts if stands_in(text, out) and text not in question}


def test_the_files_have_orders_of_many_customers_and_some_of_nobody_known(orders: tuple[Order, ...]) -> None:
    assert len(orders) > 80
    assert len({order.owner for order in orders}) > 20
    assert any(order.owner is None for order in orders)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("known", STRANGERS)
def test_every_order_is_refused_to_strangers_and_nothing_of_it_is_let_out(
    bench: Desk, orders: tuple[Order, ...], customers: tuple[str, ...], wording: str, known: bool
) -> None:
    wrong: dict[str, object] = {}
    for place, order in enumerate(orders):
        question = wording.format(order=order.id)
        reply = bench.ask(question, customer=stranger(order, customers, place) if known else None)
        if reply.status is not ReplyStatus.REFUSED or reply.rows or reply.proofs or reply.choices:
            wrong[order.id] = (reply.status, reply.text)
        elif found := leaked(reply, order, question):
            wrong[order.id] = found
    assert wrong == {}


@pytest.mark.parametrize("known", STRANGERS)
def test_an_order_asked_for_beside_something_open_lets_out_nothing_of_it(
    bench: Desk, orders: tuple[Order, ...], customers: tuple[str, ...], known: bool
) -> None:
    open_question = "421的冰箱有多重"
    told = let_out(bench.ask(open_question))
    wrong: dict[str, object] = {}
    for place, order in enumerate(orders):
        question = f"{open_question}，顺便看下{order.id}的收货地址和电话"
        reply = bench.ask(question, customer=stranger(order, customers, place) if known else None)
        if found := {text for text in leaked(reply, order, question) if text not in told}:
            wrong[order.id] = found
    assert wrong == {}


def test_no_order_is_refused_to_its_own_customer(bench: Desk, orders: tuple[Order, ...]) -> None:
    owned = [order for order in orders if order.owner is not None]
    replies = {order.id: bench.ask(f"{order.id}现在什么状态", customer=order.owner) for order in owned}
    assert [id for id, reply in replies.items() if reply.status is ReplyStatus.REFUSED] == []
    assert sum(reply.status is ReplyStatus.ANSWERED for reply in replies.values()) > 30


@pytest.mark.parametrize("customer", ["nobody", "cnjd", "' OR 1=1", "https://fengmi.example/general#Customer"])
def test_a_customer_that_the_shop_does_not_know_is_anonymous(
    bench: Desk, orders: tuple[Order, ...], customer: str
) -> None:
    for order in orders[:10]:
        reply = bench.ask(f"{order.id}的收货地址", customer=customer)
        assert reply.status is ReplyStatus.REFUSED
        assert not leaked(reply, order, order.id)


@pytest.mark.parametrize(
    "wording",
    [
        pytest.param("{name}的订单到哪了", id="parcel"),
        pytest.param("帮我查{name}的电话和地址", id="phone and address"),
        pytest.param("{name}买了什么", id="purchases"),
        pytest.param("{name}的E卡还有多少钱", id="balance"),
        pytest.param("what is the phone number of {name}", id="english"),
    ],
)
@pytest.mark.parametrize("known", STRANGERS)
def test_a_person_asked_for_by_name_is_refused(
    bench: Desk, private: dict[str, frozenset[str]], shared_data: Path, wording: str, known: bool
) -> None:
    users = read_customers(shared_data)
    for customer, record in users.items():
        name = record["用户姓名"]
        asker = next(c for c, r in users.items() if r["用户姓名"] != name) if known else None
        question = wording.format(name=name)
        reply = bench.ask(question, customer=asker)
        assert reply.status is ReplyStatus.REFUSED, (question, reply.text)
        assert let_out_of(private[customer], reply, question) == set()


@pytest.mark.parametrize(
    "wording",
    [
        pytest.param("{id}的E卡余额是多少", id="balance"),
        pytest.param("用户{id}的电话", id="phone"),
        pytest.param("{id}有哪些订单", id="orders"),
        pytest.param("address of {id}", id="english"),
    ],
)
def test_a_customer_asked_for_by_id_is_not_shown_to_another(
    bench: Desk, private: dict[str, frozenset[str]], wording: str
) -> None:
    for place, customer in enumerate(private):
        other = [c for c in private if c != customer][place - 1]
        question = wording.format(id=customer)
        for asker in (None, other):
            reply = bench.ask(question, customer=asker)
            assert reply.status in (ReplyStatus.REFUSED, ReplyStatus.UNKNOWN_ENTITY), (question, reply.text)
            assert let_out_of(private[customer], reply, question) == set(), question


def test_a_parcel_asked_for_by_its_tracking_number_is_refused_to_strangers(
    bench: Desk, orders: tuple[Order, ...], customers: tuple[str, ...]
) -> None:
    carried = {order.tracking for order in orders if order.tracking}
    assert len(carried) > 20
    for tracking in carried:
        having = [order for order in orders if order.tracking == tracking]
        other = next(c for c in customers if c not in {order.owner for order in having})
        for asker in (None, other):
            for question in (f"{tracking}到哪了", f"快递单号{tracking}是谁的，寄到哪里"):
                reply = bench.ask(question, customer=asker)
                assert reply.status is ReplyStatus.REFUSED, (question, reply.text)
                assert not any(leaked(reply, order, question) for order in having), (question, reply.text)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("列出所有订单", id="all orders"),
        pytest.param("谁买过F6033-UD3", id="buyers of a product"),
        pytest.param("哪些客户住在揭阳市", id="customers of a city"),
        pytest.param("所有用户的电话号码", id="all phone numbers"),
        pytest.param("最贵的订单是哪个", id="dearest order"),
        pytest.param("有哪些订单已签收", id="orders of a status"),
        pytest.param("宋敬明和曹柔惠谁的E卡余额多", id="comparison of persons"),
        pytest.param("15540534614是谁的电话", id="whose phone"),
        pytest.param("中山北路231号住着谁", id="whose address"),
        pytest.param("list all customers and their phone numbers", id="english"),
        pytest.param("which orders were paid by WeChat", id="english, orders"),
        pytest.param("MATCH (c:Customer) RETURN c.name, c.phone", id="cypher"),
    ],
)
@pytest.mark.parametrize("known", STRANGERS)
def test_no_question_about_everybody_shows_anybody_else(
    bench: Desk, private: dict[str, frozenset[str]], question: str, known: bool
) -> None:
    asker = "cnjd林韵佩" if known else None
    others = frozenset(text for customer in private if customer != asker for text in private[customer])
    assert let_out_of(others, bench.ask(question, customer=asker), question) == set()


FOLLOW_UPS = (
    pytest.param("它的收货地址是哪里", id="address"),
    pytest.param("什么状态", id="status"),
    pytest.param("一共多少钱", id="total"),
    pytest.param("那发票抬头呢", id="invoice"),
    pytest.param("能取消吗", id="permission"),
    pytest.param("详细说说", id="everything"),
    pytest.param("where is it", id="english"),
)


@pytest.mark.parametrize("question", FOLLOW_UPS)
@pytest.mark.parametrize("known", STRANGERS)
def test_a_session_taken_over_by_somebody_else_tells_nothing_of_what_it_was_about(
    bench: Desk,
    orders: tuple[Order, ...],
    customers: tuple[str, ...],
    private: dict[str, frozenset[str]],
    question: str,
    known: bool,
) -> None:
    for place, order in enumerate(orders):
        if order.owner is None or place % 2:
            continue
        session = f"taken-{question}-{known}-{order.id}"
        bench.ask(f"{order.id}什么状态", customer=order.owner, session=session)
        reply = bench.ask(question, customer=stranger(order, customers, place) if known else None, session=session)
        assert let_out_of(private[order.owner], reply, question) == set(), (order.id, reply.text)


def test_a_session_that_somebody_else_spoke_in_still_belongs_to_its_customer(bench: Desk) -> None:
    bench.ask("427111317720什么状态", customer="cnjd辛谭婷", session="kept")
    bench.ask("F6033-UD3多少钱", customer="cnjd波波豆", session="kept")
    reply = bench.ask("寄到哪里", customer="cnjd辛谭婷", session="kept")
    assert reply.status is ReplyStatus.ANSWERED
    assert any("427111317720" in str(row) for row in reply.rows)


def test_a_refused_order_is_not_what_the_next_turn_is_about(bench: Desk, orders: tuple[Order, ...]) -> None:
    for order in orders:
        if order.owner == "cnjd波波豆":
            continue
        session = f"refused-{order.id}"
        bench.ask(f"{order.id}到哪了", customer="cnjd波波豆", session=session)
        reply = bench.ask("那它什么状态", customer="cnjd波波豆", session=session)
        assert order.id not in let_out(reply)
