from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.load import ontology_from_texts
from ontology.owl import local_name
from reasoning.answer.lexicon import Lexicon, Mention, Role
from tests.reasoning.answer.small_ontology import NS, TEXT, small_ontology

LEXICON = Lexicon(small_ontology())


def found(text: str) -> list[tuple[str, Role, str]]:
    return [(m.text, meaning.role, local_name(meaning.iri)) for m in LEXICON.find(text) for meaning in m.meanings]


def test_labels_synonyms_and_wordings_are_found_with_their_roles() -> None:
    assert found("电水壶的重量") == [("电水壶", Role.CLASS, "Kettle"), ("重量", Role.PROPERTY, "weight")]
    assert found("有多重") == [("有多重", Role.PROPERTY, "weight")]
    assert found("取消订单") == [("取消订单", Role.OPERATION, "Cancel")]


def test_the_longest_wording_wins_where_wordings_compete() -> None:
    assert found("重量深度") == [("重量深度", Role.PROPERTY, "depth")]


def test_a_wording_of_several_terms_has_all_their_meanings_labels_first() -> None:
    (mention,) = LEXICON.find("净重")
    assert [local_name(iri) for iri in mention.of(Role.PROPERTY)] == ["weight", "depth"]
    assert mention.of(Role.CLASS) == ()


def test_the_table_has_every_wording_once_with_its_sound() -> None:
    table = LEXICON.wordings()
    assert len(table) == len(LEXICON)
    (row,) = (wording for wording in table if wording.text == "电水壶")
    assert (row.sound, [m.rank for m in row.meanings]) == ("dian shui hu", [0])


def test_the_rows_of_a_text_are_those_that_a_question_is_matched_with_whatever_its_script() -> None:
    assert [row.text for row in LEXICON.wordings_in("電水壺的重量")] == ["电水壶", "重量"]
    (heard,) = LEXICON.wordings_in("垫水壶")
    assert [local_name(meaning.iri) for meaning in heard.meanings] == ["Kettle"]


def test_a_symbol_of_a_unit_is_a_unit() -> None:
    assert [(m.role, m.iri) for m in LEXICON.meanings("kg")] == [(Role.UNIT, NS + "kilogram")]


def test_one_letter_names_a_dialog_act_but_never_a_property() -> None:
    assert found("喂") == [("喂", Role.ACT, "Hello")]
    assert found("重") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("the price?", True, id="a word"),
        pytest.param("prices", True, id="its plural"),
        pytest.param("priced", False, id="inside a longer word"),
        pytest.param("surprice", False, id="end of a longer word"),
        pytest.param("价price价", True, id="between Chinese letters"),
    ],
)
def test_a_latin_wording_is_found_as_a_whole_word_only(text: str, whole: bool) -> None:
    assert bool(LEXICON.find(text)) is whole


def test_a_homophone_typo_is_found_by_its_sound() -> None:
    (mention,) = LEXICON.find_by_sound("净众")
    assert mention.heard
    assert NS + "weight" in mention.of(Role.PROPERTY)
    assert LEXICON.find_by_sound("火车") == ()
    assert LEXICON.find_by_sound("净") == ()


def test_a_wording_with_words_put_in_is_found_by_resemblance() -> None:
    mention = LEXICON.find_similar("这一单我不想要了")
    assert mention is not None
    assert mention.of(Role.OPERATION) == (NS + "Cancel",)
    assert LEXICON.find_similar("今天下雨") is None


def test_what_the_ontology_does_not_say_is_not_found() -> None:
    assert found("天气怎么样") == []
    assert LEXICON.meanings("天气") == ()


def test_an_added_synonym_is_found_and_nothing_is_kept_by_hand() -> None:
    edited = TEXT.rstrip().removesuffix(")") + 'AnnotationAssertion(skos:altLabel s:weight "坠手度"@zh)\n)'
    lexicon = Lexicon(ontology_from_texts([("small.ofn", edited)]))
    assert len(lexicon) == len(LEXICON) + 1
    (mention,) = lexicon.find("坠手度")
    assert mention.of(Role.PROPERTY) == (NS + "weight",)


def test_a_lexicon_of_nothing_finds_nothing() -> None:
    empty = Lexicon(ontology_from_texts([]))
    assert (len(empty), empty.find("多少钱"), empty.find_by_sound("多少钱")) == (0, (), ())
    assert empty.find_similar("不想要这一单了") is None


@given(
    text=st.lists(
        st.sampled_from(["电水壶", "净重", "重量", "深度", "kg", "price", "s", "喂", "净众", "的", " "]), max_size=8
    ).map("".join)
)
def test_mentions_stand_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    for mentions in (LEXICON.find(text), LEXICON.find_by_sound(text)):
        assert_apart(text, mentions)


def assert_apart(text: str, mentions: tuple[Mention, ...]) -> None:
    assert all(text[m.start : m.end] == m.text and m.meanings for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
