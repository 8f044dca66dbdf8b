"""Copying a whole graph from one store into another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graph.bulk import load, pending
from graph.bulk_port import BulkStore
from graph.checksum import Checksum, checksum
from graph.node import ENTITY
from graph.port import WriteReport
from graph.scan import scan
from ontology.errors import StoreError

_LOAD = "copy"

Progress: TypeAlias = "Callable[[str, int, int], None]"
"""Called with what is being done, how many rows are done, and how many there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyReport:
    """What was copied: both checksums, which are equal, and the rows written."""

    source: Checksum
    target: Checksum
    resumed: int
    rows: WriteReport


def copy(source: BulkStore, target: BulkStore, *, progress: Progress | None = None) -> CopyReport:
    """Copy ontology, facts and vectors into an empty store, and compare the two at the end.

    Called again after having been stopped, it goes on where it stopped. Raises StoreError when the
    target holds anything else, or is not the source's equal at the end.
    """
    if pending(target, _LOAD) is None and (held := _holds(target)):
        raise StoreError(f"the store to copy into already holds {held}; copy into an empty store")
    target.load_ontology(source.ontology)
    report = load(target, scan(source), name=_LOAD, progress=_advancing(source, progress))
    before, after = checksum(source), checksum(target)
    if before != after:
        raise StoreError(
            f"the copy differs: {before.nodes} nodes, {before.relationships} relationships and digest {before.digest} "
            f"became {after.nodes}, {after.relationships} and {after.digest}; was either store written to meanwhile?"
        )
    return CopyReport(source=before, target=after, resumed=report.resumed, rows=report.rows)


def _advancing(source: BulkStore, progress: Progress | None) -> Callable[[int], None] | None:
    if progress is None:
        return None
    counts = source.counts()
    total = counts.nodes.get(ENTITY, 0) + sum(counts.relationships.values())
    done = 0

    def advance(rows: int) -> None:
        nonlocal done
        done += rows
        progress("copy", done, max(done, total))

    return advance


def _holds(store: BulkStore) -> str:
    """What a store that should be empty holds; '' when it is empty. Ontology documents do not count."""
    for page in store.rows("MATCH (n:Entity) RETURN n.iri AS iri LIMIT 1"):
        for row in page:
            return f"facts, for example of {row['iri']}"
    return ""
