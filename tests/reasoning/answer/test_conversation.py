"""Questions of several clauses, several goods and several turns; and that answers say no more than was asked."""

from __future__ import annotations

import pytest

from reasoning.answer import ReplyStatus
from tests.golden.matching import found, shown
from tests.reasoning.answer.desk import Desk

pytestmark = pytest.mark.shared_data

BUYER = "cnjd喜哥2号"
HEATER = "F6033-UD3(HE)"


@pytest.mark.parametrize(
    "question",
    [
        f"多少钱，{HEATER}",
        f"多少钱？{HEATER}这款",
        f"{HEATER}，多少钱",
        f"{HEATER}。价格呢？",
        f"你好，请问{HEATER}多少钱，谢谢",
        f"how much is it, the {HEATER}",
    ],
)
def test_a_product_may_be_named_before_or_after_what_is_asked_of_it(bench: Desk, question: str) -> None:
    reply = bench.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert found("1999", shown(reply.text, reply.rows)), reply.text
    assert {row["property"] for row in reply.rows} <= {"价格", "price"}, reply.text


@pytest.mark.parametrize(
    ("question", "customer"),
    [
        pytest.param("我E卡还剩多少钱", BUYER, id="balance"),
        pytest.param("314231443863预约的安装是哪天", BUYER, id="booking"),
        pytest.param(f"{HEATER}多少钱", None, id="price"),
        pytest.param("313271663680怎么付的款", BUYER, id="payment"),
    ],
)
def test_an_answer_does_not_say_as_well_that_something_is_not_known(
    bench: Desk, question: str, customer: str | None
) -> None:
    reply = bench.ask(question, customer=customer)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "没有" not in reply.text, reply.text


def test_what_is_known_is_told_and_what_is_not_is_said_to_be_so(bench: Desk) -> None:
    reply = bench.ask(f"{HEATER}多少钱，噪音多少分贝")
    assert reply.status is ReplyStatus.ANSWERED
    assert "1999" in reply.text
    assert "没有噪音的信息" in reply.text


def test_an_event_that_happened_once_is_told_once(bench: Desk) -> None:
    reply = bench.ask("313271663680物流到哪了", customer=BUYER)
    assert reply.text.count("您提交了订单") == 1


@pytest.mark.parametrize("question", ["100112573665报F002怎么办", f"{HEATER}漏水怎么办", "国家补贴一级能效补多少"])
def test_what_is_told_has_a_name(bench: Desk, question: str) -> None:
    reply = bench.ask(question)
    assert reply.status is ReplyStatus.ANSWERED
    assert "的：" not in reply.text, reply.text


@pytest.mark.parametrize("question", ["国补一级能效补多少", "国家补贴一级能效补多少", "你们店能效补贴多少"])
def test_values_of_products_are_not_told_as_the_shops_own(bench: Desk, question: str) -> None:
    text = bench.ask(question).text
    assert str(bench.shop) not in text
    assert "能效等级：" not in text, text


def test_several_goods_reached_are_each_called_by_name(bench: Desk) -> None:
    reply = bench.ask("100112573665可以换的型号有货吗")
    assert reply.text.count("已上架") == 2
    for row in reply.rows:
        assert str(row["subject"])[:6] in reply.text


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        pytest.param(f"{HEATER}和JSQ30-MK6哪个贵", "F6033-UD3", id="dearer"),
        pytest.param(f"{HEATER}和JSQ30-MK6哪个便宜", "JSQ30-MK6", id="cheaper"),
        pytest.param(f"{HEATER}和F8032-RW7(HE)哪个重", "F6033-UD3", id="heavier"),
        pytest.param(f"which is cheaper, {HEATER} or JSQ30-MK6", "JSQ30-MK6", id="english"),
    ],
)
def test_of_two_goods_the_one_asked_for_is_named(bench: Desk, question: str, winner: str) -> None:
    reply = bench.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert len(reply.text) < 600, reply.text
    labels = {str(row["subject"]) for row in reply.rows}
    assert len(labels) == 1
    assert winner in labels.pop()


def test_the_amount_of_ones_order_is_told_and_not_all_of_the_order(bench: Desk) -> None:
    reply = bench.ask("427111317720的金额", customer="cnjd辛谭婷")
    assert "4349" in reply.text
    assert "天元东路" not in reply.text


def test_colours_of_a_product_are_those_of_no_other(bench: Desk) -> None:
    reply = bench.ask("80升UDpro那款都有啥颜色")
    assert {row["property"] for row in reply.rows} == {"颜色"}, reply.text


def test_a_turn_may_change_the_product_and_keep_what_was_asked(bench: Desk) -> None:
    bench.ask(f"{HEATER}有多重", session="turns")
    assert found("26", bench.ask("那F8032-RW7(HE)呢", session="turns").text)
    assert found("1416", bench.ask("多少钱", session="turns").text)


def test_a_question_without_a_subject_asks_back(bench: Desk) -> None:
    reply = bench.ask("多重啊")
    assert reply.status is ReplyStatus.CLARIFY
    assert reply.proofs == ()


def test_a_name_that_fits_several_goods_offers_them_to_choose_from(bench: Desk) -> None:
    reply = bench.ask("JSQ22-HWA多少钱")
    assert reply.status in (ReplyStatus.CLARIFY, ReplyStatus.ANSWERED)
    named = {choice.iri for choice in reply.choices} or {row["iri"] for row in reply.rows}
    assert len(named) >= 2


def test_a_code_with_a_typo_offers_the_nearest_goods_and_answers_nothing(bench: Desk) -> None:
    reply = bench.ask("F6033-UD8(HE)多少钱")
    assert reply.status is ReplyStatus.UNKNOWN_ENTITY
    assert any(choice.iri.endswith("/100112573665") for choice in reply.choices), reply.text
    assert "1999" not in reply.text
