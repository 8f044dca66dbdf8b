"""Our own engine on LUBM: `python -m benchmarks.ours fengmi UNIVERSITIES FOLDER` prints its figures as JSON."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from benchmarks import univ_bench
from benchmarks.measure import Run, printed
from benchmarks.ntriples import read
from ontology.owl import RDF_TYPE
from reasoning.rules import compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, tuples_of


def fengmi(data: Path, *, facts: bool) -> Run:
    """Load and close; `facts` are asked for where they are few enough to compare."""
    gc.disable()  # Nothing here is a cycle, and a scan of millions of terms costs a second.
    start, cpu = time.perf_counter(), time.process_time()
    rules = compile_rules(univ_bench.ontology()).rules
    terms = Terms()
    given = read(data, terms)
    load, load_cpu = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    closure = ColumnarClosure(ColumnarProgram(rules, terms), terms)
    change(closure, added=given)
    reason, reason_cpu = time.perf_counter() - start, time.process_time() - cpu
    found = {
        (subject, RDF_TYPE if end is None else name, name if end is None else str(end))
        for predicate, keys in (closure.holding() if facts else ())
        for name, subject, end in tuples_of(predicate, keys, terms)
    }
    return Run(
        name="fengmi",
        inferred=sum(relation.derived() for relation in closure.relations.values()),
        load=load,
        reason=reason,
        load_cpu=load_cpu,
        reason_cpu=reason_cpu,
        facts=frozenset(found),
    )


def main() -> None:
    """Run on the data set of the arguments."""
    universities, folder = int(sys.argv[2]), Path(sys.argv[3])
    data = univ_bench.unpacked(universities, folder)
    print(printed(fengmi(data, facts=universities == 1), univ_bench.used(univ_bench.ontology())))


if __name__ == "__main__":
    main()
