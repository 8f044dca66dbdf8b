"""What a store can do: a small port for reading, a larger one for writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from graph.fact import Fact
from graph.index import Hit, StoredIndex, TextIndex, VectorIndex
from graph.ontology_change import OntologyChange
from graph.ontology_nodes import Statement
from graph.schema import GraphSchema
from ontology.model import Ontology

Cell: TypeAlias = Any
"""A value in a query's result: None, bool, int, float, str, list or dict, as JSON knows them."""

ROW_LIMIT = 10_000
TIME_LIMIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one query, in its order; `truncated` when the row limit cut them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One node with its keys as stored; `types` are the IRIs of its classes, asserted or inferred."""

    iri: str
    label: str
    shop: str | None
    types: tuple[str, ...]
    properties: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """How many facts a write created, changed (same fact, other provenance), removed or found unchanged."""

    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: WriteReport) -> WriteReport:
        return WriteReport(
            created=self.created + other.created,
            changed=self.changed + other.changed,
            removed=self.removed + other.removed,
            unchanged=self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Sizes of the stored graph: nodes by label, relationships by type."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    relationships: Mapping[str, int] = field(default_factory=dict)


class GraphReader(Protocol):
    """The read side, which reasoning gets: it cannot change anything."""

    @property
    def ontology(self) -> Ontology:
        """The ontology that the store holds."""

    @property
    def schema(self) -> GraphSchema:
        """The names that the ontology's terms have in the graph."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        """Run one reading query. Raises QueryError when it writes, is wrong, or takes too long."""

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        """Stored facts: all of them, or those about any of `subjects`, or those pointing at any of `objects`.

        A Neo4j server may show a part of a write that is being made; GraphStore.revision tells whether one was.
        """

    def shop_facts(self, shop: str | None) -> Iterator[Fact]:
        """Stored facts whose subject is shared or this shop's, and no other shop's; None for what is shared alone.

        In an order of their own, the same whichever store holds them: what is on nodes by IRI, then relationships.
        """

    def entity(self, iri: str) -> Entity | None:
        """One node by IRI; None when it is not stored."""

    def counts(self) -> Counts:
        """Nodes by label and relationships by type."""


class GraphSearch(Protocol):
    """Finding nodes otherwise than by the graph's own keys, through the store's own indexes."""

    def search_text(self, index: TextIndex, text: str, *, first: int = 10) -> tuple[Hit, ...]:
        """Nodes that hold any word of `text`, best first. Raises QueryError when the index was not created."""

    def nearest(self, index: VectorIndex, vector: Sequence[float], *, first: int = 10) -> tuple[Hit, ...]:
        """Nodes whose vectors point most nearly where `vector` does, best first; score = (1 + cosine) / 2.

        Raises QueryError when the index was not created or the vector has another length.
        """

    def indexes(self) -> tuple[StoredIndex, ...]:
        """The indexes that the store holds, sorted by kind, label and keys."""


class GraphStore(GraphReader, GraphSearch, Protocol):
    """The whole store: reading, and writing facts idempotently."""

    def load_ontology(self, ontology: Ontology, also: Iterable[Statement] = ()) -> None:
        """Keep the ontology's documents, write its terms as nodes, and have exactly the range indexes it asks for.

        `also` are statements that are run beside it, in the same transaction.
        """

    def change_ontology(self, ontology: Ontology, change: OntologyChange) -> WriteReport:
        """As `load_ontology`, with the facts that change by it: all of it in one transaction, or nothing.

        Raises OvertakenError, too, when somebody has written since the change was worked out.
        """

    def named(self, ontology: Ontology) -> GraphSchema:
        """The names in this graph that an ontology's terms would have, were it loaded."""

    def create_index(self, index: TextIndex | VectorIndex) -> None:
        """Create an index, over what is stored and what will be; does nothing when it is there."""

    def put_vectors(self, index: VectorIndex, vectors: Mapping[str, Sequence[float]]) -> None:
        """Give nodes, by IRI, the vectors that `nearest` compares; unknown IRIs are passed over.

        Facts written later leave them as they are. Raises QueryError for a vector of another length.
        """

    def write(
        self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = (), since: int | None = None
    ) -> WriteReport:
        """Remove facts, then add facts, in one transaction; keys are derived, so twice is once.

        No facts are no transaction. Raises OvertakenError, and nothing is changed, when the revision is not `since`
        any more.
        """

    def revision(self) -> int:
        """How many writing transactions there were, by whoever works through Fengmi; one more after each.

        Waits for one that is going on: what is read between two equal revisions is whole, each write in it or not.
        Counted from any number. An embedded store, which one process has open at a time, counts those of this one.
        """

    def close(self) -> None:
        """Release the store; it can be opened again."""
