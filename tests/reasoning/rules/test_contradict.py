from __future__ import annotations

from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ontology.owl import RDF_TYPE
from reasoning.rules import contradictions, infer
from reasoning.rules.expression import DIFFERENT
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.shop import is_a, link, store, swrl, value

FIVE_OR_MORE = 'DatatypeRestriction(xsd:integer xsd:minInclusive "5"^^xsd:integer)'

SEEDED = [
    ("DisjointClasses(t:A t:B)", [is_a("x", "A"), is_a("x", "B")]),
    ("SubClassOf(t:C t:A) DisjointUnion(t:D t:A t:B)", [is_a("x", "C"), is_a("x", "B")]),
    ("SubClassOf(t:A ObjectComplementOf(t:B))", [is_a("x", "A"), is_a("x", "B")]),
    ("SubClassOf(t:A owl:Nothing)", [is_a("x", "A")]),
    ("SubClassOf(t:A ObjectMaxCardinality(0 t:p t:B))", [is_a("x", "A"), link("x", "p", "y"), is_a("y", "B")]),
    ("FunctionalDataProperty(t:n)", [value("x", "n", 1), value("x", "n", 2)]),
    (
        "FunctionalObjectProperty(t:p) DifferentIndividuals(t:y t:z)",
        [link("x", "p", "y"), link("x", "p", "z")],
    ),
    ("AsymmetricObjectProperty(t:p)", [link("x", "p", "y"), link("y", "p", "x")]),
    ("IrreflexiveObjectProperty(t:p) TransitiveObjectProperty(t:p)", [link("x", "p", "y"), link("y", "p", "x")]),
    ("DisjointObjectProperties(t:p t:q)", [link("x", "p", "y"), link("x", "q", "y")]),
    ("NegativeObjectPropertyAssertion(t:p t:x t:y)", [link("x", "p", "y")]),
    (f"SubClassOf(t:A DataAllValuesFrom(t:n {FIVE_OR_MORE}))", [is_a("x", "A"), value("x", "n", 4)]),
    (
        swrl("Never", "ClassAtom(t:A ?x) ObjectPropertyAtom(t:p ?x ?x)", "ClassAtom(owl:Nothing ?x)"),
        [is_a("x", "A"), link("x", "p", "x")],
    ),
]


@pytest.mark.parametrize(("axioms", "facts"), SEEDED)
def test_a_contradiction_is_reported_with_its_proof_and_stops_nothing(
    tmp_path: Path, axioms: str, facts: list[Fact]
) -> None:
    graph = store(tmp_path, axioms + " SubClassOf(t:A t:S) Declaration(Class(t:S))", [*facts, is_a("w", "A")])
    report = infer(graph)
    assert report.facts >= 1
    found = [proof for proof in contradictions(graph) if "Nothing" in str(proof.conclusion.object)]
    assert found
    for proof in found:
        assert problems(proof) == []
        assert "t.json#1" in proof.text("zh")
        assert proof.text("en")


@pytest.mark.parametrize(("axioms", "facts"), SEEDED)
def test_no_contradiction_is_seen_where_a_fact_is_missing(tmp_path: Path, axioms: str, facts: list[Fact]) -> None:
    graph = store(tmp_path, axioms, facts[1:])
    infer(graph)
    assert [proof for proof in contradictions(graph) if "Nothing" in str(proof.conclusion.object)] == []


def test_two_names_of_one_individual_are_reported_once_and_kept_apart(tmp_path: Path) -> None:
    facts = [value("x", "k", "139"), value("y", "k", "139"), is_a("x", "A"), is_a("y", "A")]
    graph = store(tmp_path, "HasKey(t:A () (t:k))", facts)
    infer(graph)
    (proof,) = contradictions(graph)
    assert proof.conclusion.property.endswith("sameAs")
    assert set(proof.leaves()) == set(facts)
    assert problems(proof) == []
    assert set(graph.facts()) == set(facts)


def test_what_holds_at_different_times_contradicts_nothing(tmp_path: Path) -> None:
    spring = is_a("x", "A", valid_to="2025-06-01T00:00:00+08:00")
    autumn = is_a("x", "B", valid_from="2025-09-01T00:00:00+08:00")
    graph = store(tmp_path, "DisjointClasses(t:A t:B)", [spring, autumn])
    assert contradictions(graph) == ()


def test_a_report_has_a_bounded_length(tmp_path: Path) -> None:
    facts = [fact for n in range(9) for fact in (is_a(f"i{n}", "A"), is_a(f"i{n}", "B"))]
    graph = store(tmp_path, "DisjointClasses(t:A t:B)", facts)
    assert len(contradictions(graph)) == 9
    assert len(contradictions(graph, most=4)) == 4


def _broken(graph: EmbeddedStore) -> list[tuple[str, str]]:
    found = [proof for proof in contradictions(graph) if proof.conclusion.property == RDF_TYPE]
    return sorted((proof.conclusion.subject[-1], proof.rule.id if proof.rule else "") for proof in found)


def test_each_rule_that_one_individual_breaks_is_reported(tmp_path: Path) -> None:
    graph = store(tmp_path, "DisjointClasses(t:A t:B t:D)", [is_a("x", "A"), is_a("x", "B"), is_a("x", "D")])
    assert len(_broken(graph)) == 3


def test_each_way_to_break_a_rule_is_reported_once(tmp_path: Path) -> None:
    graph = store(tmp_path, "FunctionalDataProperty(t:n)", [value("x", "n", n) for n in (1, 2, 3)])
    leaves = [sorted(str(fact.value) for fact in proof.leaves()) for proof in contradictions(graph)]
    assert sorted(leaves) == [["1", "2"], ["1", "3"], ["2", "3"]]


def test_a_contradiction_is_seen_behind_one_whose_facts_hold_at_different_times(tmp_path: Path) -> None:
    early = is_a("x", "A", valid_to="2021-01-01T00:00:00+08:00")
    late = is_a("x", "B", valid_from="2022-01-01T00:00:00+08:00")
    graph = store(tmp_path, "DisjointClasses(t:A t:B) DisjointClasses(t:A t:D)", [early, late, is_a("x", "D")])
    assert _broken(graph) == [("x", "DisjointClasses(A D)")]


def test_a_contradiction_is_seen_whose_premises_were_worked_out_after_another(tmp_path: Path) -> None:
    axioms = "SubClassOf(t:A owl:Nothing) FunctionalObjectProperty(t:p) DifferentIndividuals(t:y t:z)"
    graph = store(tmp_path, axioms, [is_a("y", "A"), link("x", "p", "y"), link("x", "p", "z")])
    assert [rule for of, rule in _broken(graph) if of == "y"] == [
        f"FunctionalObjectProperty(p) [{DIFFERENT}]",
        "SubClassOf(A Nothing)",
    ]
