"""Writing variants meet, and every folded character knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.assist.fold import fold, fold_text, word_starts


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ｆｃ－ｅ４０ｘ", "FC-E40X"),
        ("fc e40x", "FC-E40X"),
        ("電熱水器", "电热水器"),
        ("１０㎏", "10kg"),
        ("How Much", "how much"),
    ],
)
def test_variants_of_one_word_fold_to_the_same(typed: str, stored: str) -> None:
    assert fold_text(typed) == fold_text(stored)


@given(st.text(max_size=40))
def test_folded_places_lead_back_to_the_raw_text(raw: str) -> None:
    folded = fold(raw)
    assert folded.text == fold_text(raw)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for character, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert character in fold_text(raw[start:end])


def test_words_begin_at_each_chinese_character_and_at_each_change_of_script() -> None:
    raw = "蜂巢60升 E40X"
    assert [raw[place] for place in word_starts(raw)] == ["蜂", "巢", "6", "升", "E", "4", "X"]
