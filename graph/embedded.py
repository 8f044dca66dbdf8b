"""The embedded store: ArcadeDB inside this process, the one place that knows `arcadedb`."""

from __future__ import annotations

import json
import math
import os
import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import arcadedb

from graph.embedded_types import EmbeddedTypes
from graph.fact import Fact, shop_of
from graph.guard import check_reading
from graph.node import ENTITY, NodeState, node_facts, public_properties, read_node
from graph.ontology_nodes import document_rows, stored_documents, term_rows
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Counts, Entity, Table, WriteReport
from graph.relationship import decode_relationship, relationship_keys, relationship_report
from graph.schema import GraphSchema, quoted
from ontology.errors import QueryError, StoreError
from ontology.load import ontology_from_texts
from ontology.model import Ontology

_BATCH = 2_000


class EmbeddedStore:
    """A graph in one folder, opened by one process at a time; safe to read from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the folder, or create it. Raises StoreError when another process holds it or it is no store."""
        self.path = path
        self._writing = threading.RLock()
        self._seconds = TIME_LIMIT_SECONDS
        # The engine's own lines go to its log file; standard error is for people.
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            known = _is_store(path)
            self._db = arcadedb.open_database(str(path)) if known else arcadedb.create_database(str(path))
            self._prepare()
        except (arcadedb.ArcadeDBError, OSError) as error:
            raise StoreError(
                f"embedded:{path}: cannot be opened ({_reason(error)}); is another fengmi using it, or the disk full?"
            ) from error

    def _prepare(self) -> None:
        for statement in (
            f"CREATE VERTEX TYPE {ENTITY} IF NOT EXISTS",
            f"CREATE PROPERTY {ENTITY}.iri IF NOT EXISTS STRING",
            f"CREATE INDEX IF NOT EXISTS ON {ENTITY} (iri) UNIQUE",
            f"ALTER DATABASE `arcadedb.command.timeout` {int(TIME_LIMIT_SECONDS * 1000)}",
        ):
            self._db.command("sql", statement)
        self._types = EmbeddedTypes(lambda sql: [row.to_dict() for row in self._db.command("sql", sql) or ()])

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology whose documents are stored; an empty one before any was loaded."""
        return ontology_from_texts(stored_documents(self._run))

    @cached_property
    def schema(self) -> GraphSchema:
        """The names that the stored ontology gives."""
        return GraphSchema(self.ontology)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        """Run one reading query; see GraphReader.query."""
        check_reading(cypher)
        try:
            self._limit_time(seconds)
            found = self._db.query("opencypher", cypher, dict(parameters or {}))
            return _table(found, limit)
        except arcadedb.ArcadeDBError as error:
            if not self._db.is_open():
                raise StoreError(f"embedded:{self.path}: is closed; open it again") from error
            raise QueryError(_refusal(_reason(error))) from error

    def _limit_time(self, seconds: float) -> None:
        if seconds != self._seconds:
            self._db.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {int(seconds * 1000)}")
            self._seconds = seconds

    def _run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run our own Cypher, reading or writing, and return its rows."""
        try:
            found = self._db.command("opencypher", cypher, dict(parameters or {}))
            return [row.to_dict() for row in found] if found is not None else []
        except arcadedb.ArcadeDBError as error:
            raise StoreError(f"embedded:{self.path}: {_reason(error)}") from error

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        """Stored facts; see GraphReader.facts."""
        if subjects is not None and objects is not None:
            raise ValueError("facts are asked for by subjects or by objects, not by both")
        schema = self.schema
        if objects is None:
            for row in self._nodes(subjects):
                yield from read_node(row, schema)
        named = subjects if objects is None else objects
        parameters = {} if named is None else {"iris": list(dict.fromkeys(named))}
        if named is None:
            match = f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY})"
        elif objects is None:
            match = f"UNWIND $iris AS iri MATCH (a:{ENTITY} {{iri: iri}})-[r]->(b:{ENTITY})"
        else:
            match = f"UNWIND $iris AS iri MATCH (b:{ENTITY} {{iri: iri}})<-[r]-(a:{ENTITY})"
        for row in self._run(f"{match} RETURN a.iri AS s, type(r) AS t, properties(r) AS p, b.iri AS o", parameters):
            yield from decode_relationship(row, schema)

    def _nodes(self, iris: Sequence[str] | None) -> list[dict[str, Any]]:
        if iris is None:
            return [row["p"] for row in self._run(f"MATCH (n:{ENTITY}) RETURN properties(n) AS p")]
        match = f"UNWIND $iris AS iri MATCH (n:{ENTITY} {{iri: iri}}) RETURN properties(n) AS p"
        return [row["p"] for row in self._run(match, {"iris": list(dict.fromkeys(iris))})]

    def entity(self, iri: str) -> Entity | None:
        """One node by IRI."""
        found = self._run(f"MATCH (n:{ENTITY} {{iri: $iri}}) RETURN properties(n) AS p, labels(n) AS l", {"iri": iri})
        if not found:
            return None
        properties, labels = found[0]["p"], found[0]["l"]
        classes = self.schema.classes
        return Entity(
            iri=iri,
            label=properties.get("label", iri),
            shop=shop_of(iri),
            types=tuple(classes[name] for name in labels if name in classes),
            properties=public_properties(properties),
        )

    def counts(self) -> Counts:
        """Nodes by label and relationships by type, Entity included."""
        nodes: dict[str, int] = defaultdict(int)
        for row in self._run("MATCH (n) RETURN labels(n) AS l, count(*) AS c"):
            for label in row["l"]:
                nodes[label] += row["c"]
        rows = self._run("MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS c")
        return Counts(nodes=dict(nodes), relationships={row["t"]: row["c"] for row in rows})

    def load_ontology(self, ontology: Ontology) -> None:
        """Keep the documents and write classes and properties as nodes; see GraphStore.load_ontology."""
        with self._writing, self._transaction():
            for statement, parameters in (*document_rows(ontology), *term_rows(ontology, GraphSchema(ontology))):
                self._run(statement, parameters)
        for name in ("ontology", "schema"):
            self.__dict__.pop(name, None)

    def write(self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> WriteReport:
        """Remove, then add, in one transaction; see GraphStore.write."""
        new, old = list(added), list(removed)
        if not new and not old:
            return WriteReport()
        for fact in new:
            self.schema.check(fact)
        with self._writing, self._transaction():
            report = self._write_nodes(
                [f for f in new if not self._is_relationship(f)], [f for f in old if not self._is_relationship(f)], new
            )
            report += self._write_relationships(
                [f for f in new if self._is_relationship(f)], [f for f in old if self._is_relationship(f)]
            )
            self._drop_empty({f.subject for f in old} | {f.object for f in old if f.object})
        return report

    def _is_relationship(self, fact: Fact) -> bool:
        return fact.object is not None and fact.property in self.schema.types

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._db.transaction():
                yield
        except arcadedb.ArcadeDBError as error:
            raise StoreError(f"embedded:{self.path}: nothing was written ({_reason(error)})") from error

    def _write_nodes(self, added: list[Fact], removed: list[Fact], all_added: list[Fact]) -> WriteReport:
        schema, report = self.schema, WriteReport()
        ends = [f.object for f in all_added if f.object and self._is_relationship(f)]
        iris = list(dict.fromkeys([*(f.subject for f in all_added), *(f.subject for f in removed), *ends]))
        before = {row["iri"]: row for row in self._nodes(iris)}
        states = {
            iri: NodeState(iri=iri, facts=node_facts(read_node(before[iri], schema)) if iri in before else {})
            for iri in iris
        }
        for fact in removed:
            report += states[fact.subject].remove(fact)
        for fact in added:
            report += states[fact.subject].add(fact)
        self._save(
            [s for s in states.values() if s.iri not in before], [s for s in states.values() if s.iri in before], before
        )
        return report

    def _save(self, fresh: list[NodeState], known: list[NodeState], before: dict[str, dict[str, Any]]) -> None:
        schema = self.schema
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for state in fresh:
            groups[state.labels(schema)].append(state.properties(schema))
        for labels, rows in groups.items():
            self._types.for_nodes(labels)
            names = ":".join(map(quoted, labels))
            for start in range(0, len(rows), _BATCH):
                self._run(f"UNWIND $rows AS row CREATE (n:{names}) SET n = row", {"rows": rows[start : start + _BATCH]})
        for state in known:
            self._update(state, before[state.iri])

    def _update(self, state: NodeState, before: dict[str, Any]) -> None:
        schema = self.schema
        properties = state.properties(schema)
        if properties == {key: value for key, value in before.items() if not key.startswith("@")}:
            return
        old = NodeState(iri=state.iri, facts=node_facts(read_node(before, schema))).labels(schema)
        new = state.labels(schema)
        changes = ""
        if old != new:
            # ArcadeDB moves a node whose labels change; its unique key must be free while it moves.
            # It moves once for all labels that go and once for all that come, each time into a type that must be there.
            gone, come = [n for n in old if n not in new], [n for n in new if n not in old]
            self._types.for_nodes([n for n in old if n in new])
            self._types.for_nodes(new)
            changes = "REMOVE n.iri "
            changes += f"REMOVE n:{':'.join(map(quoted, gone))} " if gone else ""
            changes += f"SET n:{':'.join(map(quoted, come))} " if come else ""
        self._run(f"MATCH (n:{ENTITY} {{iri: $iri}}) {changes}SET n = $row", {"iri": state.iri, "row": properties})

    def _write_relationships(self, added: list[Fact], removed: list[Fact]) -> WriteReport:
        report = WriteReport()
        subjects = list(dict.fromkeys(f.subject for f in (*added, *removed)))
        stored = {f.key: f for f in self.facts(subjects=subjects) if self._is_relationship(f)} if subjects else {}
        for fact in removed:
            known = stored.get(fact.key)
            if known is not None and known.inferred == fact.inferred:
                self._run(
                    f"MATCH (a:{ENTITY} {{iri: $s}})-[r:{quoted(self.schema.types[fact.property])}]->"
                    f"(b:{ENTITY} {{iri: $o}}) DELETE r",
                    {"s": fact.subject, "o": fact.object},
                )
                del stored[fact.key]
                report += WriteReport(removed=1)
        groups: dict[tuple[str, bool], list[dict[str, Any]]] = defaultdict(list)
        for fact in added:
            known = stored.get(fact.key)
            outcome = relationship_report(known, fact)
            report += outcome
            if not outcome.unchanged:
                stored[fact.key] = fact
                row = {"s": fact.subject, "o": fact.object, "p": relationship_keys(fact)}
                groups[self.schema.types[fact.property], known is None].append(row)
        for (name, fresh), rows in groups.items():
            self._types.for_relationships(name)
            verb = "CREATE" if fresh else "MATCH"
            for start in range(0, len(rows), _BATCH):
                self._run(
                    f"UNWIND $rows AS row MATCH (a:{ENTITY} {{iri: row.s}}) MATCH (b:{ENTITY} {{iri: row.o}}) "
                    f"{verb} (a)-[r:{quoted(name)}]->(b) SET r = row.p",
                    {"rows": rows[start : start + _BATCH]},
                )
        return report

    def _drop_empty(self, iris: set[str]) -> None:
        """Delete nodes about which nothing is said any more."""
        for row in self._nodes(sorted(iris)):
            if row.get("provenance") in (None, "", "{}"):
                self._run(f"MATCH (n:{ENTITY} {{iri: $iri}}) WHERE NOT (n)--() DELETE n", {"iri": row["iri"]})

    def close(self) -> None:
        """Close the folder so that another process may open it."""
        self._db.close()


def _is_store(path: Path) -> bool:
    """Whether the folder holds a store; raises StoreError when it holds something else or a damaged store."""
    if arcadedb.database_exists(str(path)):
        try:
            json.loads((path / "schema.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            # ArcadeDB would open it as if it were empty.
            raise StoreError(
                f"embedded:{path}: its schema.json cannot be read ({error}); restore the folder from a copy, "
                "or delete it and load again"
            ) from error
        return True
    if path.is_dir() and any(path.iterdir()):
        raise StoreError(f"embedded:{path}: holds other files and no store; choose an empty or a new folder")
    return False


def _table(found: Any, limit: int) -> Table:
    rows: list[tuple[Cell, ...]] = []
    columns: tuple[str, ...] = ()
    for row in found:
        columns = columns or tuple(row.property_names)
        if len(rows) == limit:
            return Table(columns=columns, rows=tuple(rows), truncated=True)
        values = row.to_dict()
        rows.append(tuple(_plain(values.get(column)) for column in columns))
    return Table(columns=columns, rows=tuple(rows))


def _plain(value: Any) -> Cell:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if not k.startswith("@")}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has neither infinity nor NaN
    return value


def _reason(error: Exception) -> str:
    """The innermost cause that the engine names, without its class name."""
    text = str(error).split(" (caused by ")[-1]
    text = re.sub(r"^(?:[A-Z][\w ]+: )?[\w.$]+(?:Exception|Error): ", "", text)
    return (text.removesuffix(")") if text.count(")") > text.count("(") else text)[:300]


def _refusal(reason: str) -> str:
    if "not idempotent" in reason:
        return "this query writes, and only reading is allowed here; use upsertFacts or fengmi ingest to change facts"
    if "timeout" in reason.lower():
        return f"{reason}; ask for less, or add a LIMIT"
    return f"{reason}; correct the query"
