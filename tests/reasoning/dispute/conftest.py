"""One store with the dispute ontology for the folder's tests; every case has its own IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ontology.load import load_ontology


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store that holds the dispute ontology."""
    folder: Path = tmp_path_factory.mktemp("dispute")
    made = EmbeddedStore(folder / "store")
    made.load_ontology(load_ontology(["dispute"]))
    yield made
    made.close()
