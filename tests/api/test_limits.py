"""Work over the network is bounded."""

from __future__ import annotations

import asyncio
import threading

import pytest

from api.limits import BusyError, TimeLimitError, Workers


def test_work_is_done_in_a_thread_and_its_result_and_error_come_back() -> None:
    async def run() -> None:
        workers = Workers()
        assert await workers.run(threading.get_ident) != threading.get_ident()
        with pytest.raises(ZeroDivisionError):
            await workers.run(lambda: 1 // 0)
        workers.close()

    asyncio.run(run())


def test_work_that_takes_too_long_is_not_waited_for() -> None:
    async def run() -> None:
        done = threading.Event()
        workers = Workers(seconds=0.01)
        with pytest.raises(TimeLimitError, match=r"0\.01 seconds"):
            await workers.run(done.wait)
        done.set()
        workers.close()

    asyncio.run(run())


def test_more_work_than_may_wait_is_refused_at_once_and_taken_again_later() -> None:
    async def run() -> None:
        done = threading.Event()
        workers = Workers(threads=1, waiting=1)
        waiting = [asyncio.create_task(workers.run(done.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="2 requests"):
            await workers.run(done.wait)
        done.set()
        await asyncio.gather(*waiting)
        assert await workers.run(done.is_set)
        workers.close()

    asyncio.run(run())
