"""The letters of places."""

import pytest

from ontology.grammar import places


@pytest.mark.parametrize(
    ("kind", "count", "letters"),
    [
        ("SubClassOf", 2, "CC"),
        ("ObjectUnionOf", 3, "CCC"),
        ("BuiltInAtom", 3, "xll"),
        ("BuiltInAtom", 1, "x"),
        ("Head", 0, ""),
        ("HasKey", 3, "Cxx"),
        ("SomethingNew", 2, "xx"),
    ],
)
def test_there_is_one_letter_for_each_argument(kind: str, count: int, letters: str) -> None:
    assert places(kind, count) == letters
