"""What a store can be asked to find by other than the graph's own keys, and which of these the ontology asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph.schema import GraphSchema
from ontology.errors import QueryError
from ontology.general import IDENTIFIES
from ontology.model import Ontology
from ontology.owl import XSD

_PREFIX = "fengmi"


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeIndex:
    """Nodes of one label by the exact value of one key, which holds texts."""

    label: str
    key: str

    @property
    def name(self) -> str:
        """A name that no other index has, the same whenever it is made."""
        return _name("range", self.label, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextIndex:
    """Nodes of one label by the words in any of their `keys`; Chinese text is cut into pairs of characters."""

    label: str
    keys: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name that no other index has, the same whenever it is made."""
        return _name("text", self.label, *self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorIndex:
    """Nodes of one label by the direction (cosine) of the vector under one key."""

    label: str
    key: str
    dimensions: int

    @property
    def name(self) -> str:
        """A name that no other index has, the same whenever it is made."""
        return _name("vector", self.label, self.key, str(self.dimensions))


Index: TypeAlias = "RangeIndex | TextIndex | VectorIndex"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredIndex:
    """An index as a store holds it; `kind` is unique, range, text or vector."""

    kind: str
    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A node that was found, and how well it fits: higher is better, of two stores only the order compares."""

    iri: str
    score: float


def identifying_indexes(ontology: Ontology, schema: GraphSchema) -> Iterator[RangeIndex]:
    """The range indexes that the ontology asks for: on each identifying text property, for each class that has it."""
    for iri, key in sorted(schema.keys.items()):
        if ontology.annotation(iri, IDENTIFIES) != "true" or schema.is_multiple(iri):
            continue
        if ontology.datatype(iri) not in ("", XSD + "string"):
            continue
        for cls in sorted(ontology.domains(iri)):
            if cls in schema.labels:
                yield RangeIndex(label=schema.labels[cls], key=key)


def check_dimensions(index: VectorIndex, stored: int | None) -> None:
    """Raise QueryError when there is an index on the same key whose vectors have another length."""
    if stored not in (None, index.dimensions):
        raise QueryError(
            f"{index.label}.{index.key}: there is a vector index of {stored} dimensions on it, not of "
            f"{index.dimensions}; use the model that it was made with, or another key"
        )


def search_words(text: str) -> str:
    """A person's text as a search for its words: what the search language would read as a sign becomes a space."""
    words = "".join(c if c.isalnum() or c in "._" else " " for c in text).split()
    # AND, OR and NOT are signs in capitals only.
    return " ".join(word.lower() for word in words)


def _name(kind: str, *parts: str) -> str:
    digest = hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]
    return f"{_PREFIX}_{kind}_{digest}"
