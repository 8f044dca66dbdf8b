"""Indexes of the embedded store, in ArcadeDB's SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from graph.embedded_keys import TextKeys
from graph.embedded_types import quoted_in_sql
from graph.index import (
    Hit,
    StoredIndex,
    TextIndex,
    VectorIndex,
    check_dimensions,
    identifying_indexes,
    search_words,
)
from graph.ontology_nodes import TERM_LABELS
from graph.schema import GraphSchema
from ontology.errors import QueryError
from ontology.model import Ontology

Sql: TypeAlias = "Callable[..., list[dict[str, Any]]]"

_CJK = '{"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'


class EmbeddedIndexes:
    """Creates, lists and asks the indexes of one database; those on texts go when a key comes to hold more."""

    def __init__(self, sql: Sql, keys: TextKeys) -> None:
        """Take a function that runs one SQL statement with parameters and returns its rows."""
        self._sql = sql
        self._keys = keys

    def make_range(self, ontology: Ontology, schema: GraphSchema) -> None:
        """Create the range indexes that the ontology asks for and drop those it no longer does."""
        wanted = {(index.label, index.key) for index in identifying_indexes(ontology, schema)}
        for found in self._range():
            if (found.label, found.keys[0]) not in wanted:
                self._sql(f"DROP INDEX {quoted_in_sql(_reference(found.label, found.keys))} IF EXISTS")
        for label, key in sorted(wanted):
            # Without an index such a key is searched through.
            if self._keys.declare(label, key):
                self._sql(f"CREATE INDEX IF NOT EXISTS ON {quoted_in_sql(label)} ({quoted_in_sql(key)}) NOTUNIQUE")

    def create(self, index: TextIndex | VectorIndex) -> None:
        """Create a text or vector index unless it is there."""
        if isinstance(index, TextIndex):
            for key in index.keys:
                if not self._keys.declare(index.label, key):
                    raise QueryError(
                        f"{index.label}.{key}: some nodes hold several values or no texts under it, and a text index "
                        "of the embedded store takes single texts; name other keys, or use Neo4j"
                    )
            keys, kind = index.keys, f"FULL_TEXT METADATA {_CJK}"
        else:
            label, key = quoted_in_sql(index.label), quoted_in_sql(index.key)
            # A type has to know a property before an index can be on it.
            self._sql(f"CREATE VERTEX TYPE {label} IF NOT EXISTS")
            self._sql(f"CREATE PROPERTY {label}.{key} IF NOT EXISTS ARRAY_OF_FLOATS")
            check_dimensions(index, self._dimensions(index))
            about = f'{{"dimensions": {index.dimensions}, "similarity": "COSINE"}}'
            keys, kind = (index.key,), f"LSM_VECTOR METADATA {about}"
        columns = ", ".join(map(quoted_in_sql, keys))
        self._sql(f"CREATE INDEX IF NOT EXISTS ON {quoted_in_sql(index.label)} ({columns}) {kind}")

    def _dimensions(self, index: VectorIndex) -> int | None:
        """How long the vectors of a stored index are; None when there is none."""
        stored = self._sql("SELECT expand(indexes) FROM schema:types WHERE name = :label", {"label": index.label})
        name = _reference(index.label, (index.key,))
        return next((row["dimensions"] for row in stored if row["name"] == name), None)

    def stored(self) -> tuple[StoredIndex, ...]:
        """What there is; indexes of ArcadeDB's joined types and of single buckets are parts of these."""
        found = set()
        for row in self._sql("SELECT FROM schema:indexes"):
            label, keys = row["typeName"], tuple(row["properties"][0])
            if row["name"] == _reference(label, keys) and "~" not in label:
                found.add(StoredIndex(kind=_kind(row), label=label, keys=keys))
        return tuple(sorted(found, key=lambda index: (index.kind, index.label, index.keys)))

    def _range(self) -> list[StoredIndex]:
        return [index for index in self.stored() if index.kind == "range" and index.label not in TERM_LABELS]

    def search_text(self, index: TextIndex, text: str, first: int) -> tuple[Hit, ...]:
        """Nodes that hold any word of `text`, best first."""
        self._need("text", index.label, index.keys)
        words = search_words(text)
        if not words:
            return ()
        rows = self._sql(
            f"SELECT iri, $score AS score FROM {quoted_in_sql(index.label)} WHERE SEARCH_INDEX(:index, :words) = true "
            f"ORDER BY score DESC, iri LIMIT {first}",
            {"index": _reference(index.label, index.keys), "words": words},
        )
        return tuple(Hit(iri=row["iri"], score=row["score"]) for row in rows)

    def nearest(self, index: VectorIndex, vector: Sequence[float], first: int) -> tuple[Hit, ...]:
        """Nodes with the nearest vectors, best first; ArcadeDB's distance is 1 - cosine."""
        self._need("vector", index.label, (index.key,))
        (row,) = self._sql(
            "SELECT vectorNeighbors(:index, :vector, :first) AS found",
            {"index": _reference(index.label, (index.key,)), "vector": [float(x) for x in vector], "first": first},
        )
        return tuple(Hit(iri=hit["iri"], score=1 - hit["distance"] / 2) for hit in row["found"])

    def _need(self, kind: str, label: str, keys: tuple[str, ...]) -> None:
        if StoredIndex(kind=kind, label=label, keys=keys) not in self.stored():
            when = ", which takes a single text at each node" if kind == "text" else ""
            raise QueryError(f"{label}({', '.join(keys)}): there is no {kind} index on it; create it first{when}")


def _kind(row: dict[str, Any]) -> str:
    kinds = {"FULL_TEXT": "text", "LSM_VECTOR": "vector"}
    return kinds.get(str(row.get("indexType")), "unique" if row.get("unique") else "range")


def _reference(label: str, keys: Sequence[str]) -> str:
    return f"{label}[{','.join(keys)}]"
