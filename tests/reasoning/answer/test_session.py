from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.answer import MemorySessions, ReplyStatus, SessionState
from reasoning.answer.session import state_key
from tests.reasoning.answer.desk import Desk

TEXTS = st.text(max_size=20)
STATES = st.builds(
    SessionState,
    customer=TEXTS,
    shop=TEXTS,
    focus=st.lists(TEXTS, max_size=3).map(tuple),
    properties=st.lists(TEXTS, max_size=3).map(tuple),
    operation=TEXTS,
    cls=TEXTS,
    name_words=st.lists(TEXTS, max_size=3).map(tuple),
    lang=TEXTS,
)


@given(state=STATES)
def test_a_state_comes_back_from_its_json_as_it_was(state: SessionState) -> None:
    text = state.to_json()
    assert isinstance(json.loads(text), dict)
    assert SessionState.from_json(text) == state


def test_a_state_is_kept_until_it_is_replaced() -> None:
    sessions = MemorySessions()
    assert sessions.get("a") is None
    sessions.put("a", SessionState(customer="c1"))
    sessions.put("a", SessionState(customer="c2"))
    assert sessions.get("a") == SessionState(customer="c2")
    assert sessions.get("b") is None


def test_reading_a_session_is_a_use_of_it() -> None:
    sessions = MemorySessions(most=2)
    for name in ("a", "b"):
        sessions.put(name, SessionState(customer=name))
    sessions.get("a")
    sessions.put("c", SessionState(customer="c"))
    assert [name for name in "abc" if sessions.get(name)] == ["a", "c"]


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_two_askers_or_sessions_never_share_a_key(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert (state_key(*one) == state_key(*other)) is (one == other)


def test_customers_who_use_one_session_id_neither_read_nor_replace_each_others_part(bench: Desk) -> None:
    bench.ask("313021098954到哪了", customer="cnjd喜哥2号", session="shared")
    bench.ask("314635854890到哪了", customer="cnjd丶暖心萌面人", session="shared")
    assert "1299" in bench.ask("订单金额呢", customer="cnjd喜哥2号", session="shared").text
    assert "2293.99" in bench.ask("订单金额呢", customer="cnjd丶暖心萌面人", session="shared").text
    visitor = bench.ask("订单金额呢", session="shared").text
    assert "1299" not in visitor
    assert "2293.99" not in visitor


def test_who_signs_in_on_the_way_goes_on_from_what_he_asked_before(bench: Desk) -> None:
    bench.ask("F6033-UD3(HE)多少钱", session="guest")
    assert "28" in bench.ask("那它多重", customer="cnjd喜哥2号", session="guest").text


def test_a_message_without_words_is_answered_in_the_language_of_the_conversation(bench: Desk) -> None:
    bench.ask("how much is F6033-UD5(HE)", session="english")
    assert "price" in bench.ask("F6033-UD3(HE)", session="english").text
    bench.ask("F6033-UD5(HE)多少钱", session="chinese")
    assert "价格" in bench.ask("F6033-UD3(HE)", session="chinese").text


@pytest.mark.parametrize("text", ["100112573665", "f6033-ud3 he", "123456"])
def test_a_bare_code_in_a_shop_with_chinese_goods_is_answered_in_chinese(bench: Desk, text: str) -> None:
    assert any("\u4e00" <= c <= "\u9fff" for c in bench.ask(text).text.split("“")[0])


def test_the_session_that_was_longest_not_used_is_forgotten_first() -> None:
    sessions = MemorySessions(most=2)
    for name in ("a", "b", "a", "c"):
        sessions.put(name, SessionState(customer=name))
    assert [name for name in "abc" if sessions.get(name)] == ["a", "c"]


@given(names=st.lists(st.sampled_from("abcdef"), max_size=20), most=st.integers(min_value=1, max_value=4))
def test_never_more_sessions_are_kept_than_said_and_always_the_last(names: list[str], most: int) -> None:
    sessions = MemorySessions(most=most)
    for name in names:
        sessions.put(name, SessionState(customer=name))
    last = list(dict.fromkeys(reversed(names)))[:most]
    assert {name for name in "abcdef" if sessions.get(name)} == set(last)


def test_two_sessions_do_not_know_of_each_other(bench: Desk) -> None:
    bench.ask("F6033-UD3(HE)多少钱", session="one")
    bench.ask("JSQ30-MK6多少钱", session="two")
    assert "28" in bench.ask("那它多重", session="one").text
    other = bench.ask("那它多重", session="three")
    assert other.status is not ReplyStatus.ANSWERED


def test_a_reply_names_the_session_in_which_the_next_question_goes_on(bench: Desk) -> None:
    first = bench.ask("F6033-UD3(HE)多少钱")
    assert first.session
    assert first.session != bench.ask("F6033-UD3(HE)多少钱").session
    second = bench.ask("那它多重", session=first.session)
    assert second.session == first.session
    assert "28" in second.text
