"""Names of ontology terms in the graph, and values as the graph keeps them (DESIGN.md §3)."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from graph.fact import Scalar
from ontology.errors import StoreError
from ontology.general import MONEY, MULTIPLE
from ontology.model import Ontology
from ontology.owl import XSD, local_name
from ontology.terms import TermKind

# Keys that every node or relationship may carry; a data property of the same local name gets its prefix.
RESERVED = frozenset(
    (
        "iri",
        "label",
        "shop",
        "assertedTypes",
        "provenance",
        "inferred",
        "rule",
        "source",
        "quote",
        "validFrom",
        "validTo",
    )
)

_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "negativeInteger")
)
_DECIMALS = frozenset((XSD + "decimal", XSD + "double", XSD + "float"))


class GraphSchema:
    """Both directions between an ontology's IRIs and the graph's labels, types and keys."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    @cached_property
    def labels(self) -> dict[str, str]:
        """Node label by class IRI."""
        return self._names(TermKind.CLASS, lambda name: name, frozenset(("Entity",)))

    @cached_property
    def types(self) -> dict[str, str]:
        """Relationship type by object property IRI."""
        return self._names(TermKind.OBJECT_PROPERTY, upper_snake, frozenset())

    @cached_property
    def keys(self) -> dict[str, str]:
        """Property key by data property IRI."""
        return self._names(TermKind.DATA_PROPERTY, lambda name: name, RESERVED)

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
        return tuple(sorted(iri for iri, name in named.items() if "_" in name and not _plain(iri, name)))

    def _names(self, kind: TermKind, style: object, taken: frozenset[str]) -> dict[str, str]:
        make = style if callable(style) else str
        used = set(taken)
        names: dict[str, str] = {}
        for term in self._ontology.of_kind(kind):
            name = make(local_name(term.iri))
            if name in used:
                name = f"{_prefix(term.iri)}_{name}"
            used.add(name)
            names[term.iri] = name
        return names

    def is_multiple(self, property: str) -> bool:
        """Whether a data property's values are kept as a list."""
        return self._ontology.annotation(property, MULTIPLE) == "true"

    def encode(self, property: str, value: Scalar) -> str | int | float | bool:
        """A value as the graph keeps it: money and instants as text, other decimals as floats."""
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return str(value) if self._ontology.datatype(property) == MONEY else float(value)
        return value

    def decode(self, property: str, stored: object) -> Scalar:
        """The value behind a stored key, by the property's datatype. Raises StoreError when it does not fit."""
        datatype = self._ontology.datatype(property)
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
                f"stored value {stored!r} of {property} is no {local_name(datatype)}; load it again"
            ) from error
        return stored if isinstance(stored, bool | int) else str(stored)


def upper_snake(name: str) -> str:
    """`soldBy` -> `SOLD_BY`; Chinese names stay as they are."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def quoted(name: str) -> str:
    """A label, type or key as a Cypher identifier that can hold any text."""
    if "\x00" in name:
        raise StoreError(f"the name {name!r} has a zero character, which no store takes; rename it")
    return "`" + name.replace("`", "``") + "`"


def _prefix(iri: str) -> str:
    return local_name(iri.rpartition("#")[0] or iri.rpartition("/")[0]).replace("-", "_")


def _plain(iri: str, name: str) -> bool:
    local = local_name(iri)
    return name in (local, upper_snake(local))
