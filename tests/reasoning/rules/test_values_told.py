"""Values outside the range of their property are told, and only those that certainly are."""

from __future__ import annotations

import pytest

from ontology.load import ontology_from_texts
from reasoning.rules import range_problems
from tests.ontology.axioms import document

_STARS = 'DatatypeRestriction(xsd:integer xsd:minInclusive "1"^^xsd:integer xsd:maxInclusive "5"^^xsd:integer)'


@pytest.mark.parametrize(
    ("range", "value", "outside"),
    [
        (_STARS, '"9"^^xsd:integer', True),
        (_STARS, '"9"', True),
        (_STARS, '"5"^^xsd:integer', False),
        (_STARS, '"5"', False),
        (_STARS, '"many"', False),
        ('DataOneOf("S" "M" "L")', '"XXL"', True),
        ('DataOneOf("S" "M" "L")', '"M"', False),
        ("xsd:byte", '"300"^^xsd:byte', True),
        ("xsd:byte", '"30"', False),
        ("xsd:positiveInteger", '"-3"^^xsd:integer', True),
        ("xsd:positiveInteger", '"-3"', False),
        ("xsd:integer", '"true"^^xsd:boolean', True),
        ("xsd:decimal", '"7"^^xsd:integer', False),
        ('DatatypeRestriction(xsd:string xsd:pattern "[A-Z]{2}")', '"abc"', False),
        ("DataComplementOf(xsd:integer)", '"7"^^xsd:integer', True),
        (":own", '"7"', False),
    ],
)
def test_a_value_is_told_where_it_is_certainly_outside(range: str, value: str, outside: bool) -> None:
    declared = "Declaration(DataProperty(:d)) Declaration(DataProperty(:e)) Declaration(Datatype(:own))"
    said = f"{declared} SubDataPropertyOf(:d :e) DataPropertyRange(:e {range}) DataPropertyAssertion(:d :i {value})"
    found = list(range_problems(ontology_from_texts([("t.ofn", document(said))])))
    assert [problem.file for problem in found] == ["t.ofn"] * outside
    assert all("the d of i, is outside DataPropertyRange(e " in problem.text for problem in found)
