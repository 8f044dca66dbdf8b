"""The columnar engine against the naive reasoner."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.fact import Fact
from reasoning.rules import Rule
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, keys_of, tuples_of
from reasoning.rules.relation import Tuple, tuple_of
from tests.reasoning.rules.naive import naive_closure
from tests.reasoning.rules.random_programs import graphs, programs


def closed(program: Iterable[Rule], *batches: Iterable[Fact]) -> ColumnarClosure:
    terms = Terms()
    closure = ColumnarClosure(ColumnarProgram(program, terms), terms)
    for batch in batches:
        closure.add(keys_of(batch, terms))
    return closure


def holding(closure: ColumnarClosure) -> set[Tuple]:
    return {t for p, relation in closure.relations.items() for t in tuples_of(p, relation.keys(), closure.terms)}


@settings(max_examples=300, deadline=None)
@given(programs, graphs)
def test_the_engine_derives_what_the_naive_reasoner_derives(program: list[Rule], graph: list[Fact]) -> None:
    assert holding(closed(program, graph)) == naive_closure(program, map(tuple_of, graph))


@settings(max_examples=200, deadline=None)
@given(programs, graphs, st.integers(0, 12))
def test_two_batches_give_what_one_gives(program: list[Rule], graph: list[Fact], cut: int) -> None:
    assert holding(closed(program, graph[:cut], graph[cut:])) == holding(closed(program, graph))
