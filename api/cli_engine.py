"""The engine on a command's store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.cli_common import Work
from api.engine import Engine
from api.wiring import open_engine


@contextmanager
def engine_of(work: Work, *, create: bool = False, writable: bool = False) -> Iterator[Engine]:
    """The engine on the command's store, closed at the end; conversations are kept between commands.

    Commands that load something `create` an embedded store that is not there; to the others it is an error.
    """
    engine = open_engine(work.settings, keep_sessions=True, create=create, writable=writable)
    try:
        yield engine
    finally:
        engine.close()
