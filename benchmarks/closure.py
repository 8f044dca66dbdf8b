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
    print(f"LUBM-{universities}")
    print(
        f"{'':12}{'inferred':>10}{'load s':>9}{'reason s':>10}{'CPU s':>9}{'load+reason':>13}{'MiB':>7}{'x reason':>10}"
    )
    for result in results:
        whole = result["load"] + result["reason"]
        print(
            f"{result['name']:12}{result['inferred']:>10,}{result['load']:>9.2f}{result['reason']:>10.3f}"
            f"{result['reason_cpu']:>9.3f}{whole:>13.2f}{result['memory']:>7,}"
            f"{result['reason_cpu'] / ours['reason_cpu']:>10.1f}"
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
