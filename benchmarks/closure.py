"""Materialising LUBM beside nemo and reasonable: `python -m benchmarks.closure [--universities 1 10]`.

Each engine runs in a process of its own, over the same N-Triples and the rules that all three share.
Whole process means from starting Python to the last inferred fact. At one university the three sets of
facts are compared, at more the numbers of inferred facts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import univ_bench

ENGINES = ("fengmi", "nemo", "reasonable")


def apart(engine: str, universities: int, folder: Path) -> dict[str, Any]:
    """Run one engine in a process of its own; adds the seconds of the whole process."""
    module = "benchmarks.ours" if engine == "fengmi" else "benchmarks.peers"
    command = [sys.executable, "-m", module, engine, str(universities), str(folder)]
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    result: dict[str, Any] = json.loads(output.stdout)
    return {**result, "process": time.perf_counter() - start}


def report(universities: int, folder: Path) -> None:
    """Run all engines on one data set and print them side by side."""
    univ_bench.unpacked(universities, folder)
    results = [apart(engine, universities, folder) for engine in ENGINES]
    ours = results[0]
    print(f"LUBM-{universities}; seconds of CPU, and of wall time for the whole process; times ours in brackets")
    print(f"{'':12}{'inferred':>10}{'load':>8}{'reason':>18}{'both':>16}{'process':>10}{'MiB':>7}")
    for result in results:
        both, our_both = (one["load_cpu"] + one["reason_cpu"] for one in (result, ours))
        reason = f"{result['reason_cpu']:.3f} ({result['reason_cpu'] / ours['reason_cpu']:.1f}x)"
        print(
            f"{result['name']:12}{result['inferred']:>10,}{result['load_cpu']:>8.2f}{reason:>18}"
            f"{f'{both:.2f} ({both / our_both:.1f}x)':>16}{result['process']:>10.2f}{result['memory']:>7,}"
        )
    equal = {name: result["inferred"] == ours["inferred"] for name, result in zip(ENGINES, results, strict=True)}
    print(f"numbers of inferred facts equal: {equal}")
    if ours["facts"]:
        told = {result["name"]: {tuple(fact) for fact in result["facts"]} for result in results}
        for name in ENGINES[1:]:
            more, fewer = told[name] - told["fengmi"], told["fengmi"] - told[name]
            print(f"{name}: {len(told[name]):,} facts in common relations; ours: {len(fewer)} more, {len(more)} fewer")


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--universities", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for universities in options.universities:
            report(universities, Path(options.folder or folder))


if __name__ == "__main__":
    main()
