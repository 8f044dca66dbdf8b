"""The GraphQL endpoint: schema, limits and errors put together."""

from __future__ import annotations

import json

import strawberry
from graphql import GraphQLError
from starlette.requests import Request
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionContext, ExecutionResult

from api.engine import Engine
from api.graphql.context import Context
from api.graphql.errors import coded
from api.graphql.limits import LIMITS
from api.graphql.mutation import Mutation
from api.graphql.query import Query
from api.limits import Workers


class _QuietSchema(strawberry.Schema):
    """Errors are logged where they are given their code, so that an expected one leaves no traceback."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing here."""


class _Router(GraphQLRouter[Context, None]):
    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Give every error its code, those of parsing and validating included."""
        if result.errors:
            result.errors = [coded(error) for error in result.errors]
        return await super().process_result(request, result)

    def encode_json(self, data: object) -> str:
        """Chinese as it is, in a third of the bytes."""
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


SCHEMA = _QuietSchema(query=Query, mutation=Mutation, extensions=LIMITS)


def graphql_router(engine: Engine, workers: Workers) -> GraphQLRouter[Context, None]:
    """The endpoint for one engine; strawberry's own page would load scripts from the network, so there is none."""

    async def context() -> Context:
        return Context(engine, workers)

    return _Router(
        SCHEMA, context_getter=context, graphql_ide=None, subscription_protocols=(), allow_queries_via_get=False
    )
