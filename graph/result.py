"""The rows of one result, taken up to its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.port import Cell, Table
from ontology.errors import QueryError

MAX_VALUES = 2_000_000
_TEXT = 100


def table_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]], limit: int) -> Table:
    """The first `limit` rows, each taken when it is needed.

    Raises QueryError when they hold more than two million values, a hundred characters of a text counting as one.
    """
    taken: list[tuple[Cell, ...]] = []
    values = 0
    for row in rows:
        if len(taken) == limit:
            return Table(columns=tuple(columns), rows=tuple(taken), truncated=True)
        values += sum(map(_values, row))
        if values > MAX_VALUES:
            raise QueryError(
                f"the result has more than {MAX_VALUES} values in {len(taken) + 1} rows; return fewer rows or smaller "
                "lists, or count in the query"
            )
        taken.append(tuple(row))
    return Table(columns=tuple(columns), rows=tuple(taken))


def _values(cell: Cell) -> int:
    if isinstance(cell, str):
        return 1 + len(cell) // _TEXT
    if isinstance(cell, list | tuple):
        return 1 + sum(map(_values, cell))
    if isinstance(cell, Mapping):
        return 1 + sum(map(_values, cell.values()))
    return 1
