"""Contradictions in what a store holds, each with its proof. They are reported and stop nothing.

    Nothing(x)    :- …                       a constraint is broken
    Nothing(y)    :- …, differentFrom(y, z)  where a rule says sameAs(y, z) :- …
    sameAs(y, z)  :- …                       two names for one individual: the graph keeps them apart

The last kind contradicts nothing in OWL, where one individual may have two names; among a shop's records,
whose keys are names, it is nearly always an error in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from graph.bulk_port import BulkStore
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys_of
from reasoning.rules.columnar.keys import high_of, low_of
from reasoning.rules.columnar.relation import DYING
from reasoning.rules.columnar.trace import Key, Step, steps
from reasoning.rules.columnar.tree import proof_tree
from reasoning.rules.compile import Program, compile_rules
from reasoning.rules.expression import DIFFERENT, SAME
from reasoning.rules.interval import intersection
from reasoning.rules.proof import Proof
from reasoning.rules.prove import Prover
from reasoning.rules.rule import NOTHING, Atom, AtomKind, Rule
from reasoning.rules.stored import read_store

MOST = 1_000
"""Contradictions that one report lists."""


def contradictions(store: BulkStore, *, most: int = MOST) -> tuple[Proof, ...]:
    """Proofs of what cannot be true together, by individual, rule and the facts that meet it; at most so many.

    Of the reasons why two names are of one individual there is one. Reads what the store holds: infer first,
    so that contradictions among what follows are found too.
    Conditions that hold at different times contradict nothing.
    """
    return tuple(proof for proof, _ in zip(_found(store), range(most), strict=False))


def _found(store: BulkStore) -> Iterator[Proof]:
    program = compile_rules(store.ontology)
    terms = Terms()
    stored = read_store(store, terms)
    closure = ColumnarClosure(ColumnarProgram(_rules(program), terms), terms)
    for facts in (stored.always, {p: keys for p, (keys, _) in stored.inferred.items()}):
        change(closure, added=facts)
    change(closure, added=keys_of([*stored.timed.values(), *stored.inferred_timed.values()], terms))
    prover = Prover(store)
    for predicate in (NOTHING, _SAID_SAME):
        relation = closure.relations[predicate]
        keys = relation.keys()
        # Two that are the same are found from either side; one of them is enough.
        keys = keys[(relation.ranks(keys) > 0) & ((predicate == NOTHING) | (high_of(keys) < low_of(keys)))]
        for key in keys.tolist():
            proofs = (
                proof_tree(closure, predicate, key, store.ontology, leaf=prover.of_stored, words=prover.words, way=way)
                for way in _ways(closure, predicate, key)
            )
            met = (proof for proof in proofs if intersection(proof.leaves()) is not None)
            for proof in met if predicate == NOTHING else islice(met, 1):
                prover.words.learn(proof.facts())
                yield _named(proof, program)


def _ways(closure: ColumnarClosure, predicate: str, key: int) -> Iterator[Step]:
    """The ways to a contradiction, at most MOST; those that say the same in another order are one."""
    seen: set[tuple[str, frozenset[Key]]] = set()
    # Nothing rests on a contradiction, so its premises may have any rank.
    for way in islice(steps(closure, predicate, key, below=DYING), MOST):
        says = (way.rule.id, frozenset(way.premises))
        if says not in seen:
            seen.add(says)
            yield way


_SAID_SAME = SAME + "#said"
"""Stands for `sameAs` in a conclusion that is to be reported and not acted on."""


def _rules(program: Program) -> list[Rule]:
    said = [replace(rule, head=replace(rule.head, predicate=_SAID_SAME)) for rule in _equalities(program)]
    broken = [
        replace(rule, id=f"{rule.id} [{DIFFERENT}]", head=_nothing(rule), body=(*rule.body, _different(rule)))
        for rule in _equalities(program)
    ]
    stated = [rule for rule in program.statements if rule.head.predicate in (DIFFERENT, NOTHING)]
    return [*program.constraints, *said, *broken, *stated]


def _equalities(program: Program) -> list[Rule]:
    return [*program.equalities, *(rule for rule in program.statements if rule.head.predicate == SAME)]


def _nothing(rule: Rule) -> Atom:
    return Atom(kind=AtomKind.CLASS, predicate=NOTHING, args=rule.head.args[:1])


def _different(rule: Rule) -> Atom:
    return replace(rule.head, predicate=DIFFERENT)


def _named(proof: Proof, program: Program) -> Proof:
    """The proof with the axiom's own rule and `sameAs` for the stand-in."""
    if proof.conclusion.property != _SAID_SAME or proof.rule is None:
        return proof
    return replace(
        proof, conclusion=replace(proof.conclusion, property=SAME), rule=program.by_id.get(proof.rule.id, proof.rule)
    )
