"""A store that a whole test module shares, on either engine."""

from __future__ import annotations

import pytest

from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from tests.neo4j_access import Reach, emptied

ENGINES = ("embedded", "neo4j")


def open_empty(
    engine: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory
) -> EmbeddedStore | Neo4jStore:
    """An empty store: in a folder of its own, or on the server of the test run, of which everything is deleted."""
    if engine == "embedded":
        return EmbeddedStore(folders.mktemp("module") / "store")
    reach: Reach = request.getfixturevalue("neo4j_server")
    emptied(reach)
    return Neo4jStore(reach.url, reach.access)
