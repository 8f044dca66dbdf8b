"""A store kept in step by small changes holds what one that is loaded and inferred anew holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.bulk_port import BulkStore
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.fact import Fact
from graph.neo4j import Neo4jStore
from graph.port import WriteReport
from graph.schema import GraphSchema
from ingest import ingest, load_mapping
from ontology.errors import InputError, RuleError, StoreError
from ontology.owl import RDF_TYPE
from reasoning.rules import LiveGraph, Proof, infer, prove
from tests.neo4j_access import Reach, emptied
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.shop import is_a, link, ontology, store, swrl, told, value

Opener = Callable[[], BulkStore]
DEMO_SHOP = Path(__file__).parents[3] / "examples" / "demo-shop"
STARTS = ("2024-01-01T00:00:00+08:00", "2025-06-01T00:00:00+08:00")
ENDS = ("", "2026-01-01T00:00:00+08:00")
CHANGES = 200


def _embedded(request: pytest.FixtureRequest) -> Opener:
    folders = iter(range(9))
    folder: Path = request.getfixturevalue("tmp_path")
    return lambda: EmbeddedStore(folder / f"store-{next(folders)}")


def _neo4j(request: pytest.FixtureRequest) -> Opener:
    reach: Reach = request.getfixturevalue("neo4j_server")

    def empty() -> BulkStore:
        emptied(reach)
        return Neo4jStore(reach.url, reach.access)

    return empty


@pytest.fixture(params=[_embedded, _neo4j], ids=["embedded", "neo4j"])
def empty_store(request: pytest.FixtureRequest) -> Opener:
    """Opens a store that holds nothing; one at a time."""
    opener: Opener = request.param(request)
    return opener


def _changes(
    asserted: list[Fact], schema: GraphSchema, chance: random.Random
) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Changes of a few facts each: what is added, and what is removed."""
    now = {fact.key: fact for fact in asserted}
    gone: list[Fact] = []
    by_property: dict[str, list[Fact]] = {}
    for fact in asserted:
        by_property.setdefault(fact.property, []).append(fact)
    properties, classes = sorted(by_property), sorted(schema.labels)

    def new() -> Fact:
        # A property first, so that rare ones are tried as often as common ones.
        alike = by_property[chance.choice(properties)]
        fact, other = chance.choice(alike), chance.choice(alike)
        kind = chance.randrange(5)
        if kind == 0 and gone:
            return gone.pop(chance.randrange(len(gone)))
        if kind == 1:
            return Fact(subject=fact.subject, property=RDF_TYPE, object=chance.choice(classes), source="changed#1")
        fact = replace(fact, object=other.object, value=other.value, source="changed#2", quote="")
        return replace(fact, valid_from=chance.choice(STARTS), valid_to=chance.choice(ENDS)) if kind == 2 else fact

    made = 0
    while made < CHANGES:
        size = chance.randrange(1, 4)
        old = chance.sample(sorted(now.values(), key=str), size) if chance.random() < 0.5 else []
        added = [new() for _ in range(0 if old else size)]
        single = {(f.subject, f.property) for f in added if f.value is not None and not schema.is_multiple(f.property)}
        old += [fact for fact in now.values() if (fact.subject, fact.property) in single]
        for fact in old:
            gone.append(now.pop(fact.key))
        now.update({fact.key: fact for fact in added})
        made += len(old) + len(added)
        yield added, old


def _agree_after_changes(empty_store: Opener, mapping: str, data: Path) -> None:
    changed = empty_store()
    ingest(load_mapping(mapping), data, changed)
    live = LiveGraph(changed)
    live.infer()
    before = checksum(changed)
    asserted = [fact for fact in changed.facts() if not fact.inferred]
    inferred = 0
    for added, removed in _changes(asserted, changed.schema, random.Random(20261123)):
        report = live.write(added=added, removed=removed).inferred
        inferred += report.created + report.changed + report.removed
    assert inferred > CHANGES / 4
    after, proofs = checksum(changed), _sound(changed)
    assert after != before
    now = [fact for fact in changed.facts() if not fact.inferred]
    known = changed.ontology
    changed.close()
    fresh = empty_store()
    fresh.load_ontology(known)
    fresh.write(added=now)
    infer(fresh)
    assert after == checksum(fresh)
    assert proofs > 0
    fresh.close()


def _sound(graph: BulkStore) -> int:
    """How many inferred facts were proved, each proof being sound."""
    chance = random.Random(7)
    inferred = sorted((fact for fact in graph.facts() if fact.inferred), key=str)
    for fact in chance.sample(inferred, min(50, len(inferred))):
        proof: Proof = prove(graph, fact)
        assert problems(proof) == []
    return len(inferred)


