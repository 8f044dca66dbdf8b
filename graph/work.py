"""Work inside one expression that is the square of a list's length: counted, and bounded while the query runs.

A list searched for each element of another, and a text or list copied whole in each step, are usual and short
for the lists that people collect; but nothing in a query says how long those are, and no store looks at its
clock meanwhile. So the sizes of graph/growth.py bound how much of it a query may do, and the store that runs
it in this process bounds how many elements such a query may collect.
"""

from __future__ import annotations

from ontology.errors import QueryError

SEARCHED = 2_000
"""The most elements of a collected list that is searched for each element of another: four million comparisons."""

COPIED = 8_000
"""The most elements of a list over which a value is copied in each step."""

_MAX_SEARCH = 6_000
_MAX_COPY = 32_000


class Work:
    """What one query does of it, in the sizes of graph/growth.py, where 20 stands for a list of unknown length."""

    def __init__(self) -> None:
        self._searched = 0
        self._copied = 0

    def search(self, source: int, searched: int) -> None:
        """Count one list searched for each element of another. Raises QueryError when it is too much."""
        self._searched += source * searched
        if self._searched > _MAX_SEARCH:
            raise QueryError(
                "the query searches long lists for each element of another too often, which no time limit can stop; "
                "UNWIND the one and search row by row, or MATCH what is sought"
            )

    def copy(self, source: int, step: int) -> None:
        """Count a value copied, `step` longer each time, for each element. Raises QueryError when it is too much."""
        self._copied += source * source * step
        if self._copied > _MAX_COPY:
            raise QueryError(
                "the query copies a text or list in each step of a list's expression, which no time limit can stop; "
                "take less in each step, UNWIND the list and collect() or count again, or part it into several queries"
            )

    @property
    def elements(self) -> int | None:
        """How many elements one list that the query collects may have; None for as many as usual."""
        if self._searched:
            return SEARCHED
        return COPIED if self._copied else None
