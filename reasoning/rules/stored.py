"""What a store holds, as columns for the engine: what always holds, what holds for a time, what was inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.bulk_port import BulkStore
from graph.columns import FactColumns, Origins, Withdrawn, fact_columns
from graph.fact import Fact, Scalar
from graph.schema import GraphSchema
from ontology.owl import RDF_TYPE
from reasoning.rules.columnar.facts import key_of
from reasoning.rules.columnar.keys import Ids, pack
from reasoning.rules.columnar.terms import NOTHING, Terms

Key = tuple[str, int]
"""A fact as its predicate and its packed ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A store's facts. Arrays have the shape (n,) and are int64.

    `always` are asserted facts that always hold, sorted keys by predicate; `timed` those that hold for a
    time, without their sources. `inferred` are inferred facts that always hold: sorted keys, and for each
    the id of its origin; `inferred_timed` the other inferred ones.
    """

    always: Mapping[str, Ids]
    timed: Mapping[Key, Fact]
    inferred: Mapping[str, tuple[Ids, Ids]]
    inferred_timed: Mapping[Key, Fact]
    origins: Origins


class _Numbers(Origins):
    """Numbers an engine's terms as columns want them: individuals from 0 up, values below."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self.id = terms.iri
        self._terms = terms

    def value_id(self, value: Scalar) -> int:
        """The number of a value."""
        return ~self._terms.value(value)


def read_store(
    store: BulkStore, terms: Terms, schema: GraphSchema | None = None, *, without: Withdrawn | None = None
) -> Stored:
    """All facts of a store, streamed; new ids are given to what `terms` does not know.

    A `schema` names the terms instead of the store's own, and values `without` are passed over; see `fact_columns`.
    """
    numbers = _Numbers(terms)
    asserted: dict[str, list[Ids]] = defaultdict(list)
    inferred: dict[str, list[tuple[Ids, Ids]]] = defaultdict(list)
    timed: dict[Key, Fact] = {}
    inferred_timed: dict[Key, Fact] = {}
    for columns in fact_columns(store, numbers, origins=True, schema=schema, without=without):
        bounded = np.array(
            [bool(start or end) for _, start, end in map(numbers.origin, columns.origins.tolist())], bool
        )
        for fact in _facts(columns, np.flatnonzero(bounded), numbers, terms):
            (inferred_timed if fact.inferred else timed)[key_of(fact, terms)] = fact
        for predicate, keys, origins in _by_predicate(columns, np.flatnonzero(~bounded), terms):
            given = origins == 0
            if given.any():
                asserted[predicate].append(keys[given])
            if not given.all():
                inferred[predicate].append((keys[~given], origins[~given]))
    return Stored(
        always={predicate: np.unique(np.concatenate(parts)) for predicate, parts in asserted.items()},
        timed=timed,
        inferred={predicate: _sorted(parts) for predicate, parts in inferred.items()},
        inferred_timed=inferred_timed,
        origins=numbers,
    )


def _by_predicate(columns: FactColumns, rows: Ids, terms: Terms) -> Iterator[tuple[str, Ids, Ids]]:
    """Some rows of columns as packed keys with their origins, by class or property."""
    members = columns.properties[rows] == terms.iri(RDF_TYPE)
    objects = columns.objects[rows]
    predicates = np.where(members, objects, columns.properties[rows])
    ends = np.where(members, NOTHING, np.where(objects < 0, ~objects, objects))
    keys = pack(columns.subjects[rows], ends)
    order = np.argsort(predicates, kind="stable")
    starts = np.flatnonzero(np.diff(predicates[order], prepend=-1))
    for part in np.split(order, starts[1:]) if len(order) else ():
        yield str(terms.name(int(predicates[part[0]]))), keys[part], columns.origins[rows[part]]


def _facts(columns: FactColumns, rows: Ids, origins: Origins, terms: Terms) -> Iterator[Fact]:
    for row in rows.tolist():
        end = int(columns.objects[row])
        rule, start, stop = origins.origin(int(columns.origins[row]))
        yield Fact(
            subject=str(terms.name(int(columns.subjects[row]))),
            property=str(terms.name(int(columns.properties[row]))),
            object=str(terms.name(end)) if end >= 0 else None,
            value=terms.name(~end) if end < 0 else None,
            rule=rule,
            valid_from=start,
            valid_to=stop,
        )


def _sorted(parts: list[tuple[Ids, Ids]]) -> tuple[Ids, Ids]:
    keys, origins = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(keys)
    return keys[order], origins[order]
