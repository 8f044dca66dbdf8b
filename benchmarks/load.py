"""Loading a generated shop into each store beside the bare driver, and reading all of it out as columns.

    python -m benchmarks.load [--scale 1.0] [--stores embedded,neo4j] [--alone] [--json]

Scale 1 is 1 M entities and 3 M relationships. Ours and the bare driver write the same batches in turn, in
the same run, so that both meet the same machine. Ours makes its rows from columns of values, with
provenance; the bare driver is handed the finished rows. `--alone` leaves the bare driver out, so that
the peak memory is ours. Times are wall-clock; Neo4j is a server of our own on the loopback.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from api.plain import plain
from benchmarks.commerce import Commerce, rows_of
from benchmarks.raw import Raw, RawEmbedded, RawNeo4j
from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import BATCH, Batch, NodeRows
from graph.columns import Dictionary, fact_columns
from graph.embedded import EmbeddedStore
from graph.neo4j import Access, Neo4jStore
from ontology.load import load_ontology
from tools.neo4j_server import running

PACKS = ("home_appliances", "service")


@dataclass(kw_only=True, slots=True)
class Clock:
    """Rows and seconds of one side, nodes apart from relationships."""

    rows: dict[str, int] = field(default_factory=lambda: {"nodes": 0, "relationships": 0})
    seconds: dict[str, float] = field(default_factory=lambda: {"nodes": 0.0, "relationships": 0.0})

    def add(self, batch: Batch, seconds: float) -> None:
        """Count a batch that took so long."""
        kind = "nodes" if isinstance(batch, NodeRows) else "relationships"
        self.rows[kind] += len(batch.rows)
        self.seconds[kind] += seconds

    def rate(self, kind: str) -> float:
        """Rows a second."""
        return self.rows[kind] / max(self.seconds[kind], 1e-9)

    @property
    def total(self) -> float:
        """Rows a second over both kinds."""
        return sum(self.rows.values()) / max(sum(self.seconds.values()), 1e-9)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One store's figures: rows a second, ours over the bare driver's, and peak memory of this process in MB."""

    store: str
    nodes: int
    relationships: int
    nodes_per_second: int
    relationships_per_second: int
    raw_nodes_per_second: int | None
    raw_relationships_per_second: int | None
    ratio: float | None
    ratio_nodes: float | None
    ratio_relationships: float | None
    facts_read: int
    facts_read_per_second: int
    peak_mb: int


def measure(name: str, store: BulkStore, raw: Raw | None, scale: float) -> Result:
    """Load in turn with the bare driver, then read everything out."""
    store.load_ontology(load_ontology(PACKS))
    ours, theirs = Clock(), Clock()
    load(store, _timed(store, raw, scale, ours, theirs), name="bench")
    start, facts = time.perf_counter(), 0
    for columns in fact_columns(store, Dictionary()):
        facts += len(columns)
    read = time.perf_counter() - start

    def ratio(kind: str) -> float | None:
        return round(ours.rate(kind) / theirs.rate(kind), 2) if raw else None

    return Result(
        store=name,
        nodes=ours.rows["nodes"],
        relationships=ours.rows["relationships"],
        nodes_per_second=round(ours.rate("nodes")),
        relationships_per_second=round(ours.rate("relationships")),
        raw_nodes_per_second=round(theirs.rate("nodes")) if raw else None,
        raw_relationships_per_second=round(theirs.rate("relationships")) if raw else None,
        ratio=round(ours.total / theirs.total, 2) if raw else None,
        ratio_nodes=ratio("nodes"),
        ratio_relationships=ratio("relationships"),
        facts_read=facts,
        facts_read_per_second=round(facts / max(read, 1e-9)),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _timed(store: BulkStore, raw: Raw | None, scale: float, ours: Clock, theirs: Clock) -> Iterator[Batch]:
    """Batches: making the rows and what the consumer does with them is our time, the bare driver's write its own."""
    schema = store.schema
    for part in Commerce(scale).parts(BATCH):
        start = time.perf_counter()
        batch = rows_of(part, schema)
        made = time.perf_counter() - start
        if raw is not None:
            start = time.perf_counter()
            raw.write(batch)
            theirs.add(batch, time.perf_counter() - start)
        start = time.perf_counter()
        yield batch
        ours.add(batch, made + time.perf_counter() - start)


def run(stores: Sequence[str], scale: float, alone: bool) -> Iterator[Result]:
    """Measure each store in a process of its own, so that the peak memory is that store's."""
    for name in stores:
        with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as process:
            yield process.submit(run_one, name, scale, alone).result()


def run_one(name: str, scale: float, alone: bool) -> Result:
    """Measure one store in a fresh place on the temporary disk."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fengmi-load-")))
        store: BulkStore
        raw: Raw | None = None
        if name == "embedded":
            store = EmbeddedStore(folder / "ours")
            raw = None if alone else RawEmbedded(folder / "raw")
        else:
            server = stack.enter_context(running())
            username, password = server.environment["NEO4J_USERNAME"], server.environment["NEO4J_PASSWORD"]
            store = Neo4jStore(server.url, Access(username=username, password=password))
            raw = None if alone else RawNeo4j(server.url, username, password)
        try:
            return measure(name, store, raw, scale)
        finally:
            store.close()
            if raw is not None:
                raw.close()


def table(results: Sequence[Result]) -> str:
    """The figures for people."""
    lines = [f"{'store':<10}{'':<16}{'rows':>12}{'rows/s':>10}{'bare/s':>10}{'ratio':>8}"]
    for r in results:
        for kind, rows, rate, raw, ratio in (
            ("nodes", r.nodes, r.nodes_per_second, r.raw_nodes_per_second, r.ratio_nodes),
            (
                "relationships",
                r.relationships,
                r.relationships_per_second,
                r.raw_relationships_per_second,
                r.ratio_relationships,
            ),
        ):
            compared = f"{raw:>10,}{ratio:>8}" if raw is not None else ""
            lines.append(f"{r.store:<10}{kind:<16}{rows:>12,}{rate:>10,}{compared}")
        both = f"; over all {r.ratio} of the bare driver" if r.ratio is not None else ""
        lines.append(f"{'':<10}{'read as columns':<16}{r.facts_read:>12,}{r.facts_read_per_second:>10,}")
        lines.append(f"{'':<10}peak memory {r.peak_mb:,} MB{both}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--scale", type=float, default=1.0, help="1.0: 1 M entities, 3 M relationships (default)")
    parser.add_argument("--stores", default="embedded,neo4j", help="which, by comma (default: both)")
    parser.add_argument("--alone", action="store_true", help="without the bare driver, to see our own memory")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    options = parser.parse_args(arguments)
    results = list(run(options.stores.split(","), options.scale, options.alone))
    sys.stdout.write((json.dumps(plain(results), ensure_ascii=False) if options.json else table(results)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
