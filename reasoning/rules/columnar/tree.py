"""Proof trees of a closure's facts, for people and checkers."""

from __future__ import annotations

from collections.abc import Callable

from graph.fact import Fact
from ontology.model import Ontology
from reasoning.rules.columnar.closure import ColumnarClosure
from reasoning.rules.columnar.facts import fact_of
from reasoning.rules.columnar.trace import Key, Step, proof
from reasoning.rules.proof import Proof
from reasoning.rules.words import Speaker


def proof_tree(
    closure: ColumnarClosure,
    predicate: str,
    key: int,
    ontology: Ontology,
    *,
    leaf: Callable[[Fact], Proof],
    words: Speaker,
    way: Step | None = None,
) -> Proof:
    """The proof of a fact that holds; `leaf` proves what was given to the closure. Parts used twice are shared.

    A `way` is the fact's own last step, where another than the first is wanted.
    """
    steps = proof(closure, predicate, key, way=way)
    built: dict[Key, Proof] = {}

    def build(goal: Key) -> Proof:
        if goal not in built:
            step = steps.get(goal)
            if step is None:
                built[goal] = leaf(fact_of(*goal, closure.terms, ontology))
            else:
                built[goal] = Proof(
                    conclusion=fact_of(*goal, closure.terms, ontology, rule=step.rule.id),
                    rule=step.rule,
                    premises=tuple(build(premise) for premise in step.premises),
                    words=words,
                )
        return built[goal]

    return build((predicate, key))
