"""What an overlay's rules conclude, and about whom."""

from __future__ import annotations

import pytest

from graph.fact import Fact
from ontology.general import individual_iri
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from reasoning.rules import Program, close, compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, facts_of, keys_of
from tests.reasoning.rules.shop import NS, iri, ontology, swrl

ALPHA, BETA, SHARED = (individual_iri("Thing", "1", shop=shop) for shop in ("alpha", "beta", None))
OWN = "https://beta.example/own#i"

_HEAD = """Prefix(t:=<https://example.test/t#>)
Prefix(b:=<https://{shop}.example/own#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://{shop}.example/own> Import(<https://example.test/t>) Annotation(g:overlayOf "{shop}")
"""


def shops(shared: str = "", **overlays: str) -> Ontology:
    """The small ontology, and an overlay of each named shop."""
    text = ontology(shared).documents[0].text
    own = [(f"{shop}.ofn", f"{_HEAD.format(shop=shop)}{axioms}\n)") for shop, axioms in overlays.items()]
    return ontology_from_texts([("t.ofn", text), *own])


def member(subject: str, cls: str) -> Fact:
    return Fact(subject=subject, property=RDF_TYPE, object=NS + cls, source="t.json#1")


def linked(subject: str, property: str, other: str) -> Fact:
    return Fact(subject=subject, property=NS + property, object=other, source="t.json#1")


def follows(program: Program, facts: list[Fact]) -> set[tuple[str, str, str]]:
    """What follows, the engine of single facts and the one of columns being of one mind."""
    single = {_said(d.conclusion) for d in close(program.everything, facts).derivations}
    terms = Terms()
    closure = ColumnarClosure(ColumnarProgram(program.rules, terms), terms)
    change(closure, added=keys_of(facts, terms))
    columnar = {_said(fact) for fact in facts_of(dict(closure.holding()), terms, ontology(""))} - {
        _said(fact) for fact in facts
    }
    assert columnar == single
    return single


def _said(fact: Fact) -> tuple[str, str, str]:
    return fact.subject, fact.property.removeprefix(NS), str(fact.object).removeprefix(NS)


@pytest.mark.parametrize(
    "rule", ["SubClassOf(t:A t:B)", swrl("R", "ClassAtom(t:A ?x)", "ClassAtom(t:B ?x)")], ids=["axiom", "swrl"]
)
def test_an_overlay_concludes_about_its_own_shops_individuals_alone(rule: str) -> None:
    program = compile_rules(shops(beta=rule))
    everybody = [member(subject, "A") for subject in (ALPHA, BETA, SHARED, OWN)]
    assert {subject for subject, *_ in follows(program, everybody)} == {BETA, OWN}


def test_overlays_that_contradict_each_other_hold_side_by_side() -> None:
    both = shops(
        alpha=swrl("R", "ClassAtom(t:A ?x)", "ClassAtom(t:B ?x)"),
        beta=swrl("R", "ClassAtom(t:A ?x)", "ClassAtom(t:C ?x)"),
    )
    program = compile_rules(both)
    assert {(s, o) for s, _, o in follows(program, [member(ALPHA, "A"), member(BETA, "A")])} == {
        (ALPHA, "B"),
        (BETA, "C"),
    }
    assert [rule.id for rule in program.rules] == ["R", "R @beta"]


def test_an_overlays_rule_sees_what_is_shared_and_not_what_is_anothers() -> None:
    program = compile_rules(shops(alpha="", beta="SubObjectPropertyOf(ObjectPropertyChain(t:p t:q) t:r)"))
    hidden = "https://alpha.example/own#secret"
    facts = [
        *(linked(BETA, "p", middle) for middle in (ALPHA, SHARED, hidden)),
        linked(ALPHA, "q", iri("x")),
        linked(hidden, "q", iri("y")),
        linked(SHARED, "q", iri("z")),
    ]
    assert follows(program, facts) == {(BETA, "r", "z")}


def test_everybodys_rules_conclude_about_everybody() -> None:
    program = compile_rules(shops("SubClassOf(t:A t:B)", beta="SubClassOf(t:C t:D)"))
    assert {s for s, *_ in follows(program, [member(s, "A") for s in (ALPHA, BETA, SHARED)])} == {ALPHA, BETA, SHARED}


def test_a_conclusion_about_a_named_individual_of_others_is_listed_and_not_drawn() -> None:
    program = compile_rules(shops(beta="ClassAssertion(ObjectHasValue(t:p t:j) t:i)"))
    (skipped,) = program.skipped
    assert (skipped.axiom, skipped.file) == ("ClassAssertion(ObjectHasValue(p j) i)", "beta.ofn")
    assert "not the shop's own" in skipped.reason
    assert program.statements == ()


def test_what_an_overlay_says_of_a_term_changes_no_rule_of_others() -> None:
    marked = 'AnnotationAssertion(g:onDemand t:B "true"^^xsd:boolean)'
    program = compile_rules(shops("SubClassOf(t:A t:B)", beta=f"{marked} SubClassOf(t:C t:B)"))
    assert {rule.id: rule.on_demand for rule in program.rules} == {"SubClassOf(A B)": False, "SubClassOf(C B)": True}


def test_the_rules_words_say_whose_it_is() -> None:
    onto = shops(beta="SubClassOf(t:A t:B)")
    (rule,) = compile_rules(onto).rules
    assert rule.words(onto) == "若x是A，且x是店铺beta的，则x是B。"
    assert rule.words(onto, "en") == "If x is an A and x is the shop beta's, then x is a B."


def test_an_axiom_that_an_overlay_repeats_remains_everybodys() -> None:
    program = compile_rules(shops("SubClassOf(t:A t:B)", beta="SubClassOf(t:A t:B)"))
    assert {s for s, *_ in follows(program, [member(s, "A") for s in (ALPHA, BETA)])} == {ALPHA, BETA}
