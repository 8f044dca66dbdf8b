"""Desks on ecom-bench and on the demo shop, which tests only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ingest import ingest, load_mapping
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, desk_of
from tests.reasoning.answer.small_bench import SHOP
from tests.reasoning.answer.workshop import DEMO_SHOP, Workshop, workshop_in


@pytest.fixture(scope="session")
def bench(ecom_bench: EmbeddedStore) -> Desk:
    """The shop of ecom-bench."""
    return desk_of(ecom_bench, SHOP)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `store` has the demo shop and what follows from it; nobody opens it, everybody copies it."""
    folder = tmp_path_factory.mktemp("demo-shop")
    store = EmbeddedStore(folder / "store")
    ingest(load_mapping("demo-shop"), DEMO_SHOP, store)
    infer(store)
    store.close()
    return folder


@pytest.fixture(scope="session")
def demo_store(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """The demo shop's store, which tests only read."""
    store = _copied(demo_folder, tmp_path_factory.mktemp("demo-shop-read"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def demo(demo_store: EmbeddedStore) -> Desk:
    """The demo shop."""
    return desk_of(demo_store, "fengchao")


@pytest.fixture
def workshop(demo_folder: Path, tmp_path: Path) -> Iterator[Workshop]:
    """The demo shop in a store of the test's own, with all its knowledge and data in files to edit."""
    store = _copied(demo_folder, tmp_path)
    yield workshop_in(tmp_path / "files", store)
    store.close()


def _copied(source: Path, target: Path) -> EmbeddedStore:
    shutil.copytree(source / "store", target / "store")
    return EmbeddedStore(target / "store")
