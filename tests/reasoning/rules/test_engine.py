from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from graph.fact import Fact
from ontology.errors import RuleError
from reasoning.rules import Closure, close, compile_rules
from tests.reasoning.rules.shop import iri, is_a, link, ontology, swrl, told, value


def derive(axioms: str, *facts: Fact, **limits: int) -> Closure:
    return close(compile_rules(ontology(axioms)).everything, facts, **limits)


def test_a_transitive_chain_is_closed() -> None:
    closure = derive("TransitiveObjectProperty(t:p)", *(link(f"i{n}", "p", f"i{n + 1}") for n in range(20)))
    assert len(list(closure.facts(iri("p")))) == 20 * 21 // 2


def test_only_facts_that_are_not_given_are_derived() -> None:
    closure = derive("SubClassOf(t:A t:B) SubClassOf(t:B t:A)", is_a("x", "A"), is_a("x", "B"))
    assert list(closure.derivations) == []


def test_a_derivation_names_its_rule_and_its_premises_in_the_bodys_order() -> None:
    text = swrl("R1", "ClassAtom(t:A ?x) ObjectPropertyAtom(t:p ?x ?y) ClassAtom(t:B ?y)", "ClassAtom(t:C ?y)")
    closure = derive(text, is_a("y", "B"), link("x", "p", "y"), is_a("x", "A"))
    (step,) = closure.derivations
    assert step.rule.id == "R1" == step.conclusion.rule
    assert step.premises == (is_a("x", "A"), link("x", "p", "y"), is_a("y", "B"))


def test_the_same_result_comes_of_the_facts_in_any_order() -> None:
    axioms = "SymmetricObjectProperty(t:p) TransitiveObjectProperty(t:p) SubObjectPropertyOf(t:p t:q)"
    facts = [link("a", "p", "b"), link("b", "p", "c"), link("d", "p", "c")]
    one = {d.conclusion.key: d.conclusion for d in derive(axioms, *facts).derivations}
    two = {d.conclusion.key: d.conclusion for d in derive(axioms, *reversed(facts)).derivations}
    assert one == two


def test_facts_added_later_give_what_they_would_have_given_at_once() -> None:
    axioms = "TransitiveObjectProperty(t:p)"
    closure = derive(axioms, link("a", "p", "b"), link("c", "p", "d"))
    closure.add([link("b", "p", "c")])
    at_once = derive(axioms, link("a", "p", "b"), link("b", "p", "c"), link("c", "p", "d"))
    assert told(closure.facts(iri("p"))) == told(at_once.facts(iri("p")))


def test_a_copy_grows_without_its_original() -> None:
    closure = derive("SubClassOf(t:A t:B)", is_a("x", "A"))
    other = closure.copy()
    other.add([is_a("y", "A")])
    assert told(other.facts(iri("B"))) - told(closure.facts(iri("B"))) == {("y", "is", "B")}


@pytest.mark.parametrize(
    ("builtin", "left", "right", "holds"),
    [
        ("lessThan", 3, 4, True),
        ("lessThan", 4, 4, False),
        ("lessThanOrEqual", 4, 4, True),
        ("greaterThan", 5, 4, True),
        ("greaterThanOrEqual", 3, 4, False),
        ("equal", 4, 4, True),
        ("notEqual", 4, 4, False),
    ],
)
def test_numbers_are_compared(builtin: str, left: int, right: int, holds: bool) -> None:
    body = f"DataPropertyAtom(t:n ?x ?v) DataPropertyAtom(t:m ?x ?w) BuiltInAtom(swrlb:{builtin} ?v ?w)"
    facts = [value("x", "n", left), value("x", "m", Decimal(right))]
    closure = derive(swrl("R", body, "ClassAtom(t:A ?x)"), *facts)
    assert told(closure.facts(iri("A"))) == ({("x", "is", "A")} if holds else set())


@pytest.mark.parametrize(
    ("builtin", "text", "holds"),
    [
        ("contains", "已签收", True),
        ("startsWith", "包裹", True),
        ("startsWith", "已签收", False),
        ("stringEqualIgnoreCase", "包裹已签收", True),
    ],
)
def test_texts_are_compared(builtin: str, text: str, holds: bool) -> None:
    body = f'DataPropertyAtom(t:k ?x ?v) BuiltInAtom(swrlb:{builtin} ?v "{text}")'
    closure = derive(swrl("R", body, "ClassAtom(t:A ?x)"), value("x", "k", "包裹已签收"))
    assert bool(list(closure.facts(iri("A")))) is holds


