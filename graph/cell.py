"""Values that go into a query and come out of one, the same for every store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from graph.port import Cell
from ontology.errors import QueryError

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def parameters_of(given: Mapping[str, Cell] | None) -> dict[str, Any]:
    """Parameters as both stores take them: instants and decimals as the text in which they are stored.

    Raises QueryError for a value that no store can take.
    """
    return {name: _taken(name, value) for name, value in (given or {}).items()}


def _taken(name: str, value: Cell) -> Any:
    if value is None or isinstance(value, str | bool | float):
        return value
    if isinstance(value, int):
        if not _SMALLEST <= value <= _LARGEST:
            raise QueryError(f"the parameter {name} has the number {value}, which needs more than 64 bits; pass a text")
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_taken(name, item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _taken(name, item) for key, item in value.items()}
    raise QueryError(f"the parameter {name} is a {type(value).__name__}; pass a text, number, boolean, list or map")
