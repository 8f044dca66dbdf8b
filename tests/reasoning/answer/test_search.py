from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.answer.search import MOST_SENTENCES, best_sentences, sentence_by_letters

SHEET = {
    "water": "标准洗一次用水9.6升，省水省电",
    "noise": "洗涤噪音低至45分贝",
    "door": "安装时柜体开孔尺寸为60厘米",
    "filter": "滤网每月清洗一次",
    "rack": "上中下三层碗篮，可放18套餐具",
}
WORDS = st.lists(st.sampled_from(["用水", "噪音", "开孔", "滤网", "碗篮", "清洗", "价格", "x"]), max_size=4)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        pytest.param(["用水"], ("water",), id="one word"),
        pytest.param(["洗涤", "噪音"], ("noise",), id="two words of one sentence"),
        pytest.param(["标准洗一次用水量"], ("water",), id="a word by its pairs"),
        pytest.param(["碗篮", "餐具"], ("rack",), id="words far apart"),
    ],
)
def test_the_sentence_that_holds_the_words_is_chosen(words: list[str], keys: tuple[str, ...]) -> None:
    assert best_sentences(SHEET, words) == keys


@pytest.mark.parametrize("words", [[], ["价格"], ["x"], [""]], ids=["none", "not there", "one letter", "empty"])
def test_no_sentence_is_chosen_when_none_is_close(words: list[str]) -> None:
    assert best_sentences(SHEET, words) == ()
    assert best_sentences({}, ["用水"]) == ()


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = {"a": "水温调节", "b": "水箱容量", "c": "水压要求", "d": "防冻保护"}
    assert best_sentences(texts, ["水温", "防冻"]) in (("d",), ("a", "d"), ("d", "a"))
    assert best_sentences({"a": "水 温度", "b": "水 压力", "c": "水 容量"}, ["压力"]) == ("b",)


def test_the_best_sentence_must_hold_the_least_share_that_is_asked_for() -> None:
    assert best_sentences(SHEET, ["用水", "价格", "保修"]) == ("water",)
    assert best_sentences(SHEET, ["用水", "价格", "保修"], least=0.9) == ()


def test_a_word_of_function_letters_outweighs_no_word_of_content() -> None:
    assert best_sentences(SHEET, ["噪音", "怎么算"]) == ("noise",)


def test_of_sentences_alike_the_one_that_shares_single_letters_is_chosen() -> None:
    texts = {"fit": "安装收费300元", "mend": "维修收费100元", "none": "免费送货"}
    assert set(best_sentences(texts, ["收费"])) == {"fit", "mend"}
    assert best_sentences(texts, ["收费"], letters="装") == ("fit",)


@pytest.mark.parametrize("word", ["or", "der", "rder", "1=1"])
def test_a_latin_word_is_held_whole_or_not_at_all(word: str) -> None:
    assert best_sentences({"a": "the order is paid", "b": "a refund comes later"}, [word]) == ()


@pytest.mark.parametrize("word", ["order", "refund", "pay"])
def test_a_latin_word_is_held_by_its_forms(word: str) -> None:
    assert best_sentences({"a": "orders and refunds", "b": "paying by card"}, [word])


def test_a_synonym_does_for_a_word_when_the_sentence_holds_it_whole() -> None:
    texts = {"a": "一级能效国家补贴20%", "b": "国家标准", "c": "满减"}
    assert best_sentences(texts, ["国补"], like=lambda word: ("国家补贴",)) == ("a",)
    assert best_sentences(texts, ["国补"]) == ()


def test_of_two_close_sentences_the_better_one_comes_first_and_then_the_shorter() -> None:
    texts = {"a": "安装费用说明", "b": "安装需要两人，费用另算，费时一小时", "c": "保修六年", "d": "安装费用说明如下表"}
    assert best_sentences(texts, ["安装费用"]) == ("a", "d")
    words = ["静音", "节能", "速热", "童锁", "预约", "定时", "杀菌", "防冻"]
    sheet = {"all": "，".join([*words, "还有更多功能"]), "most": "".join(words[1:])}
    filler = {str(n): f"第{n}条" for n in range(8)}
    assert best_sentences(sheet | filler, words) == ("all", "most")


def test_spelling_of_the_sheet_and_of_the_question_are_folded_alike() -> None:
    assert best_sentences({"a": "ＡＫ７静壓１１００帕"}, ["静压"]) == ("a",)


@given(words=WORDS)
def test_at_most_two_sentences_are_chosen_all_of_the_sheet_and_each_once(words: list[str]) -> None:
    chosen = best_sentences(SHEET, words)
    assert len(chosen) <= MOST_SENTENCES
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(SHEET)


@given(words=WORDS)
def test_the_order_of_the_sheet_does_not_matter(words: list[str]) -> None:
    assert best_sentences(SHEET, words) == best_sentences(dict(reversed(SHEET.items())), words)


def test_a_sentence_is_found_by_its_letters_when_it_shares_no_word() -> None:
    assert sentence_by_letters(SHEET, "柜子要开多大的孔") == "door"


@pytest.mark.parametrize(
    "asked", ["", "多大", "价格贵不贵", "孔"], ids=["nothing", "vague", "other letters", "one letter"]
)
def test_no_sentence_is_found_by_too_few_letters(asked: str) -> None:
    assert sentence_by_letters(SHEET, asked) is None
    assert sentence_by_letters({}, asked) is None
