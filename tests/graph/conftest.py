"""The stores that must keep the contract: a new one is one more entry of STORES."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.port import GraphStore
from tests.graph.shop import ontology

STORES: dict[str, Callable[[Path], GraphStore]] = {"embedded": EmbeddedStore}


@pytest.fixture(params=sorted(STORES))
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], GraphStore]:
    """Open the test's own store; it is the same one each time."""
    opener = STORES[request.param]
    return lambda: opener(tmp_path / "store")


@pytest.fixture
def store(open_store: Callable[[], GraphStore]) -> Iterator[GraphStore]:
    """The test's store with the small ontology and no facts."""
    opened = open_store()
    opened.load_ontology(ontology())
    yield opened
    opened.close()
