"""nemo on the market of benchmarks/richer.py: `python -m benchmarks.richer_peer --data FILE` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import market
from benchmarks.peers import reasoned
from benchmarks.richer import result_of, rules_of
from ontology.owl import OWL, RDF_TYPE, SWRLB, Variable
from reasoning.rules import Atom, AtomKind, Rule, compile_rules

SAME = OWL + "sameAs"

_OPERATORS = {
    SWRLB + "multiply": "?{} = ?{} * ?{}",
    SWRLB + "subtract": "?{} = ?{} - ?{}",
    SWRLB + "greaterThanOrEqual": "?{} >= {}",
}


def nemo(data: Path) -> dict[str, Any]:
    """nemo, whose loading is timed by a program of imports alone, as it reads while it reasons."""
    rules = rules_of(compile_rules(market.ontology()))
    start = time.process_time()
    reasoned(_imports(rules, data))
    load = time.process_time() - start
    start = time.process_time()
    engine = reasoned(_program(rules, data))
    reason = max(time.process_time() - start - load, 0.0)
    return result_of(_theirs(engine, _predicates(rules)), load, reason)


def _theirs(engine: Any, predicates: Iterable[tuple[str, int]]) -> Iterator[str]:
    for name, arity in predicates:
        for row in engine.result(name) if name != SAME else ():
            ends = [str(end).strip("<>") for end in row]
            yield f"{name} {ends[0]} {ends[1] if arity == 2 else ''}"


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


def main() -> None:
    """Run on the market of the arguments."""
    sys.stdout.write(json.dumps(nemo(Path(sys.argv[2]))))


if __name__ == "__main__":
    main()
