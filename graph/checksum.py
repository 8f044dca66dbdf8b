"""A checksum of everything a store knows, the same for equal graphs whatever store holds them and in what order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.bulk_port import BulkStore
from graph.bulk_rows import NodeRows
from graph.provenance import loads
from graph.scan import scan

_MODULUS = 1 << 128


@dataclass(frozen=True, kw_only=True, slots=True)
class Checksum:
    """Sizes of a graph and a digest (32 hexadecimal digits) of its nodes, relationships and ontology documents.

    The digest is the sum, modulo 2**128, of the BLAKE2b digests of all of them, so that order does not
    matter and what is there twice counts twice. Vectors, which are lists of floats under a key that no fact
    has, are left out: stores keep them in different precision.
    """

    nodes: int
    relationships: int
    documents: int
    digest: str


def checksum(store: BulkStore) -> Checksum:
    """The checksum of all facts with their provenance, and of the ontology's documents."""
    counted = Summing()
    for batch in scan(store):
        if isinstance(batch, NodeRows):
            counted.add_nodes(batch.labels, batch.rows)
        else:
            counted.add_links(batch.type, batch.rows)
    counted.add_documents((d.iri, d.file, d.text) for d in store.ontology.documents)
    return counted.result()


class Summing:
    """A checksum being summed up."""

    def __init__(self) -> None:
        self._sum = 0
        self._nodes = self._relationships = self._documents = 0

    def add_nodes(self, labels: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
        """Add nodes that carry these labels."""
        for row in rows:
            self._add("n", sorted(labels), _without_vectors(row))
            self._nodes += 1

    def add_links(self, type: str, rows: Iterable[dict[str, Any]]) -> None:
        """Add relationships of one type."""
        for row in rows:
            self._add("r", type, row)
            self._relationships += 1

    def add_documents(self, documents: Iterable[tuple[str, str, str]]) -> None:
        """Add the iri, file and text of ontology documents."""
        for document in documents:
            self._add("d", *document)
            self._documents += 1

    def result(self) -> Checksum:
        """The checksum of all that was added."""
        return Checksum(
            nodes=self._nodes,
            relationships=self._relationships,
            documents=self._documents,
            digest=f"{self._sum:032x}",
        )

    def _add(self, *parts: object) -> None:
        text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self._sum = (self._sum + int.from_bytes(digest)) % _MODULUS


def _without_vectors(row: dict[str, Any]) -> dict[str, Any]:
    """A node's keys without lists of numbers that stand for no fact."""
    floats = [key for key, value in row.items() if _is_floats(value)]
    if not floats:
        return row
    facts = loads(row.get("provenance"))
    return {key: value for key, value in row.items() if key in facts or key not in floats}


def _is_floats(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, float) for item in value)
