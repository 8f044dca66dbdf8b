"""The GraphQL schema of DESIGN.md §6: the one place that knows strawberry."""

from api.graphql.router import graphql_router

__all__ = ["graphql_router"]
