"""The embedded store: ArcadeDB inside this process; with graph/embedded_*.py the place that knows `arcadedb`."""

from __future__ import annotations

import math
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import arcadedb

from graph.bulk import CHECKPOINT
from graph.cell import parameters_of
from graph.cypher_reader import Row
from graph.cypher_store import PAGE, CypherStore, check_length, paged
from graph.cypher_writer import Transaction
from graph.embedded_bulk import EmbeddedBulk
from graph.embedded_folder import is_store, no_store, not_opened
from graph.embedded_indexes import EmbeddedIndexes
from graph.embedded_keys import TextKeys
from graph.embedded_limit import TimeLimit
from graph.embedded_plan import plan_of
from graph.embedded_types import EmbeddedTypes, quoted_in_sql
from graph.growth import MAX_RANGE
from graph.guard import Guard
from graph.index import Hit, StoredIndex, TextIndex, VectorIndex
from graph.node import ENTITY
from graph.ontology_nodes import SUB_CLASS_OF, TERM_LABELS
from graph.plan import Plan
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Table
from graph.result import table_of
from graph.returned import columns_of
from graph.schema import GraphSchema
from ontology.errors import QueryError, StoreError
from ontology.model import Ontology

T = TypeVar("T")

HEAP_PERCENT = 25
"""The part of the machine's memory, or of its container's, that the engine's heap may take."""

MAX_ELEMENTS = 500_000
"""The most elements that one step of a query may sort, group or collect, as the engine has it by itself."""

# While a load is not done, a killed one may have left relationships that only their records know.
_LOADING = f"MATCH (c:{CHECKPOINT}) RETURN count(c) AS c"

_LINK_TYPES = "SELECT name FROM schema:types WHERE type = 'edge' AND records > 0"

_ELEMENTS = "arcadedb.queryMaxHeapElementsAllowedPerOp"


