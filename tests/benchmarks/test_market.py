"""The market of the richer program: what follows from it, and that its joins stay small."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import market
from benchmarks.market import NS
from benchmarks.ntriples import read
from benchmarks.richer import fengmi, rules_of
from graph.fact import Fact
from reasoning.rules import compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys, tuples_of
from reasoning.rules.columnar.facts import fact_of
from reasoning.rules.relation import Tuple, tuple_of
from tests.reasoning.rules.naive import naive_closure


def closed(data: Path) -> tuple[ColumnarClosure, list[Fact]]:
    """The closure of a market, and the facts given."""
    ontology = market.ontology()
    terms = Terms()
    given = read(data, terms)
    facts = [fact_of(name, key, terms, ontology) for name, found in given.items() for key in found.tolist()]
    closure = ColumnarClosure(ColumnarProgram(rules_of(compile_rules(ontology)), terms), terms)
    change(closure, added=given)
    return closure, facts


def held(closure: ColumnarClosure) -> set[Tuple]:
    return {fact for name, found in closure.holding() for fact in tuples_of(name, found, closure.terms)}


def test_the_market_closes_as_the_naive_reasoner_closes_it(tmp_path: Path) -> None:
    market.write(6, tmp_path / "m.nt", seed=3)
    closure, facts = closed(tmp_path / "m.nt")
    rules = rules_of(compile_rules(market.ontology()))
    assert held(closure) == naive_closure(rules, {tuple_of(fact) for fact in facts})


def test_what_one_name_of_a_customer_bought_the_other_name_bought(tmp_path: Path) -> None:
    market.write(200, tmp_path / "m.nt")
    closure, _ = closed(tmp_path / "m.nt")
    bought = {(subject, end) for name, subject, end in held(closure) if name == NS + "bought"}
    twice = sorted({subject for subject, _ in bought if subject.endswith("b")})
    assert len(twice) > 2
    for name in twice:
        first = {end for subject, end in bought if subject == name[:-1]}
        assert first == {end for subject, end in bought if subject == name}


def test_a_key_of_two_properties_is_joined_by_the_one_that_tells_individuals_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.write(2_000, tmp_path / "m.nt")
    # Four platforms among two thousand customers: joined by platform first, a million rows.
    monkeypatch.setattr(keys, "MAX_ROWS", 100_000)
    assert len(fengmi(tmp_path / "m.nt")["facts"]) > 100_000
