"""Choosing one of several things that were told side by side, in the next turn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
_sessions = count(1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    goods = [
        market.product(
            SHOP,
            f"88000000{place}",
            f"洗碗机 XW-600B{place} 魔方",
            cls="Dishwasher",
            modelNumber=f"XW-600B{place}",
            price=price,
            placeSettings=Decimal(settings),
            warrantyYears=Decimal(years),
        )
        for place, price, settings, years in ((1, "4599", 18, 3), (2, "4349", 16, 6), (3, "4999", 12, 8))
    ]
    market.customer(SHOP, "C1", "韩梅")
    market.order(SHOP, "D260900001", "C1", goods[2], goods[0], status="Paid", total="9598")
    store = market.open(tmp_path_factory.mktemp("choosing"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def told(desk: Desk, *questions: str, customer: str | None = None) -> str:
    """The reply to the last of several questions of one conversation."""
    session = f"choosing-{next(_sessions)}"
    return [desk.ask(question, customer=customer, session=session) for question in questions][-1].text


@pytest.mark.parametrize(
    ("choice", "price"),
    [
        pytest.param("第一个", "4599", id="first"),
        pytest.param("第2个", "4349", id="second, in digits"),
        pytest.param("3", "4999", id="a bare number"),
        pytest.param("选2", "4349", id="chosen by number"),
        pytest.param("最后一个", "4999", id="last"),
        pytest.param("the second one", "4349", id="english"),
        pytest.param("便宜的那个", "4349", id="cheap"),
        pytest.param("贵的那款呢", "4999", id="dear"),
        pytest.param("the cheaper one", "4349", id="cheaper, english"),
        pytest.param("4599元的", "4599", id="by its price"),
    ],
)
@pytest.mark.parametrize("before", ["魔方洗碗机多少钱", "洗碗机有哪些"])
def test_one_of_several_is_chosen_by_place_or_degree(desk: Desk, before: str, choice: str, price: str) -> None:
    text = told(desk, before, choice)
    assert {p for p in ("4599", "4349", "4999") if p in text} == {price}, text


@pytest.mark.parametrize(
    ("choice", "years"), [("第三个保修几年", "8年"), ("便宜的那款保修几年", "6年"), ("贵的那个保修几年", "8年")]
)
def test_what_is_asked_with_the_choice_is_told_of_it_alone(desk: Desk, choice: str, years: str) -> None:
    text = told(desk, "洗碗机有哪些", choice)
    assert {y for y in ("3年", "6年", "8年") if y in text} == {years}, text


def test_the_list_may_be_chosen_from_again(desk: Desk) -> None:
    text = told(desk, "洗碗机有哪些", "第一个多少套", "第二个")
    assert "16套" in text
    assert "18套" not in text


def test_after_one_was_looked_at_the_others_are_still_compared(desk: Desk) -> None:
    assert "XW-600B2" in told(desk, "洗碗机有哪些", "第一个多少套", "哪个便宜")


def test_an_unknown_code_is_settled_by_choosing_a_suggestion(desk: Desk) -> None:
    session = "choosing-suggestion"
    asked = desk.ask("XW-600B9多少钱", session=session)
    assert asked.status is ReplyStatus.UNKNOWN_ENTITY
    reply = desk.ask("第二个", session=session)
    assert reply.status is ReplyStatus.ANSWERED
    assert {"XW-600B1": "4599", "XW-600B2": "4349", "XW-600B3": "4999"}[asked.choices[1].label.split()[1]] in reply.text


def test_the_second_thing_of_an_order_is_chosen_after_its_contents_were_told(desk: Desk) -> None:
    text = told(desk, "订单D260900001买了什么", "第二个多少套", customer="C1")
    assert len({s for s in ("18套", "12套") if s in text}) == 1, text


def test_a_place_without_a_list_is_asked_back(desk: Desk) -> None:
    assert desk.ask("第二个多少钱", session="choosing-nothing").status is ReplyStatus.CLARIFY


def test_a_place_beyond_the_list_chooses_nothing(desk: Desk) -> None:
    text = told(desk, "洗碗机有哪些", "第九个")
    assert not {p for p in ("4599", "4349", "4999") if p in text}, text
