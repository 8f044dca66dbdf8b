"""Writing batches of rows inside a store's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from graph.bulk_rows import Batch, LinkRows, NodeRows, Row, bare_row
from graph.cypher_reader import nodes_by_iri
from graph.cypher_writer import FactWriter, Transaction
from graph.fact import Fact
from graph.node import ENTITY
from graph.port import WriteReport
from graph.provenance import loads
from graph.relationship import decode_relationship, relationship_report
from graph.schema import NODE_KEYS, GraphSchema, quoted

_ENDS = f"UNWIND $rows AS row MATCH (a:{ENTITY} {{iri: row.s}}) MATCH (b:{ENTITY} {{iri: row.o}}) "
_BETWEEN = f"UNWIND $rows AS row MATCH (a:{ENTITY} {{iri: row.s}})-[r:%s]->(b:{ENTITY} {{iri: row.o}}) "


class BatchWriter:
    """Writes batches in one transaction: new rows as they are, known ones as the facts they hold."""

    def __init__(self, transaction: Transaction, schema: GraphSchema) -> None:
        self._transaction = transaction
        self._schema = schema

    def create(self, batch: Batch) -> WriteReport:
        """Create rows that are not stored yet, without looking; missing ends of relationships are created too."""
        if isinstance(batch, NodeRows):
            self._create_nodes(batch)
        else:
            self._create_links(batch)
        return WriteReport(created=len(batch.rows))

    def merge(self, batch: Batch) -> WriteReport:
        """Create the rows that are not stored, and add the facts of the others to what is; twice is once.

        Counts rows, where a row counts as created, changed or unchanged.
        """
        return self._merge_nodes(batch) if isinstance(batch, NodeRows) else self._merge_links(batch)

    def _create_nodes(self, batch: NodeRows) -> None:
        self._transaction.expect_node(batch.labels, batch.rows)
        labels = ":".join(map(quoted, batch.labels))
        self._transaction.run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", {"rows": list(batch.rows)})

    def _create_links(self, batch: LinkRows) -> None:
        self._transaction.expect_relationship(batch.type)
        create = f"{_ENDS}CREATE (a)-[r:{quoted(batch.type)}]->(b) SET r = row.p RETURN count(*) AS c"
        done = self._transaction.run(create, {"rows": list(batch.rows)})[0]["c"]
        if done == len(batch.rows):
            return
        iris = list(dict.fromkeys(iri for row in batch.rows for iri in (row["s"], row["o"])))
        known = nodes_by_iri(self._transaction.run, iris)
        missing = [iri for iri in iris if iri not in known]
        self._create_nodes(NodeRows(labels=(ENTITY,), rows=[bare_row(iri) for iri in missing]))
        left = [row for row in batch.rows if row["s"] not in known or row["o"] not in known]
        self._transaction.run(create, {"rows": left})

    def _merge_nodes(self, batch: NodeRows) -> WriteReport:
        rows = {row["iri"]: row for row in batch.rows}
        known = nodes_by_iri(self._transaction.run, list(rows))
        fresh = [row for iri, row in rows.items() if iri not in known]
        if fresh:
            self._create_nodes(NodeRows(labels=batch.labels, rows=fresh))
        differing = [row for iri, row in rows.items() if iri in known and _differs(row, known[iri])]
        FactWriter(self._transaction, self._schema).merge(differing)
        self._add_other_keys(differing)
        return WriteReport(
            created=len(fresh), changed=len(differing), unchanged=len(batch.rows) - len(fresh) - len(differing)
        )

    def _add_other_keys(self, rows: Sequence[Row]) -> None:
        """Keys that stand for no fact, such as vectors, are taken over as they are."""
        changes = []
        for row in rows:
            ours = {*NODE_KEYS, *loads(row.get("provenance"))}
            other = {key: value for key, value in row.items() if key not in ours}
            if other:
                changes.append({"iri": row["iri"], "p": other})
        if changes:
            match = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{iri: row.iri}}) SET n += row.p"
            self._transaction.run(match, {"rows": changes})

    def _merge_links(self, batch: LinkRows) -> WriteReport:
        rows = {(row["s"], row["o"]): row for row in batch.rows}
        self._transaction.expect_relationship(batch.type)
        match = _BETWEEN % quoted(batch.type) + "RETURN a.iri AS s, b.iri AS o, properties(r) AS p"
        ends = [{"s": s, "o": o} for s, o in rows]
        stored = {(row["s"], row["o"]): row for row in self._transaction.run(match, {"rows": ends})}
        fresh = [row for key, row in rows.items() if key not in stored]
        if fresh:
            self._create_links(LinkRows(type=batch.type, rows=fresh))
        changed = [row for key, row in rows.items() if key in stored and self._replaces(batch.type, row, stored[key])]
        if changed:
            self._transaction.run(_BETWEEN % quoted(batch.type) + "SET r = row.p", {"rows": changed})
        return WriteReport(
            created=len(fresh), changed=len(changed), unchanged=len(batch.rows) - len(fresh) - len(changed)
        )

    def _replaces(self, type: str, row: Row, stored: Row) -> bool:
        new, old = self._fact(type, row), self._fact(type, stored)
        return new is not None and bool(relationship_report(old, new).changed)

    def _fact(self, type: str, row: Row) -> Fact | None:
        return next(decode_relationship({**row, "t": type}, self._schema), None)


def _differs(row: Row, stored: Row) -> bool:
    return any(stored.get(key) != value for key, value in row.items())
