"""Axioms that say the same."""

import pytest

from ontology.canonical import canonical
from ontology.reader import read_text
from tests.ontology.axioms import document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ObjectMinCardinality(2 :p)", "ObjectMinCardinality(2 :p owl:Thing)"),
        ("ObjectMaxCardinality(2 ObjectInverseOf(:p))", "ObjectMaxCardinality(2 ObjectInverseOf(:p) owl:Thing)"),
        ("DataExactCardinality(2 :d)", "DataExactCardinality(2 :d rdfs:Literal)"),
        ("ObjectUnionOf(:A :B)", "ObjectUnionOf(:B :A :B)"),
    ],
)
def test_two_ways_to_write_one_expression_are_one_axiom(one: str, other: str) -> None:
    read = read_text(document(f"SubClassOf(:C {one})", f"SubClassOf(:C {other})"), file="a.ofn")
    assert len(read.axioms) == 1


@pytest.mark.parametrize("other", ["ObjectMinCardinality(3 :p)", "ObjectMinCardinality(2 :p :A)"])
def test_another_number_or_filler_is_another_axiom(other: str) -> None:
    read = read_text(document("SubClassOf(:C ObjectMinCardinality(2 :p))", f"SubClassOf(:C {other})"), file="a.ofn")
    assert len({canonical(axiom) for axiom in read.axioms}) == 2
