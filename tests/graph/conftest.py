"""The stores that must keep the contract: a new one is one more entry of STORES."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from graph.port import GraphStore
from tests.graph.shop import ontology
from tests.neo4j_access import Reach, emptied

Opener = Callable[[], GraphStore]


def _embedded(request: pytest.FixtureRequest) -> Opener:
    folder: Path = request.getfixturevalue("tmp_path")
    return lambda: EmbeddedStore(folder / "store")


def _neo4j(request: pytest.FixtureRequest) -> Opener:
    reach: Reach = request.getfixturevalue("neo4j_server")
    emptied(reach)
    return lambda: Neo4jStore(reach.url, reach.access)


STORES: dict[str, Callable[[pytest.FixtureRequest], Opener]] = {"embedded": _embedded, "neo4j": _neo4j}


@pytest.fixture(params=sorted(STORES))
def open_store(request: pytest.FixtureRequest) -> Opener:
    """Open the test's own store; it is the same one each time."""
    return STORES[request.param](request)


@pytest.fixture
def store(open_store: Opener) -> Iterator[GraphStore]:
    """The test's store with the small ontology and no facts."""
    opened = open_store()
    opened.load_ontology(ontology())
    yield opened
    opened.close()


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[GraphStore]:
    """An embedded store with the small ontology, for what Neo4j has otherwise."""
    opened = EmbeddedStore(tmp_path / "store")
    opened.load_ontology(ontology())
    yield opened
    opened.close()
