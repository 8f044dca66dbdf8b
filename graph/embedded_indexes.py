"""Indexes of the embedded store, in ArcadeDB's SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from graph.embedded_types import quoted_in_sql
from graph.index import Hit, StoredIndex, TextIndex, VectorIndex, identifying_indexes, search_words
from graph.schema import GraphSchema
from ontology.errors import QueryError
from ontology.model import Ontology

Sql: TypeAlias = "Callable[..., list[dict[str, Any]]]"

_CJK = '{"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'


class EmbeddedIndexes:
    """Creates, lists and asks the indexes of one database."""

    def __init__(self, sql: Sql) -> None:
        """Take a function that runs one SQL statement with parameters and returns its rows."""
        self._sql = sql

    def make_range(self, ontology: Ontology, schema: GraphSchema) -> None:
        """Create the range indexes that the ontology asks for and drop those it no longer does."""
        wanted = {(index.label, index.key) for index in identifying_indexes(ontology, schema)}
        for found in self._range():
            if (found.label, found.keys[0]) not in wanted:
                self._sql(f"DROP INDEX {quoted_in_sql(_reference(found.label, found.keys))} IF EXISTS")
        for label, key in sorted(wanted):
            self._declare(label, key, "STRING")
            self._sql(f"CREATE INDEX IF NOT EXISTS ON {quoted_in_sql(label)} ({quoted_in_sql(key)}) NOTUNIQUE")

    def create(self, index: TextIndex | VectorIndex) -> None:
        """Create a text or vector index unless it is there."""
        if isinstance(index, TextIndex):
            for key in index.keys:
                self._declare(index.label, key, "STRING")
            keys, kind = index.keys, f"FULL_TEXT METADATA {_CJK}"
        else:
            self._declare(index.label, index.key, "ARRAY_OF_FLOATS")
            about = f'{{"dimensions": {index.dimensions}, "similarity": "COSINE"}}'
            keys, kind = (index.key,), f"LSM_VECTOR METADATA {about}"
        columns = ", ".join(map(quoted_in_sql, keys))
        self._sql(f"CREATE INDEX IF NOT EXISTS ON {quoted_in_sql(index.label)} ({columns}) {kind}")

    def _declare(self, label: str, key: str, type: str) -> None:
        # A type has to know a property before an index can be on it.
        self._sql(f"CREATE VERTEX TYPE {quoted_in_sql(label)} IF NOT EXISTS")
        self._sql(f"CREATE PROPERTY {quoted_in_sql(label)}.{quoted_in_sql(key)} IF NOT EXISTS {type}")

    def stored(self) -> tuple[StoredIndex, ...]:
        """What there is; indexes of ArcadeDB's joined types and of single buckets are parts of these."""
        found = set()
        for row in self._sql("SELECT FROM schema:indexes"):
            label, keys = row["typeName"], tuple(row["properties"][0])
            if row["name"] == _reference(label, keys) and "~" not in label:
                found.add(StoredIndex(kind=_kind(row), label=label, keys=keys))
        return tuple(sorted(found, key=lambda index: (index.kind, index.label, index.keys)))

    def _range(self) -> list[StoredIndex]:
        return [index for index in self.stored() if index.kind == "range"]

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
            raise QueryError(f"{label}({', '.join(keys)}): there is no {kind} index on it; create it first")


def _kind(row: dict[str, Any]) -> str:
    kinds = {"FULL_TEXT": "text", "LSM_VECTOR": "vector"}
    return kinds.get(str(row.get("indexType")), "unique" if row.get("unique") else "range")


def _reference(label: str, keys: Sequence[str]) -> str:
    return f"{label}[{','.join(keys)}]"
