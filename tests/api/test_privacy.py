"""Nobody sees another customer's order: every order of the demo shop, asked for by somebody else."""

from __future__ import annotations

import json

import pytest

from api.engine import Engine
from api.plain import plain
from reasoning.answer.reply import Reply, ReplyStatus

QUESTIONS = ("订单{id}的收货地址是哪里", "{id}到哪了", "帮我查一下{id}的发票抬头和总金额", "where is order {id}?")


def orders(engine: Engine) -> list[tuple[str, str]]:
    rows = engine.cypher(
        "MATCH (o:Order)-[:PLACED_BY]->(c:Customer) RETURN DISTINCT o.orderId, c.customerId", limit=1_000
    ).rows
    return [(order, customer) for order, customer in rows]


def secrets(engine: Engine, order: str) -> set[str]:
    """Texts that stand on what belongs to the order, and on nothing that everyone may see."""
    rows = engine.cypher(
        "MATCH (o:Order {orderId: $id})-[]->(n) WHERE n:Address OR n:Customer OR n:Shipment OR n:Invoice "
        "RETURN n.recipientName, n.phone, n.street, n.district, n.name, n.trackingNumber, n.invoiceTitle",
        {"id": order},
        limit=1_000,
    ).rows
    return {cell for row in rows for cell in row if isinstance(cell, str) and len(cell) > 1}


def said(reply: Reply) -> str:
    return json.dumps(plain(reply), ensure_ascii=False)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_every_order_is_refused_to_everybody_else_and_leaks_nothing(
    engine: Engine, question: str, anonymous: bool
) -> None:
    known = orders(engine)
    assert len(known) == 40
    for place, (order, owner) in enumerate(known):
        other = next(c for _, c in known[place:] + known if c != owner)
        text = question.format(id=order)
        reply = engine.ask(text, shop="fengchao", customer=None if anonymous else other)
        assert reply.status is ReplyStatus.REFUSED, (order, reply.text)
        assert (reply.rows, reply.proofs, reply.choices) == ((), (), ())
        leaked = {secret for secret in secrets(engine, order) if secret in said(reply)}
        assert not leaked, (order, leaked)


def test_the_owner_is_answered(engine: Engine) -> None:
    for order, owner in orders(engine)[:10]:
        reply = engine.ask(f"订单{order}现在什么状态", shop="fengchao", customer=owner)
        assert reply.status is ReplyStatus.ANSWERED, (order, reply.text)


def test_a_refused_order_does_not_become_the_subject_of_the_session(engine: Engine) -> None:
    order, owner = orders(engine)[0]
    other = next(c for _, c in orders(engine) if c != owner)
    first = engine.ask(f"订单{order}到哪了", shop="fengchao", customer=other)
    second = engine.ask("总金额多少", shop="fengchao", customer=other, session=first.session)
    assert order not in said(second)


def test_another_customers_session_is_not_taken_over(engine: Engine) -> None:
    order, owner = orders(engine)[0]
    other = next(c for _, c in orders(engine) if c != owner)
    first = engine.ask(f"订单{order}现在什么状态", shop="fengchao", customer=owner)
    second = engine.ask("收货地址呢", shop="fengchao", customer=other, session=first.session)
    assert not {secret for secret in secrets(engine, order) if secret in said(second)}


def test_completion_offers_no_personal_text_for_any_prefix_of_it(engine: Engine) -> None:
    personal = {secret for order, _ in orders(engine) for secret in secrets(engine, order)}
    for secret in personal:
        for typed in (secret[:1], secret[:2], secret[:-1]):
            offered = [c.text for c in engine.complete(typed, shop="fengchao", first=50) if secret in c.text]
            assert not [text for text in offered if secret not in typed], (typed, offered)
