"""314 machine-written queries over a sample shop, on both stores, in the sense of ../shared/score/northwind.py."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.port import Cell
from tests.graph import northwind
from tests.graph.module_store import ENGINES, open_empty
from tests.graph.northwind import Answer, Store

pytestmark = pytest.mark.shared_data

Reference = dict[str, Any]


@pytest.fixture(scope="module")
def score(shared_data: Path) -> Iterator[ModuleType]:
    """The scorer, read from where it lies; it raises Python's recursion limit, which must not stay for other tests."""
    limit = sys.getrecursionlimit()
    path = shared_data.parent / "score" / "northwind.py"
    spec = importlib.util.spec_from_file_location("northwind_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.setrecursionlimit(limit)


@pytest.fixture(scope="module")
def references(shared_data: Path) -> list[Reference]:
    """The questions with what their queries returned on Neo4j 5.26."""
    lines = (shared_data / "northwind" / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def names(shared_data: Path, score: ModuleType) -> set[str]:
    """The names of things, in the scorer's form."""
    known = json.loads((shared_data / "northwind" / "names.json").read_text(encoding="utf-8"))
    return {score.scalar(name) for name in known}


Asked = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> Iterator[Asked]:
    """What an engine answers to a query, asked once; each holds the shop."""
    stores: dict[str, Store] = {}
    known: dict[tuple[str, str], Answer] = {}

    def ask(engine: str, cypher: str) -> Answer:
        if engine not in stores:
            stores[engine] = open_empty(engine, request, tmp_path_factory)
            northwind.load(stores[engine], shared_data / "northwind")
        if (engine, cypher) not in known:
            known[engine, cypher] = northwind.ask(stores[engine], cypher)
        return known[engine, cypher]

    yield ask
    for store in stores.values():
        store.close()


def _plain(rows: Iterable[Iterable[Cell]], score: ModuleType) -> Counter[tuple[tuple[str, ...], ...]]:
    """Rows as the scorer compares them, whatever their order and the order of a cell's keys."""
    return Counter(tuple(tuple(sorted(score.scalars(cell))) for cell in row) for row in rows)


def _length_of_text(ref: Reference, answer: Answer) -> bool:
    """Neo4j knows length() for paths only; the embedded store counts a text's characters too."""
    return "length(" in ref["cypher"] and "expected Path" in answer.refusal


@pytest.mark.parametrize("engine", ENGINES)
def test_every_query_gives_the_reference_rows(
    asked: Asked, references: list[Reference], names: set[str], score: ModuleType, engine: str
) -> None:
    scored = [ref for ref in references if ref["status"] == "rows"]
    wrong = [ref for ref in scored if not score.judge(ref, {"rows": asked(engine, ref["cypher"]).rows}, names)]
    assert [ref["cypher"] for ref in wrong if not _tie(ref, asked, names, score, engine)] == []
    assert len(scored) == 264


def _tie(ref: Reference, asked: Asked, names: set[str], score: ModuleType, engine: str) -> bool:
    """Whether only the choice at the cut differs.

    The scorer sees a tie only when the sorted value is a column, and wants as many different rows of an unsorted cut
    as the reference happened to have.
    """
    whole = northwind.uncut(ref["cypher"])
    if whole is None:
        return False
    cut, uncut = asked(engine, ref["cypher"]).rows, asked(engine, whole).rows
    right: bool = score.judge({"rows": ref["pool"], "ordered": ref["ordered"]}, {"rows": uncut}, names)
    return right and len(cut) == len(ref["rows"]) and not _plain(cut, score) - _plain(uncut, score)


def test_both_stores_give_the_same_rows_or_the_same_refusal(
    asked: Asked, references: list[Reference], score: ModuleType
) -> None:
    verdicts = {ref["question"] + ref["cypher"]: _verdict(ref, asked, score) for ref in references}
    assert [query for query, verdict in verdicts.items() if verdict == "differs"] == []
    assert len(references) == 314


def _verdict(ref: Reference, asked: Asked, score: ModuleType) -> str:
    cypher = ref["cypher"]
    here, there = (asked(engine, cypher) for engine in ENGINES)
    if here.refusal or there.refusal:
        if here.refusal and there.refusal:
            return "same refusal"
        return "length of a text" if _length_of_text(ref, there) else "differs"
    if _plain(here.rows, score) == _plain(there.rows, score):
        return "same rows"
    whole = northwind.uncut(cypher)
    if whole is None:
        return "differs"
    # Which of the rows that tie at the cut come first is each store's own choice; the uncut rows must agree.
    uncut_here, uncut_there = (asked(engine, whole) for engine in ENGINES)
    same = len(here.rows) == len(there.rows) and _plain(uncut_here.rows, score) == _plain(uncut_there.rows, score)
    return "tie at the cut" if same else "differs"
