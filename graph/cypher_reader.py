"""Reading facts and nodes with Cypher that every store understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from graph.fact import Fact, shop_of
from graph.node import ENTITY, public_properties, read_node
from graph.port import Counts, Entity
from graph.relationship import decode_relationship
from graph.schema import GraphSchema, quoted

Row: TypeAlias = "dict[str, Any]"
Run: TypeAlias = "Callable[[str, Mapping[str, Any]], list[Row]]"
"""Runs one statement of ours and returns its rows by column."""

Stream: TypeAlias = "Callable[[str, Mapping[str, Any]], Iterator[Row]]"
"""Runs one reading statement of ours and hands over its rows as they come."""

NODES = f"MATCH (n:{ENTITY}) RETURN labels(n) AS l, properties(n) AS p"
"""Reads all nodes of individuals."""

_ASKED = 2_000


def nodes_by_iri(run: Run, iris: Sequence[str]) -> dict[str, Row]:
    """The stored keys of those nodes that exist."""
    match = f"UNWIND $iris AS iri MATCH (n:{ENTITY} {{iri: iri}}) RETURN properties(n) AS p"
    return {row["p"]["iri"]: row["p"] for row in run(match, {"iris": list(iris)})}


def relationships_of(run: Run, subjects: Sequence[str], schema: GraphSchema) -> Iterator[Fact]:
    """The stored relationships that start at any of `subjects`."""
    match = f"UNWIND $iris AS iri MATCH (a:{ENTITY} {{iri: iri}})-[r]->(b:{ENTITY}) "
    for row in run(match + _RELATIONSHIP, {"iris": list(subjects)}):
        yield from decode_relationship(row, schema)


def facts_about(run: Run, schema: GraphSchema, subjects: Sequence[str]) -> Iterator[Fact]:
    """Stored facts about subjects: what is on their nodes, then their relationships, each part in order of IRIs."""
    for part in _parts(subjects):
        stored = nodes_by_iri(run, part)
        for iri in sorted(stored):
            yield from read_node(stored[iri], schema)
    match = f"UNWIND $iris AS iri MATCH (a:{ENTITY} {{iri: iri}})-[r]->(b:{ENTITY}) "
    yield from _links(run, schema, match, subjects)


def facts_of_shop(stream: Stream, schema: GraphSchema, shop: str | None) -> Iterator[Fact]:
    """Stored facts about what is shared and what is a shop's; see GraphReader.shop_facts."""
    match = f"MATCH (n:{ENTITY}) WHERE n.shop IS NULL OR n.shop = $shop RETURN properties(n) AS p"
    for row in sorted(stream(match, {"shop": shop}), key=lambda row: str(row["p"]["iri"])):
        yield from read_node(row["p"], schema)
    match = f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) WHERE a.shop IS NULL OR a.shop = $shop "
    for row in sorted(stream(match + _RELATIONSHIP, {"shop": shop}), key=_ends):
        yield from decode_relationship(row, schema)


def facts_towards(run: Run, schema: GraphSchema, objects: Sequence[str]) -> Iterator[Fact]:
    """Stored relationships that point at objects, for each part of them in order of IRIs."""
    match = f"UNWIND $iris AS iri MATCH (b:{ENTITY} {{iri: iri}})<-[r]-(a:{ENTITY}) "
    yield from _links(run, schema, match, objects)


def _links(run: Run, schema: GraphSchema, match: str, iris: Sequence[str]) -> Iterator[Fact]:
    for part in _parts(iris):
        # In an order of our own, so that a proof is the same whichever store it comes from.
        for row in sorted(run(match + _RELATIONSHIP, {"iris": part}), key=_ends):
            yield from decode_relationship(row, schema)


def _parts(iris: Sequence[str]) -> Iterator[list[str]]:
    """Names once each, in order, in parts that a store reads at once."""
    named = sorted(set(iris))
    for start in range(0, len(named), _ASKED):
        yield named[start : start + _ASKED]


def _ends(row: Row) -> tuple[str, str, str]:
    return row["s"], row["t"], row["o"]


def links_statement(name: str, keys: Sequence[str] | None) -> str:
    """The statement that reads all relationships of a type: `keys` of theirs, or all keys."""
    p = "properties(r)" if keys is None else "{" + ", ".join(f"{quoted(k)}: r.{quoted(k)}" for k in keys) + "}"
    match = f"MATCH (a:{ENTITY})-[r:{quoted(name)}]->(b:{ENTITY}) "
    return f"{match}RETURN a.iri AS s, b.iri AS o, {p} AS p"


_RELATIONSHIP = "RETURN a.iri AS s, type(r) AS t, properties(r) AS p, b.iri AS o"

LINKS = f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) {_RELATIONSHIP}"
"""Reads all relationships between individuals."""


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
