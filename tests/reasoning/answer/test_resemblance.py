from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.answer.resemblance import Resemblance, content_letters, held_share, is_vague

WORDINGS = ("晒单返现登记", "一级能效补贴", "基础安装费", "最高出水温度", "how much is shipping")
INDEX = Resemblance(WORDINGS)
LETTERS = st.text(alphabet="晒单返现登记安装费出水温度多少的吗 ab", max_size=12)


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_wording_resembles_itself_most(wording: str) -> None:
    assert INDEX.best(wording) == wording


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        pytest.param("晒单的返现有没有登记", "晒单返现登记", id="words put in"),
        pytest.param("安装的基础费", "基础安装费", id="another order"),
        pytest.param("shipping how much", "how much is shipping", id="Latin words"),
    ],
)
def test_a_wording_is_found_through_words_put_in_or_moved(text: str, wording: str) -> None:
    assert INDEX.best(text) == wording


@pytest.mark.parametrize("text", ["", "多少", "你好吗", "登", "费用", "今天天气不错"])
def test_a_text_that_shares_little_resembles_nothing(text: str) -> None:
    assert INDEX.best(text) is None


def test_what_is_enough_can_be_set_higher() -> None:
    assert INDEX.best("出水温度", enough=0.5) == "最高出水温度"
    assert INDEX.best("出水温度", enough=0.99) is None


def test_an_index_of_nothing_resembles_nothing() -> None:
    assert Resemblance([]).best("晒单返现登记") is None


def test_wordings_of_two_letters_are_left_to_exact_matching() -> None:
    assert Resemblance(["安装"]).best("安装") is None


@pytest.mark.parametrize(("wording", "vague"), [("多大", True), ("多少", True), ("多重", False), ("容量", False)])
def test_a_wording_of_question_letters_only_is_vague(wording: str, vague: bool) -> None:
    assert is_vague(wording) is vague


def test_content_letters_are_those_that_ask_nothing() -> None:
    assert content_letters("要挖多大的孔 abc") == {"挖", "孔"}


def test_the_share_of_a_name_that_a_text_holds() -> None:
    assert held_share("排水不畅", "我家排水不畅怎么办") == 1.0
    assert held_share("排水不畅", "制冷") == 0.0
    assert 0 < held_share("排水不畅", "排水很慢") < 1


@given(name=LETTERS, text=LETTERS)
def test_the_share_is_between_nothing_and_all_and_grows_with_the_text(name: str, text: str) -> None:
    share = held_share(name, text)
    assert 0.0 <= share <= 1.0
    assert held_share(name, f"{text} {name}") >= share
    assert held_share(name, name) in (0.0, 1.0)


@given(text=LETTERS)
def test_what_is_found_is_one_of_the_wordings(text: str) -> None:
    assert INDEX.best(text) in (None, *WORDINGS)
