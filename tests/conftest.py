"""What tests of every room share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ingest import ingest, load_mapping
from reasoning.rules import infer
from tests.neo4j_access import Reach, reached
from tools.neo4j_server import ServerError

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of data that no one here wrote; absence skips, and fails where CI must have it."""
    if not SHARED.is_dir():
        reason = f"{SHARED} is not there; it is kept outside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def ecom_bench(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with all of ecom-bench and what follows from it, which tests only read."""
    store = EmbeddedStore(tmp_path_factory.mktemp("ecom-bench") / "store")
    ingest(load_mapping("ecom-bench"), shared_data / "ecom-bench", store)
    infer(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Reach]:
    """A real Neo4j for the whole run; without Java or Maven its tests skip, and fail where CI must have it."""
    try:
        with reached() as reach:
            yield reach
    except ServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
