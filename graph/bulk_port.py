"""What bulk work needs of a store beyond the port that everyone gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from graph.bulk_rows import Row
from graph.cypher_writer import Transaction
from graph.fact import Fact
from graph.port import Cell, GraphStore
from ontology.model import Ontology

T = TypeVar("T")


class FastWriter(Protocol):
    """Creates rows in an empty store faster than Cypher; killed half way, it may leave part of a batch."""

    def create_nodes(self, labels: Sequence[str], rows: Sequence[Row]) -> None:
        """Create nodes that are not stored yet."""

    def create_links(self, type: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Create relationships that are not stored yet; return the rows left out because an end is not stored."""

    def clear_links(self, type: str, rows: Sequence[Row]) -> None:
        """Delete what a killed call of `create_links` with these rows has left; nodes stay."""


class BulkStore(GraphStore, Protocol):
    """A store that takes and gives many rows at a time."""

    @property
    def fast(self) -> FastWriter | None:
        """A quick way into an empty store, made for one load; None where there is none."""

    def rows(
        self, cypher: str, parameters: Mapping[str, Cell] | None = None, *, size: int = ...
    ) -> Iterator[list[Row]]:
        """Our own reading Cypher in pages of `size` rows, streamed."""

    def node_pages(self, *, size: int = ...) -> Iterator[list[Row]]:
        """All nodes of individuals as rows {l: labels, p: keys}, streamed in pages of `size` rows at most.

        An unchanged store gives the same rows in the same order again.
        """

    def link_types(self) -> list[str]:
        """The types of relationships that there are, sorted; those between ontology terms among them."""

    def link_pages(self, name: str, *, keys: Sequence[str] | None = None, size: int = ...) -> Iterator[list[Row]]:
        """All relationships of a type between individuals as rows {s: iri, o: iri, p: keys}, streamed likewise.

        `p` holds the named `keys`, None for those that a relationship does not have, or without `keys` all it has.
        """

    def groundless(self, ontology: Ontology) -> Sequence[Fact]:
        """Inferred facts in terms that another ontology does not have: inference could never take them away.

        Loading that ontology does. What was asserted in such terms stays, for when they come back; then it is
        inferred from anew.
        """

    def transact(self, statements: Iterable[tuple[str, Mapping[str, Cell]]]) -> None:
        """Run our own writing statements in one transaction."""

    def in_transaction(self, work: Callable[[Transaction], T]) -> T:
        """Do some writing work in one transaction; it may be called again after a passing failure."""
