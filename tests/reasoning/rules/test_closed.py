"""Absence and aggregates, said by the annotations of a SWRL rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.fact import Fact
from ontology.errors import RuleError
from ontology.load import load_ontology
from reasoning.rules import LiveGraph, compile_rules, infer, prove
from tests.reasoning.rules.shop import is_a, link, ontology, store, swrl, told, value

DECLARED = " ".join(
    f"Declaration(AnnotationProperty(g:{name}))" for name in ("unless", "countOf", "sumOf", "leastOf", "greatestOf")
)


def noted(notes: str, body: str, head: str, name: str = "R") -> str:
    """A rule with annotations."""
    return DECLARED + swrl(name, body, head).replace("DLSafeRule(", f"DLSafeRule({notes} ", 1)


LONELY = noted("Annotation(g:unless t:B)", "ClassAtom(t:A ?x) ClassAtom(t:B ?x)", "ClassAtom(t:C ?x)")
NUMBERS = "ObjectPropertyAtom(t:p ?x ?y) DataPropertyAtom(t:n ?y ?v)"


def test_a_rule_holds_unless_what_is_named_does(tmp_path: Path) -> None:
    graph = store(tmp_path, LONELY, [is_a("x", "A"), is_a("y", "A"), is_a("y", "B")])
    infer(graph)
    assert told(fact for fact in graph.facts() if fact.inferred) == {("x", "is", "C")}


def test_an_exception_that_comes_takes_the_conclusion_away_and_one_that_goes_gives_it_back(tmp_path: Path) -> None:
    graph = store(tmp_path, LONELY + "SubClassOf(t:D t:B)", [is_a("x", "A")])
    live = LiveGraph(graph)
    assert live.write(added=[is_a("x", "D")]).inferred.removed == 1
    assert ("x", "is", "C") not in told(graph.facts())
    live.write(removed=[is_a("x", "D")])
    assert ("x", "is", "C") in told(graph.facts())


@pytest.mark.parametrize(
    ("notes", "head", "result"),
    [
        ('Annotation(g:sumOf "v")', "DataPropertyAtom(t:m ?x ?w)", "7"),
        ('Annotation(g:countOf "?y")', "DataPropertyAtom(t:m ?x ?w)", "3"),
        ('Annotation(g:countOf "v")', "DataPropertyAtom(t:m ?x ?w)", "2"),
        ('Annotation(g:leastOf "v")', "DataPropertyAtom(t:m ?x ?w)", "2"),
        ('Annotation(g:greatestOf "v")', "DataPropertyAtom(t:m ?x ?w)", "3"),
    ],
)
def test_a_rule_folds_what_its_conditions_find_and_the_proof_names_all_of_it(
    tmp_path: Path, notes: str, head: str, result: str
) -> None:
    lines = [fact for n, line in ((2, "y"), (2, "z"), (3, "w")) for fact in (link("x", "p", line), value(line, "n", n))]
    graph = store(tmp_path, noted(notes, NUMBERS, head), lines)
    infer(graph)
    (found,) = (fact for fact in graph.facts() if fact.inferred)
    assert (found.rule, found.value) == ("R", int(result))
    assert set(prove(graph, found).leaves()) == set(lines)


def test_a_sum_follows_its_lines(tmp_path: Path) -> None:
    lines = [link("x", "p", "y"), value("y", "n", 2)]
    graph = store(tmp_path, noted('Annotation(g:sumOf "v")', NUMBERS, "DataPropertyAtom(t:m ?x ?w)"), lines)
    live = LiveGraph(graph)
    live.write(added=[link("x", "p", "z"), value("z", "n", 5)])
    assert [fact.value for fact in graph.facts() if fact.inferred] == [7]
    live.write(removed=lines)
    assert [fact.value for fact in graph.facts() if fact.inferred] == [5]


def test_what_rests_on_an_absence_has_a_proof_from_the_store(tmp_path: Path) -> None:
    graph = store(tmp_path, LONELY, [is_a("x", "A")])
    infer(graph)
    (found,) = (fact for fact in graph.facts() if fact.inferred)
    proof = prove(graph, found)
    assert set(proof.leaves()) == {is_a("x", "A")}
    assert "并非" in proof.text("zh")


def test_a_fact_that_holds_for_a_time_is_neither_present_nor_absent_to_such_a_rule(tmp_path: Path) -> None:
    start = "2025-01-01T00:00:00+08:00"
    facts: list[Fact] = [is_a("x", "A"), is_a("x", "B", valid_from=start), is_a("y", "A", valid_from=start)]
    graph = store(tmp_path, LONELY, facts)
    infer(graph)
    assert told(fact for fact in graph.facts() if fact.inferred) == {("x", "is", "C")}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (noted("Annotation(g:unless t:D)", "ClassAtom(t:A ?x)", "ClassAtom(t:C ?x)"), "'R' holds unless D"),
        (noted("Annotation(g:unless t:A)", "ClassAtom(t:A t:i)", "ClassAtom(t:C t:i)"), "'R' has only conditions"),
        (
            noted("Annotation(g:unless t:p)", "ClassAtom(t:A ?x) ObjectPropertyAtom(t:p ?x ?y)", "ClassAtom(t:C ?x)"),
            "'R' is unsafe",
        ),
        (
            noted("Annotation(g:unless t:B)", "ClassAtom(t:A ?x) ClassAtom(t:B ?x)", "ClassAtom(t:B ?x)"),
            "'R' cannot be stratified",
        ),
        (
            noted("Annotation(g:unless t:B)", "ClassAtom(t:A ?x) ClassAtom(t:B ?x)", "ClassAtom(t:C ?x)")
            + "SubClassOf(t:C t:B)",
            "cannot be stratified",
        ),
        (noted('Annotation(g:sumOf "z")', NUMBERS, "DataPropertyAtom(t:m ?x ?w)"), r"'R' folds \?z"),
        (noted('Annotation(g:sumOf "v")', NUMBERS, "ClassAtom(t:C t:i)"), "'R' folds .* no variable"),
        (
            noted('Annotation(g:sumOf "v") Annotation(g:countOf "v")', NUMBERS, "DataPropertyAtom(t:m ?x ?w)"),
            "'R' folds twice",
        ),
        (
            noted("Annotation(g:unless t:B)", "ClassAtom(t:A ?x) ClassAtom(t:B ?x)", "ClassAtom(t:C ?x)")
            + 'AnnotationAssertion(g:onDemand t:C "true"^^xsd:boolean)',
            "'R' runs for one case",
        ),
    ],
)
def test_a_rule_that_cannot_be_run_fails_at_load_by_name(rule: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        compile_rules(ontology(rule))


def test_the_price_drop_of_an_order_is_the_sum_over_its_products() -> None:
    program = compile_rules(load_ontology(["service"]))
    (rule,) = (rule for rule in program.closed if rule.aggregate is not None)
    assert "合计" in rule.label("zh")
    assert rule.head.predicate.endswith("#priceDrop")