def test_instants_in_different_zones_are_compared_as_moments() -> None:
    body = 'DataPropertyAtom(t:t ?x ?v) BuiltInAtom(swrlb:lessThan ?v "2026-01-01T08:00:00+08:00"^^xsd:dateTime)'
    rule = swrl("R", body, "ClassAtom(t:A ?x)")
    before = value("x", "t", datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    after = value("y", "t", datetime(2026, 1, 1, 0, 0, tzinfo=UTC))
    assert told(derive(rule, before, after).facts(iri("A"))) == {("x", "is", "A")}


def test_a_text_beside_a_number_satisfies_no_comparison() -> None:
    body = "DataPropertyAtom(t:k ?x ?v) DataPropertyAtom(t:n ?x ?w) BuiltInAtom(swrlb:lessThan ?v ?w)"
    closure = derive(swrl("R", body, "ClassAtom(t:A ?x)"), value("x", "k", "3"), value("x", "n", 4))
    assert list(closure.facts(iri("A"))) == []


def test_arithmetic_gives_a_value_of_the_propertys_datatype() -> None:
    body = 'DataPropertyAtom(t:m ?x ?v) BuiltInAtom(swrlb:multiply ?w ?v "2"^^xsd:integer)'
    closure = derive(swrl("R", body, "DataPropertyAtom(t:n ?x ?w)"), value("x", "m", Decimal("2.5")))
    (fact,) = closure.facts(iri("n"))
    assert fact.value == 5
    assert type(fact.value) is int


def test_a_result_that_its_property_cannot_hold_is_an_error_naming_the_rule() -> None:
    body = 'DataPropertyAtom(t:m ?x ?v) BuiltInAtom(swrlb:add ?w ?v "0.5"^^xsd:decimal)'
    with pytest.raises(RuleError, match="'Half'"):
        derive(swrl("Half", body, "DataPropertyAtom(t:n ?x ?w)"), value("x", "m", Decimal(1)))


def test_a_rule_that_never_ends_is_stopped_and_named() -> None:
    body = 'DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:add ?w ?v "1"^^xsd:integer)'
    with pytest.raises(RuleError, match="no end after 50 rounds; still deriving: Count"):
        derive(swrl("Count", body, "DataPropertyAtom(t:n ?x ?w)"), value("x", "n", 1), max_rounds=50)


def test_too_many_facts_are_stopped() -> None:
    facts = [link(f"i{n}", "p", f"i{n + 1}") for n in range(30)]
    with pytest.raises(RuleError, match="more than 100 facts"):
        derive("TransitiveObjectProperty(t:p)", *facts, max_facts=100)


def test_an_inferred_fact_holds_only_while_all_its_premises_do() -> None:
    early = link("x", "p", "y", valid_from="2025-01-01T00:00:00+08:00", valid_to="2025-06-01T00:00:00+08:00")
    late = link("y", "q", "z", valid_from="2025-03-01T00:00:00+08:00")
    closure = derive("SubObjectPropertyOf(ObjectPropertyChain(t:p t:q) t:r)", early, late)
    (fact,) = closure.facts(iri("r"))
    assert (fact.valid_from, fact.valid_to) == ("2025-03-01T00:00:00+08:00", "2025-06-01T00:00:00+08:00")


def test_premises_that_never_hold_together_derive_nothing() -> None:
    early = link("x", "p", "y", valid_to="2025-06-01T00:00:00+08:00")
    late = link("y", "q", "z", valid_from="2025-06-01T00:00:00+08:00")
    closure = derive("SubObjectPropertyOf(ObjectPropertyChain(t:p t:q) t:r)", early, late)
    assert list(closure.facts(iri("r"))) == []


def test_a_wider_interval_found_later_replaces_the_narrow_one_and_is_passed_on() -> None:
    axioms = "SubClassOf(t:A t:C) SubObjectPropertyOf(t:p t:q) ObjectPropertyDomain(t:q t:C) SubClassOf(t:C t:D)"
    narrow = is_a("x", "A", valid_to="2025-01-01T00:00:00+08:00")
    closure = derive(axioms, narrow, link("x", "p", "y"))
    assert [(f.valid_from, f.valid_to) for f in closure.facts(iri("D"))] == [("", "")]


def test_the_ways_to_meet_a_rules_conditions_can_be_asked_without_adding_anything() -> None:
    program = compile_rules(ontology(swrl("R1", "ObjectPropertyAtom(t:p ?x ?y)", "ClassAtom(t:A ?x)")))
    closure = close(compile_rules(ontology("")).everything, [link("x", "p", "y"), link("x", "p", "z")])
    assert len(list(closure.matches(program.by_id["R1"]))) == 2
    assert list(closure.facts(iri("A"))) == []
