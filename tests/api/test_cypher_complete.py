"""Completion while a query is typed."""

import pytest

from api.cypher_complete import suggestions
from api.graph_shape import GraphNames

NAMES = GraphNames(
    labels=("Entity", "OntologyClass", "Product", "海尔 热水器", "热水器"),
    types=("HAS_GIFT", "PLACED_BY", "SOLD_BY"),
    keys=("label", "modelNumber", "price", "价格"),
    words=("MATCH", "RETURN", "WHERE"),
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("MATCH (n:Pro", "Product"),
        ("MATCH (n:pro", "Product"),
        ("MATCH (n:热", "热水器"),
        ("MATCH (n:Product|On", "OntologyClass"),
        ("MATCH (n)-[:SO", "SOLD_BY"),
        ("MATCH (n)-[r:HAS_GIFT|pl", "PLACED_BY"),
        ("MATCH (n:Product {mod", "modelNumber"),
        ("MATCH (n:Product {label: 'x', pri", "price"),
        ("MATCH (n) WHERE n.pri", "price"),
        ("MATCH (n) RETURN n.label, n.价", "价格"),
        ("MATCH (n) ret", "RETURN"),
        ("MATCH (n) WHERE EXISTS { (n:Prod", "Product"),
        ("MATCH (n) WHERE EXISTS { mat", "MATCH"),
        ("MATCH (n:海", "`海尔 热水器`"),
        ("MATCH (n:`海", "`海尔 热水器`"),
    ],
)
def test_the_place_decides_whether_labels_types_keys_or_words_come(typed: str, first: str) -> None:
    word, offered = suggestions(typed, NAMES)
    assert offered[0] == first
    assert typed.endswith(word)


def test_a_name_may_hold_the_word_in_its_middle_but_comes_later() -> None:
    assert suggestions("MATCH (n:cl", NAMES)[1] == ("OntologyClass",)
    assert suggestions("MATCH (n)-[:_BY", NAMES)[1] == ("PLACED_BY", "SOLD_BY")


@pytest.mark.parametrize("typed", ["", "MATCH (n) ", "RETURN 'x' "])
def test_nothing_is_offered_where_nothing_is_begun(typed: str) -> None:
    assert suggestions(typed, NAMES) == ("", ())


def test_all_labels_are_offered_after_a_colon() -> None:
    assert suggestions("MATCH (n:", NAMES) == ("", ("Entity", "OntologyClass", "Product", "`海尔 热水器`", "热水器"))
