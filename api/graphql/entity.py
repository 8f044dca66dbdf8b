"""Entities and query tables as GraphQL shows them."""

from __future__ import annotations

import strawberry
from strawberry.scalars import JSON

from api.graphql.context import Asked
from api.graphql.proof import FactRef, fact_ref
from api.plain import plain
from graph import port


@strawberry.type(description="One individual of the graph.")
class Entity:
    """See graph.port.Entity."""

    iri: strawberry.ID
    label: str
    shop: strawberry.ID | None
    types: list[strawberry.ID]
    properties: JSON

    @strawberry.field(description="Everything stored about it, each statement with its source.")
    async def facts(self, info: Asked) -> list[FactRef]:
        """Stored facts whose subject it is."""
        context = info.context
        return await context.run(lambda: [fact_ref(f) for f in context.engine.facts(str(self.iri))])


def entity_of(entity: port.Entity) -> Entity:
    """An entity as GraphQL shows it."""
    return Entity(
        iri=strawberry.ID(entity.iri),
        label=entity.label,
        shop=None if entity.shop is None else strawberry.ID(entity.shop),
        types=[strawberry.ID(iri) for iri in entity.types],
        properties=plain(entity.properties),
    )


@strawberry.type(description="Rows of one query; truncated when the limit cut them.")
class Table:
    """See graph.port.Table."""

    columns: list[str]
    rows: list[list[JSON | None]]
    truncated: bool


def table_of(table: port.Table) -> Table:
    """A table as GraphQL shows it."""
    return Table(
        columns=list(table.columns),
        rows=[[plain(cell) for cell in row] for row in table.rows],
        truncated=table.truncated,
    )
