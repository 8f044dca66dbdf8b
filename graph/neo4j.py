"""The network store: Neo4j 5 through its official driver; with graph/neo4j_*.py the place that knows `neo4j`."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, LiteralString, TypeVar

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.cell import parameters_of
from graph.cypher_reader import Row
from graph.cypher_store import CypherStore, check_length
from graph.cypher_writer import Transaction
from graph.guard import Guard
from graph.index import Hit, StoredIndex, TextIndex, VectorIndex
from graph.neo4j_cells import plain
from graph.neo4j_indexes import Neo4jIndexes
from graph.ontology_nodes import Statement
from graph.plan import Operator, Plan
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Counts, Table
from graph.result import table_of
from graph.schema import GraphSchema
from ontology.errors import QueryError, StoreError
from ontology.model import Ontology

T = TypeVar("T")

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# A request to a server that is gone fails after about this time, so that who waits for it hears so.
RETRY_SECONDS = 4.0
CONNECT_SECONDS = 4.0
WRITE_RETRY_SECONDS = 8.0
OWN_SECONDS = 300.0
"""How long a reading statement of our own may take, whatever the server allows others."""

LOOK_SECONDS = 1.0
"""How old what is known of the ontology may be, when another process loads another."""

# A row may hold a list of thousands, and as many rows are in memory at once.
_FETCH = 200
_STREAMED = 10_000
_TURN = (
    "MERGE (s:FengmiStore {iri: 'https://fengmi.example/id/store'}) "
    "SET s.turn = coalesce(s.turn, 0) + 1 RETURN s.ontology AS ontology"
)
_TURNS = "MATCH (s:FengmiStore) RETURN s.turn AS turn"
# Removing a key, even one that no node has, waits for whoever has the turn.
_AFTER_TURNS = "MATCH (s:FengmiStore) REMOVE s.waits WITH s RETURN s.turn AS turn"
_TIMED_OUT = "TransactionTimedOut"
_NO_DATABASE = "DatabaseNotFound"
_MEMORY = "OutOfMemory"
_ONLY_READ = ("Forbidden", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase")
_TRUST = "; its certificate must be of an authority trusted here (SSL_CERT_FILE names more), or take +ssc for +s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who we are to the server, and which of its databases is ours; None for the user's home database."""

    username: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None

    @classmethod
    def from_environment(cls) -> Access:
        """NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE."""
        return cls(
            username=os.environ.get("NEO4J_USERNAME") or "neo4j",
            password=os.environ.get("NEO4J_PASSWORD") or "",
            database=os.environ.get("NEO4J_DATABASE") or None,
        )


class _NotAllowedError(StoreError):
    """The server lets this user, or anyone, only read."""


