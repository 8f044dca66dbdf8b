"""Retracting and adding facts of LUBM against closing it anew: `python -m benchmarks.retraction [--universities 10]`.

For each class and property that has enough facts, some of them, drawn by a seeded generator, are
retracted and added again; the state is checked to be what it was. Seconds are of CPU.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks import univ_bench
from benchmarks.ntriples import read
from reasoning.rules import compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change
from reasoning.rules.columnar.keys import Ids

SIZES = (1, 100, 10_000)
GOALS = {1: 1 / 100, 100: 1 / 50, 10_000: 1 / 5}


def closed(given: dict[str, Ids], terms: Terms) -> tuple[ColumnarClosure, float]:
    """A closure from scratch, and the seconds that it took."""
    rules = compile_rules(univ_bench.ontology()).rules
    start = time.process_time()
    closure = ColumnarClosure(ColumnarProgram(rules, terms), terms)
    change(closure, added=given)
    return closure, time.process_time() - start


def timed(closure: ColumnarClosure, *, added: dict[str, Ids], removed: dict[str, Ids]) -> float:
    """The seconds of one change."""
    start = time.process_time()
    change(closure, added=added, removed=removed)
    return time.process_time() - start


def main() -> None:
    """Print, for each number of facts, the median over predicates of the share of a closure from scratch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--universities", type=int, default=10)
    universities = parser.parse_args().universities
    gc.disable()
    terms = Terms()
    with tempfile.TemporaryDirectory() as folder:
        given = read(univ_bench.unpacked(universities, Path(folder)), terms)
    closure, scratch = min((closed(given, terms) for _ in range(3)), key=lambda pair: pair[1])
    before = dict(closure.holding())
    random = np.random.default_rng(20261123)
    print(f"LUBM-{universities}: closed from scratch in {scratch:.3f} s")
    for size in SIZES:
        away, back = [], []
        for predicate, keys in given.items():
            if len(keys) >= size:
                some = {predicate: np.sort(random.choice(keys, size, replace=False))}
                away.append(timed(closure, added={}, removed=some) / scratch)
                back.append(timed(closure, added=some, removed={}) / scratch)
        print(
            f"{size:>6,} facts, {len(away)} predicates: retracted in a median of {statistics.median(away):.4f} of that"
            f" (goal {GOALS[size]:.4f}, largest {max(away):.4f}), added again in {statistics.median(back):.4f}"
        )
    after = dict(closure.holding())
    same = before.keys() == after.keys() and all(np.array_equal(before[p], after[p]) for p in before)
    print(f"the state afterwards is what it was: {same}")


if __name__ == "__main__":
    main()
