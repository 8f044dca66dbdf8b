from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reasoning.answer.normalise import is_chinese, normalise, read_numeral, squash, unify
from tests.golden.cases import read_cases
from tests.reasoning.answer.numerals import shortened, written

NUMBERS = st.integers(min_value=0, max_value=99_999_999)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (110, "一百一十"),
        (1_005, "一千零五"),
        (10_205, "一万零二百零五"),
        (100_010, "十万零一十"),
        (1_200_000, "一百二十万"),
        (20_000_003, "二千万零三"),
    ],
)
def test_the_oracle_writes_numerals_as_people_do(number: int, text: str) -> None:
    assert written(number) == text


@given(number=NUMBERS)
def test_a_numeral_written_in_full_is_read_as_its_number(number: int) -> None:
    assert read_numeral(written(number)) == number


def test_small_and_round_numerals_are_read_as_their_numbers() -> None:
    numbers = [*range(1_200), 9_999, 10_000, 10_001, 10_010, 99_999_999]
    assert [n for n in numbers if read_numeral(written(n)) != n] == []


@given(
    number=st.integers(min_value=1, max_value=9_999).flatmap(lambda n: st.sampled_from([n, n * 10, n * 100, n * 1_000]))
)
@example(number=350)
@example(number=1_200)
@example(number=15_000)
def test_a_numeral_without_its_last_scale_is_read_as_people_mean_it(number: int) -> None:
    short = shortened(number)
    assert short is None or read_numeral(short) == number


@pytest.mark.parametrize(
    ("text", "number"), [("三百五", 350), ("一千二", 1_200), ("一万五", 15_000), ("两百", 200), ("二〇", 0)]
)
def test_spoken_numerals(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ｆ６０３３－ｕｄｍｉｎｉ　价格？", "f6033-udmini 价格?", id="full width"),
        pytest.param("請問油煙機", "请问油烟机", id="traditional script"),
        pytest.param("F6033—UD3", "f6033-ud3", id="dash"),
        pytest.param("一千五以内", "1500以内", id="spoken numeral"),
        pytest.param("八十升", "80升", id="numeral with a unit"),
        pytest.param("两升半", "2升半", id="one digit with a unit"),
        pytest.param("六点六升", "6.6升", id="decimal"),
        pytest.param("一级能效两个", "一级能效两个", id="grades and counters stay"),
        pytest.param("https://item.jd.com/100138589935.html 这个", "100138589935 这个", id="link of an item"),
        pytest.param("看 https://example.org/a?b=c 这个", "看 这个", id="other link"),
        pytest.param("能不能退  货\n吗", "能退 货 吗", id="spaces and wordings"),
        pytest.param("有什么元旦活动", "有什么元旦活动", id="question word before 元"),
        pytest.param("①18套", "18套", id="circled number"),
    ],
)
def test_many_spellings_become_one(text: str, folded: str) -> None:
    assert normalise(text) == folded


@pytest.mark.parametrize(
    "wordings",
    [
        ("啥时候发货", "什么时候发货", "几时发货", "何时发货"),
        ("咋安装", "怎么安装", "如何安装", "怎样安装"),
        ("多少块", "多少钱", "几块钱", "多少元"),
        ("能不能退", "可以退", "能否退", "可不可以退"),
    ],
    ids=["when", "how", "how much", "may"],
)
def test_colloquial_wordings_are_folded_alike(wordings: tuple[str, ...]) -> None:
    assert len({normalise(wording) for wording in wordings}) == 1


@given(text=st.text(max_size=40))
@example(text="İ")
@example(text="Ⅷ℃㎏")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@example(text="能不可以")
@example(text="啥元")
@given(
    text=st.text(alphabet="零一二两三五十百千万点升瓦元个平啥几多少可以能不有没木时候年块钱啊嘛 ，.13a", max_size=14)
)
def test_normalising_twice_is_normalising_once_for_numerals_and_wordings(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_normalising_twice_is_normalising_once_for_golden_questions() -> None:
    for case in read_cases():
        for turn in case.turns:
            once = normalise(turn.ask)
            assert normalise(once) == once


@pytest.mark.shared_data
def test_normalising_twice_is_normalising_once_for_product_sheets(shared_data: Path) -> None:
    sheets = json.loads((shared_data / "ecom-bench" / "products.json").read_text(encoding="utf-8"))
    for products in sheets["jd"].values():
        for product in products.values():
            for text in product.values():
                once = normalise(str(text))
                assert normalise(once) == once


@given(text=st.text(max_size=40))
def test_unifying_keeps_case_and_leaves_one_kind_of_dash_and_space(text: str) -> None:
    unified = unify(text)
    assert "  " not in unified
    assert not set(unified) & set("‐‑‒–—―−\t\n\u3000")
    assert unify(unified) == unified


@given(text=st.text(max_size=40))
def test_a_squashed_text_has_letters_and_digits_only(text: str) -> None:
    assert all(c.isalnum() for c in squash(text))


def test_names_are_squashed_alike_however_they_are_punctuated() -> None:
    assert squash("F6.6-20CB(ES)") == squash("f6.6 20cb es") == squash("Ｆ６６２０ＣＢＥＳ")


@pytest.mark.parametrize(
    ("text", "chinese"), [("多少钱", True), ("F6033价", True), ("price", False), ("", False), ("カナ", False)]
)
def test_a_text_is_chinese_when_it_has_a_chinese_character(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese
