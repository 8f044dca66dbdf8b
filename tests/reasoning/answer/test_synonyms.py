"""Other words for the same property."""

from __future__ import annotations

from reasoning.answer.synonyms import Synonyms
from tests.reasoning.answer.market import packs


def test_a_synonym_leads_to_the_label_and_the_other_synonyms() -> None:
    assert {"国家补贴", "国补比例"} <= set(Synonyms(packs()).of("国补"))


def test_a_word_is_no_synonym_of_itself() -> None:
    assert "国补" not in Synonyms(packs()).of("国补")


def test_an_unknown_word_has_none() -> None:
    assert Synonyms(packs()).of("孔雀") == ()


def test_wordings_of_questions_are_read_but_never_given() -> None:
    found = Synonyms(packs()).of("多大")
    assert "尺寸" in found
    assert "有多大" not in found
