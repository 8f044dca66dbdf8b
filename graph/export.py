"""A graph as files that other tools take: a Cypher script, or the CSV of `neo4j-admin database import`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from graph.bulk_port import BulkStore
from graph.bulk_rows import LinkRows, NodeRows, Row
from graph.node import ENTITY
from graph.ontology_nodes import document_rows, term_rows
from graph.scan import scan_links, scan_nodes
from graph.schema import quoted
from ontology.errors import StoreError

_STATEMENT = 500
_SEPARATOR = "\x1f"
AFTER_IMPORT = "after-import.cypher"
_LINK_KEYS = ("inferred:boolean", "rule", "source", "quote", "validFrom", "validTo")


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportReport:
    """What was written: the files by name, nodes and relationships."""

    files: tuple[str, ...]
    nodes: int
    relationships: int


def export_cypher(store: BulkStore, file: Path) -> ExportReport:
    """Write statements that make the graph in an empty store, ontology included, one a line.

    Each line ends in `;`, and no line break stands inside a statement, so that cypher-shell or anyone
    can run them one by one. Raises StoreError when the file is there or cannot be written.
    """
    if file.exists():
        raise StoreError(f"{file}: is already there; name a new file")
    nodes = links = 0
    try:
        with file.open("w", encoding="utf-8", newline="\n") as out:
            name = f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.iri IS UNIQUE"
            out.write(f"// Neo4j: {name};\n")
            for cypher, parameters in (*document_rows(store.ontology), *term_rows(store.ontology, store.schema)):
                if parameters:
                    _statements(out, cypher, parameters["rows"])
                else:
                    out.write(cypher + ";\n")
            for batch in scan_nodes(store):
                labels = ":".join(map(quoted, batch.labels))
                _statements(out, f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", batch.rows)
                nodes += len(batch.rows)
            for group in scan_links(store):
                ends = f"MATCH (a:{ENTITY} {{iri: row.s}}) MATCH (b:{ENTITY} {{iri: row.o}})"
                create = f"UNWIND $rows AS row {ends} CREATE (a)-[r:{quoted(group.type)}]->(b) SET r = row.p"
                _statements(out, create, group.rows)
                links += len(group.rows)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written ({error.strerror}); name another file") from error
    return ExportReport(files=(file.name,), nodes=nodes, relationships=links)


def _statements(out: TextIO, cypher: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    for start in range(0, len(listed), _STATEMENT):
        out.write(cypher.replace("$rows", literal(listed[start : start + _STATEMENT])) + ";\n")


def literal(value: Any) -> str:
    """A value as a Cypher literal on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    # JSON's escapes for quotes, line breaks and control characters are also Cypher's.
    return json.dumps(str(value), ensure_ascii=False)


def export_csv(store: BulkStore, folder: Path) -> ExportReport:
    """Write nodes-*.csv and relationships-*.csv with the headers of `neo4j-admin database import full`.

    One file for each set of labels and keys. Lists are joined by the character U+001F
    (`--array-delimiter U+001F`), texts may hold line breaks (`--multiline-fields=true`). The importer drops
    lists that are empty or hold one empty text; `after-import.cypher`, to be run once, puts them back. The
    ontology is not among them: `fengmi ontology load` writes it. Raises StoreError when the folder is not empty.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder}: is not empty; name a new folder")
        tables = _Tables(folder)
        try:
            nodes = sum(tables.add_nodes(batch) for batch in scan_nodes(store))
            links = sum(tables.add_links(batch) for batch in scan_links(store))
        finally:
            tables.close()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error
    return ExportReport(files=tuple(sorted(tables.names)), nodes=nodes, relationships=links)


class _Tables:
    """Open CSV files by their header."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[tuple[str, ...], TextIO] = {}
        self._after = (folder / AFTER_IMPORT).open("w", encoding="utf-8", newline="\n")
        self._after.write(f"MATCH (n:{ENTITY}) WHERE n.assertedTypes IS NULL SET n.assertedTypes = [];\n")
        self.names: list[str] = [AFTER_IMPORT]

    def add_nodes(self, batch: NodeRows) -> int:
        labels = _SEPARATOR.join(batch.labels)
        for row in batch.rows:
            keys = sorted(key for key in row if key != "iri")
            header = ("iri:ID", *(f"{key}:{_kind(row[key])}" for key in keys), ":LABEL")
            self._row("nodes", header, [row["iri"], *(_cell(row[key]) for key in keys), labels])
        for key in sorted({key for row in batch.rows for key in row if row[key] in ([], [""])} - {"assertedTypes"}):
            dropped = [{"iri": row["iri"], "v": row[key]} for row in batch.rows if row.get(key) in ([], [""])]
            match = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{iri: row.iri}})"
            _statements(self._after, f"{match} SET n.{quoted(key)} = row.v", dropped)
        return len(batch.rows)

    def add_links(self, batch: LinkRows) -> int:
        header = (":START_ID", *_LINK_KEYS, ":END_ID", ":TYPE")
        keys = [key.partition(":")[0] for key in _LINK_KEYS]
        for row in batch.rows:
            values = [_cell(row["p"][key]) if key in row["p"] else None for key in keys]
            self._row("relationships", header, [row["s"], *values, row["o"], batch.type])
        return len(batch.rows)

    def _row(self, kind: str, header: tuple[str, ...], cells: list[str | None]) -> None:
        found = self._open.get(header)
        if found is None:
            name = f"{kind}-{hashlib.sha256(_SEPARATOR.join(header).encode()).hexdigest()[:12]}.csv"
            file = (self._folder / name).open("w", encoding="utf-8", newline="")
            file.write(",".join(map(_quoted_field, header)) + "\n")
            found = self._open[header] = file
            self.names.append(name)
        found.write(",".join(map(_quoted_field, cells)) + "\n")

    def close(self) -> None:
        for file in (self._after, *self._open.values()):
            file.close()


def _quoted_field(cell: str | None) -> str:
    """A CSV field: nothing for what is not there, "" for an empty text, as the importer tells them apart."""
    return "" if cell is None else '"' + cell.replace('"', '""') + '"'


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return (_kind(value[0]) if value else "string") + "[]"
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return _SEPARATOR.join(map(_cell, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
