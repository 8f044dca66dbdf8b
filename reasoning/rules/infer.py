"""Materialise: make the graph hold exactly what follows from its asserted facts, and nothing that no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from graph.bulk_port import BulkStore
from graph.fact import Fact
from graph.port import WriteReport
from ontology.errors import StoreError
from reasoning.rules.columnar import Terms
from reasoning.rules.columnar.facts import fact_of
from reasoning.rules.columnar.keys import EMPTY, Ids, found
from reasoning.rules.materialised import GONE, Materialised
from reasoning.rules.stored import Stored, read_store

BATCH = 100_000
"""Inferred facts that one transaction writes; what a killed inference has not written, the next one writes."""

TRIES = 3
"""How often the store is read again because somebody else has written meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InferReport:
    """What one inference found and changed.

    `asserted` facts were read, `facts` follow from them (in `rounds` rounds, by `rules` rules); of
    these, `created` are new in the graph, `changed` have another rule or interval than before, and
    `removed` are stored ones that no longer follow. `narrowed` are facts that are asserted for a time only
    though they follow for all time; what is asserted stands.
    """

    rules: int
    skipped: int
    asserted: int
    facts: int
    rounds: int
    created: int
    changed: int
    removed: int
    narrowed: int


def infer(store: BulkStore) -> InferReport:
    """Derive everything that follows, and write the difference to what the graph already holds.

    Always starts from the asserted facts alone, so the result is exact whatever was added or taken
    away since; a second call changes nothing. Individuals are not made one: what an ontology says of
    that is left to `contradictions`. Raises RuleError for a rule that cannot be run, and StoreError when somebody
    else writes all the time.
    """
    return materialise(store)[1]


def materialise(store: BulkStore) -> tuple[Materialised, InferReport, int]:
    """As `infer`, and what it worked out, to be kept for later changes, with the store's revision that has it."""
    written = WriteReport()
    for _ in range(TRIES):
        revision = store.revision()
        terms = Terms()
        ontology = store.ontology
        stored = read_store(store, terms)
        made = Materialised(ontology, terms, stored)
        for batch in _batches(gone_facts(made, stored)):
            written += store.write(removed=batch)
            revision += 1
        for batch in _batches(_changed(made, stored)):
            written += store.write(added=batch)
            revision += 1
        # Another revision has facts that were not read, or not all of them.
        if store.revision() == revision:
            return made, report_of(made, written), revision
    raise StoreError("somebody else writes to the store all the time; run fengmi infer when they have done")


def _batches(facts: Iterator[Fact]) -> Iterator[list[Fact]]:
    while batch := list(islice(facts, BATCH)):
        yield batch


def _changed(made: Materialised, stored: Stored) -> Iterator[Fact]:
    yield from new_facts(made, stored)
    yield from (fact for key, fact in made.timed.items() if stored.inferred_timed.get(key) != fact)


def report_of(made: Materialised, inferred: WriteReport) -> InferReport:
    """A report of what follows, and of what was written of it."""
    return InferReport(
        rules=len(made.rules),
        skipped=made.skipped,
        asserted=made.asserted,
        facts=len(made),
        rounds=made.rounds,
        created=inferred.created,
        changed=inferred.changed,
        removed=inferred.removed,
        narrowed=len(made.narrowed()),
    )


def new_facts(made: Materialised, stored: Stored) -> Iterator[Fact]:
    """What follows for all time and is not stored so, or with another rule."""
    for predicate, rule, keys in made.always():
        before, origins = stored.inferred.get(predicate, (EMPTY, EMPTY))
        places, there = found(keys, before)
        origin = stored.origins.origin_id((rule.id, "", ""))
        there[there] = origins[places[there]] == origin
        for key in keys[~there].tolist():
            yield fact_of(predicate, key, made.terms, made.ontology, rule=rule.id)


def gone_facts(made: Materialised, stored: Stored) -> Iterator[Fact]:
    """What is stored as inferred and does not follow."""
    for predicate, (before, _) in stored.inferred.items():
        for key in before[~made.follows(predicate, before)].tolist():
            if (predicate, key) not in made.timed:
                yield fact_of(predicate, key, made.terms, made.ontology, rule=GONE)
    for (predicate, key), fact in stored.inferred_timed.items():
        keys: Ids = np.array([key], dtype=np.int64)
        if (predicate, key) not in made.timed and not made.follows(predicate, keys)[0]:
            yield fact
