"""Exported CSV is what Neo4j's own importer takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from graph.bulk import load
from graph.bulk_rows import fact_batches
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.export import AFTER_IMPORT, export_csv
from graph.neo4j import Access, Neo4jStore
from tests.graph.shop import has, link, ontology
from tests.graph.test_bulk import facts
from tools.neo4j_server import USERNAME, Neo4jServer, ServerError

AWKWARD = [
    has("Z", "name", 'a "quoted", line\nand 换行\r\n\\ back\\'),
    has("Z", "tag", "x"),
    has("Z", "tag", "y;z,\u2028"),
    has("Y", "name", ""),
    has("Y", "tag", "one"),
    has("X", "tag", ""),
    has("W", "tag", "a\x1fb"),
    has("W", "tag", "c"),
    *(has("V", "tag", value) for value in (1, "1", True)),
    has("X", "price", Decimal("0.10")),
    has("X", "urgent", False),
    has("X", "stock", -(2**60)),
    has("X", "weight", Decimal("0.5")),
    link("Z", "包含商品", "X", source='s"1"', quote="引\n文"),
]


@pytest.fixture
def stopped() -> Iterator[Neo4jServer]:
    """A Neo4j of the test's own that does not run yet."""
    try:
        with closing(Neo4jServer()) as server:
            yield server
    except ServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.mark.server
def test_what_neo4j_admin_imports_is_the_same_graph(stopped: Neo4jServer, tmp_path: Path) -> None:
    laptop = EmbeddedStore(tmp_path / "laptop")
    laptop.load_ontology(ontology())
    load(laptop, fact_batches([*facts(40), *AWKWARD], laptop.schema), name="t")
    report = export_csv(laptop, tmp_path / "csv")
    files = [f"--{n.partition('-')[0]}={tmp_path / 'csv' / n}" for n in report.files if n != AFTER_IMPORT]
    options = ["--overwrite-destination=true", "--array-delimiter=U+001F", "--multiline-fields=true"]
    said = stopped.administer("database", "import", "full", "neo4j", *options, *files)
    assert f"{report.nodes} nodes" in said
    stopped.start()
    there = Neo4jStore(stopped.url, Access(username=USERNAME, password=stopped.password))
    there.load_ontology(ontology())
    for line in (tmp_path / "csv" / AFTER_IMPORT).read_text(encoding="utf-8").splitlines():
        there.transact([(line.removesuffix(";"), {})])
    assert set(there.facts()) == set(laptop.facts())
    assert checksum(there) == checksum(laptop)
    there.close()
    laptop.close()
