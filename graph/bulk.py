"""Loading many rows in batches, one transaction each, so that a killed load goes on exactly where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.bulk_port import BulkStore, FastWriter
from graph.bulk_rows import Batch, LinkRows, NodeRows
from graph.bulk_writer import BatchWriter
from graph.cypher_writer import Transaction
from graph.port import WriteReport
from ontology.errors import StoreError

CHECKPOINT = "LoadCheckpoint"

_READ = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) RETURN c.batches AS batches, c.digest AS digest, c.fresh AS fresh"
_BEGIN = f"MERGE (c:{CHECKPOINT} {{iri: $iri}}) SET c.batches = 0, c.digest = '', c.fresh = $fresh"
# Setting a key locks the checkpoint until the transaction ends, so what is read after it is what holds.
_CLAIM = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) SET c.claimed = true RETURN c.batches AS batches, c.digest AS digest"
_ADVANCE = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) SET c.batches = $batches, c.digest = $digest"
_DROP = f"MATCH (c:{CHECKPOINT} {{iri: $iri}}) DELETE c"


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """How far a load has come: batches written, a digest of their keys, and whether they were created unseen."""

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

    `name` says which load it is. `distinct` promises that no node and no relationship comes twice: into an
    empty store rows are then created unseen, and nobody else may write the same ones meanwhile. A load that
    goes on looks every row up first, as others may have written since. Raises StoreError when the load of
    this name was stopped and `batches` now begin otherwise, or when another process is doing it too.
    """
    return _Load(store, name, distinct).run(batches, progress)


def pending(store: BulkStore, name: str) -> Checkpoint | None:
    """How far the load of this name has come; None when it is done or was never begun."""
    for page in store.rows(_READ, {"iri": _iri(name)}):
        for row in page:
            return Checkpoint(batches=row["batches"], digest=row["digest"], fresh=row["fresh"])
    return None


class _Load:
    def __init__(self, store: BulkStore, name: str, distinct: bool) -> None:
        self._store = store
        self._fast = store.fast
        self._name = name
        self._distinct = distinct
        self._digest = ""

    def run(self, batches: Iterable[Batch], progress: Callable[[int], None] | None) -> LoadReport:
        known = pending(self._store, self._name)
        begun = known or self._begin()
        report, done = WriteReport(), 0
        for batch in batches:
            before, self._digest = self._digest, _chained(self._digest, batch)
            if done < begun.batches:
                self._compare(done, begun)
            else:
                step = _Step(batch=batch, place=done, before=before, after=self._digest)
                report += self._resume(step, begun) if known else self._write(step, begun)
            done += 1
            if progress:
                progress(len(batch.rows))
        if done < begun.batches:
            raise self._changed(f"has {done} batches")
        self._store.in_transaction(lambda transaction: transaction.run(_DROP, {"iri": _iri(self._name)}))
        return LoadReport(batches=done, resumed=begun.batches, rows=report)

    def _begin(self) -> Checkpoint:
        empty = not any(self._store.rows("MATCH (n:Entity) RETURN n.iri AS iri LIMIT 1"))
        begun = Checkpoint(batches=0, digest="", fresh=empty and self._distinct)

        def work(transaction: Transaction) -> None:
            transaction.expect_node([CHECKPOINT])
            transaction.run(_BEGIN, {"iri": _iri(self._name), "fresh": begun.fresh})

        self._store.in_transaction(work)
        return begun

    def _compare(self, place: int, begun: Checkpoint) -> None:
        if place + 1 == begun.batches and self._digest != begun.digest:
            raise self._changed("begins otherwise")

    def _changed(self, how: str) -> StoreError:
        return StoreError(
            f"the load {self._name} was stopped and cannot go on: what it loads now {how}; load it into an empty store"
        )

    def _write(self, step: _Step, begun: Checkpoint) -> WriteReport:
        """Write the next batch of a load that was not stopped."""
        if begun.fresh and self._fast is not None:
            return self._write_fast(self._fast, step)
        return self._in_turn(step, lambda writer: (writer.create if begun.fresh else writer.merge)(step.batch))

    def _resume(self, step: _Step, begun: Checkpoint) -> WriteReport:
        """Write a batch of a load that was stopped; the quick way may have left a part of the first one."""

        def write(writer: BatchWriter) -> WriteReport:
            batch, torn = step.batch, step.place == begun.batches and begun.fresh
            if torn and self._fast is not None and isinstance(batch, LinkRows):
                self._fast.clear_links(batch.type, batch.rows)
            return writer.merge(batch)

        return self._in_turn(step, write)

    def _in_turn(self, step: _Step, write: Callable[[BatchWriter], WriteReport]) -> WriteReport:
        """Write a batch and advance the checkpoint in one transaction, unless the store did so and could not say."""

        def work(transaction: Transaction) -> WriteReport:
            if self._is_written(transaction, step):
                return WriteReport(unchanged=len(step.batch.rows))
            report = write(BatchWriter(transaction, self._store.schema))
            self._advance(transaction, step)
            return report

        return self._store.in_transaction(work)

    def _is_written(self, transaction: Transaction, step: _Step) -> bool:
        stored = transaction.run(_CLAIM, {"iri": _iri(self._name)})
        at = (stored[0]["batches"], stored[0]["digest"]) if stored else None
        if at == (step.place + 1, step.after):
            return True
        if at != (step.place, step.before):
            raise StoreError(f"another process does the load {self._name} too; let it end, then load again")
        return False

    def _advance(self, transaction: Transaction, step: _Step) -> None:
        transaction.run(_ADVANCE, {"iri": _iri(self._name), "batches": step.place + 1, "digest": step.after})

    def _write_fast(self, fast: FastWriter, step: _Step) -> WriteReport:
        batch, left = step.batch, None
        if isinstance(batch, NodeRows):
            fast.create_nodes(batch.labels, batch.rows)
        elif rows := fast.create_links(batch.type, batch.rows):
            left = type(batch)(type=batch.type, rows=rows)

        def work(transaction: Transaction) -> None:
            if left is not None:
                BatchWriter(transaction, self._store.schema).create(left)
            self._advance(transaction, step)

        self._store.in_transaction(work)
        return WriteReport(created=len(batch.rows))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Step:
    """One batch, its number from 0, and the digests of the batches before it and up to it."""

    batch: Batch
    place: int
    before: str
    after: str


def _iri(name: str) -> str:
    return f"load:{name}"


def _chained(digest: str, batch: Batch) -> str:
    """A digest of the batches up to this one, from their keys."""
    name = ":".join(batch.labels) if isinstance(batch, NodeRows) else batch.type
    text = "\n".join((digest, name, *batch.keys()))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
