"""Facts as columns of numbers, streamed, for work that sees millions of them.

No Python object outlives the page it was read in but the dictionary's own: one text an individual, one
value a different value. Neither store can hand over columns (ArcadeDB's native build makes its Arrow
tables from Python rows, after reading them all), so rows become numbers page by page here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.bulk_port import BulkStore
from graph.bulk_rows import Row
from graph.fact import Scalar
from graph.node import stored_values
from graph.provenance import is_inferred, loads
from graph.schema import LABEL, GraphSchema
from ontology.owl import RDF_TYPE

PAGE = 20_000

Ids: TypeAlias = "NDArray[np.int64]"

Withdrawn: TypeAlias = "Mapping[tuple[str, str], Collection[object]]"
"""Values that are to be taken away, as nodes keep them, by subject and property."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactColumns:
    """A batch of n facts; all arrays have the shape (n,), and nothing about their order is promised.

    `subjects` and `properties` (int64) are ids of IRIs in the dictionary. `objects` (int64) is the id of
    an IRI where it is 0 or more; where it is negative, `~objects` is the id of a value. `inferred` (bool).
    `origins` (int64) are ids of origins, 0 for what is asserted for all time; they are all 0 when not asked for.
    """

    subjects: Ids
    properties: Ids
    objects: Ids
    inferred: NDArray[np.bool_]
    origins: Ids

    def __len__(self) -> int:
        return len(self.subjects)


Origin: TypeAlias = "tuple[str, str, str]"
"""A fact's rule and the ends of its validity interval, as the fact has them."""

ALWAYS: Origin = ("", "", "")
"""The origin of what is asserted for all time."""


class Numbering(Protocol):
    """Gives the numbers that columns hold."""

    def id(self, iri: str) -> int:
        """The number of an IRI, 0 or more."""

    def value_id(self, value: Scalar) -> int:
        """The number of a value, below 0."""

    def origin_id(self, origin: Origin) -> int:
        """The number of an origin; 0 for `ALWAYS`."""


class Origins:
    """Ids of origins, in the order in which they were first seen."""

    def __init__(self) -> None:
        self._ids: dict[Origin, int] = {ALWAYS: 0}
        self._origins = [ALWAYS]

    def origin_id(self, origin: Origin) -> int:
        """The id of an origin, a new one when it has none."""
        known = self._ids.get(origin)
        if known is None:
            known = self._ids[origin] = len(self._origins)
            self._origins.append(origin)
        return known

    def origin(self, id: int) -> Origin:
        """The origin of an id. Raises IndexError for an id that was not given."""
        return self._origins[id]


class Dictionary(Origins):
    """Ids of IRIs and of values: each from 0, without gaps, in the order in which they were first seen."""

    def __init__(self) -> None:
        super().__init__()
        self._iris: dict[str, int] = {}
        self._values: dict[tuple[type, Scalar], int] = {}
        self._names: list[str] = []
        self._scalars: list[Scalar] = []

    @property
    def iris(self) -> int:
        """How many IRIs have ids."""
        return len(self._names)

    def id(self, iri: str) -> int:
        """The id of an IRI, a new one when it has none."""
        known = self._iris.get(iri)
        if known is None:
            known = self._iris[iri] = len(self._names)
            self._names.append(iri)
        return known

    def value_id(self, value: Scalar) -> int:
        """The id of a value, as `objects` holds it: negative. Values are the same when type and value are."""
        key = (type(value), value)
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = len(self._scalars)
            self._scalars.append(value)
        return ~known

    def find(self, iri: str) -> int | None:
        """The id of an IRI; None when it has none."""
        return self._iris.get(iri)

    def iri(self, id: int) -> str:
        """The IRI of an id. Raises IndexError for an id that was not given."""
        return self._names[id]

    def object(self, id: int) -> str | Scalar:
        """The IRI or value behind a number of `objects`."""
        return self._names[id] if id >= 0 else self._scalars[~id]


def fact_columns(
    store: BulkStore,
    dictionary: Numbering,
    *,
    values: bool = True,
    origins: bool = False,
    size: int = PAGE,
    schema: GraphSchema | None = None,
    without: Withdrawn | None = None,
) -> Iterator[FactColumns]:
    """All facts of a store: class memberships and, unless `values` is false, values; then relationships.

    Reading relationships with their `origins` takes longer. A `schema` names the terms instead of the store's own, and
    values that are to be taken away, given as `without`, are passed over. Memory: one page of `size` rows, and the
    dictionary, which is extended on the way. Raises StoreError for a value that is none of its property's datatype.
    """
    schema = schema or store.schema
    for page in store.node_pages(size=size):
        yield _node_columns(page, schema, dictionary, values, without or {})
    for name in store.link_types():
        property = schema.object_properties.get(name)
        if property is not None:
            yield from _link_columns(store, name, property, dictionary, origins, size)


def _node_columns(
    page: list[Row], schema: GraphSchema, dictionary: Numbering, values: bool, without: Withdrawn
) -> FactColumns:
    subjects: list[int] = []
    properties: list[int] = []
    objects: list[int] = []
    inferred: list[bool] = []
    origins: list[int] = []
    membership = dictionary.id(RDF_TYPE)

    def put(subject: int, property: int, object: int, entry: list[str]) -> None:
        subjects.append(subject)
        properties.append(property)
        objects.append(object)
        inferred.append(is_inferred(entry))
        origins.append(dictionary.origin_id(_origin(*entry[2:5])) if len(entry) > 2 else 0)

    for row in page:
        keys = row["p"]
        subject = dictionary.id(keys["iri"])
        for key, entries in loads(keys.get("provenance")).items():
            if key.startswith(":"):
                if named := schema.classes.get(key[1:]):
                    put(subject, membership, dictionary.id(named), entries[0])
                continue
            data = LABEL if key == "label" else schema.data_properties.get(key)
            if not values or data is None:
                continue
            gone = without.get((keys["iri"], data), ())
            for value, entry in stored_values(keys, key, entries, schema, without=gone):
                put(subject, dictionary.id(data), dictionary.value_id(value), entry)
    return FactColumns(
        subjects=np.array(subjects, dtype=np.int64),
        properties=np.array(properties, dtype=np.int64),
        objects=np.array(objects, dtype=np.int64),
        inferred=np.array(inferred, dtype=np.bool_),
        origins=np.array(origins, dtype=np.int64),
    )


def _origin(rule: str | None = None, valid_from: str | None = None, valid_to: str | None = None) -> Origin:
    return rule or "", valid_from or "", valid_to or ""


def _link_columns(
    store: BulkStore, name: str, property: str, dictionary: Numbering, origins: bool, size: int
) -> Iterator[FactColumns]:
    named = dictionary.id(property)
    keys = ("inferred", *(_ORIGIN if origins else ()))
    for page in store.link_pages(name, keys=keys, size=size):
        count = len(page)
        found = (dictionary.origin_id(_origin(*map(row["p"].get, _ORIGIN))) for row in page) if origins else repeat(0)
        yield FactColumns(
            subjects=np.fromiter((dictionary.id(row["s"]) for row in page), dtype=np.int64, count=count),
            properties=np.full(count, named, dtype=np.int64),
            objects=np.fromiter((dictionary.id(row["o"]) for row in page), dtype=np.int64, count=count),
            inferred=np.fromiter((bool(row["p"]["inferred"]) for row in page), dtype=np.bool_, count=count),
            origins=np.fromiter(found, dtype=np.int64, count=count),
        )


_ORIGIN = ("rule", "validFrom", "validTo")
