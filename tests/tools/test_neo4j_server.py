"""The Neo4j that tests and newcomers start leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.neo4j_access import Reach

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tools.neo4j_server"]


def _java_in(word: str) -> list[str]:
    """Processes whose command line holds a word."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if word in line and "CommunityEntryPoint" in line:
            found.append(folder.name)
    return found


def test_asked_for_help_it_starts_nothing() -> None:
    done = subprocess.run([*COMMAND, "--help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert "stop it on Ctrl-C" in " ".join(done.stdout.split())


@pytest.mark.server
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc, which only Linux has")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_is_interrupted_leaves_no_java_and_no_folder(
    neo4j_server: Reach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with subprocess.Popen(COMMAND, cwd=ROOT, stdout=subprocess.PIPE, text=True) as tool:
        assert tool.stdout is not None
        said = [tool.stdout.readline() for _ in range(3)]
        assert said[-1].startswith("export FENGMI_STORE=bolt://127.0.0.1:"), said
        (home,) = tmp_path.glob("fengmi-neo4j-*")
        assert _java_in(str(home))
        tool.send_signal(number)
        tool.wait(60)
    deadline = time.monotonic() + 60
    while (_java_in(str(home)) or home.exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _java_in(str(home)) == []
    assert not home.exists()
