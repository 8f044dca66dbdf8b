"""Timed facts in parts: a change works out anew what it can reach, and leaves the rest as it is."""

from __future__ import annotations

from graph.fact import Fact
from reasoning.rules import compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys_of
from reasoning.rules.relation import tuple_of
from reasoning.rules.timed_graph import TimedGraph
from tests.reasoning.rules.shop import is_a, link, ontology

START, END = "2025-01-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"
AXIOMS = "SubClassOf(t:A t:B) EquivalentClasses(t:C ObjectSomeValuesFrom(t:p t:B)) TransitiveObjectProperty(t:q)"


class Setting:
    """A timed graph over columns."""

    def __init__(self, always: list[Fact], timed: list[Fact]) -> None:
        known, self.terms = ontology(AXIOMS), Terms()
        plan = compile_rules(known).materialised
        self.columns = ColumnarClosure(ColumnarProgram(plan.rules, self.terms), self.terms)
        change(self.columns, added=keys_of(always, self.terms))
        self.graph = TimedGraph(plan, self.columns, known)
        self.graph.change({tuple_of(fact): fact for fact in timed}, {})

    def add(self, fact: Fact) -> tuple[list[Fact], list[Fact]]:
        """Add a fact that always holds."""
        return self.graph.change({}, change(self.columns, added=keys_of([fact], self.terms)) or {})


def test_facts_that_meet_in_no_rule_are_in_parts_of_their_own_and_one_change_leaves_the_other() -> None:
    one, other = is_a("x", "A", valid_from=START), is_a("y", "A", valid_from=START)
    graph = Setting([], [one, other]).graph
    parts = {key: graph.part(key) for key in map(tuple_of, (one, other))}
    assert graph.part(tuple_of(is_a("x", "B"))) == parts[tuple_of(one)] != parts[tuple_of(other)]
    ended = is_a("x", "A", valid_from=START, valid_to=END)
    gone, come = graph.change({tuple_of(one): ended}, {})
    assert gone == []
    assert [(fact.object, fact.valid_to) for fact in come] == [(is_a("x", "B").object, END)]
    assert graph.part(tuple_of(one)) != parts[tuple_of(one)]
    assert graph.part(tuple_of(other)) == parts[tuple_of(other)]


def test_a_fact_of_the_columns_that_joins_two_parts_makes_them_one() -> None:
    near, far = link("a", "q", "b", valid_from=START), link("c", "q", "d", valid_from=START, valid_to=END)
    setting = Setting([], [near, far])
    assert setting.graph.part(tuple_of(near)) != setting.graph.part(tuple_of(far))
    _, come = setting.add(link("b", "q", "c"))
    assert (link("a", "q", "d").object, END) in {(fact.object, fact.valid_to) for fact in come}
    assert setting.graph.part(tuple_of(near)) == setting.graph.part(tuple_of(far))


def test_what_the_columns_come_to_hold_for_all_time_is_no_longer_derived_for_a_time() -> None:
    setting = Setting([link("x", "p", "y")], [is_a("y", "A", valid_from=START)])
    assert tuple_of(is_a("x", "C")) in setting.graph.derived
    setting.add(link("x", "p", "z"))
    gone, _ = setting.add(is_a("z", "B"))
    assert [fact.object for fact in gone] == [is_a("x", "C").object]


def test_the_last_fact_taken_away_leaves_nothing() -> None:
    only = is_a("x", "A", valid_from=START)
    graph = Setting([], [only]).graph
    gone, come = graph.change({tuple_of(only): None}, {})
    assert ([fact.object for fact in gone], come, graph.derived) == ([is_a("x", "B").object], [], {})
    assert graph.part(tuple_of(only)) is None
