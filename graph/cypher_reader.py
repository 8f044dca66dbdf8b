"""Reading facts and nodes with Cypher that every store understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from graph.fact import Fact, shop_of
from graph.node import ENTITY, public_properties, read_node
from graph.port import Counts, Entity
from graph.relationship import decode_relationship
from graph.schema import GraphSchema

Row: TypeAlias = "dict[str, Any]"
Run: TypeAlias = "Callable[[str, Mapping[str, Any]], list[Row]]"
"""Runs one statement of ours and returns its rows by column."""

Stream: TypeAlias = "Callable[[str, Mapping[str, Any]], Iterator[Row]]"
"""Runs one reading statement of ours and hands over its rows as they come."""


def nodes_by_iri(run: Run, iris: Sequence[str]) -> dict[str, Row]:
    """The stored keys of those nodes that exist."""
    match = f"UNWIND $iris AS iri MATCH (n:{ENTITY} {{iri: iri}}) RETURN properties(n) AS p"
    return {row["p"]["iri"]: row["p"] for row in run(match, {"iris": list(iris)})}


def relationships_of(run: Run, subjects: Sequence[str], schema: GraphSchema) -> Iterator[Fact]:
    """The stored relationships that start at any of `subjects`."""
    match = f"UNWIND $iris AS iri MATCH (a:{ENTITY} {{iri: iri}})-[r]->(b:{ENTITY}) "
    for row in run(match + _RELATIONSHIP, {"iris": list(subjects)}):
        yield from decode_relationship(row, schema)


def stored_facts(
    stream: Stream, schema: GraphSchema, subjects: Sequence[str] | None, objects: Sequence[str] | None
) -> Iterator[Fact]:
    """Stored facts; see GraphReader.facts. Raises ValueError when both subjects and objects are given."""
    if subjects is not None and objects is not None:
        raise ValueError("facts are asked for by subjects or by objects, not by both")
    if objects is None:
        for row in _node_rows(stream, subjects):
            yield from read_node(row["p"], schema)
    if objects is not None:
        match = f"UNWIND $iris AS iri MATCH (b:{ENTITY} {{iri: iri}})<-[r]-(a:{ENTITY}) "
    elif subjects is not None:
        match = f"UNWIND $iris AS iri MATCH (a:{ENTITY} {{iri: iri}})-[r]->(b:{ENTITY}) "
    else:
        match = f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) "
    named = subjects if objects is None else objects
    rows = stream(match + _RELATIONSHIP, {} if named is None else {"iris": _once(named)})
    # In an order of our own where it costs little, so that a proof is the same whichever store it comes from.
    for row in rows if named is None else sorted(rows, key=_ends):
        yield from decode_relationship(row, schema)


def _ends(row: Row) -> tuple[str, str, str]:
    return row["s"], row["t"], row["o"]


_RELATIONSHIP = "RETURN a.iri AS s, type(r) AS t, properties(r) AS p, b.iri AS o"


def _node_rows(stream: Stream, iris: Sequence[str] | None) -> Iterator[Row]:
    if iris is None:
        return stream(f"MATCH (n:{ENTITY}) RETURN properties(n) AS p", {})
    match = f"UNWIND $iris AS iri MATCH (n:{ENTITY} {{iri: iri}}) RETURN properties(n) AS p"
    return iter(sorted(stream(match, {"iris": _once(iris)}), key=lambda row: str(row["p"]["iri"])))


def _once(iris: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(iris))


def stored_entity(run: Run, schema: GraphSchema, iri: str) -> Entity | None:
    """One node by IRI; None when it is not stored."""
    found = run(f"MATCH (n:{ENTITY} {{iri: $iri}}) RETURN properties(n) AS p, labels(n) AS l", {"iri": iri})
    if not found:
        return None
    properties, labels = found[0]["p"], found[0]["l"]
    return Entity(
        iri=iri,
        label=properties.get("label", iri),
        shop=shop_of(iri),
        types=tuple(schema.classes[name] for name in sorted(labels) if name in schema.classes),
        properties=public_properties(properties),
    )


def stored_counts(run: Run) -> Counts:
    """Nodes by label and relationships by type."""
    nodes: dict[str, int] = defaultdict(int)
    for row in run("MATCH (n) RETURN labels(n) AS l, count(*) AS c", {}):
        for label in row["l"]:
            nodes[label] += row["c"]
    rows = run("MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS c", {})
    return Counts(nodes=dict(nodes), relationships={row["t"]: row["c"] for row in rows})
