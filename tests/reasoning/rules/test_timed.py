from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.fact import Fact
from reasoning.rules import Rule, close, compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, facts_of, keys_of
from reasoning.rules.plan import Plan
from reasoning.rules.timed import TimedClosure
from tests.reasoning.rules.random_programs import facts, programs
from tests.reasoning.rules.shop import is_a, link, ontology

# Nested intervals, so that of two derivations one is always the wider: the outcome then has no order in it.
STARTS = ["", "2025-01-01T00:00:00+08:00", "2025-06-01T00:00:00+08:00"]
some_timed = st.lists(
    st.builds(lambda fact, start: replace(fact, valid_from=start), facts, st.sampled_from(STARTS)),
    max_size=12,
    unique_by=lambda fact: fact.key,
)


def _closed(program: list[Rule], graph: list[Fact]) -> set[tuple[object, str]]:
    """Every fact with its start, closed in columns and over them."""
    always = [fact for fact in graph if not fact.valid_from]
    timed = [fact for fact in graph if fact.valid_from]
    terms, terminology = Terms(), ontology("")
    base = ColumnarClosure(ColumnarProgram(program, terms), terms, barred=keys_of(timed, terms))
    change(base, added=keys_of(always, terms))
    over = TimedClosure(Plan(program), base, terminology)
    over.add(timed)
    additions = [*timed, *(step.conclusion for step in over.derivations)]
    in_columns = {(fact.key, "") for fact in facts_of(dict(base.holding()), terms, terminology)}
    return in_columns | {(fact.key, fact.valid_from) for fact in additions}


@settings(max_examples=300, deadline=None)
@given(programs, some_timed)
def test_timed_facts_over_columns_give_what_one_engine_gives(program: list[Rule], graph: list[Fact]) -> None:
    closure = close(Plan(program), graph)
    alone = {(fact.key, fact.valid_from) for fact in graph}
    alone |= {(step.conclusion.key, step.conclusion.valid_from) for step in closure.derivations}
    assert _closed(program, graph) == alone


def test_what_is_asserted_for_a_time_is_not_derived_for_all_time() -> None:
    spring = is_a("x", "B", valid_from=STARTS[1])
    program = list(_rules("SubClassOf(t:A t:B) SubClassOf(t:B t:C)"))
    found = _closed(program, [is_a("x", "A"), spring, link("x", "p", "y")])
    assert (is_a("x", "C").key, STARTS[1]) in found
    assert (is_a("x", "C").key, "") not in found


def _rules(axioms: str) -> tuple[Rule, ...]:
    return compile_rules(ontology(axioms)).rules
