"""The GraphQL endpoint: schema, limits and errors put together."""

from __future__ import annotations

import strawberry
from graphql import GraphQLError
from strawberry.fastapi import GraphQLRouter
from strawberry.types import ExecutionContext

from api.engine import Engine
from api.graphql.context import Context
from api.graphql.errors import CodedErrors
from api.graphql.limits import LIMITS
from api.graphql.query import Query
from api.limits import Workers


class _QuietSchema(strawberry.Schema):
    """Errors are logged where they are given their code, so that an expected one leaves no traceback."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing here."""


SCHEMA = _QuietSchema(query=Query, extensions=[CodedErrors, *LIMITS])


def graphql_router(engine: Engine, workers: Workers) -> GraphQLRouter[Context, None]:
    """The endpoint for one engine; its page would load scripts from the network, so there is none."""

    async def context() -> Context:
        return Context(engine, workers)

    return GraphQLRouter(
        SCHEMA, context_getter=context, graphql_ide=None, subscription_protocols=(), allow_queries_via_get=False
    )
