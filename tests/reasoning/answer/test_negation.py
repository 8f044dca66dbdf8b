"""Which words of a clause a negation stands before."""

import pytest

from reasoning.answer.lexicon import Mention
from reasoning.answer.negation import Negations

NEGATIONS = Negations(["没", "没有", "不", "不是", "未", "not", "without"])


def mention(text: str, word: str) -> Mention:
    start = text.index(word)
    return Mention(start=start, end=start + len(word), text=word, meanings=())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我的哪些订单还没签收", "签收"),
        ("未签收的订单", "签收"),
        ("不是用微信付的", "微信"),
        ("没有零冷水的热水器", "零冷水"),
        ("orders that are not delivered", "delivered"),
        ("orders not yet delivered", "delivered"),
        ("a heater without pump", "pump"),
    ],
)
def test_a_word_after_a_negation_is_negated(text: str, word: str) -> None:
    assert NEGATIONS.of(text, [mention(text, word)]) == (mention(text, word),)


@pytest.mark.parametrize("text", ["60升以外的", "60升的以外", "除了60升的", "60升之外还有什么"])
def test_what_is_excepted_is_negated(text: str) -> None:
    excepting = Negations(["除了"], ["以外", "之外"])
    assert excepting.of(text, [mention(text, "60升")]) == (mention(text, "60升"),)


def test_of_a_number_only_a_negation_right_before_it_counts() -> None:
    for text, negated in (("不是60升的", True), ("不锈钢60升的", False), ("是不是60升", False)):
        start = text.index("60升")
        assert NEGATIONS.negates(text, start, start + 3, (), next_to=True) is negated, text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("是不是微信付的", "微信"),
        ("有没有零冷水", "零冷水"),
        ("会不会漏水", "漏水"),
        ("已签收的订单", "签收"),
        ("签收了没", "签收"),
        ("不锈钢烟管的热水器能用微信付吗", "微信"),
        ("cannot pay, notice of delivery", "delivery"),
    ],
)
def test_a_question_form_or_a_distant_negation_negates_nothing(text: str, word: str) -> None:
    assert NEGATIONS.of(text, [mention(text, word)]) == ()


def test_a_negation_inside_another_word_negates_nothing() -> None:
    text = "没有货的签收"
    assert NEGATIONS.of(text, [mention(text, "没有货"), mention(text, "签收")]) == ()


def test_without_negating_words_nothing_is_negated() -> None:
    assert Negations([]).of("没签收", [mention("没签收", "签收")]) == ()
