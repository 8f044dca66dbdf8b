"""The questions and rulings of the demo have the same replies on the embedded store and on a real Neo4j."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graph.bulk_port import BulkStore
from graph.cypher_store import PAGE
from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from graph.port import Table
from ingest import ingest, load_mapping
from ontology.general import CASE
from reasoning.dispute import judge
from reasoning.rules import infer
from tests.golden.cases import Case, read_cases
from tests.neo4j_access import Reach, emptied
from tests.reasoning.answer.desk import desk_of, let_out
from tests.reasoning.answer.small_bench import SHOP

DEMO_SHOP = Path(__file__).parents[2] / "examples" / "demo-shop"
EARLIER = datetime.fromisoformat("2026-11-05T08:00:00+08:00")
RULED_AT = datetime.fromisoformat("2026-11-15T08:00:00+08:00")


def filled(store: BulkStore, mapping: str, data: Path) -> BulkStore:
    """The store with a shop's files and what follows from them."""
    ingest(load_mapping(mapping), data, store)
    infer(store)
    return store


@pytest.fixture
def network_store(neo4j_server: Reach) -> Iterator[Neo4jStore]:
    emptied(neo4j_server)
    store = Neo4jStore(neo4j_server.url, neo4j_server.access)
    yield store
    store.close()


@pytest.mark.shared_data
def test_every_golden_conversation_goes_the_same_way_on_both_stores(
    ecom_bench: EmbeddedStore, network_store: Neo4jStore, shared_data: Path
) -> None:
    here, there = (
        desk_of(ecom_bench, SHOP),
        desk_of(filled(network_store, "ecom-bench", shared_data / "ecom-bench"), SHOP),
    )
    assert network_store.counts() == ecom_bench.counts()
    assert frozenset(network_store.facts()) == frozenset(ecom_bench.facts())

    def different(case: Case) -> Iterator[str]:
        for turn in case.turns:
            one, other = (desk.ask(turn.ask, customer=case.customer, session=case.id) for desk in (here, there))
            if (one.status, one.route, one.confidence) != (other.status, other.route, other.confidence):
                yield f"{turn.ask}: {one.status} {one.route} {one.confidence} / {other.status} {other.route}"
            elif let_out(one) != let_out(other):
                yield f"{turn.ask}:\n{let_out(one)}\n{let_out(other)}"

    cases = read_cases()
    assert sum(len(case.turns) for case in cases) >= 50
    assert [line for case in cases for line in different(case)] == []


def rule_alike(one: BulkStore, other: BulkStore) -> None:
    """Fail unless two stores hold the same facts and each case is ruled the same way on both."""
    assert frozenset(other.facts()) == frozenset(one.facts())
    label = one.schema.labels[CASE]
    cases = [str(row[0]) for row in one.query(f"MATCH (c:`{label}`) RETURN c.iri AS iri ORDER BY iri").rows]
    rulings = {(case, when): judge(one, case, when) for case in cases for when in (RULED_AT, EARLIER)}
    # Ten that differ, not ten times the same one: a case may be ruled otherwise before all its evidence is in.
    assert len(set(rulings.values())) >= 10
    for (case, when), ruling in rulings.items():
        assert judge(other, case, when) == ruling


def test_every_case_of_the_demo_shop_is_ruled_the_same_way_on_both_stores(
    network_store: Neo4jStore, tmp_path: Path
) -> None:
    here = filled(EmbeddedStore(tmp_path / "store"), "demo-shop", DEMO_SHOP)
    rule_alike(here, filled(network_store, "demo-shop", DEMO_SHOP))
    here.close()


class Shuffled(EmbeddedStore):
    """A store whose rows come in any order where no order was asked for."""

    def __init__(self, path: Path, seed: int) -> None:
        self._dice = random.Random(seed)
        super().__init__(path)

    def _mixed(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        self._dice.shuffle(rows)
        return rows

    def _run(self, cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows = super()._run(cypher, parameters)
        return rows if "ORDER BY" in cypher else self._mixed(rows)

    def _stream(self, cypher: str, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        return iter(self._mixed(list(super()._stream(cypher, parameters))))

    def query(self, cypher: str, *arguments: Any, **more: Any) -> Table:
        found = super().query(cypher, *arguments, **more)
        rows = list(found.rows)
        if "ORDER BY" not in cypher:
            self._dice.shuffle(rows)
        return replace(found, rows=tuple(rows))

    def link_types(self) -> list[str]:
        names = super().link_types()
        self._dice.shuffle(names)
        return names

    def link_pages(
        self, name: str, *, keys: Sequence[str] | None = None, size: int = PAGE
    ) -> Iterator[list[dict[str, Any]]]:
        return (self._mixed(page) for page in super().link_pages(name, keys=keys, size=size))


@pytest.mark.parametrize("seed", [1, 2])
def test_rulings_and_their_proofs_do_not_depend_on_the_order_of_a_stores_rows(tmp_path: Path, seed: int) -> None:
    here = filled(EmbeddedStore(tmp_path / "store"), "demo-shop", DEMO_SHOP)
    there = filled(Shuffled(tmp_path / "shuffled", seed), "demo-shop", DEMO_SHOP)
    rule_alike(here, there)
    here.close()
    there.close()
