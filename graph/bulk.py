"""Loading many rows in batches, one transaction each, so that a killed load goes on exactly where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.bulk_port import BulkStore, FastWriter
from graph.bulk_rows import Batch, NodeRows
from graph.bulk_writer import BatchWriter
from graph.cypher_writer import Transaction
from graph.port import WriteReport
from ontology.errors import StoreError

CHECKPOINT = "LoadCheckpoint"

_READ = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) RETURN c.batches AS batches, c.digest AS digest, c.fresh AS fresh"
_WRITE = f"MERGE (c:{CHECKPOINT} {{iri: $iri}}) SET c.batches = $batches, c.digest = $digest, c.fresh = $fresh"
_DROP = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) DELETE c"


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """How far a load has come: batches written, a digest of their keys, and whether the store was empty before."""

    batches: int
    digest: str
    fresh: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadReport:
    """What one load wrote, in rows; `resumed` batches were there from a load that had been stopped."""

    batches: int
    resumed: int
    rows: WriteReport


def load(
    store: BulkStore,
    batches: Iterable[Batch],
    *,
    name: str,
    distinct: bool = True,
    progress: Callable[[int], None] | None = None,
) -> LoadReport:
    """Write batches, nodes before the relationships between them; stopped, the same call goes on.

    `name` says which load it is. `distinct` promises that no node and no relationship comes twice;
    without it every row is looked up first. Into an empty store rows are created without looking.
    Raises StoreError when the load of this name was stopped and `batches` now begin otherwise.
    """
    return _Load(store, f"load:{name}", distinct).run(batches, progress)


def pending(store: BulkStore, name: str) -> Checkpoint | None:
    """How far the load of this name has come; None when it is done or was never begun."""
    for page in store.rows(_READ, {"iri": f"load:{name}"}):
        for row in page:
            return Checkpoint(batches=row["batches"], digest=row["digest"], fresh=row["fresh"])
    return None


class _Load:
    def __init__(self, store: BulkStore, iri: str, distinct: bool) -> None:
        self._store = store
        self._fast = store.fast
        self._iri = iri
        self._distinct = distinct
        self._digest = ""

    def run(self, batches: Iterable[Batch], progress: Callable[[int], None] | None) -> LoadReport:
        known = pending(self._store, self._iri.partition(":")[2])
        begun = known or self._begin()
        report, done = WriteReport(), 0
        for place, batch in enumerate(batches):
            self._digest = _chained(self._digest, batch)
            if place < begun.batches:
                self._compare(place, begun)
            else:
                torn = known is not None and place == begun.batches
                report += self._write(
                    batch, Checkpoint(batches=place + 1, digest=self._digest, fresh=begun.fresh), torn
                )
            done = place + 1
            if progress:
                progress(len(batch.rows))
        if done < begun.batches:
            raise self._changed(f"has {done} batches")
        self._store.in_transaction(lambda transaction: transaction.run(_DROP, {"iri": self._iri}))
        return LoadReport(batches=done, resumed=begun.batches, rows=report)

    def _begin(self) -> Checkpoint:
        fresh = not any(self._store.rows("MATCH (n:Entity) RETURN n.iri AS iri LIMIT 1"))
        begun = Checkpoint(batches=0, digest="", fresh=fresh and self._distinct)

        def work(transaction: Transaction) -> None:
            transaction.expect_node([CHECKPOINT])
            self._note(transaction, begun)

        self._store.in_transaction(work)
        return begun

    def _note(self, transaction: Transaction, at: Checkpoint) -> None:
        transaction.run(_WRITE, {"iri": self._iri, "batches": at.batches, "digest": at.digest, "fresh": at.fresh})

    def _compare(self, place: int, begun: Checkpoint) -> None:
        if place + 1 == begun.batches and self._digest != begun.digest:
            raise self._changed("begins otherwise")

    def _changed(self, how: str) -> StoreError:
        name = self._iri.partition(":")[2]
        return StoreError(
            f"the load {name} was stopped and cannot go on: what it loads now {how}; load it into an empty store"
        )

    def _write(self, batch: Batch, after: Checkpoint, torn: bool) -> WriteReport:
        """Write one batch; `torn` when a stopped load may have written part of it."""
        if after.fresh and self._fast is not None and not torn:
            return self._write_fast(self._fast, batch, after)

        def work(transaction: Transaction) -> WriteReport:
            if self._written(transaction, after):
                return WriteReport(unchanged=len(batch.rows))
            writer = BatchWriter(transaction, self._store.schema)
            if torn and after.fresh and self._fast is not None:
                writer.clear(batch)
            report = writer.create(batch) if after.fresh and not torn else writer.merge(batch)
            self._note(transaction, after)
            return report

        return self._store.in_transaction(work)

    def _written(self, transaction: Transaction, after: Checkpoint) -> bool:
        """Whether the batch was committed after all when the store asks for the work again."""
        stored: list[dict[str, Any]] = transaction.run(_READ, {"iri": self._iri})
        return bool(stored) and stored[0]["batches"] >= after.batches

    def _write_fast(self, fast: FastWriter, batch: Batch, after: Checkpoint) -> WriteReport:
        left = None
        if isinstance(batch, NodeRows):
            fast.create_nodes(batch.labels, batch.rows)
        elif rows := fast.create_links(batch.type, batch.rows):
            left = type(batch)(type=batch.type, rows=rows)

        def work(transaction: Transaction) -> None:
            if left is not None:
                BatchWriter(transaction, self._store.schema).create(left)
            self._note(transaction, after)

        self._store.in_transaction(work)
        return WriteReport(created=len(batch.rows))


def _chained(digest: str, batch: Batch) -> str:
    """A digest of the batches up to this one, from their keys."""
    name = ":".join(batch.labels) if isinstance(batch, NodeRows) else batch.type
    text = "\n".join((digest, name, *batch.keys()))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
