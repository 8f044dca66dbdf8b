"""Rules with a condition that no value can meet, because values of two kinds never compare."""

import pytest

from ontology.checks import Problem, ProblemKind
from ontology.load import load_ontology, ontology_from_texts
from reasoning.rules import kind_problems
from tests.ontology.axioms import document

LINES = (
    "Declaration(Class(:C))",
    *(f"Declaration(DataProperty(:{name}))" for name in ("plain", "number", "day", "words", "flag", "sum")),
    "DataPropertyRange(:number xsd:decimal)",
    "DataPropertyRange(:sum xsd:decimal)",
    "DataPropertyRange(:day xsd:dateTime)",
    "DataPropertyRange(:words xsd:string)",
    "DataPropertyRange(:flag xsd:boolean)",
)


def _found(property: str, *built_ins: str, head: str = "ClassAtom(:C Variable(:x))") -> tuple[Problem, ...]:
    body = f"DataPropertyAtom(:{property} Variable(:x) Variable(:v)) {' '.join(built_ins)}"
    rule = f'DLSafeRule(Annotation(rdfs:label "my rule") Body({body}) Head({head}))'
    return tuple(kind_problems(ontology_from_texts([("t.ofn", document(*LINES, rule))])))


def _test(name: str, value: str) -> str:
    return f"BuiltInAtom(<http://www.w3.org/2003/11/swrlb#{name}> Variable(:v) {value})"


EIGHTY = '"80"^^xsd:decimal'


def test_a_property_without_a_range_is_text_and_never_at_least_80() -> None:
    (problem,) = _found("plain", _test("greaterThanOrEqual", EIGHTY))
    assert (problem.kind, problem.term, problem.file) == (ProblemKind.TYPES, "my rule", "t.ofn")
    assert problem.text.startswith("rule 'my rule' never applies: greaterThanOrEqual(?v, \"80\") needs a number, and ")
    assert "plain is text, as it has no range; give plain a range of that kind with DataPropertyRange" in problem.text
    assert problem.example == ('plain(x, "1") is text and does not meet greaterThanOrEqual(?v, "80")',)


@pytest.mark.parametrize(
    ("property", "test"),
    [
        ("words", _test("equal", EIGHTY)),
        ("day", _test("lessThan", EIGHTY)),
        ("number", _test("equal", '"80"')),
        ("number", _test("contains", '"8"')),
        ("number", _test("lessThan", '"2026-01-01T00:00:00Z"^^xsd:dateTime')),
    ],
)
def test_a_value_beside_one_of_another_kind_is_named(property: str, test: str) -> None:
    (problem,) = _found(property, test)
    assert f"and {property} is " in problem.text


@pytest.mark.parametrize(
    ("property", "test"),
    [
        ("number", _test("equal", EIGHTY)),
        ("words", _test("contains", '"8"')),
        ("words", _test("equal", '"80"')),
        ("plain", _test("startsWith", '"8"')),
        ("plain", _test("notEqual", EIGHTY)),
        ("day", _test("lessThan", '"2026-01-01T00:00:00Z"^^xsd:dateTime')),
        ("flag", _test("equal", '"true"^^xsd:boolean')),
    ],
)
def test_values_of_one_kind_are_no_problem(property: str, test: str) -> None:
    assert _found(property, test) == ()


def test_what_is_calculated_from_text_never_is() -> None:
    add = 'BuiltInAtom(<http://www.w3.org/2003/11/swrlb#add> Variable(:s) Variable(:v) "1"^^xsd:decimal)'
    head = "DataPropertyAtom(:sum Variable(:x) Variable(:s))"
    assert _found("number", add, head=head) == ()
    (problem,) = _found("plain", add, head=head)
    assert "needs a number, and plain is text" in problem.text


def test_what_is_calculated_is_a_number_for_the_next_condition() -> None:
    add = 'BuiltInAtom(<http://www.w3.org/2003/11/swrlb#add> Variable(:s) Variable(:v) "1"^^xsd:decimal)'
    more = "BuiltInAtom(<http://www.w3.org/2003/11/swrlb#lessThan> Variable(:w) Variable(:s))"
    link = "DataPropertyAtom(:plain Variable(:x) Variable(:w))"
    (problem,) = _found("number", add, link, more)
    assert "lessThan(?w, ?s) needs a number, and plain is text" in problem.text


@pytest.mark.parametrize("pack", ["apparel", "home_appliances", "electronics", "beauty", "fresh_food", "dispute"])
def test_the_shipped_packs_compare_what_compares(pack: str) -> None:
    assert list(kind_problems(load_ontology([pack]))) == []


def test_a_pattern_that_is_none_and_a_division_by_nothing_never_hold() -> None:
    (problem,) = _found("words", _test("matches", '"(a+"'))
    assert problem.text.startswith("rule 'my rule' never applies: '(a+' is no regular expression (missing )")
    divided = '<http://www.w3.org/2003/11/swrlb#divide> Variable(:r) Variable(:v) "0"^^xsd:decimal'
    (problem,) = _found("number", f"BuiltInAtom({divided})")
    assert problem.text.endswith("divides by 0; correct the rule")
    assert _found("words", _test("matches", '"(a+)"')) == ()
