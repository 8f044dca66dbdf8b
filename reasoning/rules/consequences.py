"""What would follow from a store's facts under another ontology, and how that differs from what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.bulk_port import BulkStore
from graph.fact import Fact, FactKey
from ontology.model import Ontology
from reasoning.rules.columnar import Terms
from reasoning.rules.infer import gone_facts, new_facts
from reasoning.rules.materialised import Materialised
from reasoning.rules.stored import read_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """Inferred facts that another ontology brings and takes away, some asserted ones changing with it.

    `dropped` are in terms that the other ontology does not have, and go when it is loaded; `removed` and `added` are
    in its terms. Of the added, those with keys in `changed` are stored already, as following by another rule or for
    another time.
    """

    dropped: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    added: tuple[Fact, ...]
    changed: frozenset[FactKey]


def consequences(
    store: BulkStore, ontology: Ontology, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()
) -> Consequences:
    """Work out what the store would have to write for `fengmi infer`, the ontology and asserted facts changed.

    Reads the whole store and writes nothing. Raises RuleError for a rule that cannot be run.
    """
    terms = Terms()
    stored = read_store(store, terms, store.named(ontology))
    made = Materialised(ontology, terms, stored)
    made.change(added=added, removed=removed)
    timed = [fact for key, fact in made.timed.items() if stored.inferred_timed.get(key) != fact]
    new = [*new_facts(made, stored), *timed]
    gone = list(gone_facts(made, stored))
    coming = frozenset(fact.key for fact in new)
    return Consequences(
        dropped=tuple(store.groundless(ontology)),
        removed=tuple(fact for fact in gone if fact.key not in coming),
        added=tuple(new),
        changed=coming.intersection(_inferred_keys(store, new)),
    )


def _inferred_keys(store: BulkStore, facts: Iterable[Fact]) -> Iterator[FactKey]:
    subjects = sorted({fact.subject for fact in facts})
    return (fact.key for fact in store.facts(subjects=subjects) if fact.inferred) if subjects else iter(())
