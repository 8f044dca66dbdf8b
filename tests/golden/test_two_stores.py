"""The questions and rulings of the demo have the same replies on the embedded store and on a real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from graph.port import GraphStore
from ingest import ingest, load_mapping
from ontology.general import CASE
from reasoning.dispute import judge
from reasoning.rules import infer
from tests.golden.cases import Case, read_cases
from tests.neo4j_access import Reach, emptied
from tests.reasoning.answer.desk import desk_of, let_out
from tests.reasoning.answer.small_bench import SHOP

DEMO_SHOP = Path(__file__).parents[2] / "examples" / "demo-shop"
RULED_AT = datetime.fromisoformat("2026-11-15T08:00:00+08:00")


def filled(store: GraphStore, mapping: str, data: Path) -> GraphStore:
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


def test_every_case_of_the_demo_shop_is_ruled_the_same_way_on_both_stores(
    network_store: Neo4jStore, tmp_path: Path
) -> None:
    here, there = filled(EmbeddedStore(tmp_path / "store"), "demo-shop", DEMO_SHOP), network_store
    filled(there, "demo-shop", DEMO_SHOP)
    assert frozenset(there.facts()) == frozenset(here.facts())
    label = here.schema.labels[CASE]
    cases = [str(row[0]) for row in here.query(f"MATCH (c:`{label}`) RETURN c.iri AS iri ORDER BY iri").rows]
    assert len(cases) >= 8
    for case in cases:
        for when in (RULED_AT, datetime.fromisoformat("2026-11-05T08:00:00+08:00")):
            assert judge(there, case, when) == judge(here, case, when)
    here.close()
