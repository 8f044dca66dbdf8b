"""Another ontology for a store, with what its documents tell of individuals: worked out first, then written at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.bulk_port import BulkStore
from graph.fact import Fact
from graph.ontology_change import OntologyChange
from graph.ontology_nodes import Statement
from ingest.individuals import from_ontology, individual_facts, load_individuals
from ingest.sync import Difference, difference
from ontology.model import Ontology
from reasoning.rules.consequences import consequences, fits

MOST_AT_ONCE = 50_000
"""Facts of individuals that are written with the ontology; of more, the new ones come after it, in batches."""


def load(store: BulkStore, ontology: Ontology, also: Sequence[Statement]) -> Difference:
    """Make a store's ontology another one; what is told of individuals is that of the new one, at the same time.

    What follows is not written. Raises StoreError for a stored value that the ontology gives another datatype,
    RuleError for a rule that cannot be run on what is stored, and OntologyError for a value that its property cannot
    have; nothing is changed then.
    """
    since = store.revision()
    told = difference(store.facts(), from_ontology, individual_facts(ontology))
    consequences(store, ontology, added=told.added, removed=told.removed)
    many = len(told.added) > MOST_AT_ONCE
    at_once = replace(told, added=()) if many else told
    store.change_ontology(ontology, change_of(store, ontology, at_once, since=since, also=also))
    if many:
        load_individuals(store)
    return told


def change_of(
    store: BulkStore,
    ontology: Ontology,
    told: Difference,
    *,
    since: int,
    also: Sequence[Statement],
    added: Sequence[Fact] = (),
    removed: Sequence[Fact] = (),
) -> OntologyChange:
    """What is told of individuals as a change of the ontology, `added` and `removed` facts in the new terms besides."""
    stored = store.ontology
    return OntologyChange(
        since=since,
        dropped=[fact for fact in told.removed if not fits(fact, ontology, stored)],
        removed=[*removed, *(fact for fact in told.removed if fits(fact, ontology, stored))],
        added=[*told.added, *added],
        also=also,
    )
