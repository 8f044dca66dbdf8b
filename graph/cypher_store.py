"""What every store does in the same way; a store adds how it runs Cypher, and its peculiarities."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from graph.bulk_port import FastWriter
from graph.cypher_reader import (
    LINKS,
    NODES,
    Row,
    facts_about,
    facts_of_shop,
    facts_towards,
    links_statement,
    stored_counts,
    stored_entity,
)
from graph.cypher_writer import BATCH, FactWriter, Transaction
from graph.fact import Fact
from graph.index import VectorIndex
from graph.node import read_node
from graph.ontology_change import OntologyChange
from graph.ontology_nodes import (
    Statement,
    document_rows,
    stored_document_names,
    stored_documents,
    stored_names,
    term_rows,
)
from graph.port import Cell, Counts, Entity, WriteReport
from graph.relationship import decode_relationship
from graph.schema import GraphSchema, quoted
from ontology.errors import OvertakenError, QueryError
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE

T = TypeVar("T")

PAGE = 10_000


class CypherStore(ABC):
    """A store that runs Cypher; safe to use from several threads."""

    def __init__(self) -> None:
        self._known: tuple[Ontology, GraphSchema] | None = None
        self._knowing = threading.Lock()

    @abstractmethod
    def _run(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a reading statement of ours. Raises StoreError."""

    @abstractmethod
    def _stream(self, cypher: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        """Run a reading statement of ours, without a time limit; hand over rows as they come. Raises StoreError."""

    @abstractmethod
    def _work(self, work: Callable[[Transaction], T]) -> T:
        """Do some writing work in one transaction; it may be called again after a passing failure."""

    @abstractmethod
    def revision(self) -> int:
        """How many transactions have written; see GraphStore.revision."""

    def _revision_in_turn(self) -> int:
        """As `revision`, for a writer in its own transaction, which has nobody to wait for."""
        return self.revision()

    @abstractmethod
    def _make_indexes(self, ontology: Ontology, schema: GraphSchema) -> None:
        """Make the range indexes that the ontology asks for the ones there are."""

    @property
    def ontology(self) -> Ontology:
        """The ontology whose documents are stored; an empty one before any was loaded."""
        return self._knowledge()[0]

    @property
    def schema(self) -> GraphSchema:
        """The names that the stored ontology gives."""
        return self._knowledge()[1]

    def _knowledge(self) -> tuple[Ontology, GraphSchema]:
        with self._knowing:
            if self._known is None or self._has_changed():
                self._before_knowing()
                ontology = ontology_from_texts(stored_documents(self._plainly), stored_document_names(self._plainly))
                self._known = (ontology, self.named(ontology))
            return self._known

    def named(self, ontology: Ontology) -> GraphSchema:
        """The names that an ontology's terms would have; see BulkStore.named."""
        return GraphSchema(ontology, stored_names(self._plainly) if ontology.shops else None)

    def _plainly(self, cypher: str) -> list[Row]:
        return self._run(cypher, {})

    def _before_knowing(self) -> None:  # noqa: B027  (most stores have nothing to do then)
        """Hear that the stored ontology is about to be read."""

    def _has_changed(self) -> bool:
        """Whether another process has loaded another ontology since it was read."""
        return False

    def _also_loading(self, ontology: Ontology) -> Iterable[Statement]:
        """Statements of the store's own that belong to loading an ontology."""
        return ()

    def _forget(self) -> None:
        with self._knowing:
            self._known = None

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        """Stored facts; see GraphReader.facts. Raises ValueError when both subjects and objects are given."""
        if subjects is not None and objects is not None:
            raise ValueError("facts are asked for by subjects or by objects, not by both")
        if subjects is not None:
            return facts_about(self._run, self.schema, subjects)
        if objects is not None:
            return facts_towards(self._run, self.schema, objects)
        return self._all_facts()

    def _all_facts(self) -> Iterator[Fact]:
        schema = self.schema
        for page in self.node_pages():
            for row in page:
                yield from read_node(row["p"], schema)
        for row in self._all_links():
            yield from decode_relationship(row, schema)

    def _all_links(self) -> Iterator[Row]:
        """All relationships between individuals, as rows with s, t, p and o."""
        return self._stream(LINKS, {})

    def shop_facts(self, shop: str | None) -> Iterator[Fact]:
        """Stored facts about what is shared and what is a shop's; see GraphReader.shop_facts."""
        return facts_of_shop(self._stream, self.schema, shop)

    def entity(self, iri: str) -> Entity | None:
        """One node by IRI."""
        return stored_entity(self._run, self.schema, iri)

    def counts(self) -> Counts:
        """Nodes by label and relationships by type, Entity included."""
        return stored_counts(lambda cypher, parameters: list(self._stream(cypher, parameters)))

    def rows(
        self, cypher: str, parameters: Mapping[str, Cell] | None = None, *, size: int = PAGE
    ) -> Iterator[list[Row]]:
        """Our own reading Cypher in pages of `size` rows, with no limit of rows or time; not for others' queries."""
        return paged(self._stream(cypher, parameters or {}), size)

    def node_pages(self, *, size: int = PAGE) -> Iterator[list[Row]]:
        """All nodes of individuals; see BulkStore.node_pages."""
        return self.rows(NODES, size=size)

    def link_types(self) -> list[str]:
        """The types of relationships that there are; see BulkStore.link_types."""
        return sorted(self.counts().relationships)

    def link_pages(self, name: str, *, keys: Sequence[str] | None = None, size: int = PAGE) -> Iterator[list[Row]]:
        """All relationships of a type; see BulkStore.link_pages."""
        return self.rows(links_statement(name, keys), size=size)

    def transact(self, statements: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Run our own writing statements in one transaction."""
        wanted = list(statements)

        def work(transaction: Transaction) -> None:
            for cypher, parameters in wanted:
                transaction.run(cypher, parameters)

        self._work(work)

    @property
    def fast(self) -> FastWriter | None:
        """The quick way into an empty store, where there is one; for graph.bulk."""
        return None

    def in_transaction(self, work: Callable[[Transaction], T]) -> T:
        """Do some writing work of ours in one transaction; it may be called again after a passing failure."""
        return self._work(work)

    def load_ontology(self, ontology: Ontology, also: Iterable[Statement] = ()) -> None:
        """Keep the documents, write classes and properties as nodes, make indexes; see GraphStore.load_ontology."""
        before, after = self.schema, self.named(ontology)
        groundless = self.groundless(ontology)
        statements = (*self._also_loading(ontology), *document_rows(ontology), *term_rows(ontology, after), *also)

        def work(transaction: Transaction) -> None:
            FactWriter(transaction, before).write((), groundless)
            for cypher, parameters in statements:
                transaction.run(cypher, parameters)

        self._work(work)
        self._forget()
        self._make_indexes(ontology, after)

    def change_ontology(self, ontology: Ontology, change: OntologyChange) -> WriteReport:
        """Load an ontology with what changes by it, in one transaction; see GraphStore.change_ontology."""
        before, after = self.schema, self.named(ontology)
        dropped = (*change.dropped, *self.groundless(ontology))

        def work(transaction: Transaction) -> WriteReport:
            self._check_revision(change.since)
            report = FactWriter(transaction, before).write((), dropped)
            loading = (*self._also_loading(ontology), *document_rows(ontology), *term_rows(ontology, after))
            for cypher, parameters in (*loading, *change.also):
                transaction.run(cypher, parameters)
            return report + FactWriter(transaction, after).write(change.added, change.removed)

        done = self._work(work)
        self._forget()
        self._make_indexes(ontology, after)
        return done

    def groundless(self, ontology: Ontology) -> Sequence[Fact]:
        """Inferred facts in terms that another ontology does not have; see BulkStore.groundless."""
        before, after = self.schema, self.named(ontology)
        classes = before.labels.keys() - after.labels.keys()
        properties = (before.types.keys() | before.keys.keys()) - (after.types.keys() | after.keys.keys())
        if not classes and not properties:
            return ()
        return [
            fact
            for fact in self.facts()
            if fact.inferred and (fact.object in classes if fact.property == RDF_TYPE else fact.property in properties)
        ]

    def write(
        self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = (), since: int | None = None
    ) -> WriteReport:
        """Remove, then add, in one transaction; see GraphStore.write."""
        new, old = list(added), list(removed)
        if not new and not old:
            return WriteReport()

        def work(transaction: Transaction) -> WriteReport:
            if since is not None:
                self._check_revision(since)
            return FactWriter(transaction, self.schema).write(new, old)

        return self._work(work)

    def _check_revision(self, since: int) -> None:
        # Other writers wait as long as the transaction is open, and what it wrote itself is not counted yet.
        if self._revision_in_turn() != since:
            raise OvertakenError("somebody else has written to the store meanwhile; nothing was changed, try again")

    def put_vectors(self, index: VectorIndex, vectors: Mapping[str, Sequence[float]]) -> None:
        """Give nodes their vectors; see GraphStore.put_vectors."""
        for iri, vector in vectors.items():
            check_length(index, vector, iri)
        rows = [{"iri": iri, "v": [float(x) for x in vector]} for iri, vector in vectors.items()]
        match = f"UNWIND $rows AS row MATCH (n:Entity {{iri: row.iri}}) SET n.{quoted(index.key)} = row.v"
        for start in range(0, len(rows), BATCH):
            self.transact([(match, {"rows": rows[start : start + BATCH]})])


def paged(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """Rows in lists of `size`, the last one shorter."""
    while page := list(islice(rows, size)):
        yield page


def check_length(index: VectorIndex, vector: Sequence[float], whose: str) -> None:
    """Raise QueryError when a vector does not have the index's dimensions."""
    if len(vector) != index.dimensions:
        raise QueryError(
            f"{whose}: the vector has {len(vector)} dimensions, the index on {index.label}.{index.key} "
            f"{index.dimensions}; use the model that the index was made with"
        )
