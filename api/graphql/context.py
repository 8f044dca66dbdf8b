"""What every resolver is handed: the engine, and the threads that do its blocking work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeAlias, TypeVar

from strawberry.fastapi import BaseContext
from strawberry.types import Info

from api.engine import Engine
from api.limits import Workers

P = ParamSpec("P")
T = TypeVar("T")


class Context(BaseContext):
    """One request's way to the engine."""

    def __init__(self, engine: Engine, workers: Workers) -> None:
        super().__init__()
        self.engine = engine
        self._workers = workers

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do blocking work in a thread, with the time limit."""
        return await self._workers.run(work, *args, **kwargs)


Asked: TypeAlias = Info[Context, Any]