def test_after_200_changes_of_the_demo_shop_the_graph_is_that_of_a_fresh_load(empty_store: Opener) -> None:
    _agree_after_changes(empty_store, "demo-shop", DEMO_SHOP)


@pytest.mark.shared_data
def test_after_200_changes_of_ecom_bench_the_graph_is_that_of_a_fresh_load(
    empty_store: Opener, shared_data: Path
) -> None:
    _agree_after_changes(empty_store, "ecom-bench", shared_data / "ecom-bench")


AXIOMS = "SubClassOf(t:A t:B) SubClassOf(t:B t:C) SubObjectPropertyOf(t:p t:q)"


def test_a_change_and_what_follows_from_it_are_written_together(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [])
    live = LiveGraph(graph)
    done = live.write(added=[is_a("x", "A"), link("x", "p", "y")])
    assert (done.asserted.created, done.inferred.created) == (2, 3)
    before = graph.revision()
    done = live.write(added=[is_a("x", "B")], removed=[is_a("x", "A"), link("x", "p", "y")])
    assert graph.revision() == before + 1
    assert told(graph.facts()) == {("x", "is", "B"), ("x", "is", "C")}
    assert (done.asserted.removed, done.inferred.removed) == (2, 1)


def test_what_somebody_else_wrote_is_noticed(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    live.infer()
    graph.write(added=[link("x", "p", "y")], removed=[is_a("x", "A")])
    live.write(added=[value("x", "n", 1)])
    assert told(graph.facts()) == {("x", "p", "y"), ("x", "q", "y"), ("x", "n", "1")}


def test_another_ontology_is_noticed(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    live.infer()
    graph.load_ontology(ontology("SubClassOf(t:A t:D)"))
    live.write(added=[value("x", "n", 1)])
    assert told(graph.facts()) == {("x", "is", "A"), ("x", "is", "D"), ("x", "n", "1")}


def test_what_the_store_cannot_take_changes_nothing(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    live.infer()
    before = set(graph.facts())
    with pytest.raises(StoreError, match="NoSuchClass"):
        live.write(added=[is_a("y", "A"), is_a("x", "NoSuchClass")])
    assert set(graph.facts()) == before
    live.write(removed=[is_a("x", "A")])
    assert set(graph.facts()) == set()


def test_an_inferred_fact_cannot_be_written_or_taken_away(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    live.infer()
    (inferred, _) = (fact for fact in graph.facts() if fact.inferred)
    with pytest.raises(InputError, match="inferred"):
        live.write(removed=[inferred])
    # Taking it away as if it were asserted does nothing, as it still follows.
    before = set(graph.facts())
    assert live.write(removed=[replace(inferred, rule="")]).asserted.removed == 0
    assert set(graph.facts()) == before


def test_a_small_load_is_followed_batch_by_batch_and_a_large_one_inferred_at_its_end(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [value(f"i{n}", "n", n) for n in range(20)])
    live = LiveGraph(graph)
    live.infer()
    assert live.load([is_a("x", "A")], []).created == 1
    assert ("x", "is", "C") in told(graph.facts())
    assert live.finish().created == 2
    live.load([is_a("y", "A")], [])
    live.load([is_a(f"z{n}", "A") for n in range(5)], [is_a("x", "A")])
    assert ("z0", "is", "C") not in told(graph.facts())
    assert live.finish().created >= 10
    assert ("z0", "is", "C") in told(graph.facts())
    assert ("x", "is", "C") not in told(graph.facts())


def test_a_value_that_a_rule_cannot_conclude_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    rule = swrl("R", "DataPropertyAtom(t:k ?x ?v)", "DataPropertyAtom(t:n ?x ?v)")
    graph = store(tmp_path, rule, [value("x", "k", "5")])
    live = LiveGraph(graph)
    live.infer()
    before = set(graph.facts())
    with pytest.raises(RuleError, match="'R' gives n"):
        live.write(added=[value("y", "k", "five")])
    assert set(graph.facts()) == before
    live.write(added=[value("y", "k", "6")])
    assert ("y", "n", "6") in told(graph.facts())


def test_what_is_kept_is_made_anew_when_changes_have_brought_too_many_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reasoning.rules.materialised.SPARE_TERMS", 0)
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    for n in range(40):
        live.write(added=[value("x", "n", n)], removed=[value("x", "n", n - 1)])
    assert told(graph.facts()) == {("x", "is", "A"), ("x", "is", "B"), ("x", "is", "C"), ("x", "n", "39")}


class _Meanwhile:
    """A store to which somebody else writes just before our first few writes."""

    def __init__(self, graph: BulkStore, *others: Fact) -> None:
        self._graph = graph
        self._others = list(others)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)

    def write(self, **given: Any) -> WriteReport:
        if self._others:
            self._graph.write(added=[self._others.pop(0)])
        return self._graph.write(**given)


def test_what_somebody_else_writes_during_an_inference_is_noticed(tmp_path: Path) -> None:
    graph: Any = _Meanwhile(store(tmp_path, AXIOMS, [is_a("x", "A")]), is_a("other", "B"))
    live = LiveGraph(graph)
    live.infer()
    assert ("other", "is", "C") in told(graph.facts())
    live.write(added=[is_a("y", "B")])
    assert told(fact for fact in graph.facts() if fact.inferred) == {
        ("x", "is", "B"),
        *((name, "is", "C") for name in ("x", "y", "other")),
    }


def test_what_somebody_else_writes_during_a_change_is_noticed(tmp_path: Path) -> None:
    inner = store(tmp_path, AXIOMS, [is_a("x", "A")])
    infer(inner)
    graph: Any = _Meanwhile(inner, link("x", "p", "y"), is_a("other", "B"))
    live = LiveGraph(graph)
    done = live.write(removed=[is_a("x", "A")])
    assert done.asserted.removed == 1
    assert told(graph.facts()) == {
        *(("x", p, "y") for p in ("p", "q")),
        *(("other", "is", name) for name in ("B", "C")),
    }


def test_a_writer_that_never_stops_is_reported(tmp_path: Path) -> None:
    others = [is_a(f"i{n}", "B") for n in range(9)]
    graph: Any = _Meanwhile(store(tmp_path, AXIOMS, [is_a("x", "A")]), *others)
    with pytest.raises(StoreError, match="all the time"):
        infer(graph)


def test_no_change_costs_nothing(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A")])
    live = LiveGraph(graph)
    assert live.write().inferred.created == 0
    assert told(graph.facts()) == {("x", "is", "A")}


ONE_VALUE = 'AnnotationAssertion(g:multiple t:k "true"^^xsd:boolean) FunctionalObjectProperty(t:p)'


def test_a_new_value_replaces_the_old_one_where_a_property_has_one(tmp_path: Path) -> None:
    old = [value("x", "n", 1), value("x", "k", "a"), link("x", "p", "y"), is_a("x", "A"), value("y", "n", 1)]
    graph = store(tmp_path, f"{AXIOMS} {ONE_VALUE}", old)
    live = LiveGraph(graph)
    done = live.replace([value("x", "n", 2), value("x", "k", "b"), link("x", "p", "z"), is_a("x", "D")])
    assert (done.asserted.created, done.asserted.removed) == (4, 2)
    assert {said for said in told(graph.facts()) if said[0] == "x"} == {
        *(("x", "is", name) for name in "ABCD"),
        *(("x", p, "z") for p in "pq"),
        *(("x", *said) for said in (("n", "2"), ("k", "a"), ("k", "b"))),
    }
    assert live.replace([value("x", "n", 2)]).asserted.unchanged == 1


def test_values_that_hold_at_different_times_stay_beside_each_other(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [value("x", "n", 1, valid_to=STARTS[1])])
    live = LiveGraph(graph)
    live.replace([value("x", "n", 2, valid_from=STARTS[1])])
    assert told(graph.facts()) == {("x", "n", "1"), ("x", "n", "2")}
    live.replace([value("x", "n", 3, valid_from=ENDS[1])])
    assert told(graph.facts()) == {("x", "n", "1"), ("x", "n", "3")}


def test_two_values_at_once_for_a_property_that_has_one_are_refused(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [value("x", "n", 1)])
    with pytest.raises(InputError, match="one value at a time"):
        LiveGraph(graph).replace([value("x", "n", 2), value("x", "n", 3)])
    assert told(graph.facts()) == {("x", "n", "1")}


def test_a_load_that_fails_leaves_nothing_behind_for_the_report_of_the_next(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [value(f"i{n}", "n", n) for n in range(40)])
    live = LiveGraph(graph)
    live.infer()
    live.load([is_a("x", "A")], [])
    with pytest.raises(StoreError):
        live.load([is_a("y", "NoSuchClass")], [])
    live.load([is_a("z", "B")], [])
    assert live.finish().created == 1
