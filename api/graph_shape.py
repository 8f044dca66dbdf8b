"""What a store holds, in names and numbers: what an analyst looks at before the first query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.functions import WORDS
from graph.index import StoredIndex
from graph.node import ENTITY
from graph.port import GraphStore
from graph.schema import RESERVED, GraphSchema

_KEYS = f"MATCH (n:{ENTITY}) UNWIND keys(n) AS key RETURN key, count(*) AS nodes"
_SECONDS = 60.0
_OWN_LABELS = (ENTITY, "OntologyAxioms", "OntologyClass", "OntologyDocument", "OntologyProperty", "PolicyRule")
_OWN_TYPES = ("SUB_CLASS_OF", "OVERRIDES", "CITES")


@dataclass(frozen=True, kw_only=True, slots=True)
class GraphShape:
    """Indexes (a unique one is a constraint), and labels, types and keys with how often each is there."""

    indexes: tuple[StoredIndex, ...]
    labels: Mapping[str, int]
    types: Mapping[str, int]
    keys: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class GraphNames:
    """The names that may be written in a query, without asking how often each is there."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    keys: tuple[str, ...]
    words: tuple[str, ...] = WORDS


def shape_of(store: GraphStore) -> GraphShape:
    """Count what is stored. Raises QueryError when counting the keys takes more than a minute."""
    counts = store.counts()
    found = store.query(_KEYS, seconds=_SECONDS)
    keys = {str(key): int(nodes) for key, nodes in found.rows}
    return GraphShape(
        indexes=store.indexes(),
        labels=dict(sorted(counts.nodes.items())),
        types=dict(sorted(counts.relationships.items())),
        keys=dict(sorted(keys.items())),
    )


def names_of(schema: GraphSchema) -> GraphNames:
    """The names that the stored ontology gives, and those that every graph has."""
    return GraphNames(
        labels=tuple(sorted({*schema.labels.values(), *_OWN_LABELS})),
        types=tuple(sorted({*schema.types.values(), *_OWN_TYPES})),
        keys=tuple(sorted({*schema.keys.values(), *RESERVED})),
    )
