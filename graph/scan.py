"""Reading a whole store as rows, streamed in pages: what copying, exporting and checksums start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.bulk_port import BulkStore
from graph.bulk_rows import BATCH, Batch, LinkRows, NodeRows, Row
from graph.node import ENTITY


def scan(store: BulkStore, *, size: int = BATCH) -> Iterator[Batch]:
    """All nodes, then all relationships between them, in batches of at most `size` rows.

    Every node and every relationship comes once; an unchanged store gives the same batches again.
    Holds as many rows as there are different sets of labels, times `size`.
    """
    yield from scan_nodes(store, size=size)
    yield from scan_links(store, size=size)


def scan_nodes(store: BulkStore, *, size: int = BATCH) -> Iterator[NodeRows]:
    """All nodes, those with the same labels together."""
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for page in store.node_pages(size=size):
        for row in page:
            labels = (ENTITY, *sorted(name for name in row["l"] if name != ENTITY))
            rows = waiting[labels]
            rows.append(plain(row["p"]))
            if len(rows) == size:
                yield NodeRows(labels=labels, rows=rows)
                del waiting[labels]
    for labels, rows in sorted(waiting.items()):
        yield NodeRows(labels=labels, rows=rows)


def scan_links(store: BulkStore, *, size: int = BATCH) -> Iterator[LinkRows]:
    """All relationships between individuals, type by type."""
    for name in store.link_types():
        for page in store.link_pages(name, size=size):
            rows = [{"s": row["s"], "o": row["o"], "p": plain(row["p"])} for row in page]
            yield LinkRows(type=name, rows=rows)


def plain(stored: Row) -> Row:
    """Keys without the store's own and without those that hold nothing."""
    return {key: value for key, value in stored.items() if value is not None and not key.startswith("@")}
