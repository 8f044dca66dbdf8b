"""What a person would write by hand with the bare drivers: the mark that our own loading is measured against."""

from __future__ import annotations

from pathlib import Path
from typing import Any, LiteralString, Protocol

import arcadedb
import neo4j

from graph.bulk_rows import Batch, NodeRows

LABEL = "RawEntity"


class Raw(Protocol):
    """A bare connection."""

    def write(self, batch: Batch) -> None:
        """Write one batch in one transaction."""

    def close(self) -> None:
        """End it."""


class RawEmbedded:
    """ArcadeDB by itself, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._database = arcadedb.create_database(str(folder))
        for statement in (
            f"CREATE VERTEX TYPE {LABEL}",
            f"CREATE PROPERTY {LABEL}.iri STRING",
            f"CREATE INDEX ON {LABEL} (iri) UNIQUE",
        ):
            self._database.command("sql", statement)

    def write(self, batch: Batch) -> None:
        """One UNWIND in one transaction."""
        with self._database.transaction():
            found = self._database.command("opencypher", statement_of(batch), {"rows": list(batch.rows)})
            list(found or ())

    def close(self) -> None:
        """Close the folder."""
        self._database.close()


class RawNeo4j:
    """The official driver by itself; its nodes have a label of their own beside ours in the same database."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._driver = neo4j.GraphDatabase.driver(url, auth=(username, password), notifications_min_severity="OFF")
        self._driver.execute_query(f"CREATE CONSTRAINT raw IF NOT EXISTS FOR (n:{LABEL}) REQUIRE n.iri IS UNIQUE")
        self._driver.execute_query("CALL db.awaitIndexes(60)")

    def write(self, batch: Batch) -> None:
        """One UNWIND in one transaction."""
        rows: list[dict[str, Any]] = list(batch.rows)
        with self._driver.session() as session:
            session.execute_write(lambda transaction: transaction.run(statement_of(batch), {"rows": rows}).consume())

    def close(self) -> None:
        """End the connections."""
        self._driver.close()


def statement_of(batch: Batch) -> LiteralString:
    """The UNWIND for a batch."""
    if isinstance(batch, NodeRows):
        labels = ":".join(f"`{label}`" for label in (LABEL, *batch.labels[1:]))
        return f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row"
    ends = f"MATCH (a:{LABEL} {{iri: row.s}}) MATCH (b:{LABEL} {{iri: row.o}})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[r:`{batch.type}`]->(b) SET r = row.p"
