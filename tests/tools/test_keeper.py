"""What a keeper keeps ends with whoever started it, whatever ended him."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tools.keeper import Keeper

ROOT = Path(__file__).parents[2]
SECONDS = 20.0
OWNER = """
import signal, sys, time
from pathlib import Path
from tools.keeper import Keeper
keeper = Keeper(prefix="fengmi-kept-", home=Path(sys.argv[1]) if sys.argv[1:] else None)
print(keeper.start(["sleep", "600"], log=keeper.home / "log"), keeper.home, flush=True)
time.sleep(600)
"""


@pytest.fixture
def owner() -> Iterator[subprocess.Popen[str]]:
    """A process that has a keeper keep a program for it."""
    with subprocess.Popen([sys.executable, "-c", OWNER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def kept_by(process: subprocess.Popen[str]) -> tuple[int, Path]:
    assert process.stdout is not None
    pid, home = process.stdout.readline().split(maxsplit=1)
    return int(pid), Path(home.strip())


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def within(true: Callable[[], bool], seconds: float = SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_the_program_and_the_folder_go_when_their_owner_is_killed(
    owner: subprocess.Popen[str], number: signal.Signals
) -> None:
    pid, home = kept_by(owner)
    assert runs(pid)
    assert home.is_dir()
    owner.send_signal(number)
    assert within(lambda: not runs(pid))
    assert within(lambda: not home.exists())


def test_a_ctrl_c_that_its_owner_outlives_does_not_reach_the_program(owner: subprocess.Popen[str]) -> None:
    pid, _ = kept_by(owner)
    assert os.getsid(pid) != os.getsid(owner.pid)


def test_closing_ends_the_program_and_leaves_a_folder_that_was_given(tmp_path: Path) -> None:
    with closing(Keeper(prefix="fengmi-kept-", home=tmp_path)) as keeper:
        pid = keeper.start(["sleep", "600"], log=tmp_path / "log")
        assert keeper.code() is None
    assert not runs(pid)
    assert tmp_path.is_dir()


def test_a_program_that_has_ended_is_followed_by_another(tmp_path: Path) -> None:
    with closing(Keeper(prefix="fengmi-kept-", home=tmp_path)) as keeper:
        keeper.start(["sh", "-c", "echo $SAID; exit 3"], log=tmp_path / "log", environment={"SAID": "这是第一个"})
        assert within(lambda: keeper.code() == 3)
        keeper.start(["sleep", "600"], log=tmp_path / "log")
        keeper.end(signal.SIGTERM, seconds=SECONDS)
        assert keeper.code() == -signal.SIGTERM
    assert (tmp_path / "log").read_text(encoding="utf-8") == "这是第一个\n"


def test_a_second_program_is_not_started_while_the_first_one_runs(tmp_path: Path) -> None:
    with closing(Keeper(prefix="fengmi-kept-", home=tmp_path)) as keeper:
        pid = keeper.start(["sleep", "600"], log=tmp_path / "log")
        with pytest.raises(OSError, match=rf"process {pid} runs already, and sleep cannot beside it; end it first"):
            keeper.start(["sleep", "601"], log=tmp_path / "log")
        assert keeper.code() is None
    assert not runs(pid)


def test_a_program_that_will_not_end_is_killed(tmp_path: Path) -> None:
    with closing(Keeper(prefix="fengmi-kept-", home=tmp_path)) as keeper:
        keeper.start(["sh", "-c", "trap '' TERM; echo; while :; do sleep 1; done"], log=tmp_path / "log")
        assert within(lambda: (tmp_path / "log").read_text() != "")
        keeper.end(signal.SIGTERM, seconds=0.2)
        assert keeper.code() == -signal.SIGKILL


def test_a_program_that_is_not_there_is_an_error_and_the_keeper_goes_on(tmp_path: Path) -> None:
    with closing(Keeper(prefix="fengmi-kept-", home=tmp_path)) as keeper:
        with pytest.raises(OSError, match="no-such-program"):
            keeper.start(["no-such-program"], log=tmp_path / "log")
        assert keeper.start(["true"], log=tmp_path / "log") > 0
