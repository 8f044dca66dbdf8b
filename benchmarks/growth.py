"""How time and memory grow with the data: `python -m benchmarks.growth [--universities 1 10 100] [--peers nemo]`.

University data comes from our own generator (benchmarks/lubm.py), so that all sizes have one shape. Each size
runs in a process of its own; the exponent says how a figure grew from the size before: 1.00 is in proportion
to the number of triples. Peers run on every size up to `--peers-up-to` universities.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import lubm
from benchmarks.closure import apart


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One engine on one size; times are seconds of CPU, `process` of wall time, memory in MiB."""

    engine: str
    universities: int
    triples: int
    inferred: int
    load: float
    reason: float
    process: float
    memory: int


def measure(engine: str, universities: int, triples: int, folder: Path) -> Point:
    """Run one engine on data that lies in the folder."""
    run = apart(engine, universities, folder)
    return Point(
        engine=engine,
        universities=universities,
        triples=triples,
        inferred=run["inferred"],
        load=run["load_cpu"],
        reason=run["reason_cpu"],
        process=run["process"],
        memory=run["memory"],
    )


def exponent(before: Point, after: Point, figure: str) -> float:
    """The power of the number of triples with which a figure grew between two sizes."""
    ratio = max(getattr(after, figure), 1e-9) / max(getattr(before, figure), 1e-9)
    return math.log(ratio) / math.log(after.triples / before.triples)


def table(points: Sequence[Point]) -> str:
    """The curve of each engine for people."""
    lines = [
        f"{'engine':10}{'univ.':>6}{'triples':>12}{'inferred':>12}{'load':>8}{'reason':>8}{'process':>9}{'MiB':>8}"
        f"{'':4}exponents of reason, process, memory"
    ]
    before: dict[str, Point] = {}
    for p in points:
        grown = ""
        if known := before.get(p.engine):
            grown = "  ".join(f"{exponent(known, p, figure):.2f}" for figure in ("reason", "process", "memory"))
        before[p.engine] = p
        lines.append(
            f"{p.engine:10}{p.universities:>6}{p.triples:>12,}{p.inferred:>12,}{p.load:>8.2f}{p.reason:>8.2f}"
            f"{p.process:>9.2f}{p.memory:>8,}    {grown}"
        )
    return "\n".join(lines)


def run(sizes: Sequence[int], peers: Sequence[str], most: int, folder: Path) -> list[Point]:
    """Generate each size, and run the engines on it one after the other."""
    points = []
    for size in sizes:
        data = folder / f"lubm{size}.nt"
        triples = lubm.write(size, data)
        for engine in ("fengmi", *(peers if size <= most else ())):
            points.append(measure(engine, size, triples, folder))
        data.unlink()
    return sorted(points, key=lambda p: (p.engine != "fengmi", p.engine, p.universities))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the curve."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--universities", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--peers", nargs="*", default=["nemo"], choices=["nemo", "reasonable"])
    parser.add_argument("--peers-up-to", type=int, default=10, help="the largest size for peers (default: 10)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fengmi-growth-") as folder:
        points = run(options.universities, options.peers, options.peers_up_to, Path(folder))
    sys.stdout.write(table(points) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
