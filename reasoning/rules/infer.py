"""Materialise: make the graph hold exactly what follows from its asserted facts, and nothing that no longer does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.fact import Fact
from graph.port import GraphStore
from ontology.model import Ontology
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys_of
from reasoning.rules.columnar.facts import fact_of
from reasoning.rules.columnar.trace import rules_of
from reasoning.rules.compile import compile_rules
from reasoning.rules.rule import Rule
from reasoning.rules.timed import TimedClosure


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
    away since; a second call changes nothing. Individuals are not made one: what an ontology says of
    that is left to `contradictions`. Raises RuleError for a rule that cannot be run.
    """
    program = compile_rules(store.ontology)
    always: list[Fact] = []
    timed: list[Fact] = []
    before: dict[object, Fact] = {}
    for fact in store.facts():
        if fact.inferred:
            before[fact.key] = fact
        elif fact.valid_from or fact.valid_to:
            timed.append(fact)
        else:
            always.append(fact)
    terms = Terms()
    rules = [*program.materialised.rules, *_stored(program.statements, store.ontology)]
    closure = ColumnarClosure(ColumnarProgram(rules, terms), terms, barred=keys_of(timed, terms))
    change(closure, added=keys_of(always, terms))
    over = TimedClosure(program.materialised, closure, store.ontology)
    over.add(timed)
    after = {fact.key: fact for fact in _derived(closure, store.ontology)}
    after.update({d.conclusion.key: d.conclusion for d in over.derivations})
    added = [fact for key, fact in after.items() if before.get(key) != fact]
    removed = [fact for key, fact in before.items() if key not in after]
    report = store.write(added=added, removed=removed)
    return InferReport(
        rules=len(rules),
        skipped=len(program.skipped),
        asserted=len(always) + len(timed),
        facts=len(after),
        rounds=max(closure.rounds, over.rounds),
        created=report.created,
        changed=report.changed,
        removed=report.removed,
    )


def _stored(statements: Iterable[Rule], ontology: Ontology) -> list[Rule]:
    """What axioms state that the graph has a place for; that individuals are the same or differ is not."""
    return [rule for rule in statements if rule.head.predicate in ontology.terms and not rule.on_demand]


def _derived(closure: ColumnarClosure, ontology: Ontology) -> Iterator[Fact]:
    for predicate, keys in closure.holding():
        for rule, found in rules_of(closure, predicate, keys):
            for key in found.tolist():
                yield fact_of(predicate, key, closure.terms, ontology, rule=rule.id)
