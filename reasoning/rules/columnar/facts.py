"""Facts as packed keys by predicate, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from graph.fact import Fact
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from reasoning.rules.columnar.keys import BITS, LOW, Ids
from reasoning.rules.columnar.terms import NOTHING, Terms
from reasoning.rules.relation import Ground, Tuple, tuple_of
from reasoning.rules.values import derived


def key_of(fact: Fact, terms: Terms) -> tuple[str, int]:
    """A fact as its predicate and its packed ends."""
    predicate, subject, _ = tuple_of(fact)
    if fact.value is not None:
        end = terms.value(fact.value)
    else:
        end = NOTHING if fact.property == RDF_TYPE else terms.iri(fact.object or "")
    return predicate, terms.iri(subject) << BITS | end


def keys_of(facts: Iterable[Fact], terms: Terms) -> dict[str, Ids]:
    """Facts as sorted keys by predicate; new ids are given to what `terms` does not know."""
    listed: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        predicate, key = key_of(fact, terms)
        listed[predicate].append(key)
    return {predicate: np.unique(np.array(keys, dtype=np.int64)) for predicate, keys in listed.items()}


def tuples_of(predicate: str, keys: Ids, terms: Terms) -> Iterator[Tuple]:
    """The facts of one predicate as (predicate, subject, object or value)."""
    for key in keys.tolist():
        end: Ground = terms.name(key & LOW) if key & LOW != NOTHING else None
        yield predicate, str(terms.name(key >> BITS)), end


def fact_of(predicate: str, key: int, terms: Terms, ontology: Ontology, *, rule: str = "") -> Fact:
    """One fact, with no provenance but its rule; a value as its property's datatype keeps it."""
    ((_, subject, end),) = tuples_of(predicate, np.array([key], dtype=np.int64), terms)
    if end is None:
        return Fact(subject=subject, property=RDF_TYPE, object=predicate, rule=rule)
    if ontology.is_data_property(predicate) or not isinstance(end, str):
        return Fact(subject=subject, property=predicate, value=derived(end, ontology.datatype(predicate)), rule=rule)
    return Fact(subject=subject, property=predicate, object=end, rule=rule)


def facts_of(keys: Mapping[str, Ids], terms: Terms, ontology: Ontology) -> Iterator[Fact]:
    """Facts by predicate as `fact_of` gives them."""
    for predicate, found in keys.items():
        for key in found.tolist():
            yield fact_of(predicate, key, terms, ontology)