class EmbeddedStore(CypherStore):
    """A graph in one folder, opened by one process at a time; safe to read from several threads."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the folder; create it when it is not there, unless told not to.

        Raises StoreError when there is no store to open, another process has it open, or the folder holds
        something else.
        """
        super().__init__()
        self.path = path
        self._writing = threading.RLock()
        self._written = 0
        # The engine's own lines go to its log file; standard error is for people.
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        # A query that needs more than this fails, and the process lives on; the engine reads it when it is first used.
        os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", f"-XX:MaximumHeapSizePercent={HEAP_PERCENT}")
        try:
            known = is_store(path)
            if not known and not create:
                raise no_store(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = arcadedb.open_database(str(path)) if known else arcadedb.create_database(str(path))
        except (arcadedb.ArcadeDBError, OSError) as error:
            raise not_opened(path, _reason(error)) from error
        try:
            self._prepare()
            self._limit = TimeLimit(self._limit_time, TIME_LIMIT_SECONDS, self._limit_lists)
            self._types = EmbeddedTypes(self._sql)
            self._keys = TextKeys(self._sql)
            self._indexes = EmbeddedIndexes(self._sql, self._keys)
        except BaseException:
            # Nobody else could open the folder as long as this process runs.
            self._db.close()
            raise
        self._guard = Guard(self._explain)

    def _prepare(self) -> None:
        for label, kind in ((ENTITY, "UNIQUE"), *((label, "NOTUNIQUE") for label in TERM_LABELS)):
            self._sql(f"CREATE VERTEX TYPE {label} IF NOT EXISTS")
            self._sql(f"CREATE PROPERTY {label}.iri IF NOT EXISTS STRING")
            self._sql(f"CREATE INDEX IF NOT EXISTS ON {label} (iri) {kind}")
        for statement in (
            # The guard refuses these; the engine shall not be able to, either.
            "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` false",
            "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowRemoteUrls` false",
            f"ALTER DATABASE `arcadedb.queryMaxRangeSize` {MAX_RANGE}",
            f"ALTER DATABASE `{_ELEMENTS}` {MAX_ELEMENTS}",
        ):
            self._sql(statement)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        """Run one reading query; see GraphReader.query."""
        given = parameters_of(parameters)
        judged = self._guard.check(cypher, given)
        with self._asked():
            with self._limit.starting(seconds, judged.elements):
                found = self._db.query("opencypher", cypher, given)
            # It names the columns only beside a row.
            rows = iter(found)
            first = next(rows, None)
            columns = columns_of(cypher) if first is None else tuple(first.property_names)
            found_rows = () if first is None else chain((first,), rows)
            return table_of(columns, (_cells(row, columns) for row in found_rows), limit)

    def _explain(self, cypher: str) -> Plan:
        with self._asked():
            (row,) = self._db.query("opencypher", f"EXPLAIN {cypher}", {})
            return plan_of(str(row.to_dict()["executionPlan"]))

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """As `_told`, for a query that someone else wrote: what the engine has against it is their matter."""
        try:
            yield
        except arcadedb.ArcadeDBError as error:
            if not self._db.is_open():
                raise StoreError(f"embedded:{self.path}: is closed; open it again") from error
            raise QueryError(_refusal(_reason(error))) from error

    def _limit_time(self, seconds: float) -> None:
        self._db.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {int(seconds * 1000)}")

    def _limit_lists(self, elements: int | None) -> None:
        self._db.command("sql", f"ALTER DATABASE `{_ELEMENTS}` {elements or MAX_ELEMENTS}")

    def _run(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a statement of ours, which has no limits: again, when it started under those of an analyst's query."""
        try:
            return self._run_as_it_is(cypher, parameters)
        except StoreError as error:
            if "timeout" not in str(error) and _ELEMENTS not in str(error):
                raise
        return self._run_at_leisure(cypher, parameters)

    def _run_as_it_is(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        with self._told():
            return [row.to_dict() for row in self._db.command("opencypher", cypher, dict(parameters)) or ()]

    def _run_at_leisure(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a statement of ours with no time limit."""
        with self._limit.starting(0):
            return self._run_as_it_is(cypher, parameters)

    def _stream(self, cypher: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        return self._streamed("opencypher", cypher, parameters)

    def _streamed(self, language: str, statement: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        with self._told():
            with self._limit.starting(0):
                found = self._db.query(language, statement, dict(parameters))
            for row in found:
                yield row.to_dict()

    def link_types(self) -> list[str]:
        """The types of relationships that there are; see BulkStore.link_types."""
        return sorted(row["name"] for row in self._sql(_LINK_TYPES))

    def link_pages(self, name: str, *, keys: Sequence[str] | None = None, size: int = PAGE) -> Iterator[list[Row]]:
        """All relationships of a type; see BulkStore.link_pages."""
        if name == SUB_CLASS_OF or not self._types.has(name) or self._run(_LOADING, {})[0]["c"]:
            return super().link_pages(name, keys=keys, size=size)
        return paged(self._links(name, keys), size)

    def _links(self, name: str, keys: Sequence[str] | None) -> Iterator[Row]:
        """As `links_statement`, in SQL: ArcadeDB then finds the ends of a relationship three times as fast."""
        wanted = "*" if keys is None else ", ".join(map(quoted_in_sql, keys))
        statement = f"SELECT {wanted}, @out.iri AS `@s`, @in.iri AS `@o` FROM {quoted_in_sql(name)}"
        for row in self._streamed("sql", statement, {}):
            s, o = row.pop("@s"), row.pop("@o")
            yield {"s": s, "o": o, "p": {key: value for key, value in row.items() if not key.startswith("@")}}

    def _all_links(self) -> Iterator[Row]:
        for name in self.link_types():
            for page in self.link_pages(name):
                for row in page:
                    yield {**row, "t": name}

    def _sql(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        with self._told():
            found = self._db.command("sql", statement, dict(parameters or {}))
            return [row.to_dict() for row in found] if found is not None else []

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn ArcadeDB's errors into ours."""
        try:
            yield
        except arcadedb.ArcadeDBError as error:
            raise StoreError(f"embedded:{self.path}: {_reason(error)}") from error

    def _work(self, work: Callable[[Transaction], T]) -> T:
        with self._writing, self._told():
            with self._db.transaction():
                done = work(_Open(self._run_at_leisure, self._types, self._keys))
            self._written += 1
            return done

    def revision(self) -> int:
        """How many transactions have written; see GraphStore.revision."""
        return self._written

    @property
    def fast(self) -> EmbeddedBulk:
        """The quick way into an empty store, for one load; for graph.bulk."""
        return EmbeddedBulk(self._db, self._types, self._keys, self._told)

    def _make_indexes(self, ontology: Ontology, schema: GraphSchema) -> None:
        with self._writing, self._limit.starting(0):
            self._indexes.make_range(ontology, schema)

    def create_index(self, index: TextIndex | VectorIndex) -> None:
        """Create an index; see GraphStore.create_index."""
        with self._writing, self._limit.starting(0):
            self._indexes.create(index)

    def indexes(self) -> tuple[StoredIndex, ...]:
        """The indexes that the store holds."""
        return self._indexes.stored()

    def search_text(self, index: TextIndex, text: str, *, first: int = 10) -> tuple[Hit, ...]:
        """Nodes that hold any word of `text`; see GraphSearch.search_text."""
        return self._indexes.search_text(index, text, first)

    def nearest(self, index: VectorIndex, vector: Sequence[float], *, first: int = 10) -> tuple[Hit, ...]:
        """Nodes with the nearest vectors; see GraphSearch.nearest."""
        check_length(index, vector, "the search")
        return self._indexes.nearest(index, vector, first)

    def close(self) -> None:
        """Close the folder so that another process may open it."""
        self._db.close()


class _Open:
    """The open transaction of the thread that writes."""

    # ArcadeDB moves a node whose labels change; its unique key must be free while it moves.
    before_moving = "REMOVE n.iri "

    def __init__(
        self, run: Callable[[str, Mapping[str, Any]], list[Row]], types: EmbeddedTypes, keys: TextKeys
    ) -> None:
        self.run = run
        self._types = types
        self._keys = keys

    def expect_node(self, labels: Sequence[str], rows: Sequence[Row] = ()) -> None:
        """Prepare for nodes of one set of labels, and for what they hold."""
        self._types.for_nodes(labels)
        self._keys.make_way(labels, rows)

    def expect_relationship(self, name: str) -> None:
        """Prepare for relationships of one type."""
        self._types.for_relationships(name)


def _cells(row: Any, columns: Sequence[str]) -> tuple[Cell, ...]:
    values = row.to_dict()
    return tuple(_plain(values.get(column)) for column in columns)


def _plain(value: Any) -> Cell:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if not k.startswith("@")}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has neither infinity nor NaN
    return value


# What the engine says when its heap, one array or one list of collect() would become too large.
_MEMORY = ("heap size exceeded", "Array allocation", "OutOfMemory", _ELEMENTS)


def _reason(error: Exception) -> str:
    """The innermost cause that the engine names, without its class name."""
    text = str(error).split(" (caused by ")[-1]
    text = re.sub(r"^(?:[A-Z][\w ]+: )?[\w.$]+(?:Exception|Error): ", "", text)
    return (text.removesuffix(")") if text.count(")") > text.count("(") else text)[:300]


def _refusal(reason: str) -> str:
    if reason in ("", "null"):
        return "this is no Cypher that can be read; correct the query: a bracket, a quote or a keyword may be missing"
    if "not idempotent" in reason:
        return "this query writes, and only reading is allowed here; change facts with fengmi ingest"
    if "RegexDeadlineExceeded" in reason:
        return (
            "the query reached its timeout in a regular expression; write a simpler one, or use CONTAINS or STARTS WITH"
        )
    if "timeout" in reason.lower():
        return f"{reason}; ask for less, or add a LIMIT"
    found = re.search(r"elements for in-heap collect.*? exceeded \((\d+)\)", reason)
    if found is not None and int(found[1]) < MAX_ELEMENTS:
        return (
            f"a list of more than {found[1]} elements is collected, which is too long for what the query does with it; "
            "collect fewer, or UNWIND and count in the query"
        )
    if any(word in reason for word in _MEMORY):
        return "the query needs more memory than one query may have; ask for less, or count in the query"
    return f"{reason}; correct the query"
