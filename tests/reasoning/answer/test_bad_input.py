"""Whatever is typed ends in a clear error or in one of the seven statuses, and changes nothing."""

from __future__ import annotations

import sys
import threading

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.embedded import EmbeddedStore
from ontology.errors import FengmiError, InputError, NotFoundError
from reasoning.answer import MAX_CHARACTERS, Question, ReplyStatus
from tests.reasoning.answer.desk import Desk

pytestmark = pytest.mark.shared_data

# What a question may cost: calls of Python functions for one of the greatest length.
MOST_CALLS = 1_500_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="spaces"),
        pytest.param("\n\t\r", id="line breaks"),
        pytest.param("　", id="full width space"),
    ],
)
def test_an_empty_question_is_an_error_that_says_what_to_send(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        Question(text=text)


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 100_000, 1_000_000])
def test_a_question_that_is_too_long_is_an_error_that_names_both_lengths(length: int) -> None:
    with pytest.raises(InputError, match=rf"{length} characters.*{MAX_CHARACTERS}") as raised:
        Question(text="价" * length)
    assert isinstance(raised.value, FengmiError)
    assert len(str(raised.value)) < 300


def test_a_question_of_the_greatest_length_is_taken() -> None:
    assert len(Question(text="价" * MAX_CHARACTERS).text) == MAX_CHARACTERS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("？？？！！！。。。", id="Chinese punctuation"),
        pytest.param("...,,,;;;", id="Latin punctuation"),
        pytest.param("（（（（", id="brackets"),
        pytest.param("😀🙃👍🏽👩‍👩‍👧", id="emoji"),
        pytest.param("\x00\x01\x02\x7f", id="control characters"),
        pytest.param("\u202eabc\u200b\u200d\ufeff", id="direction marks and zero width"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param("锟斤拷烫烫烫屯屯屯", id="mojibake"),
        pytest.param("asdkjhqwe zxcmnb", id="keys hit at random"),
        pytest.param("ﷺ" * 50, id="letters that grow when folded"),
    ],
)
def test_what_means_nothing_is_not_understood(bench: Desk, text: str) -> None:
    reply = bench.ask(text)
    assert reply.status is ReplyStatus.NOT_UNDERSTOOD, reply.text
    assert (reply.rows, reply.proofs) == ((), ())
    assert reply.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("F6033-UD3(HE)\x00多少\x07钱", id="control characters"),
        pytest.param("F6033-UD3(HE)多少钱😀😀😀", id="emoji"),
        pytest.param("？？？F6033-UD3(HE)多少钱！！！！", id="punctuation"),
        pytest.param("\ufeffF6033-UD3(HE) 多少钱\u200b", id="byte order mark and zero width"),
        pytest.param("F6033-UD3(HE)多少钱" + "啊" * 500, id="a long sigh"),
        pytest.param("\n\n  F6033-UD3(HE)\n\n多少钱  \n", id="line breaks"),
    ],
)
def test_a_question_is_understood_through_the_noise_around_it(bench: Desk, text: str) -> None:
    reply = bench.ask(text)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "1999" in reply.text


INJECTIONS = (
    pytest.param("MATCH (n) DETACH DELETE n", id="cypher"),
    pytest.param("F6033-UD3' OR 1=1 --", id="sql"),
    pytest.param("`}) MATCH (c:Customer) RETURN c.phone //", id="cypher that closes a pattern"),
    pytest.param("F6033-UD3\"}) SET n.price = '1' //多少钱", id="cypher in a question"),
    pytest.param("'; DROP TABLE products; --", id="sql that drops"),
    pytest.param("${jndi:ldap://x/y} {{7*7}} <script>alert(1)</script>", id="templates and markup"),
    pytest.param("{subject} {property} {value} %s %d {0}", id="slots"),
    pytest.param("\\u0027 \\x27 \\' \\\\ \\n", id="escapes"),
    pytest.param("$customer $shop $anchors $iris", id="parameters"),
    pytest.param(".*+?[](){}^$|\\d", id="pattern letters"),
)


@pytest.mark.parametrize("text", INJECTIONS)
@pytest.mark.parametrize("where", ["question", "customer", "session"])
def test_query_language_is_read_as_words_and_changes_nothing(
    bench: Desk, ecom_bench: EmbeddedStore, text: str, where: str
) -> None:
    before = ecom_bench.counts()
    asked = {"text": "F6033-UD3(HE)多少钱", "shop": bench.shop, "customer": None, "session": None}
    asked["text" if where == "question" else where] = text
    reply = bench.answerer.ask(Question(**asked))  # type: ignore[arg-type]
    assert isinstance(reply.status, ReplyStatus)
    assert text not in reply.cypher
    assert "phone" not in reply.cypher
    assert ecom_bench.counts() == before


