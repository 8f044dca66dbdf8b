"""What a person calls a term."""

import pytest

from ontology.terms import Term, TermKind, Text


def _term(*labels: tuple[str, str]) -> Term:
    return Term(
        iri="https://t.example/a#WaterHeater",
        kind=TermKind.CLASS,
        labels=tuple(Text(text=text, lang=lang) for text, lang in labels),
        synonyms=(Text(text="热水机", lang="zh"),),
        wordings=(Text(text="热水气", lang="zh"),),
        definitions=(Text(text="加热水的电器", lang="zh"),),
    )


@pytest.mark.parametrize(
    ("labels", "lang", "shown"),
    [
        ([("热水器", "zh"), ("water heater", "en")], "zh", "热水器"),
        ([("热水器", "zh"), ("water heater", "en")], "en", "water heater"),
        ([("热水器", "zh-cn")], "zh", "热水器"),
        ([("热水器", "zh")], "en", "热水器"),
        ([("heater", "")], "zh", "heater"),
        ([], "zh", "WaterHeater"),
    ],
)
def test_a_label_is_in_the_language_asked_for_or_the_best_there_is(
    labels: list[tuple[str, str]], lang: str, shown: str
) -> None:
    assert _term(*labels).label(lang) == shown


def test_words_are_labels_then_synonyms_then_wordings_and_no_definition() -> None:
    assert [text.text for text in _term(("热水器", "zh")).words()] == ["热水器", "热水机", "热水气"]
