from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ontology.errors import RuleError
from ontology.load import load_ontology
from reasoning.rules import InferReport, infer
from tests.reasoning.rules.shop import iri, is_a, link, ontology, store, swrl, told, value

AXIOMS = "SubClassOf(t:A t:B) SubClassOf(t:B t:C) SubObjectPropertyOf(t:p t:q)"


def test_what_follows_is_stored_as_inferred_with_its_rule(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), link("x", "p", "y")])
    report = infer(graph)
    assert (report.asserted, report.facts, report.created) == (2, 3, 3)
    inferred = [fact for fact in graph.facts() if fact.inferred]
    assert told(inferred) == {("x", "is", "B"), ("x", "is", "C"), ("x", "q", "y")}
    assert {fact.rule for fact in inferred} == {"SubClassOf(A B)", "SubClassOf(B C)", "SubObjectPropertyOf(p q)"}


def test_a_second_inference_changes_nothing(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), link("x", "p", "y")])
    infer(graph)
    before = set(graph.facts())
    report = infer(graph)
    assert (report.created, report.changed, report.removed) == (0, 0, 0)
    assert set(graph.facts()) == before


def test_a_fact_whose_support_was_retracted_is_removed(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), link("x", "p", "y")])
    infer(graph)
    graph.write(removed=[is_a("x", "A")])
    assert infer(graph).removed == 2
    assert told(graph.facts()) == {("x", "p", "y"), ("x", "q", "y")}


def test_facts_that_support_each_other_go_when_their_ground_goes(tmp_path: Path) -> None:
    graph = store(tmp_path, "EquivalentClasses(t:B t:C) SubClassOf(t:A t:B)", [is_a("x", "A")])
    assert infer(graph).created == 2
    graph.write(removed=[is_a("x", "A")])
    infer(graph)
    assert list(graph.facts()) == []


def test_a_fact_that_still_follows_otherwise_stays_with_the_other_rule(tmp_path: Path) -> None:
    graph = store(tmp_path, "SubClassOf(t:A t:C) SubClassOf(t:B t:C)", [is_a("x", "A"), is_a("x", "B")])
    infer(graph)
    graph.write(removed=[is_a("x", "A")])
    report = infer(graph)
    assert (report.changed, report.removed) == (1, 0)
    assert {fact.rule for fact in graph.facts() if fact.inferred} == {"SubClassOf(B C)"}


def test_a_stated_fact_is_never_marked_inferred(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), is_a("x", "B")])
    infer(graph)
    assert is_a("x", "B") in set(graph.facts())


def test_values_computed_by_a_rule_are_stored_once(tmp_path: Path) -> None:
    body = 'DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:add ?w ?v "1"^^xsd:integer)'
    graph = store(tmp_path, swrl("R", body, "DataPropertyAtom(t:m ?x ?w)"), [value("x", "n", 1)])
    assert infer(graph).created == 1
    assert infer(graph) == InferReport(
        rules=1, skipped=0, asserted=1, facts=1, rounds=2, created=0, changed=0, removed=0, narrowed=0
    )


def test_an_ontology_with_a_bad_rule_changes_nothing_in_the_store(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    infer(graph)
    before = set(graph.facts())
    graph.load_ontology(ontology(AXIOMS + swrl("Bad", "ClassAtom(t:A ?x)", "ObjectPropertyAtom(t:p ?x ?y)")))
    with pytest.raises(RuleError, match="'Bad' is unsafe"):
        infer(graph)
    assert set(graph.facts()) == before


def test_the_shipped_packs_derive_nothing_from_nothing(tmp_path: Path) -> None:
    graph = store(tmp_path, "")
    graph.load_ontology(load_ontology(["service"]))
    assert infer(graph).facts == 0


def test_a_rule_with_a_constant_points_at_it(tmp_path: Path) -> None:
    graph = store(tmp_path, swrl("R", "ClassAtom(t:A ?x)", "ObjectPropertyAtom(t:p ?x t:i)"), [is_a("x", "A")])
    infer(graph)
    assert [fact.object for fact in graph.facts(subjects=[iri("x")]) if fact.inferred] == [iri("i")]


def test_inferred_facts_are_written_a_batch_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The package has a function of the module's name.
    monkeypatch.setattr(sys.modules["reasoning.rules.infer"], "BATCH", 4)
    stated = [is_a(f"x{n}", "A") for n in range(5)]
    graph = store(tmp_path, AXIOMS, stated)
    before = graph.revision()
    assert infer(graph).created == 10
    assert graph.revision() == before + 3
    graph.write(removed=stated[1:])
    assert infer(graph).removed == 8
    assert told(graph.facts()) == {("x0", "is", name) for name in "ABC"}


def test_a_fact_that_is_asserted_for_a_time_and_follows_for_all_time_is_reported(tmp_path: Path) -> None:
    ends = "2022-01-01T00:00:00+08:00"
    others = [is_a("y", "B", valid_to=ends), value("x", "n", 1, valid_to=ends)]
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), is_a("x", "B", valid_to=ends), *others])
    assert infer(graph).narrowed == 1
    (narrowed,) = (fact for fact in graph.facts() if fact.subject == iri("x") and fact.object == iri("B"))
    assert narrowed.valid_to == ends
    graph.write(removed=[is_a("x", "A")])
    assert infer(graph).narrowed == 0
