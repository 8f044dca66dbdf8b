"""SWRL rules in Manchester syntax."""

import pytest

from ontology.parsing.manchester.reader import read_manchester
from tests.ontology.parsing.manchester.documents import HEAD, said

_RULES = {
    "A(?x), p(?x, ?y) -> B(?y)": "Body(ClassAtom(A ?x) ObjectPropertyAtom(p ?x ?y)) Head(ClassAtom(B ?y))",
    "d(?x, ?z), d(i, 5) -> e(?x, true)": (
        'Body(DataPropertyAtom(d ?x ?z) DataPropertyAtom(d i "5")) Head(DataPropertyAtom(e ?x "true"))'
    ),
    "SameAs(?x, i), DifferentFrom (?x, ?y) -> A(?x)": (
        "Body(SameIndividualAtom(?x i) DifferentIndividualsAtom(?x ?y)) Head(ClassAtom(A ?x))"
    ),
    "swrlb:greaterThan(?z, 3) -> A(i)": 'Body(BuiltInAtom(greaterThan ?z "3")) Head(ClassAtom(A i))',
    "greaterThan(?z, 3) -> A(i)": 'Body(BuiltInAtom(greaterThan ?z "3")) Head(ClassAtom(A i))',
    "<https://t.example/mine>(?z) -> A(i)": "Body(BuiltInAtom(mine ?z)) Head(ClassAtom(A i))",
    "xsd:integer(?x), money[>= 5](?x) -> A(i)": (
        "Body(DataRangeAtom(integer ?x) DataRangeAtom(DatatypeRestriction(money "
        'minInclusive "5") ?x)) Head(ClassAtom(A i))'
    ),
    "(p some B)(?v), (not A)(i) -> A and B(?v)": (
        "Body(ClassAtom(ObjectSomeValuesFrom(p B) ?v) ClassAtom(ObjectComplementOf(A) i)) "
        "Head(ClassAtom(ObjectIntersectionOf(A B) ?v))"
    ),
    "inverse (p)(?x, ?y) -> A(_:n)": ("Body(ObjectPropertyAtom(ObjectInverseOf(p) ?x ?y)) Head(ClassAtom(A _:n))"),
    "A(?x)->": "Body(ClassAtom(A ?x)) Head()",
    "-> p(i, j)": "Body() Head(ObjectPropertyAtom(p i j))",
}


@pytest.mark.parametrize("text", _RULES)
def test_a_rule_is_read_with_every_atom(text: str) -> None:
    assert said(f"Rule: {text}") == [f"DLSafeRule({_RULES[text]})"]


def test_a_variable_is_one_of_swrl_or_has_an_iri_of_its_own() -> None:
    text = HEAD + "Rule: A(?变量) -> p(?变量, ?<https://t.example/a#v>)"
    rule = str(read_manchester(text, file="t.omn").axioms[-1])
    assert "Variable(<urn:swrl:var#变量>)" in rule
    assert "Variable(<https://t.example/a#v>)" in rule


def test_rules_may_follow_one_another_with_an_empty_head_between() -> None:
    assert len(said("Rule: A(?x) -> Rule: B(?x) -> C(?x) Class: A SubClassOf: B")) == 3


def test_a_predicate_that_nothing_declares_is_what_its_arguments_make_it_and_is_told() -> None:
    text = HEAD + "Rule: U(?x), u(?x, ?y), v(?x, 5) -> w(?x, ?y, ?z)"
    reading = read_manchester(text, file="t.omn")
    assert reading.axioms[-1].short() == (
        'DLSafeRule(Body(ClassAtom(U ?x) ObjectPropertyAtom(u ?x ?y) DataPropertyAtom(v ?x "5")) '
        "Head(BuiltInAtom(w ?x ?y ?z)))"
    )
    assert [one.iri.rpartition("#")[2] for one in reading.assumed] == ["U", "u", "v"]
