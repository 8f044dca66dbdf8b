"""Proofs of inferred facts of LUBM beside nemo's trace: `python -m benchmarks.proofs [--universities 10]`.

1,000 inferred facts are drawn by a seeded generator; each proof is checked by the checker of the tests,
which knows nothing of the engine. nemo traces fewer, as it is slower; it keeps its own bookkeeping.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks import peers, univ_bench
from benchmarks.ntriples import read
from graph.fact import Fact
from reasoning.rules import Proof, compile_rules
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change
from reasoning.rules.columnar.facts import fact_of, key_of
from reasoning.rules.columnar.tree import proof_tree
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.plain import Plain

FACTS = 1_000
TRACED = 50


def main() -> None:
    """Print median and largest times, and how many proofs the checker found sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--universities", type=int, default=10)
    universities = parser.parse_args().universities
    gc.disable()
    ontology, terms = univ_bench.ontology(), Terms()
    rules = compile_rules(ontology).rules
    with tempfile.TemporaryDirectory() as folder:
        data = univ_bench.unpacked(universities, Path(folder))
        closure = ColumnarClosure(ColumnarProgram(rules, terms), terms)
        change(closure, added=read(data, terms))
        derived = [
            (predicate, key)
            for predicate, relation in closure.relations.items()
            for keys in [relation.keys()]
            for key in keys[relation.ranks(keys) > 0].tolist()
        ]
        chosen = [
            derived[place] for place in np.random.default_rng(20261123).choice(len(derived), FACTS, replace=False)
        ]
        words = Plain()
        given = {predicate: relation.keys() for predicate, relation in closure.given.items()}
        seconds, sound = [], 0
        for predicate, key in chosen:
            stated: list[Fact] = []

            def leaf(fact: Fact, stated: list[Fact] = stated) -> Proof:
                stated.append(fact)
                return Proof(conclusion=fact, words=words)

            start = time.perf_counter()
            tree = proof_tree(closure, predicate, key, ontology, leaf=leaf, words=words)
            seconds.append(time.perf_counter() - start)
            sound += not problems(tree) and all(_is_given(fact, given, terms) for fact in tree.leaves())
        print(f"LUBM-{universities}: {len(derived):,} inferred facts, {FACTS:,} drawn, {sound:,} proofs sound")
        print(f"fengmi: median {statistics.median(seconds) * 1e3:.2f} ms, largest {max(seconds) * 1e3:.2f} ms")
        facts = [fact_of(predicate, key, terms, ontology) for predicate, key in chosen[:TRACED]]
        traced = peers.nemo_traces(rules, data, facts)
        print(
            f"nemo, {TRACED} of them: median {statistics.median(traced) * 1e3:.2f} ms, "
            f"largest {max(traced) * 1e3:.2f} ms"
        )


def _is_given(fact: Fact, given: dict[str, np.ndarray], terms: Terms) -> bool:
    from_key = key_of(fact, terms)
    return bool(np.isin(from_key[1], given.get(from_key[0], ())))


if __name__ == "__main__":
    main()
