"""What is said of individuals and cannot hold together."""

import pytest

from ontology.checks import Problem, ProblemKind
from tests.ontology.axioms import NS
from tests.ontology.checks.found import found_in, terms

LINES = (
    *terms("Class", "A", "B"),
    *terms("ObjectProperty", "p", "q"),
    *terms("DataProperty", "d"),
    *terms("NamedIndividual", "i", "j", "k"),
)


def _clash(*lines: str) -> Problem:
    (found,) = found_in(*LINES, *lines)
    assert found.kind is ProblemKind.CLASH
    return found


def test_a_value_of_no_datatype_of_its_property_is_told_with_what_to_write() -> None:
    (found,) = found_in(*LINES, "DataPropertyRange(:d xsd:integer)", 'DataPropertyAssertion(:d :i "high")')
    assert (found.kind, found.term, found.file) == (ProblemKind.VALUE, NS + "i", "t.ofn")
    assert found.text == "'high' is no integer, which d takes; write a whole number"


def test_a_value_of_the_datatype_is_fine_however_it_is_typed() -> None:
    assert found_in(*LINES, "DataPropertyRange(:d xsd:integer)", 'DataPropertyAssertion(:d :i "7")') == ()


def test_a_member_of_two_disjoint_classes_is_told() -> None:
    found = _clash("ClassAssertion(:A :i)", "ClassAssertion(:B :i)", "DisjointClasses(:A :B)")
    assert (found.term, "i is A and B" in found.text) == (NS + "i", True)


def test_two_disjoint_properties_between_the_same_two_are_told_with_both_axioms() -> None:
    lines = ("ObjectPropertyAssertion(:p :i :j)", "ObjectPropertyAssertion(:q :i :k)")
    assert found_in(*LINES, *lines, "DisjointObjectProperties(:p :q)") == ()
    found = _clash(*lines, "ObjectPropertyAssertion(:q :i :j)", "DisjointObjectProperties(:p :q)")
    assert "ObjectPropertyAssertion(q i j) and ObjectPropertyAssertion(p i j) (t.ofn) exclude each other" in found.text


def test_a_second_value_where_one_may_be_is_told() -> None:
    found = _clash("FunctionalDataProperty(:d)", 'DataPropertyAssertion(:d :i "1")', 'DataPropertyAssertion(:d :i "2")')
    assert "gives a second value where d may have one" in found.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('"1499"^^xsd:decimal', '"1499.00"^^xsd:decimal', True),
        ('"01"^^xsd:integer', '"1"^^xsd:integer', True),
        ('"1"^^xsd:integer', '"1.0"^^xsd:decimal', True),
        ('"2026-01-01T00:00:00Z"^^xsd:dateTime', '"2026-01-01T08:00:00.0+08:00"^^xsd:dateTime', True),
        ('"true"^^xsd:boolean', '"1"^^xsd:boolean', True),
        ('"0.1"^^xsd:double', '"1e-1"^^xsd:double', True),
        ('"1"^^xsd:double', '"1"^^xsd:float', False),
        ('"a"', '"a "', False),
        ('"a"@zh', '"a"@en', False),
        ('"2026-01-01T00:00:00Z"^^xsd:dateTime', '"2026-01-01T00:00:00"^^xsd:dateTime', False),
    ],
)
def test_one_value_in_two_spellings_is_no_second_value(one: str, other: str, same: bool) -> None:
    told = (f"DataPropertyAssertion(:d :i {one})", f"DataPropertyAssertion(:d :i {other})")
    assert (found_in(*LINES, "FunctionalDataProperty(:d)", *told) == ()) is same


def test_two_objects_of_a_functional_property_may_be_the_same_thing() -> None:
    lines = ("ObjectPropertyAssertion(:p :i :j)", "ObjectPropertyAssertion(:p :i :k)")
    assert found_in(*LINES, *lines, "FunctionalObjectProperty(:p)") == ()
