from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings

from graph.fact import Fact
from reasoning.rules import Proof, Rule, compile_rules
from reasoning.rules.columnar import ColumnarClosure, change, keys_of
from reasoning.rules.columnar.facts import key_of
from reasoning.rules.columnar.trace import Key, Step, proof, rules_of, step, steps
from reasoning.rules.columnar.tree import proof_tree
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.columnar.test_closure import closed
from tests.reasoning.rules.plain import Plain
from tests.reasoning.rules.random_programs import graphs, programs
from tests.reasoning.rules.shop import iri, is_a, link, ontology


def _tree(closure: ColumnarClosure, key: Key) -> Proof:
    words = Plain()
    return proof_tree(closure, *key, ontology(""), leaf=lambda fact: Proof(conclusion=fact, words=words), words=words)


def _height(key: Key, steps: Mapping[Key, Step]) -> int:
    return 1 + max((_height(p, steps) for p in steps[key].premises), default=0) if key in steps else 0


@settings(max_examples=200, deadline=None)
@given(programs, graphs, graphs)
def test_every_derived_fact_has_a_sound_proof_whatever_changed(
    program: list[Rule], graph: list[Fact], gone: list[Fact]
) -> None:
    closure = closed(program, graph)
    change(closure, removed=keys_of(gone, closure.terms))
    given_now = {key_of(f, closure.terms) for f in graph} - {key_of(f, closure.terms) for f in gone}
    for predicate, keys in closure.holding():
        for key in keys.tolist():
            tree = _tree(closure, (predicate, key))
            assert problems(tree) == []
            assert {key_of(leaf, closure.terms) for leaf in tree.leaves()} <= given_now


@settings(max_examples=100, deadline=None)
@given(programs, graphs)
def test_many_facts_are_told_the_rules_that_each_is_told_alone(program: list[Rule], graph: list[Fact]) -> None:
    closure = closed(program, graph)
    for predicate, keys in closure.holding():
        together = {key: rule.id for rule, found in rules_of(closure, predicate, keys) for key in found.tolist()}
        alone = {key: found.rule.id for key in keys.tolist() if (found := step(closure, predicate, key))}
        assert together == alone


@settings(max_examples=100, deadline=None)
@given(programs, graphs)
def test_a_proof_is_as_shallow_as_the_round_that_found_the_fact(program: list[Rule], graph: list[Fact]) -> None:
    closure = closed(program, graph)
    for predicate, keys in closure.holding():
        ranks = closure.relations[predicate].ranks(keys).tolist()
        for key, rank in zip(keys.tolist(), ranks, strict=True):
            assert _height((predicate, key), proof(closure, predicate, key)) == rank


def test_a_given_fact_has_no_step_even_when_a_rule_derives_it() -> None:
    closure = closed([], [is_a("x", "A"), link("x", "p", "y")])
    assert step(closure, *key_of(link("x", "p", "y"), closure.terms)) is None
    assert step(closure, iri("B"), 0) is None


def test_every_way_to_a_fact_is_told_on_request() -> None:
    rules = compile_rules(
        ontology("SubClassOf(t:A t:D) SubClassOf(t:B t:D) SubClassOf(ObjectSomeValuesFrom(t:p t:C) t:D)")
    )
    facts = [is_a("x", "A"), is_a("x", "B"), link("x", "p", "y"), link("x", "p", "z"), is_a("y", "C"), is_a("z", "C")]
    closure = closed(rules.rules, facts)
    ways = list(steps(closure, *key_of(is_a("x", "D"), closure.terms)))
    assert [way.rule.id for way in ways] == [
        "SubClassOf(A D)",
        "SubClassOf(B D)",
        *["SubClassOf(ObjectSomeValuesFrom(p C) D)"] * 2,
    ]
    assert len({way.premises for way in ways}) == 4
