"""Desks on ecom-bench and on the demo shop, which tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ingest import ingest, load_mapping
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, desk_of
from tests.reasoning.answer.small_bench import SHOP

DEMO_SHOP = Path(__file__).parents[3] / "examples" / "demo-shop"


@pytest.fixture(scope="session")
def bench(ecom_bench: EmbeddedStore) -> Desk:
    """The shop of ecom-bench."""
    return desk_of(ecom_bench, SHOP)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with the demo shop and what follows from it, which tests only read."""
    folder = tmp_path_factory.mktemp("demo-shop")
    store = EmbeddedStore(folder / "store")
    ingest(load_mapping("demo-shop"), DEMO_SHOP, store)
    infer(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def demo(demo_store: EmbeddedStore) -> Desk:
    """The demo shop."""
    return desk_of(demo_store, "fengchao")
