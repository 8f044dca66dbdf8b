"""Constraints and indexes of Neo4j, each under a name of ours, so that what others made is left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graph.index import (
    Hit,
    RangeIndex,
    StoredIndex,
    TextIndex,
    VectorIndex,
    check_dimensions,
    identifying_indexes,
    search_words,
)
from graph.node import ENTITY
from graph.ontology_nodes import TERM_LABELS
from graph.schema import GraphSchema, quoted
from ontology.errors import QueryError
from ontology.model import Ontology

Run: TypeAlias = "Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]"

_KINDS = {"RANGE": "range", "FULLTEXT": "text", "VECTOR": "vector"}
_FILLED_SECONDS = 3_600
_STORED = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, entityType, owningConstraint"

# A constraint's index has its name.
_FIRST = {
    "fengmi_iri": f"CREATE CONSTRAINT fengmi_iri IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.iri IS UNIQUE",
    "fengmi_turn": "CREATE CONSTRAINT fengmi_turn IF NOT EXISTS FOR (n:FengmiStore) REQUIRE n.iri IS UNIQUE",
    **{
        f"fengmi_{label}": f"CREATE RANGE INDEX fengmi_{label} IF NOT EXISTS FOR (n:{label}) ON (n.iri)"
        for label in TERM_LABELS
    },
}


class Neo4jIndexes:
    """Creates, lists and asks the indexes of one database."""

    def __init__(self, run: Run, command: Run) -> None:
        """Take what runs a reading statement, and what runs one that changes the schema."""
        self._run = run
        self._command = command

    def prepare(self) -> None:
        """Make what is missing of what must be there before the first write; asks only, when nothing is missing.

        Unique IRIs, terms by IRI, and one node that writers take turns by.
        """
        stored = {row["name"] for row in self._run(_STORED, {})}
        for name in sorted(_FIRST.keys() - stored):
            self._command(_FIRST[name], {})

    def make_range(self, ontology: Ontology, schema: GraphSchema) -> None:
        """Create the range indexes that the ontology asks for and drop those of ours that it no longer does."""
        keyed = tuple(identifying_indexes(ontology, schema))
        # Names are looked up in all entities at once as well.
        everywhere = (RangeIndex(label=ENTITY, key=key) for key in {index.key for index in keyed})
        wanted = {index.name: index for index in (*keyed, *everywhere)}
        stored = {row["name"] for row in self._run(_STORED, {})}
        for name in sorted(stored):
            if name.startswith("fengmi_range_") and name not in wanted:
                self._command(f"DROP INDEX {quoted(name)} IF EXISTS", {})
        for name in sorted(wanted.keys() - stored):
            index = wanted[name]
            on = f"(n:{quoted(index.label)}) ON (n.{quoted(index.key)})"
            self._command(f"CREATE RANGE INDEX {quoted(name)} IF NOT EXISTS FOR {on}", {})
        if wanted.keys() - stored:
            self._wait()

    def create(self, index: TextIndex | VectorIndex) -> None:
        """Create a text or vector index unless it is there, and wait until it is filled."""
        if isinstance(index, TextIndex):
            kind, keys = "FULLTEXT", f"EACH [{', '.join(f'n.{quoted(key)}' for key in index.keys)}]"
            options = "`fulltext.analyzer`: 'cjk'"
        else:
            check_dimensions(index, self._dimensions(index))
            kind, keys = "VECTOR", f"(n.{quoted(index.key)})"
            # Quantised vectors would take a quarter of the memory, and scores would be off from the second digit.
            options = (
                f"`vector.dimensions`: {index.dimensions}, `vector.similarity_function`: 'cosine', "
                "`vector.quantization.enabled`: false"
            )
        self._command(
            f"CREATE {kind} INDEX {index.name} IF NOT EXISTS FOR (n:{quoted(index.label)}) ON {keys} "
            f"OPTIONS {{indexConfig: {{{options}}}}}",
            {},
        )
        self._wait()

    def _dimensions(self, index: VectorIndex) -> int | None:
        """How long the vectors of a stored index are, whatever its name; None when there is none."""
        for row in self._run(f"{_STORED}, options", {}):
            if row["type"] == "VECTOR" and (row["labelsOrTypes"], row["properties"]) == ([index.label], [index.key]):
                found: int = row["options"]["indexConfig"]["vector.dimensions"]
                return found
        return None

    def _wait(self) -> None:
        # Not bounded by the time that the server allows a query: filling one may take long.
        self._command(f"CALL db.awaitIndexes({_FILLED_SECONDS})", {})

    def stored(self) -> tuple[StoredIndex, ...]:
        """What there is on nodes, whoever made it; the one of the writers' turns aside."""
        found = [
            StoredIndex(
                kind="unique" if row["owningConstraint"] else _KINDS[row["type"]],
                label=label,
                keys=tuple(row["properties"]),
            )
            for row in self._run(_STORED, {})
            if row["type"] in _KINDS and row["entityType"] == "NODE"
            for label in row["labelsOrTypes"]
            if label != "FengmiStore"
        ]
        return tuple(sorted(found, key=lambda index: (index.kind, index.label, index.keys)))

    def search_text(self, index: TextIndex, text: str, first: int) -> tuple[Hit, ...]:
        """Nodes that hold any word of `text`, best first."""
        self._need(index)
        words = search_words(text)
        if not words:
            return ()
        rows = self._run(
            "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
            "RETURN node.iri AS iri, score ORDER BY score DESC, iri LIMIT $first",
            {"index": index.name, "words": words, "first": first},
        )
        return tuple(Hit(iri=row["iri"], score=row["score"]) for row in rows)

    def nearest(self, index: VectorIndex, vector: Sequence[float], first: int) -> tuple[Hit, ...]:
        """Nodes with the nearest vectors, best first."""
        self._need(index)
        rows = self._run(
            "CALL db.index.vector.queryNodes($index, $first, $vector) YIELD node, score "
            "RETURN node.iri AS iri, score ORDER BY score DESC",
            {"index": index.name, "first": first, "vector": [float(x) for x in vector]},
        )
        return tuple(Hit(iri=row["iri"], score=row["score"]) for row in rows)

    def _need(self, index: TextIndex | VectorIndex) -> None:
        if all(row["name"] != index.name for row in self._run(_STORED, {})):
            keys = index.keys if isinstance(index, TextIndex) else (index.key,)
            kind = "text" if isinstance(index, TextIndex) else "vector"
            raise QueryError(f"{index.label}({', '.join(keys)}): there is no {kind} index on it; create it first")
