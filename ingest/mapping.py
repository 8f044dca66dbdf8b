"""A mapping as values: which records of which files become which individuals and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path as FilePath
from typing import TypeAlias

from ingest.reference import Reference, Template
from ontology.model import Ontology


class Role(Enum):
    """What a record says about an entity.

    A RECORD describes it. A MENTION tells something in passing, which counts only where no record
    describes it. A REFERENCE only names it, and hangs facts on it.
    """

    RECORD = "record"
    MENTION = "mention"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds when the field has one of the values; with no values, when it has any."""

    field: Reference
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Where the instants stand between which a fact is valid."""

    start: Reference | None = None
    end: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertySpec:
    """A data property and the field, or the text, that fills it.

    `values` translates what the field says before it is converted; `currency` is the field that names
    the currency of money.
    """

    property: str
    datatype: str
    field: Reference | None
    text: Template | None
    required: bool
    least: Decimal | None
    multiple: bool
    values: dict[str, str]
    currency: Reference | None
    when: tuple[Condition, ...]
    validity: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink:
    """To the individuals that another entity of the same record makes."""

    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLink:
    """To an individual by its class and key, wherever it is described."""

    cls: str
    key: Template
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLink:
    """To an individual of the class that the ontology calls what the field says.

    `values` translates the field first. A name that the ontology does not know makes a new individual.
    """

    cls: str
    field: Reference
    values: dict[str, str]
    shared: bool


Target: TypeAlias = EntityLink | KeyLink | NamedLink


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpec:
    """An object property and what it points at; `quote` is the field that says why, kept with the fact."""

    property: str
    target: Target
    required: bool
    quote: Reference | None
    when: tuple[Condition, ...]
    validity: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySpec:
    """An individual that each record makes, or each item of the lists at `each`.

    `classify` is the text that the ontology's class patterns are tried on. `extract` are the data
    properties whose texts are searched by the ontology's patterns, in that order; `quote` those whose
    sentences are kept as quotations.
    """

    name: str
    cls: str
    role: Role
    each: tuple[str, ...]
    key: Template
    shared: bool
    label: Template | None
    classify: Template | None
    when: tuple[Condition, ...]
    validity: Validity
    properties: tuple[PropertySpec, ...]
    links: tuple[LinkSpec, ...]
    extract: tuple[str, ...]
    quote: tuple[str, ...]

    def references(self) -> Iterator[Reference]:
        """Every field that the entity reads, in no particular order."""
        yield from self.key.references()
        yield from self.label.references() if self.label else ()
        yield from self.classify.references() if self.classify else ()
        yield from _of(self.when, self.validity)
        for spec in self.properties:
            yield from (ref for ref in (spec.field, spec.currency) if ref)
            yield from spec.text.references() if spec.text else ()
            yield from _of(spec.when, spec.validity)
        for link in self.links:
            if isinstance(link.target, KeyLink):
                yield from link.target.key.references()
            elif isinstance(link.target, NamedLink):
                yield link.target.field
            yield from (link.quote,) if link.quote else ()
            yield from _of(link.when, link.validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSpec:
    """One source file: how it is written, where its records stand, and what they become.

    `records` is the path to a JSON file's records: `{name}` steps into every key of an object and keeps it
    as a variable, `[]` into every item of a list, anything else into that key; empty for CSV. `record` names
    a record in sources and finds duplicates. `ignore` are fields that are left out on purpose.
    """

    file: str
    csv: bool
    encoding: str
    delimiter: str
    records: tuple[str, ...]
    record: Template
    shop: Template
    entities: tuple[EntitySpec, ...]
    ignore: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A whole mapping, checked against the ontology that it was read with.

    `identifiers` tells for a class the data property that states the key of an individual that is only named.
    `text` is the mapping file's own text, so that the mapping can be checked against another ontology.
    """

    path: FilePath
    text: str
    dataset: str
    ontologies: tuple[str | FilePath, ...]
    ontology: Ontology
    zone: timezone
    currency: str
    identifiers: dict[str, str]
    files: tuple[FileSpec, ...]

    @property
    def prefix(self) -> str:
        """What the sources of all its facts begin with."""
        return self.dataset + "/"


def _of(when: tuple[Condition, ...], validity: Validity) -> Iterator[Reference]:
    yield from (condition.field for condition in when)
    yield from (ref for ref in (validity.start, validity.end) if ref)
