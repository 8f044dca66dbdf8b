"""Other reasoners over the same rules and facts: nemo (Datalog) and reasonable (OWL 2 RL over triples)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import nmo_python
import rdflib
import reasonable

from benchmarks import univ_bench
from benchmarks.measure import Run, printed
from graph.fact import Fact
from ontology.owl import RDF_TYPE, Variable
from reasoning.rules import Atom, Rule, compile_rules

Triple = tuple[str, str, str]


def nemo(rules: Iterable[Rule], data: Path, *, facts: bool = False) -> Run:
    """nemo with one relation for each class and property, the faster of its two forms here.

    It reads its input while it reasons, so its loading is timed by a program of imports alone, before.
    """
    listed = tuple(rules)
    predicates = _predicates(listed)
    start, cpu = time.perf_counter(), time.process_time()
    loading = reasoned(_imports(predicates, data))
    load, load_cpu = time.perf_counter() - start, time.process_time() - cpu
    before = sum(_count(loading, name) for name, _ in predicates)
    start, cpu = time.perf_counter(), time.process_time()
    engine = reasoned(_program(listed, data))
    whole, whole_cpu = time.perf_counter() - start, time.process_time() - cpu
    after = sum(_count(engine, name) for name, _ in predicates)
    return Run(
        name="nemo",
        inferred=after - before,
        load=load,
        reason=max(whole - load, 0.0),
        load_cpu=load_cpu,
        reason_cpu=max(whole_cpu - load_cpu, 0.0),
        facts=frozenset(_nemo_facts(engine, predicates)) if facts else frozenset(),
    )


def reasoned(program: Iterable[str]) -> nmo_python.NemoEngine:
    """nemo after it has read and run the lines of a program."""
    engine = nmo_python.NemoEngine(nmo_python.load_string("\n".join(program)))
    engine.reason()
    return engine


def _predicates(rules: tuple[Rule, ...]) -> list[tuple[str, int]]:
    return sorted({(atom.predicate, len(atom.args)) for rule in rules for atom in (rule.head, *rule.body)})


def _imports(predicates: Iterable[tuple[str, int]], data: Path) -> list[str]:
    lines = [f'@import given :- ntriples{{resource="{data}"}} .']
    for name, arity in predicates:
        if arity == 1:
            lines.append(f"<{name}>(?x) :- given(?x, <{RDF_TYPE}>, <{name}>) .")
        else:
            lines.append(f"<{name}>(?x, ?y) :- given(?x, <{name}>, ?y) .")
        lines.append(f"@output <{name}> .")
    return lines


def _program(rules: tuple[Rule, ...], data: Path) -> list[str]:
    derivations = [f"{_atom(rule.head)} :- {', '.join(map(_atom, rule.body))} ." for rule in rules]
    return [*_imports(_predicates(rules), data), *derivations]


def nemo_traces(rules: Iterable[Rule], data: Path, facts: Iterable[Fact]) -> list[float]:
    """Seconds that nemo takes to trace each fact, after reasoning."""
    engine = reasoned(_program(tuple(rules), data))
    seconds = []
    for fact in facts:
        is_class = fact.property == RDF_TYPE
        ends = [fact.subject] if is_class else [fact.subject, str(fact.object)]
        text = f"<{fact.object if is_class else fact.property}>({', '.join(f'<{end}>' for end in ends)})"
        start = time.perf_counter()
        if engine.trace(text) is None:
            raise ValueError(f"nemo does not know {text}")
        seconds.append(time.perf_counter() - start)
    return seconds


def _count(engine: nmo_python.NemoEngine, name: str) -> int:
    return sum(1 for _ in engine.result(name))


def _nemo_facts(engine: nmo_python.NemoEngine, predicates: Iterable[tuple[str, int]]) -> Iterator[Triple]:
    for name, arity in predicates:
        for row in engine.result(name):
            ends = [str(end).strip("<>") for end in row]
            yield (ends[0], RDF_TYPE, name) if arity == 1 else (ends[0], name, ends[1])


def _atom(atom: Atom) -> str:
    return f"<{atom.predicate}>({', '.join('?' + a.name for a in atom.args if isinstance(a, Variable))})"


def reasonable_rl(ontology: Path, data: Path, names: frozenset[str], folder: Path, *, facts: bool = False) -> Run:
    """reasonable, from the ontology's triples; `names` are the classes and properties whose facts count."""
    schema = folder / "schema.ttl"
    rdflib.Graph().parse(ontology, format="xml").serialize(schema, format="turtle")
    turtle = folder / f"{data.stem}.ttl"
    if not turtle.exists():
        turtle.symlink_to(data)
    start, cpu = time.perf_counter(), time.process_time()
    engine = reasonable.PyReasoner()
    engine.load_file(str(schema))
    engine.load_file(str(turtle))
    load, load_cpu = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    triples = engine.reason()
    reason, reason_cpu = time.perf_counter() - start, time.process_time() - cpu
    kept = {(str(s), str(p), str(o)) for s, p, o in triples if str(o if str(p) == RDF_TYPE else p) in names}
    given = sum(1 for line in data.open("rb") if line.strip())
    return Run(
        name="reasonable",
        inferred=len(kept) - given,
        load=load,
        reason=reason,
        load_cpu=load_cpu,
        reason_cpu=reason_cpu,
        facts=frozenset(kept) if facts else frozenset(),
    )


def main() -> None:
    """Run one of them on a data set: `python -m benchmarks.peers NAME UNIVERSITIES FOLDER`."""
    name, universities, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    data = univ_bench.unpacked(universities, folder)
    ontology = univ_bench.ontology()
    facts = universities == 1
    if name == "nemo":
        done = nemo(compile_rules(ontology).rules, data, facts=facts)
    else:
        done = reasonable_rl(univ_bench.ONTOLOGY, data, frozenset(ontology.terms), folder, facts=facts)
    print(printed(done, univ_bench.used(ontology)))


if __name__ == "__main__":
    main()
