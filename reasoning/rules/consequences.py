"""What would follow from a store's facts under another ontology, and how that differs from what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.bulk_port import BulkStore
from graph.fact import Fact, FactKey
from graph.schema import LABEL
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
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

    Reads the whole store and writes nothing. Raises RuleError for a rule that cannot be run, and StoreError for a value
    in the store, but for those `removed`, that is none of the datatype that the ontology gives its property.
    """
    removed = tuple(removed)
    before, terms = store.schema, Terms()
    without: dict[tuple[str, str], list[object]] = defaultdict(list)
    for fact in removed:
        if fact.value is not None and not fits(fact, ontology, store.ontology):
            without[fact.subject, fact.property] += [before.encode(fact.property, fact.value), str(fact.value)]
    stored = read_store(store, terms, store.named(ontology), without=without)
    made = Materialised(ontology, terms, stored)
    made.change(added=added, removed=[fact for fact in removed if fits(fact, ontology, store.ontology)])
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


def fits(fact: Fact, ontology: Ontology, stored: Ontology) -> bool:
    """Whether another ontology reads a stored fact as the stored one does; a display name needs neither."""
    if fact.property == RDF_TYPE:
        return fact.object in ontology.terms
    if fact.property == LABEL:
        return True
    if fact.value is None:
        return ontology.is_object_property(fact.property)
    known = ontology.is_data_property(fact.property)
    return known and ontology.datatype(fact.property) == stored.datatype(fact.property)


def _inferred_keys(store: BulkStore, facts: Iterable[Fact]) -> Iterator[FactKey]:
    subjects = sorted({fact.subject for fact in facts})
    return (fact.key for fact in store.facts(subjects=subjects) if fact.inferred) if subjects else iter(())
