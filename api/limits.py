"""Work that comes over the network is bounded: how much waits, how long it runs, how large it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ontology.errors import FengmiError

MAX_BODY_BYTES = 1024 * 1024
SECONDS = 20.0
THREADS = 8
MOST_WAITING = 256

P = ParamSpec("P")
T = TypeVar("T")


class BusyError(FengmiError):
    """More work waits than can be done soon."""

    code = "BUSY"


class TimeLimitError(FengmiError):
    """One piece of work took too long; it may still end, but nobody waits for it."""

    code = "TIMEOUT"


class Workers:
    """Threads that do the blocking work of requests, with a bound on what waits and how long it may take."""

    def __init__(self, *, threads: int = THREADS, waiting: int = MOST_WAITING, seconds: float = SECONDS) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="fengmi")
        self._most = threads + waiting
        self._seconds = seconds
        self._inside = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the work in a thread. Raises BusyError at once or TimeLimitError after the time limit."""
        if self._inside >= self._most:
            raise BusyError(f"{self._inside} requests are being worked on; try again in a moment")
        self._inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*args, **kwargs))
        future.add_done_callback(self._left)
        try:
            return await asyncio.wait_for(asyncio.shield(future), self._seconds)
        except TimeoutError as error:
            raise TimeLimitError(f"no result after {self._seconds:g} seconds; ask for less") from error

    def _left(self, future: asyncio.Future[T]) -> None:
        self._inside -= 1
        if not future.cancelled():
            future.exception()

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class BodyLimit:
    """Refuse a request whose body is larger than allowed, before anything parses it."""

    def __init__(self, app: ASGIApp, most: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body, at most `most` bytes, and hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        size = 0
        while not messages or messages[-1].get("more_body", False):
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                await self._refuse(scope, receive, send)
                return
            messages.append(message)
        waiting = iter(messages)

        async def replay() -> Message:
            return next(waiting, None) or await receive()

        await self._app(scope, replay, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = f"the request is larger than {self._most} bytes; send less"
        error = {"message": message, "extensions": {"code": "TOO_LARGE"}}
        await JSONResponse({"data": None, "errors": [error]}, status_code=413)(scope, receive, send)
