"""What a client sees of an error: a message for people, a stable code, never a traceback."""

from __future__ import annotations

import logging
from uuid import uuid4

from graphql import GraphQLError, GraphQLSyntaxError

from ontology.errors import FengmiError

_LOG = logging.getLogger("fengmi.graphql")


def coded(error: GraphQLError) -> GraphQLError:
    """The error as the client sees it; what nobody expected is logged under an id, and only the id goes out."""
    message, code = _seen(error)
    return GraphQLError(
        message=message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**(error.extensions or {}), "code": code},
    )


def _seen(error: GraphQLError) -> tuple[str, str]:
    original = error.original_error
    if isinstance(original, FengmiError):
        return str(original), original.code
    if isinstance(error, GraphQLSyntaxError):
        return error.message, "GRAPHQL_PARSE_FAILED"
    if original is None or isinstance(original, GraphQLError):
        return error.message, "GRAPHQL_VALIDATION_FAILED"
    id = uuid4().hex[:12]
    _LOG.error("internal error %s at %s", id, error.path, exc_info=original)
    return f"internal error {id}; it is in the server's log under this id", "INTERNAL"
