from __future__ import annotations

from pathlib import Path

import pytest

from graph.fact import Fact
from ontology.errors import RuleError
from ontology.owl import RDFS
from reasoning.rules import Prover, explain, infer, prove, prove_ways
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.shop import iri, is_a, link, ontology, store, swrl, value

CHAIN = [link("a", "p", "b"), link("b", "p", "c"), link("c", "p", "d"), link("d", "p", "a")]


def test_a_stated_fact_is_its_own_proof(tmp_path: Path) -> None:
    graph = store(tmp_path, "", [is_a("x", "A")])
    proof = prove(graph, is_a("x", "A"))
    assert (proof.rule, proof.premises) == (None, ())
    assert list(proof.leaves()) == [is_a("x", "A")]


def test_an_inferred_fact_is_proved_down_to_stated_facts_with_their_sources(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:B) SubClassOf(t:B t:C)", [is_a("x", "A")])
    infer(graph)
    proof = explain(graph, iri("x"), "type", iri("C"))
    assert proof is not None
    assert problems(proof) == []
    assert [fact.source for fact in proof.leaves()] == ["t.json#1"]
    assert [f.rule for f in proof.facts()] == ["SubClassOf(B C)", "SubClassOf(A B)", ""]


@pytest.mark.parametrize(
    "axioms",
    [
        "TransitiveObjectProperty(t:p)",
        "SymmetricObjectProperty(t:p) TransitiveObjectProperty(t:p)",
        "EquivalentObjectProperties(t:p t:q) TransitiveObjectProperty(t:q) InverseObjectProperties(t:q t:r)",
        "SubObjectPropertyOf(ObjectPropertyChain(t:p t:p) t:p) "
        "SubObjectPropertyOf(t:p t:q) SubObjectPropertyOf(t:q t:p)",
    ],
)
def test_facts_on_a_circle_have_proofs_without_a_circle(tmp_path: Path, axioms: str) -> None:
    graph = store(tmp_path, axioms, CHAIN)
    assert infer(graph).created > 10
    prover = Prover(graph)
    for fact in graph.facts():
        assert problems(prover.prove(fact)) == []


def test_a_rule_whose_condition_shares_only_a_value_with_its_head_is_proved(tmp_path: Path) -> None:
    body = "DataPropertyAtom(t:k ?x ?v) DataPropertyAtom(t:u ?y ?v) ClassAtom(t:B ?y)"
    facts = [value("x", "k", "139"), value("y", "u", "139"), is_a("y", "B"), value("z", "u", "138"), is_a("z", "B")]
    graph = store(tmp_path, swrl("R", body, "ClassAtom(t:A ?x)"), facts)
    infer(graph)
    proof = explain(graph, iri("x"), "type", "A")
    assert proof is not None
    assert problems(proof) == []
    assert set(proof.leaves()) == set(facts[:3])


def test_a_premise_that_holds_at_another_time_proves_nothing(tmp_path: Path) -> None:
    spring = link("x", "p", "y", valid_from="2025-03-01T00:00:00+08:00", valid_to="2025-06-01T00:00:00+08:00")
    autumn = link("x", "p", "z", valid_from="2025-09-01T00:00:00+08:00")
    graph = store(
        tmp_path, swrl("R", "ObjectPropertyAtom(t:p ?x ?y)", "ObjectPropertyAtom(t:q ?y ?x)"), [spring, autumn]
    )
    infer(graph)
    proof = explain(graph, iri("z"), "q", iri("x"))
    assert proof is not None
    assert list(proof.leaves()) == [autumn]
    assert proof.conclusion.valid_from == autumn.valid_from


def test_a_fact_that_no_longer_follows_has_no_proof_but_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:B)", [is_a("x", "A")])
    infer(graph)
    graph.write(removed=[is_a("x", "A")])
    with pytest.raises(RuleError, match="no longer follows; run fengmi infer"):
        explain(graph, iri("x"), "type", "B")


def test_a_fact_whose_rule_is_gone_has_no_proof_but_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:B)", [is_a("x", "A")])
    infer(graph)
    graph.load_ontology(ontology(""))
    with pytest.raises(RuleError, match="no longer has; run fengmi infer"):
        explain(graph, iri("x"), "type", "B")