class Neo4jStore(CypherStore):
    """A graph on a Neo4j server or cluster; safe to use from several threads and processes.

    Writers take turns, over all processes, so that reading what is stored and writing the difference is one
    step. Connections are pooled, and made anew when the server comes back.
    """

    def __init__(self, url: str, access: Access) -> None:
        """Connect. Raises StoreError when the server does not answer or does not let us in."""
        super().__init__()
        self.url = url
        self._database = access.database
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with self._told():
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=(access.username, access.password),
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=2 * CONNECT_SECONDS,
                liveness_check_timeout=30.0,
                keep_alive=True,
                notifications_min_severity="OFF",
                user_agent="fengmi",
            )
        self._indexes = Neo4jIndexes(self._run, self._command)
        self._guard = Guard(self._explain)
        self._stamp: str | None = None
        self._looked = 0.0
        self._prepared = False
        try:
            with self._told():
                self._driver.verify_connectivity()
            # Who may only read needs none of it; who writes is told then.
            with suppress(_NotAllowedError):
                self._need_indexes()
        except StoreError:
            self._driver.close()
            raise

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
        self._guard.check(cypher, given)

        @neo4j.unit_of_work(timeout=seconds)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            with _once():
                found = transaction.run(_ours(cypher), given)
                rows = (tuple(plain(value) for value in record.values()) for record in found)
                # Leaving the transaction ends the query in the server.
                return table_of(found.keys(), rows, limit)

        with self._asked(seconds), self._session(reading=True, fetch=min(limit + 1, _FETCH)) as session:
            return session.execute_read(work)

    def _explain(self, cypher: str) -> Plan:
        @neo4j.unit_of_work(timeout=TIME_LIMIT_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> dict[str, Any] | None:
            return transaction.run(_ours(f"EXPLAIN {cypher}")).consume().plan

        with self._asked(TIME_LIMIT_SECONDS), self._session(reading=True) as session:
            found = session.execute_read(work)
        return Plan(roots=(_operator(found),) if found else ())

    def _session(self, *, reading: bool, fetch: int = _FETCH) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS if reading else neo4j.WRITE_ACCESS,
            bookmark_manager=self._bookmarks,
            max_transaction_retry_time=RETRY_SECONDS if reading else WRITE_RETRY_SECONDS,
            fetch_size=fetch,
        )

    def _run(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        @neo4j.unit_of_work(timeout=OWN_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return _rows(transaction, cypher, parameters)

        with self._told(), self._session(reading=True) as session:
            return session.execute_read(work)

    def _stream(self, cypher: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        with (
            self._told(),
            self._session(reading=True, fetch=_STREAMED) as session,
            session.begin_transaction(timeout=0) as transaction,
        ):
            for record in transaction.run(_ours(cypher), dict(parameters)):
                # Our own statements return no nodes, so nothing is left for the slow record.data() to unpack.
                yield dict(record)

    def _command(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Change the schema, which Neo4j does in a transaction of its own, or wait for it, as long as that takes."""

        @neo4j.unit_of_work(timeout=0)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return _rows(transaction, cypher, parameters)

        with self._told(), self._session(reading=False) as session:
            return session.execute_write(work)

    def _work(self, work: Callable[[Transaction], T]) -> T:
        self._need_indexes()

        # What the server allows a query is not meant for a load.
        @neo4j.unit_of_work(timeout=0)
        def turn(transaction: neo4j.ManagedTransaction) -> T:
            # The lock on this node is what writers wait for; it ends with the transaction.
            (row,) = _rows(transaction, _TURN, {})
            if row["ontology"] != self._stamp:
                # Another process has loaded an ontology since we read it.
                self._forget()
            return work(_Open(transaction))

        with self._told(), self._session(reading=False) as session:
            return session.execute_write(turn)

    def revision(self) -> int:
        """How many turns writers have taken; see GraphStore.revision.

        Waits for the writer whose turn it is: Neo4j shows others a commit while it is being made, node by node.
        """
        return _turns(self._command(_AFTER_TURNS, {}))

    def _revision_in_turn(self) -> int:
        return _turns(self._run(_TURNS, {}))

    def _need_indexes(self) -> None:
        """Make what writing needs, unless that is done. Raises StoreError when it is missing and we may not make it."""
        if not self._prepared:
            self._indexes.prepare()
            self._prepared = True

    def _before_knowing(self) -> None:
        self._stamp = self._stored_stamp()
        self._looked = time.monotonic()

    def _has_changed(self) -> bool:
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return False
        self._looked = time.monotonic()
        return self._stored_stamp() != self._stamp

    def _stored_stamp(self) -> str | None:
        """What tells the stored ontology from another; another process may have loaded it."""
        found = self._run("MATCH (s:FengmiStore) RETURN s.ontology AS ontology", {})
        return found[0]["ontology"] if found else None

    def _also_loading(self, ontology: Ontology) -> Iterable[Statement]:
        texts = "\x00".join("\x00".join((d.iri, *d.names, d.text)) for d in ontology.documents)
        stamp = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()
        yield "MATCH (s:FengmiStore) SET s.ontology = $stamp", {"stamp": stamp}

    def _make_indexes(self, ontology: Ontology, schema: GraphSchema) -> None:
        self._indexes.make_range(ontology, schema)

    def counts(self) -> Counts:
        """Nodes by label and relationships by type; the node that writers take turns by is no part of the graph."""
        found = super().counts()
        nodes = {label: count for label, count in found.nodes.items() if label != "FengmiStore"}
        return Counts(nodes=nodes, relationships=found.relationships)

    def create_index(self, index: TextIndex | VectorIndex) -> None:
        """Create an index; see GraphStore.create_index."""
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
        """End the connections."""
        self._driver.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{self.url}: the server does not let us in ({_reason(error)}); set NEO4J_USERNAME and NEO4J_PASSWORD"
            ) from error
        except Neo4jError as error:
            if (error.code or "").endswith(_ONLY_READ):
                raise _NotAllowedError(
                    f"{self.url}: {_reason(error)}; only reading is allowed here: to write, set NEO4J_USERNAME to a "
                    "user who may, or NEO4J_DATABASE to a database that takes writes"
                ) from error
            missing = "; set NEO4J_DATABASE to one that there is" if (error.code or "").endswith(_NO_DATABASE) else ""
            raise StoreError(f"{self.url}: {_reason(error)}{missing}") from error
        except DriverError as error:
            # The driver does not always say that it was the certificate.
            trust = _TRUST if self.url.partition("://")[0].endswith("+s") else ""
            raise StoreError(
                f"{self.url}: the server does not answer ({_reason(error)}); start it, or correct the address{trust}"
            ) from error

    @contextmanager
    def _asked(self, seconds: float) -> Iterator[None]:
        """As `_told`, for a query that someone else wrote: what the server has against it is their matter."""
        with self._told():
            try:
                yield
            except AuthError:
                raise
            except Neo4jError as error:
                code = error.code or ""
                if code.endswith("AccessMode"):
                    raise QueryError(
                        "this query writes, and only reading is allowed here; change facts with fengmi ingest"
                    ) from error
                if _TIMED_OUT in code or "Terminated" in code:
                    raise QueryError(
                        f"the query was stopped after {seconds:g} s (timeout); ask for less, or add a LIMIT"
                    ) from error
                if error.is_retryable() or not code.startswith("Neo.ClientError"):
                    raise
                raise QueryError(f"{_reason(error)}; correct the query") from error


@contextmanager
def _once() -> Iterator[None]:
    """The driver would try again what took too much memory, as if that were to pass."""
    try:
        yield
    except Neo4jError as error:
        if _MEMORY in (error.code or ""):
            raise QueryError(
                "the query needs more memory than one query may have; ask for less, or count in the query"
            ) from error
        raise


class _Open:
    """One open writing transaction."""

    before_moving = ""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run one statement and return its rows."""
        return _rows(self._transaction, cypher, parameters)

    def expect_node(self, labels: Sequence[str], rows: Sequence[Row] = ()) -> None:
        """Neo4j makes labels as they are used."""

    def expect_relationship(self, name: str) -> None:
        """Neo4j makes types as they are used."""


def _turns(found: Sequence[Row]) -> int:
    return int(found[0]["turn"] or 0) if found else 0


def _rows(transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
    try:
        return [dict(record) for record in transaction.run(_ours(cypher), dict(parameters))]
    except (TypeError, ValueError, OverflowError) as error:
        raise StoreError(f"a value cannot be sent to Neo4j ({error}); correct it at its source") from error


def _ours(cypher: str) -> LiteralString:
    """The driver asks for literal texts; ours are composed of quoted names, and an analyst's has been judged."""
    return cypher


def _operator(found: Mapping[str, Any]) -> Operator:
    return Operator(
        name=str(found["operatorType"]).partition("@")[0],
        details=str(found.get("args", {}).get("Details", "")),
        inputs=tuple(_operator(child) for child in found.get("children", ())),
    )


def _reason(error: Neo4jError | DriverError) -> str:
    text = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    return " ".join(text.split())[:300]
