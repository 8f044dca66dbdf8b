"""Names of ontology terms in the graph, and values as the graph keeps them (DESIGN.md §3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain, count
from typing import TypeGuard

from graph.fact import Fact, Scalar
from ontology.errors import StoreError
from ontology.general import MONEY, MULTIPLE
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS, XSD, local_name
from ontology.terms import TermKind

LABEL = RDFS + "label"

# Labels that the graph itself uses; a class of the same local name gets its prefix.
RESERVED_LABELS = frozenset(
    ("Entity", "OntologyAxioms", "OntologyClass", "OntologyDocument", "OntologyProperty", "OntologyVersion")
)

# Keys of every node and of every relationship (DESIGN.md §3); a data property of the same local name gets its prefix.
NODE_KEYS = ("iri", "label", "labels", "shop", "assertedTypes", "provenance")
LINK_KEYS = ("inferred", "rule", "source", "quote", "validFrom", "validTo")
RESERVED = frozenset((*NODE_KEYS, *LINK_KEYS))

# What a store takes in no label and no type; Neo4j reads a backslash and `u` as a character even between backticks.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f,~\\]")

_WORD = 2**63

_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "negativeInteger")
)
_DECIMALS = frozenset((XSD + "decimal", XSD + "double", XSD + "float"))
_TYPED = _INTEGERS | _DECIMALS | {MONEY, XSD + "dateTime", XSD + "date"}


class GraphSchema:
    """Both directions between an ontology's IRIs and the graph's labels, types and keys."""

    def __init__(self, ontology: Ontology, kept: Mapping[tuple[str, str], str] | None = None) -> None:
        """Name every term. Terms of overlays keep the names that they have, by IRI and kind, in the graph already.

        One shop's publication would otherwise rename what another shop has stored.
        """
        shared = ontology.for_shop(None).terms
        self._kept = {term: name for term, name in (kept or {}).items() if term[0] not in shared}
        self._ontology = ontology
        self._datatypes: dict[str, str] = {}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Node label by class IRI."""
        return self._names(TermKind.CLASS, lambda name: name, RESERVED_LABELS)

    @cached_property
    def types(self) -> dict[str, str]:
        """Relationship type by object property IRI; none is a label too, as one store has one name for both."""
        return self._names(TermKind.OBJECT_PROPERTY, upper_snake, RESERVED_LABELS.union(self.labels.values()))

    @cached_property
    def keys(self) -> dict[str, str]:
        """Property key by data property IRI."""
        return self._names(TermKind.DATA_PROPERTY, lambda name: name, RESERVED)

    @cached_property
    def money_keys(self) -> frozenset[str]:
        """Keys of amounts of money, which are kept as text."""
        return frozenset(key for iri, key in self.keys.items() if self._datatype(iri) == MONEY)

    @cached_property
    def classes(self) -> dict[str, str]:
        """Class IRI by node label."""
        return {name: iri for iri, name in self.labels.items()}

    @cached_property
    def object_properties(self) -> dict[str, str]:
        """Object property IRI by relationship type."""
        return {name: iri for iri, name in self.types.items()}

    @cached_property
    def data_properties(self) -> dict[str, str]:
        """Data property IRI by property key."""
        return {name: iri for iri, name in self.keys.items()}

    @cached_property
    def clashes(self) -> tuple[str, ...]:
        """IRIs whose local name was taken, so that their name in the graph has a prefix."""
        named = {**self.labels, **self.types, **self.keys}
        return tuple(sorted(iri for iri, name in named.items() if not _plain(iri, name)))

    def _names(self, kind: TermKind, style: Callable[[str], str], taken: frozenset[str]) -> dict[str, str]:
        terms = [term for term in self._ontology.terms.values() if term.kind is kind]
        kept = {term.iri: self._kept.get((term.iri, kind.value)) for term in terms}
        names = {iri: name for iri, name in kept.items() if name and name not in taken}
        used = {*taken, *names.values()}
        # In the documents' order, so that an importing ontology never takes a name from what it imports.
        for term in terms:
            if term.iri not in names:
                plain = _NOT_IN_NAMES.sub("_", style(local_name(term.iri)))
                # One by one, as the first is nearly always free.
                prefixes = chain(("", f"{_prefix(term.iri)}_"), (f"{_prefix(term.iri)}{n}_" for n in count(2)))
                name = next(prefix + plain for prefix in prefixes if prefix + plain not in used)
                used.add(name)
                names[term.iri] = name
        return names

    def _datatype(self, property: str) -> str:
        # Asked for each value that is written or read.
        known = self._datatypes.get(property)
        if known is None:
            known = self._datatypes[property] = self._ontology.datatype(property)
        return known

    def is_multiple(self, property: str) -> bool:
        """Whether a data property's values are kept as a list."""
        return self._ontology.annotation(property, MULTIPLE) == "true"

    def check(self, fact: Fact) -> None:
        """Raise StoreError when the graph has no name for the fact's class or property, or cannot keep its value."""
        if fact.value is not None:
            known = fact.property == LABEL or fact.property in self.keys
        else:
            known = fact.object in self.labels if fact.property == RDF_TYPE else fact.property in self.types
        if not known:
            missing = fact.object if fact.property == RDF_TYPE else fact.property
            raise StoreError(f"{missing} of a fact about {fact.subject} is not in the ontology; declare it, or load it")
        if fact.value is not None:
            self.encode(fact.property, fact.value)

    def encode(self, property: str, value: Scalar) -> str | int | float | bool:
        """A value as the graph keeps it: money and instants as text, other decimals as floats.

        A number that a float or a 64-bit integer cannot hold exactly is kept as text. Raises StoreError
        when the value is not of the property's datatype or is an instant without a zone.
        """
        datatype = self._datatype(property)
        if _fits(value, datatype):
            return value
        stored = _stored(value, exact=datatype == MONEY)
        if isinstance(value, datetime) and value.tzinfo is None:
            raise StoreError(f"{value} of {property} has no zone; say which, such as {value}+08:00")
        try:
            decoded = self.decode(property, stored)
        except StoreError:
            decoded = None
        if type(decoded) is not type(value) or decoded != value or (isinstance(value, Decimal) and value.is_infinite()):
            raise StoreError(
                f"{value!r} is no value of {property}, which takes {local_name(datatype)}; correct it at its source"
            )
        return stored

    def decode(self, property: str, stored: object) -> Scalar:
        """The value behind a stored key, by the property's datatype. Raises StoreError when it does not fit."""
        datatype = self._datatype(property)
        try:
            if datatype == MONEY or datatype in _DECIMALS:
                return Decimal(str(stored))
            if datatype in _INTEGERS:
                return int(str(stored))
            if datatype == XSD + "dateTime":
                return datetime.fromisoformat(str(stored))
            if datatype == XSD + "date":
                return date.fromisoformat(str(stored))
        except (ValueError, ArithmeticError) as error:
            raise StoreError(
                f"stored value {stored!r} of {property} is no {local_name(datatype)}; "
                "correct it at its source and load that, or give the property a range that it is in"
            ) from error
        return stored if isinstance(stored, bool | int) else str(stored)


