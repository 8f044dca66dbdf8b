"""Rows as the graph keeps them, many at a time: what bulk writing, copying and exporting pass on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.fact import Fact, Scalar, shop_of
from graph.node import ENTITY, NodeState
from graph.relationship import relationship_keys
from graph.schema import GraphSchema
from ontology.errors import StoreError
from ontology.owl import RDF_TYPE, local_name

Row: TypeAlias = "dict[str, Any]"

BATCH = 5_000
"""Rows of one batch, and so of one transaction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeRows:
    """Nodes with exactly these labels (Entity first, the others sorted); a row holds all keys of its node."""

    labels: tuple[str, ...]
    rows: Sequence[Row]

    def keys(self) -> Iterator[str]:
        """What identifies each row: its iri."""
        return (row["iri"] for row in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRows:
    """Relationships of one type; a row is {s: iri, o: iri, p: the keys of the relationship}."""

    type: str
    rows: Sequence[Row]

    def keys(self) -> Iterator[str]:
        """What identifies each row: its two ends."""
        return (row["s"] + " " + row["o"] for row in self.rows)


Batch: TypeAlias = "NodeRows | LinkRows"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """Asserted individuals of the same classes, as columns of equal length.

    `types` are class IRIs, `values` columns by data property IRI (None where there is no value),
    `names` display names, `sources` `dataset/file#record`; `fields` is the field of a property in its
    source, '' for the record as a whole.
    """

    types: tuple[str, ...]
    iris: Sequence[str]
    sources: Sequence[str]
    names: Sequence[str] | None = None
    values: Mapping[str, Sequence[Scalar | None]]
    fields: Mapping[str, str]


def node_rows(record: Record, schema: GraphSchema) -> NodeRows:
    """The nodes of a record; each of its properties has at most one value an individual.

    Raises StoreError for a class or property that the ontology does not have.
    """
    labels = sorted({_name(schema.labels, iri) for iri in record.types})
    columns = sorted(
        (_name(schema.keys, iri), iri, json.dumps(record.fields.get(iri, ""), ensure_ascii=False)[1:-1])
        for iri in record.values
    )
    stored = {key: _stored_column(iri, record.values[iri], schema) for key, iri, _ in columns}
    fields = [(key, f'/{field}"]]' if field else '"]]', stored[key]) for key, _, field in columns]
    rows: list[Row] = []
    for place, iri in enumerate(record.iris):
        row: Row = {"iri": iri, "label": local_name(iri)}
        if shop := shop_of(iri):
            row["shop"] = shop
        source = json.dumps(record.sources[place], ensure_ascii=False)
        entries = {":" + label: f"[[{source}]]" for label in labels}
        opened = f"[[{source[:-1]}"
        for key, closed, column in fields:
            if (value := column[place]) is not None:
                row[key] = value
                entries[key] = opened + closed
        if record.names is not None:
            row["label"] = record.names[place]
            entries["label"] = f"[[{source}]]"
        row["assertedTypes"] = labels
        row["provenance"] = "{" + ",".join(f'"{key}":{entries[key]}' for key in sorted(entries)) + "}"
        rows.append(row)
    return NodeRows(labels=(ENTITY, *labels), rows=rows)


def _stored_column(property: str, column: Sequence[Scalar | None], schema: GraphSchema) -> list[Any]:
    """The values of one property as the graph keeps them; what is asked of the property is asked once."""
    encoded = [None if value is None else schema.encode(property, value) for value in column]
    if not schema.is_multiple(property):
        return encoded
    return [None if value is None else [value] for value in encoded]


def link_rows(
    property: str, subjects: Sequence[str], objects: Sequence[str], sources: Sequence[str], schema: GraphSchema
) -> LinkRows:
    """Asserted relationships of one object property, from columns of equal length.

    Raises StoreError for a property that the ontology does not have.
    """
    return LinkRows(
        type=_name(schema.types, property),
        rows=[
            {"s": s, "o": o, "p": {"inferred": False, "source": source} if source else {"inferred": False}}
            for s, o, source in zip(subjects, objects, sources, strict=True)
        ],
    )


def _name(names: Mapping[str, str], iri: str) -> str:
    name = names.get(iri)
    if name is None:
        raise StoreError(f"{iri} is not in the stored ontology; load the ontology that declares it")
    return name


def fact_batches(facts: Iterable[Fact], schema: GraphSchema, *, size: int = BATCH) -> Iterator[Batch]:
    """Nodes, then relationships, of facts that fit into memory; a fact said twice counts once, the last one."""
    states: dict[str, NodeState] = {}
    links: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for fact in facts:
        schema.check(fact)
        if fact.object is not None and fact.property != RDF_TYPE:
            row = {"s": fact.subject, "o": fact.object, "p": relationship_keys(fact)}
            links[schema.types[fact.property]][fact.subject, fact.object] = row
            states.setdefault(fact.object, NodeState(iri=fact.object))
        states.setdefault(fact.subject, NodeState(iri=fact.subject))
        if fact.object is None or fact.property == RDF_TYPE:
            states[fact.subject].add(fact)
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for state in states.values():
        groups[state.labels(schema)].append(state.properties(schema))
    for labels, rows in groups.items():
        for start in range(0, len(rows), size):
            yield NodeRows(labels=labels, rows=rows[start : start + size])
    for name, found in links.items():
        listed = list(found.values())
        for start in range(0, len(listed), size):
            yield LinkRows(type=name, rows=listed[start : start + size])


def bare_row(iri: str) -> Row:
    """The node of an individual about which nothing is said but that others point at it."""
    row: Row = {"iri": iri, "label": local_name(iri), "assertedTypes": [], "provenance": "{}"}
    if shop := shop_of(iri):
        row["shop"] = shop
    return row
