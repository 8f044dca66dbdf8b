from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from tests.ingest.small_shop import SmallShop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def shop(tmp_path: Path, store: EmbeddedStore) -> SmallShop:
    folder = tmp_path / "shop"
    folder.mkdir()
    return SmallShop(folder=folder, store=store)
