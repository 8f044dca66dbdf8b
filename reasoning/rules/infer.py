"""Materialise: make the graph hold exactly what follows from its asserted facts, and nothing that no longer does."""

from __future__ import annotations

from dataclasses import dataclass

from graph.fact import Fact
from graph.port import GraphStore
from reasoning.rules.compile import compile_rules
from reasoning.rules.engine import close


@dataclass(frozen=True, slots=True, kw_only=True)
class InferReport:
    """What one inference found and changed.

    `asserted` facts were read, `facts` follow from them (in `rounds` rounds, by `rules` rules); of
    these, `created` are new in the graph, `changed` have another rule or interval than before, and
    `removed` are stored ones that no longer follow.
    """

    rules: int
    skipped: int
    asserted: int
    facts: int
    rounds: int
    created: int
    changed: int
    removed: int


def infer(store: GraphStore) -> InferReport:
    """Derive everything that follows, and write the difference to what the graph already holds.

    Always starts from the asserted facts alone, so the result is exact whatever was added or taken
    away since; a second call changes nothing. Raises RuleError for a rule that cannot be run.
    """
    program = compile_rules(store.ontology)
    asserted: list[Fact] = []
    before: dict[object, Fact] = {}
    for fact in store.facts():
        if fact.inferred:
            before[fact.key] = fact
        else:
            asserted.append(fact)
    closure = close(program.materialised, asserted)
    after = {d.conclusion.key: d.conclusion for d in closure.derivations}
    added = [fact for key, fact in after.items() if before.get(key) != fact]
    removed = [fact for key, fact in before.items() if key not in after]
    report = store.write(added=added, removed=removed)
    return InferReport(
        rules=len(program.materialised.rules),
        skipped=len(program.skipped),
        asserted=len(asserted),
        facts=len(after),
        rounds=closure.rounds,
        created=report.created,
        changed=report.changed,
        removed=report.removed,
    )
