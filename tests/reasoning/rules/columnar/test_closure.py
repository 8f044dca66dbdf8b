"""The columnar engine against the naive reasoner."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.fact import Fact
from reasoning.rules import Rule
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys_of, tuples_of
from reasoning.rules.columnar.trace import rules_of
from reasoning.rules.relation import Tuple, tuple_of
from tests.reasoning.rules.naive import naive_closure
from tests.reasoning.rules.random_programs import (
    all_programs,
    dense_graphs,
    facts,
    folding_programs,
    graphs,
    negating_programs,
    programs,
    rules,
)


def closed(program: Iterable[Rule], *batches: Iterable[Fact]) -> ColumnarClosure:
    terms = Terms()
    closure = ColumnarClosure(ColumnarProgram(program, terms), terms)
    for batch in batches:
        change(closure, added=keys_of(batch, terms))
    return closure


def holding(closure: ColumnarClosure) -> set[Tuple]:
    return {fact for predicate, keys in closure.holding() for fact in tuples_of(predicate, keys, closure.terms)}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(programs, graphs)
def test_the_engine_derives_what_the_naive_reasoner_derives(program: list[Rule], graph: list[Fact]) -> None:
    assert holding(closed(program, graph)) == naive_closure(program, map(tuple_of, graph))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(programs, graphs, st.integers(0, 12))
def test_two_batches_give_what_one_gives(program: list[Rule], graph: list[Fact], cut: int) -> None:
    assert holding(closed(program, graph[:cut], graph[cut:])) == holding(closed(program, graph))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(all_programs, dense_graphs)
def test_absence_and_equality_mean_what_they_mean_to_the_naive_reasoner(program: list[Rule], graph: list[Fact]) -> None:
    assert holding(closed(program, graph)) == naive_closure(program, map(tuple_of, graph))


changes = st.lists(
    st.tuples(st.lists(facts, max_size=6), st.lists(st.integers(0, 24), max_size=8)), min_size=1, max_size=4
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(all_programs, dense_graphs, changes)
def test_after_any_changes_the_state_is_that_of_a_closure_from_scratch(
    program: list[Rule], graph: list[Fact], steps: list[tuple[list[Fact], list[int]]]
) -> None:
    closure = closed(program, graph)
    now = {fact.key: fact for fact in graph}
    for added, places in steps:
        removed = [fact for place, fact in enumerate(now.values()) if place in places]
        change(closure, added=keys_of(added, closure.terms), removed=keys_of(removed, closure.terms))
        now = {key: fact for key, fact in now.items() if fact not in removed} | {fact.key: fact for fact in added}
        assert holding(closure) == naive_closure(program, map(tuple_of, now.values()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(rules, min_size=1, max_size=8), dense_graphs, changes)
def test_ranks_still_go_down_along_premises_after_changes(
    program: list[Rule], graph: list[Fact], steps: list[tuple[list[Fact], list[int]]]
) -> None:
    closure = closed(program, graph)
    for added, places in steps:
        removed = [fact for place, fact in enumerate(graph) if place in places]
        change(closure, added=keys_of(added, closure.terms), removed=keys_of(removed, closure.terms))
        for predicate, keys in closure.holding():
            explained = sum(len(found) for _, found in rules_of(closure, predicate, keys))
            assert explained == closure.relations[predicate].derived()


def _ranks(closure: ColumnarClosure) -> dict[Tuple, tuple[int, str]]:
    """Each fact with its rank, and the rule that is named for it."""
    found: dict[Tuple, tuple[int, str]] = {}
    for predicate, keys in closure.holding():
        named = {key: rule.id for rule, some in rules_of(closure, predicate, keys) for key in some.tolist()}
        ranks = closure.relations[predicate].ranks(keys).tolist()
        told = zip(tuples_of(predicate, keys, closure.terms), keys.tolist(), ranks, strict=True)
        found |= {fact: (rank, named.get(key, "")) for fact, key, rank in told}
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.one_of(negating_programs, folding_programs, st.lists(rules, min_size=1, max_size=8)), dense_graphs, changes)
def test_a_changed_closure_names_the_ranks_and_rules_of_a_closure_from_scratch_and_tells_what_was_touched(
    program: list[Rule], graph: list[Fact], steps: list[tuple[list[Fact], list[int]]]
) -> None:
    closure = closed(program, graph)
    now = {fact.key: fact for fact in graph}
    for added, places in steps:
        before = _ranks(closure)
        removed = [fact for place, fact in enumerate(now.values()) if place in places]
        touched = change(closure, added=keys_of(added, closure.terms), removed=keys_of(removed, closure.terms))
        now = {key: fact for key, fact in now.items() if fact not in removed} | {fact.key: fact for fact in added}
        after = _ranks(closure)
        assert after == _ranks(closed(program, now.values()))
        assert touched is not None
        told = {fact for predicate, keys in touched.items() for fact in tuples_of(predicate, keys, closure.terms)}
        assert {fact for fact in before.keys() | after.keys() if before.get(fact) != after.get(fact)} <= told


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.one_of(negating_programs, st.lists(rules, min_size=1, max_size=8)), dense_graphs, dense_graphs, dense_graphs)
def test_facts_may_be_barred_and_freed_as_if_they_always_had_been(
    program: list[Rule], graph: list[Fact], first: list[Fact], then: list[Fact]
) -> None:
    given_keys = {fact.key for fact in graph}
    first, then = ([fact for fact in facts if fact.key not in given_keys] for facts in (first, then))
    closure = closed(program, graph)
    terms = closure.terms
    change(closure, barred=keys_of(first, terms))
    change(closure, freed=keys_of(first, terms), barred=keys_of(then, terms))
    fresh = ColumnarClosure(ColumnarProgram(program, terms), terms, barred=keys_of(then, terms))
    change(fresh, added=keys_of(graph, terms))
    assert _ranks(closure) == _ranks(fresh)
