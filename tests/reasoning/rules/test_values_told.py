"""Values outside the range of their property are told, and only those that certainly are."""

from __future__ import annotations

import pytest

from ontology.load import ontology_from_texts
from reasoning.rules import range_problems
from tests.ontology.axioms import document

_STARS = 'DatatypeRestriction(xsd:integer xsd:minInclusive "1"^^xsd:integer xsd:maxInclusive "5"^^xsd:integer)'

_LONG = 'DatatypeRestriction(xsd:string xsd:maxLength "' + "9" * 5000 + '"^^xsd:integer)'
_FINE = 'DatatypeRestriction(xsd:dateTime xsd:minExclusive "2026-01-01T00:00:00.0000001Z"^^xsd:dateTime)'
_BEFORE = 'DatatypeRestriction(xsd:dateTime xsd:maxExclusive "2026-01-01T00:00:00+08:00"^^xsd:dateTime)'


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
        ('DatatypeRestriction(xsd:string xsd:maxLength "3"^^xsd:integer)', '"四个字呀"', True),
        ('DatatypeRestriction(xsd:string xsd:maxLength "3"^^xsd:integer)', '"三个字"', False),
        ('DatatypeRestriction(xsd:string xsd:length "2"^^xsd:integer)', '"abc"', True),
        ('DatatypeRestriction(xsd:string xsd:minLength "2"^^xsd:integer)', '"a"@en', True),
        ('DatatypeRestriction(xsd:token xsd:maxLength "3"^^xsd:integer)', '"a  b"^^xsd:token', False),
        ('DatatypeRestriction(xsd:string xsd:maxLength "many")', '"abc"', False),
        ('DatatypeRestriction(xsd:date xsd:minInclusive "2026-01-01"^^xsd:date)', '"2025-12-31"', True),
        ('DatatypeRestriction(xsd:date xsd:minInclusive "2026-01-01"^^xsd:date)', '"2026-01-01"', False),
        (_BEFORE, '"2026-01-01T00:00:01+08:00"^^xsd:dateTime', True),
        (_BEFORE, '"2025-12-31T15:59:59Z"^^xsd:dateTime', False),
        ('DatatypeRestriction(xsd:date xsd:minInclusive "2026-01-01"^^xsd:date)', '"0001-01-01"', True),
        ('DatatypeRestriction(xsd:date xsd:minInclusive "0001-01-01"^^xsd:date)', '"2026-01-01"', False),
        (_BEFORE, '"9999-12-31T23:59:59-05:00"^^xsd:dateTime', True),
        (_FINE, '"2026-01-01T00:00:00.00000015Z"^^xsd:dateTime', False),
        ('DatatypeRestriction(xsd:float xsd:maxInclusive "16777216"^^xsd:float)', '"16777217"^^xsd:float', False),
        ('DatatypeRestriction(xsd:float xsd:maxInclusive "1"^^xsd:float)', '"1.5"^^xsd:float', True),
        ('DatatypeRestriction(xsd:double xsd:maxInclusive "0.1"^^xsd:double)', '"INF"^^xsd:double', True),
        ('DataOneOf("0.1"^^xsd:double)', '"0.10000000000000001"^^xsd:double', False),
        ('DataOneOf("0.1"^^xsd:double)', '"0.2"^^xsd:double', True),
        (_LONG, '"abc"', False),
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
