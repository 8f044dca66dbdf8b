"""A desk on ecom-bench, which tests only read."""

from __future__ import annotations

import pytest

from graph.embedded import EmbeddedStore
from tests.reasoning.answer.desk import Desk, desk_of
from tests.reasoning.answer.small_bench import SHOP


@pytest.fixture(scope="session")
def bench(ecom_bench: EmbeddedStore) -> Desk:
    """The shop of ecom-bench."""
    return desk_of(ecom_bench, SHOP)
