"""Statements with different time limits do not disturb each other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.embedded_limit import TimeLimit
from ontology.errors import QueryError
from tests.graph.shop import has, is_a, large_ontology, link, ontology

# Its rows are looked at one by one and none is found, so it ends only when it is stopped.
ENDLESS = (
    "MATCH (a:Heater), (b:Heater), (c:Heater), (d:Heater) WHERE a.stock + b.stock + c.stock + d.stock < 0 RETURN a"
)


def test_those_with_the_same_limit_start_together() -> None:
    limit = TimeLimit(lambda _: None, 10)
    both = threading.Barrier(2)

    def start() -> bool:
        with limit.starting(3):
            both.wait(timeout=20)
            return True

    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(lambda _: start(), range(2)))


def test_each_starts_under_its_own_limit_and_the_usual_one_comes_back() -> None:
    now: list[float] = []
    limit = TimeLimit(now.append, 10)

    def start(seconds: float) -> bool:
        with limit.starting(seconds):
            return now[-1] == seconds

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(start, [1, 2, 3, 10] * 200))
    assert now[-1] == 10


def test_a_limit_that_cannot_be_set_keeps_nobody_waiting() -> None:
    def change(seconds: float) -> None:
        if seconds == 1:
            raise QueryError("no")

    limit = TimeLimit(change, 10)
    with pytest.raises(QueryError), limit.starting(1):
        pass
    with limit.starting(2):
        pass


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "store")
    opened.load_ontology(ontology())
    facts = [is_a(f"P{n}", "Heater") for n in range(300)] + [has(f"P{n}", "stock", n) for n in range(300)]
    opened.write(added=[*facts, *(link(f"P{n}", "replaces", f"P{n + 1}") for n in range(299))])
    yield opened
    opened.close()


def test_two_queries_at_once_are_each_stopped_at_their_own_limit(store: EmbeddedStore) -> None:
    def ask(seconds: float) -> str:
        with pytest.raises(QueryError) as caught:
            store.query(ENDLESS, seconds=seconds)
        return str(caught.value)

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(ask, [0.2, 1.0, 0.4]))
    assert ["200ms" in said[0], "1000ms" in said[1], "400ms" in said[2]] == [True] * 3


def test_reading_everything_has_no_time_limit(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is read at leisure, as a copy to a slow store is, would take longer than any query may.
    monkeypatch.setattr("graph.embedded.TIME_LIMIT_SECONDS", 0.05)
    path = store.path
    store.close()
    slow = EmbeddedStore(path)
    pause = threading.Event()
    try:
        for pages in (slow.node_pages(size=20), slow.link_pages("REPLACES", size=20)):
            rows = 0
            for page in pages:
                rows += len(page)
                pause.wait(0.02)
            assert rows >= 299
        assert len(list(slow.facts())) == 899
    finally:
        slow.close()


def test_our_own_writing_has_no_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.embedded.TIME_LIMIT_SECONDS", 0.001)
    opened = EmbeddedStore(tmp_path / "store")
    opened.query("RETURN 1 AS x", seconds=0.001)
    opened.load_ontology(large_ontology(400))
    assert opened.counts().nodes["OntologyProperty"] == 800
    opened.close()


def test_a_limit_is_set_only_when_another_is_asked_for() -> None:
    now: list[float] = []
    limit = TimeLimit(now.append, 10)
    for seconds in (0, 0, 10, 10, 10, 0):
        with limit.starting(seconds):
            pass
    assert now == [0, 10, 0]
