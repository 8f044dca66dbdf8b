"""Facets that restrict nothing."""

import pytest

from ontology.checks import ProblemKind
from tests.ontology.checks.found import found_in, terms

LINES = (*terms("DataProperty", "d"),)

_FAULTS = {
    'xsd:integer xsd:minInclusive "x"': 'minInclusive "x" cannot restrict integer: a bound must be of the same kind',
    'xsd:date xsd:maxExclusive "2026-01-01T00:00:00"^^xsd:dateTime': "cannot restrict date: a bound must be of",
    'xsd:decimal xsd:maxInclusive "many"^^xsd:integer': "it is no integer",
    'xsd:string xsd:minInclusive "1"^^xsd:integer': "no such facet of it; it has length, maxLength, minLength, pattern",
    'xsd:boolean xsd:pattern "t.*"': "it has no facets",
    'xsd:string xsd:maxLength "-1"^^xsd:integer': "a length is a whole number, 0 or more",
    'xsd:string xsd:maxLength "long"': "a length is a whole number, 0 or more",
    'xsd:string xsd:pattern "(a"': "it is no regular expression, as a ( is not closed",
    'xsd:string xsd:pattern "[a-z"': "a [ is not closed",
    'xsd:string xsd:pattern "[a-z-[aei]"': "a [ is not closed",
    'xsd:string xsd:pattern "a)"': "the ) at 2 closes nothing",
    'xsd:string xsd:pattern "a|*"': "the * at 3 has nothing to repeat",
    'xsd:string xsd:pattern "a\\\\"': "it ends in a backslash",
}
_PATTERNS = (
    *(r"C:\\\\Items", r"\\\\p{3}", "${1,3}", "^+", r"[\\w-.]+@x", r"[^\\s-x]", "[a--b]", "[a-z&&b]", r"\\[*"),
    *("a{5000000000}", "(" * 2000 + "a" + ")" * 2000, "a{" + "1" * 5000 + "}", "()*", "[)(*]", ""),
)
_FINE = (
    'xsd:decimal xsd:minInclusive "1"^^xsd:integer xsd:maxInclusive "2.5"^^xsd:decimal',
    'xsd:dateTime xsd:minInclusive "2026-01-01T00:00:00+08:00"^^xsd:dateTimeStamp',
    'xsd:date xsd:minInclusive "2026-01-01"^^xsd:date',
    'xsd:string xsd:pattern "\\\\p{Lu}\\\\i\\\\c*[a-z-[aeiou]]\\\\d{2}" xsd:maxLength "4"^^xsd:integer',
    *(f'xsd:string xsd:pattern "{pattern}"' for pattern in _PATTERNS),
    f'xsd:string xsd:maxLength "{"9" * 5000}"^^xsd:integer',
    'rdf:PlainLiteral rdf:langRange "zh"',
)


@pytest.mark.parametrize("facets", _FAULTS)
def test_a_facet_that_cannot_restrict_its_datatype_is_told_with_its_axiom(facets: str) -> None:
    (found,) = found_in(*LINES, f"DataPropertyRange(:d DatatypeRestriction({facets}))")
    assert (found.kind, found.file) == (ProblemKind.VALUE, "t.ofn")
    assert found.text.startswith("DataPropertyRange(d DatatypeRestriction(")
    assert _FAULTS[facets] in found.text


@pytest.mark.parametrize("facets", _FINE)
def test_a_facet_that_can_is_fine(facets: str) -> None:
    assert found_in(*LINES, f"DataPropertyRange(:d DatatypeRestriction({facets}))") == ()
