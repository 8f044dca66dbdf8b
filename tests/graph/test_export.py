"""An export is a whole graph in files, or nothing."""

from __future__ import annotations

import csv
import os
import resource
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import fact_batches
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.export import export_csv, export_cypher, literal
from graph.fact import Scalar
from graph.neo4j import Neo4jStore
from ontology.errors import StoreError
from tests.graph.shop import has, ontology
from tests.graph.test_bulk import facts
from tests.neo4j_access import Reach, emptied


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store with facts."""
    opened = EmbeddedStore(tmp_path / "laptop")
    opened.load_ontology(ontology())
    load(opened, fact_batches(facts(40), opened.schema), name="t")
    yield opened
    opened.close()


def lines(file: Path) -> list[str]:
    """The statements of an exported script."""
    return [line.removesuffix(";") for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_script_makes_the_same_graph_in_an_empty_embedded_store(laptop: EmbeddedStore, tmp_path: Path) -> None:
    report = export_cypher(laptop, tmp_path / "graph.cypher")
    there = EmbeddedStore(tmp_path / "there")
    for line in lines(tmp_path / "graph.cypher"):
        there.transact([(line, {})])
    there.close()
    again = EmbeddedStore(tmp_path / "there")
    held = checksum(laptop)
    assert (report.nodes, report.relationships) == (held.nodes, held.relationships)
    assert checksum(again) == held
    again.close()


def test_a_script_runs_on_an_empty_neo4j_as_it_stands(
    laptop: EmbeddedStore, neo4j_server: Reach, tmp_path: Path
) -> None:
    emptied(neo4j_server)
    neo4j_server.run("DROP CONSTRAINT fengmi_iri IF EXISTS")
    export_cypher(laptop, tmp_path / "graph.cypher")
    for line in lines(tmp_path / "graph.cypher"):
        neo4j_server.run(line)
    constraints = neo4j_server.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN *")
    assert {"labelsOrTypes": ["Entity"], "properties": ["iri"]} in [record.data() for record in constraints]
    there = Neo4jStore(neo4j_server.url, neo4j_server.access)
    assert checksum(there) == checksum(laptop)
    assert set(there.facts()) == set(laptop.facts())
    there.close()


def test_exported_csv_makes_the_same_graph_through_unwind(
    laptop: EmbeddedStore, store: BulkStore, tmp_path: Path
) -> None:
    export_csv(laptop, tmp_path / "csv")
    for path in sorted((tmp_path / "csv").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                store.transact([statement(row)])
    assert checksum(store) == checksum(laptop)


def statement(row: dict[str, str]) -> tuple[str, dict[str, object]]:
    """What writes one row of an exported file."""
    if ":START_ID" in row:
        keys = {name.partition(":")[0]: typed(name, text) for name, text in row.items() if text and name[0] != ":"}
        match = "MATCH (a:Entity {iri: $s}) MATCH (b:Entity {iri: $o}) "
        create = f"{match}CREATE (a)-[r:`{row[':TYPE']}`]->(b) SET r = $p"
        return create, {"s": row[":START_ID"], "o": row[":END_ID"], "p": keys}
    labels = ":".join(f"`{name}`" for name in row[":LABEL"].split("\x1f"))
    keys = {name.rpartition(":")[0]: typed(name, text) for name, text in row.items() if name != ":LABEL"}
    return f"CREATE (n:{labels}) SET n = $p", {"p": keys}


def typed(name: str, text: str) -> object:
    kind = name.rpartition(":")[2]
    if kind.endswith("[]"):
        return [typed("x:" + kind[:-2], part) for part in text.split("\x1f")] if text else []
    if kind == "boolean":
        return text == "true"
    return int(text) if kind == "long" else float(text) if kind == "double" else text


KEYS = ("name", "price", "weight", "stock", "urgent", "tag", "颜色")
VALUES: dict[str, Scalar] = {"price": Decimal(1), "weight": Decimal(2), "stock": 3, "urgent": True}


def test_a_table_for_each_set_of_keys_takes_few_open_files(laptop: EmbeddedStore, tmp_path: Path) -> None:
    chosen = [keys for size in range(1, len(KEYS) + 1) for keys in combinations(KEYS, size)]
    laptop.write(added=[has(f"K{n}", key, VALUES.get(key, "x")) for n, keys in enumerate(chosen) for key in keys])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(map(int, os.listdir("/proc/self/fd"))) + 8, hard))
    try:
        report = export_csv(laptop, tmp_path / "csv")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(report.files) > len(chosen)
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == list(report.files)


class Torn(EmbeddedStore):
    """A store that fails when its nodes are read."""

    def link_types(self) -> list[str]:
        """Fail half way through an export."""
        raise StoreError("the store has gone")


@pytest.mark.parametrize("export", [export_csv, export_cypher])
def test_an_export_that_fails_leaves_nothing(
    laptop: EmbeddedStore, tmp_path: Path, export: Callable[[BulkStore, Path], object]
) -> None:
    laptop.close()
    torn = Torn(tmp_path / "laptop")
    with pytest.raises(StoreError, match="has gone"):
        export(torn, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["laptop"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="has gone"):
        export_csv(torn, tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []
    torn.close()


def test_a_full_disk_is_told_and_leaves_nothing(laptop: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "out.part").symlink_to("/dev/full")
    with pytest.raises(StoreError, match=r"out: cannot be written \(No space left on device\); free some space"):
        export_cypher(laptop, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["laptop"]


@pytest.mark.parametrize("export", [export_csv, export_cypher])
def test_an_export_below_a_file_is_told(
    laptop: EmbeddedStore, tmp_path: Path, export: Callable[[BulkStore, Path], object]
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be written \(Not a directory\)"):
        export(laptop, tmp_path / "file" / "out")


def test_a_folder_with_files_takes_no_export(laptop: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not empty"):
        export_csv(laptop, tmp_path)


@pytest.mark.parametrize(
    "text",
    ["it's", 'say "hi"', "back\\slash", "line\nbreak\ttab", "中文`", "a\u2028\u2029\x85b", "\x01\x7f", "\\u0041"],
)
def test_a_literal_is_the_text_it_stands_for(store: BulkStore, text: str) -> None:
    written = literal(text)
    assert len(written.splitlines()) == 1
    (page,) = store.rows(f"RETURN {written} AS t")
    assert page[0]["t"] == text
