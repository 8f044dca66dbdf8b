"""A Neo4j that stops and comes back during `fengmi serve`: clear errors meanwhile, answers after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.wiring import EXAMPLES
from tools.neo4j_server import Neo4jServer, ServerError, running

ROOT = Path(__file__).parents[2]
DEADLINE = 25.0
ASKED = '{ ask(question: "FC-E60S多少钱，容量几升？", shop: "fengchao") { status text } }'

pytestmark = pytest.mark.server


@pytest.fixture
def own_server() -> Iterator[Neo4jServer]:
    """A Neo4j of the test's own, which it may stop."""
    try:
        with running() as server:
            yield server
    except ServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def test_answers_return_when_the_server_does(own_server: Neo4jServer, tmp_path: Path) -> None:
    environment = {**os.environ, **own_server.environment, "FENGMI_STORE": own_server.url}
    fengmi = [sys.executable, "-m", "api"]
    loading = [*fengmi, "ingest", "demo-shop", "--data", str(EXAMPLES / "demo-shop")]
    loaded = subprocess.run(loading, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr
    with (tmp_path / "stderr").open("w") as log:
        serving = subprocess.Popen(
            [*fengmi, "serve", "--port", "0", "--json"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        url = _address(serving)
        before = _ask(url)
        assert before["data"]["ask"]["status"] == "ANSWERED"
        for end in (own_server.stop, own_server.kill):
            end()
            failed = _ask(url)
            (error,) = failed["errors"]
            assert error["extensions"]["code"] == "STORE"
            assert "does not answer" in error["message"]
            assert httpx.get(f"{url}/healthz", timeout=DEADLINE).status_code == 503
            own_server.start()
            assert _ask(url) == before
            assert httpx.get(f"{url}/healthz", timeout=DEADLINE).json() == {"status": "ok"}
    finally:
        serving.terminate()
        ended = serving.wait(timeout=20)
        if serving.stdout:
            serving.stdout.close()
    assert ended == 0, (tmp_path / "stderr").read_text()


def test_a_server_that_is_not_there_is_named_in_one_line() -> None:
    command = [sys.executable, "-m", "api", "ask", "你好", "--store", "bolt://127.0.0.1:9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "the server does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def _ask(url: str) -> dict[str, Any]:
    """One question; a reply that takes longer than the deadline fails the test."""
    reply = httpx.post(f"{url}/graphql", json={"query": ASKED}, timeout=DEADLINE)
    answer: dict[str, Any] = reply.json()
    return answer


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    while not said.endswith("}\n"):
        line = process.stdout.readline()
        assert line, "the server ended"
        said += line
    url: str = json.loads(said)["url"]
    return url