def _fits(value: Scalar, datatype: str) -> TypeGuard[str | int | bool]:
    """Whether a value is kept as it is, told from its type alone: for most values, of millions."""
    if type(value) is int:
        return -_WORD <= value < _WORD and (datatype in _INTEGERS or datatype not in _TYPED)
    return type(value) in (str, bool) and datatype not in _TYPED


def _stored(value: Scalar, *, exact: bool) -> str | int | float | bool:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value) if exact or Decimal(str(float(value))) != value else float(value)
    return str(value) if isinstance(value, int) and not -_WORD <= value < _WORD else value


def upper_snake(name: str) -> str:
    """`soldBy` -> `SOLD_BY`; Chinese names stay as they are."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def quoted(name: str) -> str:
    """A label, type or key as a Cypher identifier that can hold any text."""
    if "\x00" in name or "\\u" in name:
        raise StoreError(
            f"the name {name!r} has a zero character or an escape, which no store takes as it is; rename it"
        )
    return "`" + name.replace("`", "``") + "`"


def _prefix(iri: str) -> str:
    name = local_name(iri.rpartition("#")[0] or iri.rpartition("/")[0])
    return _NOT_IN_NAMES.sub("_", name.replace("-", "_"))


def _plain(iri: str, name: str) -> bool:
    local = local_name(iri)
    return name in (local, upper_snake(local))
