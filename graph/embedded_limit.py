"""ArcadeDB's one time limit, shared by statements that are to have different ones."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TimeLimit:
    """Lets statements start together while they are to have the same time limit, and in turn while they are not.

    The limit is a setting of the database, and a statement keeps what it found when it started. So only
    starting has to be guarded, which for most statements includes finding their first rows. Statements that
    do not ask here find the usual limit, or none. Setting it writes a file and waits for what is being written,
    so it is left as it is while nothing asks for another.
    """

    def __init__(
        self, change: Callable[[float], None], usual: float, collect: Callable[[int | None], None] = lambda _: None
    ) -> None:
        """Take what sets the limit (seconds; 0 is none, which is set now), and the usual one of others' queries.

        `collect` sets how many elements a query may collect into a list; None is as many as usual, which is set.
        """
        self._change = change
        self._collect = collect
        self._usual = usual
        self._set = 0.0
        self._elements: int | None = None
        self._starting = 0
        self._waiting: deque[object] = deque()
        self._turn = threading.Condition()
        change(0)

    @contextmanager
    def starting(self, seconds: float, elements: int | None = None) -> Iterator[None]:
        """Start a statement with this limit inside; waits for those that are starting with another one."""
        ticket = object()
        with self._turn:
            # In the order of coming, so that nobody waits for ever.
            self._waiting.append(ticket)
            try:
                self._turn.wait_for(
                    lambda: (
                        self._waiting[0] is ticket
                        and (self._starting == 0 or (self._set, self._elements) == (seconds, elements))
                    )
                )
                self._switch(seconds, elements)
                self._starting += 1
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()
        try:
            yield
        finally:
            with self._turn:
                self._starting -= 1
                if self._starting == 0 and not self._waiting:
                    self._switch(self._usual if 0 < self._set < self._usual else self._set, None)
                self._turn.notify_all()

    def _switch(self, seconds: float, elements: int | None) -> None:
        if self._set != seconds:
            self._change(seconds)
            self._set = seconds
        if self._elements != elements:
            self._collect(elements)
            self._elements = elements
