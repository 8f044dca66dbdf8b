"""A process that keeps a server for us, and ends it and removes its folder when we are gone, however we went.

Ending a server in a `finally` is not enough: a process that is killed runs none. The keeper reads orders from a
pipe that only we hold; when the pipe ends, by our leave or by our death, it ends what it keeps.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_GRACE_SECONDS = 10.0


class Keeper:
    """Our side: one folder, and one program at a time that runs in the keeper's care; safe to use from threads."""

    def __init__(self, *, prefix: str, home: Path | None = None) -> None:
        """Start the keeper; it makes a temporary folder of its own, removed at the end, unless it is given one."""
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__, prefix, *([str(home.resolve())] if home else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A Ctrl-C in the terminal is ours to pass on.
            start_new_session=True,
        )
        self.home = Path(self._told()["home"])

    def start(self, command: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None) -> int:
        """Start a program in the folder, its output going to the end of `log`; return its process's id.

        `environment` is added to ours. Raises OSError when it cannot be started, or another runs already.
        """
        order = {"do": "start", "command": list(command), "log": str(log), "environment": dict(environment or {})}
        pid: int = self._ask(order)["pid"]
        return pid

    def code(self) -> int | None:
        """What the program ended with, as Popen.returncode has it; None while it runs."""
        code: int | None = self._ask({"do": "code"})["code"]
        return code

    def end(self, number: signal.Signals, *, seconds: float) -> None:
        """Send the program a signal and wait for its end; kill it when that takes longer than `seconds`."""
        self._ask({"do": "end", "signal": int(number), "seconds": seconds})

    def close(self) -> None:
        """End the program if it runs, remove the folder if it is the keeper's own, and wait until that is done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        with self._lock:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return self._told()

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise OSError("the keeper of a server has ended before its time")
        told: dict[str, Any] = json.loads(line)
        if "error" in told:
            raise OSError(told["error"])
        return told


class _Kept:
    """The keeper's side: the program that it runs."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, *, command: list[str], log: str, environment: dict[str, str]) -> dict[str, Any]:
        if self._program is not None and self._program.poll() is None:
            raise OSError(f"process {self._program.pid} runs already, and {command[0]} cannot beside it; end it first")
        with open(log, "ab") as out:
            self._program = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        return {"pid": self._program.pid}

    def code(self) -> dict[str, Any]:
        return {"code": self._program.poll() if self._program else None}

    def end(self, *, signal: int, seconds: float) -> dict[str, Any]:
        if self._program is not None:
            self._program.send_signal(signal)
            try:
                self._program.wait(seconds)
            except subprocess.TimeoutExpired:
                self._program.kill()
                self._program.wait()
        return {}


def main(prefix: str, home: str | None = None) -> None:
    """Follow orders, one JSON object a line, until there are no more."""
    # A signal to the keeper itself is no reason to leave the program behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    folder = home or tempfile.mkdtemp(prefix=prefix)
    kept = _Kept(folder)
    try:
        print(json.dumps({"home": folder}), flush=True)
        for line in sys.stdin:
            order = json.loads(line)
            try:
                told = getattr(kept, order.pop("do"))(**order)
            except OSError as error:
                told = {"error": str(error)}
            print(json.dumps(told), flush=True)
    finally:
        # What is in a folder of our own is of no more use to anybody, so it need not end in order.
        kept.end(signal=signal.SIGTERM if home else signal.SIGKILL, seconds=_GRACE_SECONDS)
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
