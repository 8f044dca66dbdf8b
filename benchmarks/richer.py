"""A program of chains, keys, equality and arithmetic beside nemo: `python -m benchmarks.richer [--customers 300 5000]`.

The rules are those of benchmarks/market.ofn, read and compiled as ever. nemo gets the same rules; as Datalog
has no equality, it also gets what equality means: symmetric, transitive, and that what holds of one individual
holds of the other. The facts that both conclude are compared whole.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import market
from benchmarks.ntriples import read
from reasoning.rules import Program, Rule, compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, tuples_of

ENGINES = ("fengmi", "nemo")


def rules_of(program: Program) -> tuple[Rule, ...]:
    """What facts and equalities follow by."""
    return (*program.rules, *program.equalities)


def fengmi(data: Path) -> dict[str, Any]:
    """Our own engine."""
    start = time.process_time()
    rules = rules_of(compile_rules(market.ontology()))
    terms = Terms()
    given = read(data, terms)
    load = time.process_time() - start
    start = time.process_time()
    closure = ColumnarClosure(ColumnarProgram(rules, terms), terms)
    change(closure, added=given)
    reason = time.process_time() - start
    return result_of(_ours(closure), load, reason)


def _ours(closure: ColumnarClosure) -> Iterator[str]:
    for predicate, keys in closure.holding():
        for name, subject, end in tuples_of(predicate, keys, closure.terms):
            yield f"{name} {subject} {'' if end is None else end}"


def result_of(facts: Iterable[str], load: float, reason: float) -> dict[str, Any]:
    """One engine's facts as texts, its seconds of CPU, and this process's peak memory in MiB."""
    listed = sorted(facts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"facts": listed, "load": load, "reason": reason, "memory": memory}


def report(customers: int, folder: Path) -> bool:
    """Run both on one market and print them side by side; whether they conclude the same."""
    data = folder / f"market{customers}.nt"
    triples = market.write(customers, data)
    results = {engine: _apart(engine, data) for engine in ENGINES}
    ours = results["fengmi"]
    print(f"{customers:,} customers, {triples:,} triples; seconds of CPU, times ours in brackets")
    print(f"{'':10}{'facts':>10}{'load':>8}{'reason':>18}{'process':>18}{'MiB':>7}")
    for name, result in results.items():
        reason = f"{result['reason']:.2f} ({result['reason'] / max(ours['reason'], 1e-9):.1f}x)"
        process = f"{result['process']:.2f} ({result['process'] / ours['process']:.1f}x)"
        facts, memory = len(result["facts"]), result["memory"]
        print(f"{name:10}{facts:>10,}{result['load']:>8.2f}{reason:>18}{process:>18}{memory:>7,}")
    equal = set(ours["facts"]) == set(results["nemo"]["facts"])
    print(f"the same facts from both: {equal}")
    return equal


def _apart(engine: str, data: Path) -> dict[str, Any]:
    module = "benchmarks.richer" if engine == "fengmi" else "benchmarks.richer_peer"
    command = [sys.executable, "-m", module, "--data", str(data)]
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    result: dict[str, Any] = json.loads(output.stdout)
    return {**result, "process": time.perf_counter() - start}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison; 1 when the facts differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.richer", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--customers", type=int, nargs="+", default=[300, 5_000])
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.data:
        sys.stdout.write(json.dumps(fengmi(options.data)))
        return 0
    with tempfile.TemporaryDirectory(prefix="fengmi-richer-") as folder:
        equal = [report(customers, Path(folder)) for customers in options.customers]
    return 0 if all(equal) else 1


if __name__ == "__main__":
    sys.exit(main())
