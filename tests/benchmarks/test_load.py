"""The load benchmark on a shop of a few hundred individuals."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from benchmarks.commerce import Commerce, Links
from benchmarks.load import main, measure
from benchmarks.raw import RawNeo4j
from graph.neo4j import Neo4jStore
from tests.neo4j_access import Reach, emptied


def generated(scale: float) -> int:
    """How many individuals the shop of a scale has."""
    return sum(len(part.iris) for part in Commerce(scale).parts(50) if not isinstance(part, Links))


def test_the_embedded_store_is_measured_beside_the_bare_driver(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "0.0005", "--stores", "embedded", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert (result["store"], result["nodes"]) == ("embedded", generated(0.0005))
    assert min(result["nodesPerSecond"], result["rawNodesPerSecond"], result["factsReadPerSecond"]) > 0


def test_the_table_shows_both_kinds_of_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "0.0005", "--stores", "embedded", "--alone"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("nodes", "relationships", "read as columns", "peak memory"))


@pytest.mark.server
def test_neo4j_is_measured_beside_the_bare_driver(neo4j_server: Reach) -> None:
    emptied(neo4j_server)
    store = Neo4jStore(neo4j_server.url, neo4j_server.access)
    raw = RawNeo4j(neo4j_server.url, neo4j_server.username, neo4j_server.password)
    try:
        result = measure("neo4j", store, raw, 0.0005)
        assert store.counts().nodes["RawEntity"] == result.nodes == store.counts().nodes["Entity"]
    finally:
        raw.close()
        store.close()
        neo4j_server.run("DROP CONSTRAINT raw IF EXISTS")
        emptied(neo4j_server)


def test_a_generated_shop_is_the_same_each_time_and_names_nothing_twice() -> None:
    parts = list(Commerce(0.001).parts(50))
    assert parts == list(Commerce(0.001).parts(50))
    pairs = Counter(
        (part.property, s, o)
        for part in parts
        if isinstance(part, Links)
        for s, o in zip(part.subjects, part.objects, strict=True)
    )
    assert max(pairs.values()) == 1
    iris = Counter(iri for part in parts if not isinstance(part, Links) for iri in part.iris)
    assert max(iris.values()) == 1
