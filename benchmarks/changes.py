"""A change to a stored graph and what follows from it, as the graph grows: `python -m benchmarks.changes`.

The demo shop is put into an embedded store several times over, each time as a shop of its own; the same
seeded changes of a few facts are made to one of them. Seconds are of CPU, the store's own included.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from api.wiring import example_data
from graph.bulk import load
from graph.bulk_rows import fact_batches
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ingest import ingest, load_mapping
from ontology.general import SHOP
from reasoning.rules import LiveGraph

DEMO, CHANGES = "demo-shop", 100


def demo_facts(folder: Path) -> tuple[EmbeddedStore, list[Fact]]:
    """A store with the demo shop, and its asserted facts."""
    data = example_data(DEMO)
    if data is None:
        raise SystemExit(f"examples/{DEMO} is not there; run this in the repository")
    store = EmbeddedStore(folder / "demo")
    ingest(load_mapping(DEMO), data, store)
    return store, list(store.facts())


def copied(facts: Iterable[Fact], shops: int) -> Iterator[Fact]:
    """The facts, those of the shop once for each of so many shops."""
    for fact in facts:
        ends = (fact.subject, fact.object or "")
        own = any(end.startswith(SHOP) for end in ends)
        for shop in range(shops if own else 1):
            subject, object = (end.replace(SHOP, f"{SHOP}{shop}-") if shop else end for end in ends)
            yield replace(fact, subject=subject, object=object or None)


def changes(facts: list[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Facts to add and to take away: every other change undoes the one before."""
    chance = random.Random(20261123)
    own = [fact for fact in facts if fact.subject.startswith(SHOP)]
    for _ in range(CHANGES // 2):
        some = chance.sample(own, 3)
        yield [], some
        yield some, []


def measured(store: EmbeddedStore, facts: list[Fact]) -> str:
    """One line of figures for a store."""
    live = LiveGraph(store)
    start = time.process_time()
    report = live.infer()
    first = time.process_time() - start
    start = time.process_time()
    live.infer()
    again = time.process_time() - start
    before = checksum(store)
    spent = []
    for added, removed in changes(facts):
        start = time.process_time()
        live.write(added=added, removed=removed)
        spent.append(time.process_time() - start)
    same = checksum(store) == before
    spent.sort()
    return (
        f"{report.asserted:>9,} {report.facts:>9,} {first:>9.2f} {again:>9.2f} {1000 * statistics.median(spent):>9.1f} "
        f"{1000 * spent[len(spent) * 95 // 100]:>9.1f} {'yes' if same else 'NO'}"
    )


def main() -> None:
    """Print a line for each number of shops."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shops", type=int, nargs="+", default=[1, 4, 16])
    shops = parser.parse_args().shops
    print("    shops  asserted  inferred  infer, s  again, s change, ms   95%, ms  as before")
    with tempfile.TemporaryDirectory() as folder:
        demo, facts = demo_facts(Path(folder))
        for count in shops:
            store = EmbeddedStore(Path(folder) / str(count))
            store.load_ontology(demo.ontology)
            load(store, fact_batches(copied(facts, count), store.schema), name="copies")
            print(f"{count:>9} {measured(store, facts)}", flush=True)
            store.close()
        demo.close()


if __name__ == "__main__":
    main()
