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
from ontology.owl import OWL, RDF_TYPE, SWRLB, Variable
from reasoning.rules import Atom, AtomKind, Program, Rule, compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, tuples_of

ENGINES = ("fengmi", "nemo")
SAME = OWL + "sameAs"

_OPERATORS = {
    SWRLB + "multiply": "?{} = ?{} * ?{}",
    SWRLB + "subtract": "?{} = ?{} - ?{}",
    SWRLB + "greaterThanOrEqual": "?{} >= {}",
}


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
    return _result(_ours(closure), load, reason)


def _ours(closure: ColumnarClosure) -> Iterator[str]:
    for predicate, keys in closure.holding():
        for name, subject, end in tuples_of(predicate, keys, closure.terms):
            yield f"{name} {subject} {'' if end is None else end}"


def nemo(data: Path) -> dict[str, Any]:
    """nemo, whose loading is timed by a program of imports alone, as it reads while it reasons."""
    import nmo_python  # Only its own process has to have it.

    rules = rules_of(compile_rules(market.ontology()))
    start = time.process_time()
    nmo_python.NemoEngine(nmo_python.load_string("\n".join(_imports(rules, data)))).reason()
    load = time.process_time() - start
    start = time.process_time()
    engine = nmo_python.NemoEngine(nmo_python.load_string("\n".join(_program(rules, data))))
    engine.reason()
    reason = max(time.process_time() - start - load, 0.0)
    return _result(_theirs(engine, _predicates(rules)), load, reason)


def _theirs(engine: Any, predicates: Iterable[tuple[str, int]]) -> Iterator[str]:
    for name, arity in predicates:
        for row in engine.result(name) if name != SAME else ():
            ends = [str(end).strip("<>") for end in row]
            yield f"{name} {ends[0]} {ends[1] if arity == 2 else ''}"


def _result(facts: Iterable[str], load: float, reason: float) -> dict[str, Any]:
    listed = sorted(facts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"facts": listed, "load": load, "reason": reason, "memory": memory}


def _predicates(rules: Iterable[Rule]) -> list[tuple[str, int]]:
    """Classes and properties of the rules, with the number of their ends."""
    atoms = (atom for rule in rules for atom in (rule.head, *rule.body))
    return sorted({(atom.predicate, len(atom.args)) for atom in atoms if atom.kind is not AtomKind.BUILTIN})


def _imports(rules: Iterable[Rule], data: Path) -> Iterator[str]:
    yield f'@import given :- ntriples{{resource="{data}"}} .'
    for name, arity in _predicates(rules):
        if arity == 1:
            yield f"<{name}>(?x) :- given(?x, <{RDF_TYPE}>, <{name}>) ."
        else:
            yield f"<{name}>(?x, ?y) :- given(?x, <{name}>, ?y) ."
        yield f"@output <{name}> ."


def _program(rules: Sequence[Rule], data: Path) -> Iterator[str]:
    yield from _imports(rules, data)
    for rule in rules:
        yield f"{_condition(rule.head)} :- {', '.join(map(_condition, rule.body))} ."
    yield f"<{SAME}>(?y, ?x) :- <{SAME}>(?x, ?y) ."
    yield f"<{SAME}>(?x, ?z) :- <{SAME}>(?x, ?y), <{SAME}>(?y, ?z) ."
    for name, arity in _predicates(rules):
        if name == SAME:
            continue
        rest = "" if arity == 1 else ", ?z"
        yield f"<{name}>(?y{rest}) :- <{name}>(?x{rest}), <{SAME}>(?x, ?y) ."
        if arity == 2:
            yield f"<{name}>(?z, ?y) :- <{name}>(?z, ?x), <{SAME}>(?x, ?y) ."


def _condition(atom: Atom) -> str:
    ends = [arg.name.rpartition("#")[2] if isinstance(arg, Variable) else str(arg) for arg in atom.args]
    if atom.kind is AtomKind.BUILTIN:
        return _OPERATORS[atom.predicate].format(*ends)
    return f"<{atom.predicate}>({', '.join('?' + end for end in ends)})"


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
    command = [sys.executable, "-m", "benchmarks.richer", "--engine", engine, "--data", str(data)]
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    result: dict[str, Any] = json.loads(output.stdout)
    return {**result, "process": time.perf_counter() - start}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison; 1 when the facts differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.richer", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--customers", type=int, nargs="+", default=[300, 5_000])
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.engine:
        sys.stdout.write(json.dumps({"fengmi": fengmi, "nemo": nemo}[options.engine](options.data)))
        return 0
    with tempfile.TemporaryDirectory(prefix="fengmi-richer-") as folder:
        equal = [report(customers, Path(folder)) for customers in options.customers]
    return 0 if all(equal) else 1


if __name__ == "__main__":
    sys.exit(main())
