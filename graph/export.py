"""A graph as files that other tools take: a Cypher script, or the CSV of `neo4j-admin database import`."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from graph.bulk_port import BulkStore
from graph.bulk_rows import LinkRows, NodeRows, Row
from graph.node import ENTITY
from graph.ontology_nodes import document_rows, term_rows
from graph.scan import scan_links, scan_nodes
from graph.schema import LINK_KEYS, quoted
from ontology.errors import StoreError

_STATEMENT = 500
_SEPARATOR = "\x1f"
AFTER_IMPORT = "after-import.cypher"
_PART = ".part"
_OTHER_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")
# Named as Neo4jIndexes names it; ArcadeDB knows the statement too.
_UNIQUE = f"CREATE CONSTRAINT fengmi_iri IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.iri IS UNIQUE"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportReport:
    """What was written: the files by name, nodes and relationships."""

    files: tuple[str, ...]
    nodes: int
    relationships: int


def export_cypher(store: BulkStore, file: Path) -> ExportReport:
    """Write statements that make the graph in an empty store, ontology included, one a line.

    Each line ends in `;`, and no line break stands inside a statement, so that cypher-shell or anyone
    can run them one by one. The file appears only when it is whole. Raises StoreError when it is there or
    cannot be written.
    """
    if file.exists():
        raise StoreError(f"{file}: is already there; name a new file")
    nodes = links = 0
    with _whole(file) as out:
        out.write(f"{_UNIQUE};\n")
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
    return ExportReport(files=(file.name,), nodes=nodes, relationships=links)


@contextmanager
def _whole(file: Path) -> Iterator[TextIO]:
    """A file that is written beside its place, and put there at the end; nothing of it stays when that fails."""
    part = file.with_name(file.name + _PART)
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        os.replace(part, file)
    except OSError as error:
        raise _unwritable(file, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written ({error.strerror}); free some space, or name another place")


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
    text = json.dumps(str(value), ensure_ascii=False)
    return _OTHER_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def export_csv(store: BulkStore, folder: Path) -> ExportReport:
    """Write nodes-*.csv and relationships-*.csv with the headers of `neo4j-admin database import full`.

    One file for each set of labels and keys. Lists are joined by the character U+001F
    (`--array-delimiter U+001F`), texts may hold line breaks (`--multiline-fields=true`). The importer drops
    lists that are empty or hold one empty text, and cuts texts at that character; `after-import.cypher`, to be
    run once, puts them right. The
    ontology is not among them: `fengmi ontology load` writes it. Files appear under these names only when all
    of them are whole. Raises StoreError when the folder is not empty or cannot be written.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder}: is not empty; name a new folder")
        tables = _Tables(folder)
        try:
            nodes = sum(tables.add_nodes(batch) for batch in scan_nodes(store))
            links = sum(tables.add_links(batch) for batch in scan_links(store))
            tables.finish()
        except BaseException:
            with suppress(OSError):
                tables.discard()
                if made:
                    folder.rmdir()
            raise
    except OSError as error:
        raise _unwritable(folder, error) from error
    return ExportReport(files=tuple(sorted(tables.names)), nodes=nodes, relationships=links)


class _Tables:
    """CSV files by their header, each open only while it takes the rows of one batch: there may be thousands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names: set[str] = set()
        with self._open(AFTER_IMPORT) as after:
            after.write(f"MATCH (n:{ENTITY}) WHERE n.assertedTypes IS NULL SET n.assertedTypes = [];\n")

    def add_nodes(self, batch: NodeRows) -> int:
        labels = _SEPARATOR.join(batch.labels)
        tables: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in batch.rows:
            keys = sorted(key for key in row if key != "iri")
            header = ("iri:ID", *(f"{key}:{_kind(row[key])}" for key in keys), ":LABEL")
            tables[header].append(_line([row["iri"], *(_cell(row[key]) for key in keys), labels]))
        for header, lines in tables.items():
            self._append("nodes", header, lines)
        self._put_back(batch.rows)
        return len(batch.rows)

    def _put_back(self, rows: Sequence[Row]) -> None:
        """Note the lists that the importer would spoil; `assertedTypes` is put back for all nodes at once."""
        with self._open(AFTER_IMPORT) as after:
            for key in sorted({key for row in rows for key in row if _is_spoilt(row[key])} - {"assertedTypes"}):
                spoilt = [{"iri": row["iri"], "v": row[key]} for row in rows if _is_spoilt(row.get(key))]
                match = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{iri: row.iri}})"
                _statements(after, f"{match} SET n.{quoted(key)} = row.v", spoilt)

    def add_links(self, batch: LinkRows) -> int:
        header = (
            ":START_ID",
            *("inferred:boolean" if key == "inferred" else key for key in LINK_KEYS),
            ":END_ID",
            ":TYPE",
        )
        lines = []
        for row in batch.rows:
            values = [_cell(row["p"][key]) if key in row["p"] else None for key in LINK_KEYS]
            lines.append(_line([row["s"], *values, row["o"], batch.type]))
        self._append("relationships", header, lines)
        return len(batch.rows)

    def _append(self, kind: str, header: tuple[str, ...], lines: Iterable[str]) -> None:
        name = f"{kind}-{hashlib.sha256(_SEPARATOR.join(header).encode()).hexdigest()[:12]}.csv"
        fresh = name not in self.names
        with self._open(name) as file:
            if fresh:
                file.write(_line(header))
            file.writelines(lines)

    def _open(self, name: str) -> TextIO:
        self.names.add(name)
        return self._part(name).open("a", encoding="utf-8", newline="")

    def _part(self, name: str) -> Path:
        return self._folder / (name + _PART)

    def finish(self) -> None:
        """Give all files their names."""
        for name in sorted(self.names):
            os.replace(self._part(name), self._folder / name)

    def discard(self) -> None:
        """Remove what was written."""
        for name in self.names:
            self._part(name).unlink(missing_ok=True)
            (self._folder / name).unlink(missing_ok=True)


def _is_spoilt(value: object) -> bool:
    """Whether the importer would drop a list, or cut one of its texts."""
    if not isinstance(value, list):
        return False
    return value in ([], [""]) or any(isinstance(item, str) and _SEPARATOR in item for item in value)


def _line(cells: Iterable[str | None]) -> str:
    return ",".join(map(_quoted_field, cells)) + "\n"


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
