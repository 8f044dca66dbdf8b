"""A loaded demo shop, and a real server process on it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.engine import Engine
from api.settings import Settings
from api.wiring import EXAMPLES, open_engine
from graph.embedded import EmbeddedStore

ROOT = Path(__file__).parents[2]
DEMO = EXAMPLES / "demo-shop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """A GraphQL client of one server."""

    url: str

    def post(self, body: bytes | str, **headers: str) -> httpx.Response:
        """Send a body as it is."""
        return httpx.post(f"{self.url}/graphql", content=body, headers={"content-type": "application/json", **headers})

    def run(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole response to a query."""
        answer: dict[str, Any] = self.post(json.dumps({"query": query, "variables": variables})).json()
        return answer

    def data(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of a query that must have no errors."""
        answer = self.run(query, **variables)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    def error(self, query: str, **variables: Any) -> dict[str, Any]:
        """The single error of a query that must have one."""
        answer = self.run(query, **variables)
        (error,) = answer["errors"]
        assert "Traceback" not in json.dumps(answer)
        found: dict[str, Any] = error
        return found


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `store` is the loaded demo shop; nobody opens it, everybody copies it."""
    folder = tmp_path_factory.mktemp("demo")
    engine = open_engine(Settings(store=f"embedded:{folder}/store"))
    engine.ingest("demo-shop", DEMO)
    engine.close()
    return folder


@pytest.fixture
def store_url(demo_folder: Path, tmp_path: Path) -> str:
    """The URL of a demo shop of the test's own."""
    shutil.copytree(demo_folder / "store", tmp_path / "store")
    return f"embedded:{tmp_path}/store"


@pytest.fixture(scope="session")
def engine(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on a demo shop that tests only read."""
    folder = tmp_path_factory.mktemp("engine")
    shutil.copytree(demo_folder / "store", folder / "store")
    opened = open_engine(Settings(store=f"embedded:{folder}/store"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of a real server process, on a port that was free."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(demo_folder / "store", folder / "store")
    command = [sys.executable, "-m", "api", "serve", "--port", "0", "--json", "--store", f"embedded:{folder}/store"]
    with (folder / "stderr").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            yield Client(url=_address(process, folder / "stderr"))
        finally:
            process.terminate()
            ended = process.wait(timeout=20)
            if process.stdout:
                process.stdout.close()
    assert ended == 0, (folder / "stderr").read_text()
    # Nobody holds the store any more, and it was closed in order.
    EmbeddedStore(folder / "store").close()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    said = ""
    while not said.endswith("}\n"):
        line = process.stdout.readline()
        assert line, f"the server ended: {log.read_text()}"
        said += line
    url: str = json.loads(said)["url"]
    return url


@pytest.fixture
def fengmi() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `fengmi` in a process of its own."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "api", *arguments]
        return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=120, check=False)

    return run
