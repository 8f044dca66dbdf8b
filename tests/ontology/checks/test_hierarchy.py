"""Hierarchies that cannot be meant."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.checks import ProblemKind
from tests.ontology.axioms import NS
from tests.ontology.checks.found import found_in, terms

CLASSES = terms("Class", "A", "B", "C", "D")


def test_a_circle_of_classes_is_told_once_with_its_way() -> None:
    (found,) = found_in(*CLASSES, "SubClassOf(:A :B)", "SubClassOf(:B :C)", "SubClassOf(:C :A)", "SubClassOf(:D :A)")
    assert (found.kind, found.term) == (ProblemKind.CYCLE, NS + "A")
    assert found.text.startswith("A -> B -> C -> A: ")


@given(st.sets(st.tuples(*[st.sampled_from("ABCDEF")] * 2), max_size=14))
def test_exactly_what_lies_on_a_circle_is_told(below: set[tuple[str, str]]) -> None:
    edges = {(low, high) for low, high in below if low != high}
    above = {one: {high for low, high in edges if low == one} for one in "ABCDEF"}
    for _ in above:
        above = {one: highs.union(*(above[high] for high in highs)) for one, highs in above.items()}
    found = found_in(*terms("Class", *"ABCDEF"), *(f"SubClassOf(:{low} :{high})" for low, high in sorted(edges)))
    ways = [problem.text.partition(":")[0].split(" -> ") for problem in found]
    assert {one for way in ways for one in way} == {one for one, highs in above.items() if one in highs}
    assert all(step in edges for way in ways for step in pairwise(way))
    assert all(way[0] == way[-1] for way in ways)


def test_a_circle_of_properties_is_told() -> None:
    lines = terms("ObjectProperty", "p", "q")
    (found,) = found_in(*lines, "SubObjectPropertyOf(:p :q)", "SubObjectPropertyOf(:q :p)")
    assert found.kind is ProblemKind.CYCLE


def test_equivalent_classes_and_a_class_below_itself_are_no_circle() -> None:
    assert found_in(*CLASSES, "EquivalentClasses(:A :B)", "SubClassOf(:A :A)") == ()


@pytest.mark.parametrize("end", ["Domain", "Range"])
def test_a_property_whose_end_excludes_that_of_the_one_above_is_told(end: str) -> None:
    lines = (*CLASSES, *terms("ObjectProperty", "p", "q"), "SubObjectPropertyOf(:p :q)", "DisjointClasses(:A :B)")
    (found,) = found_in(*lines, f"ObjectProperty{end}(:p :A)", f"ObjectProperty{end}(:q :B)")
    assert (found.kind, found.term) == (ProblemKind.CLASH, NS + "p")
    assert f"the {end.lower()} A of p excludes the {end.lower()} B of q" in found.text


def test_one_possible_end_of_several_is_enough() -> None:
    lines = (*CLASSES, *terms("ObjectProperty", "p", "q"), "SubObjectPropertyOf(:p :q)", "DisjointClasses(:A :B)")
    assert found_in(*lines, "ObjectPropertyDomain(:p ObjectUnionOf(:A :B))", "ObjectPropertyDomain(:q :B)") == ()