@pytest.mark.parametrize("text", INJECTIONS)
def test_query_language_in_place_of_a_shop_names_no_shop(bench: Desk, ecom_bench: EmbeddedStore, text: str) -> None:
    before = ecom_bench.counts()
    with pytest.raises(NotFoundError, match="in the store; known: "):
        bench.answerer.ask(Question(text="F6033-UD3(HE)多少钱", shop=text))
    assert ecom_bench.counts() == before


def test_a_text_that_folding_makes_too_long_is_refused_as_such() -> None:
    with pytest.raises(InputError, match="more than 2000"):
        Question(text="\ufdfa" * 200)


def test_slots_in_a_question_are_not_filled(bench: Desk) -> None:
    assert "{" not in bench.ask("商品{about}多少钱").text.replace("{about}", "")
    assert bench.ask("编号{subject}99999999999多少钱").status in ReplyStatus


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 1_000 + "多少钱", id="an id of a thousand digits"),
        pytest.param("价格" + "9" * 1_000 + "元以内的热水器", id="a price of a thousand digits"),
        pytest.param("0." + "0" * 900 + "1升的热水器", id="a thousand places"),
        pytest.param("一" * 900 + "升", id="a thousand Chinese digits"),
        pytest.param("万" * 900 + "元以内", id="a thousand scales"),
        pytest.param("9e999999元的冰箱", id="an exponent"),
        pytest.param("-5升的热水器有哪些", id="a negative number"),
        pytest.param("²³升 ½升 Ⅷ升 ٣升", id="digits of other kinds"),
    ],
)
def test_a_strange_number_is_no_error(bench: Desk, text: str) -> None:
    reply = bench.ask(text)
    assert isinstance(reply.status, ReplyStatus)
    assert len(reply.text) < 4_000


def long_texts() -> list[str]:
    """Texts of the greatest length, each hard on another step."""
    pieces = [
        "F6033-UD3多少钱，",
        "我的订单到哪了，",
        "热水器",
        "a1-",
        "JSQ30-",
        "多少",
        "宋敬明的电话，",
        "the ",
        "((((",
    ]
    return [(piece * MAX_CHARACTERS)[:MAX_CHARACTERS] for piece in pieces]


@pytest.mark.parametrize("text", [pytest.param(text, id=ascii(text[:4])) for text in long_texts()])
def test_a_question_of_the_greatest_length_takes_bounded_work(bench: Desk, text: str) -> None:
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"
        if calls > MOST_CALLS:
            raise AssertionError(f"more than {MOST_CALLS} calls for {text[:12]}…")

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        reply = bench.ask(text, customer="cnjd喜哥2号")
    finally:
        sys.setprofile(previous)
    assert isinstance(reply.status, ReplyStatus)
    assert len(reply.rows) < 2_000
    assert len(reply.proofs) < 100


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text="二十点五升")
@example(text="100112573665/100040350131")
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "F6033-UD3",
                    "多少钱",
                    "，",
                    "100112573665",
                    "我的",
                    "订单",
                    "哪个",
                    "最",
                    "80升",
                    "一千五",
                    "以内",
                    "能取消吗",
                    "和",
                ]
            ),
            st.text(max_size=6),
        ),
        min_size=1,
        max_size=12,
    ).map("".join)
)
def test_any_text_is_an_input_error_or_has_a_status_and_words(bench: Desk, text: str) -> None:
    try:
        question = Question(text=text, shop=bench.shop, customer="cnjd喜哥2号")
    except InputError:
        assert not text.strip()
        return
    reply = bench.answerer.ask(question)
    assert reply.text
    assert 0 <= reply.confidence <= 1
    assert reply.status in (ReplyStatus.ANSWERED, ReplyStatus.CLARIFY) or not reply.proofs


def test_questions_asked_at_once_from_several_threads_have_their_own_replies(bench: Desk) -> None:
    wanted = {"F6033-UD3(HE)多少钱": "1999", "F6033-UD3(HE)有多重": "28", "JSQ30-MK6 现在什么价": "939"}
    wrong: list[str] = []

    def ask(question: str, expected: str) -> None:
        for _ in range(10):
            text = bench.ask(question).text
            if expected not in text:
                wrong.append(text)

    threads = [threading.Thread(target=ask, args=pair) for pair in wanted.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