@pytest.mark.parametrize("property", ["https://example.test/t#p", "p", "P"])
@pytest.mark.parametrize("object", ["https://example.test/t#y", "y", "七号"])
def test_a_fact_is_found_by_the_names_that_people_use(tmp_path: Path, property: str, object: str) -> None:
    label = Fact(subject=iri("y"), property=RDFS + "label", value="七号", source="t.json#2")
    graph = store(tmp_path, "", [link("x", "p", "y"), label])
    assert explain(graph, iri("x"), property, object) is not None


def test_a_fact_that_is_not_stored_is_not_explained(tmp_path: Path) -> None:
    graph = store(tmp_path, "", [link("x", "p", "y")])
    assert explain(graph, iri("x"), "p", "z") is None
    assert explain(graph, iri("nobody"), "p", "y") is None


def test_the_text_of_a_proof_uses_labels_and_names_sources(tmp_path: Path) -> None:
    axioms = (
        'AnnotationAssertion(rdfs:label t:p "下单人"@zh) AnnotationAssertion(rdfs:label t:p "placed by"@en) '
        'AnnotationAssertion(rdfs:label t:q "归属"@zh) '
        'SubObjectPropertyOf(Annotation(rdfs:label "下单即归属"@zh) t:p t:q)'
    )
    label = Fact(subject=iri("x"), property=RDFS + "label", value="订单一号", source="t.json#2")
    graph = store(tmp_path, axioms, [link("x", "p", "y"), label])
    infer(graph)
    proof = explain(graph, iri("x"), "q", "y")
    assert proof is not None
    assert proof.text("zh").splitlines() == [
        "订单一号 的归属是 y ← 依据 下单即归属",
        "  订单一号 的下单人是 y（来源：t.json#1）",
    ]
    assert proof.text("en").splitlines()[1] == "  订单一号: placed by = y (source: t.json#1)"
    assert "https://" not in proof.text("zh") + proof.text("en")


def test_a_proof_as_data_has_what_its_text_says(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:B)", [is_a("x", "A")])
    infer(graph)
    proof = explain(graph, iri("x"), "type", "B")
    assert proof is not None
    data = proof.data("en")
    assert (data["rule"], data["premises"][0]["fact"]["source"]) == ("SubClassOf(A B)", "t.json#1")
    assert data["conclusion"] == "x is a B"
    assert data["premises"][0]["premises"] == []


def test_a_value_computed_by_a_rule_is_proved(tmp_path: Path) -> None:
    body = 'DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:multiply ?w ?v "3"^^xsd:integer)'
    graph = store(tmp_path, swrl("R", body, "DataPropertyAtom(t:m ?x ?w)"), [value("x", "n", 2)])
    infer(graph)
    proof = explain(graph, iri("x"), "m", "6")
    assert proof is not None
    assert problems(proof) == []


def test_every_way_to_a_fact_has_a_proof_on_request_and_none_goes_in_circles(tmp_path: Path) -> None:
    axioms = "SubClassOf(t:A t:C) SubClassOf(t:B t:C) EquivalentClasses(t:C t:D) ObjectPropertyDomain(t:p t:C)"
    facts = [is_a("x", "A"), is_a("x", "B"), link("x", "p", "y"), link("x", "p", "z")]
    graph = store(tmp_path, axioms, facts)
    infer(graph)
    (fact,) = (fact for fact in graph.facts() if fact.object == iri("C"))
    proofs = prove_ways(graph, fact, most=9)
    assert proofs[0] == prove(graph, fact)
    assert {frozenset(proof.leaves()) for proof in proofs} == {frozenset((leaf,)) for leaf in facts}
    assert all(problems(proof) == [] for proof in proofs)
    assert len(prove_ways(graph, fact, most=2)) == 2


def test_an_asserted_fact_may_follow_as_well(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:B)", [is_a("x", "A"), is_a("x", "B")])
    infer(graph)
    told, derived = prove_ways(graph, is_a("x", "B"), most=9)
    assert told.rule is None
    assert list(derived.leaves()) == [is_a("x", "A")]
