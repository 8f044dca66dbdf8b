"""Two shops with overlays that contradict each other, served side by side; servers follow without a restart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.engine import Engine
from graph.bulk_port import BulkStore
from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from tests.api.two_shops import ALPHA, BETA, facts, overlay
from tests.neo4j_access import Reach, emptied

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]
DEADLINE = 30.0
ASK = "query($q: String!, $shop: ID) { ask(question: $q, shop: $shop) { status text } }"
COMPLETE = "query($t: String!, $shop: ID) { complete(input: $t, shop: $shop) { text } }"
PUBLISH = """mutation($shop: ID!, $file: String!, $text: String!) {
  publishOverlay(shop: $shop, file: $file, text: $text, by: "test") {
    number active impact { appearing vanishing moved { label appearing } } } }"""
ROLLBACK = "mutation($shop: ID!, $to: Int) { rollbackOverlay(shop: $shop, to: $to) { number active } }"
VERSIONS = "query($shop: ID!) { overlayVersions(shop: $shop) { number by files active } }"


class Client:
    """A GraphQL client of one server."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/graphql"

    def run(self, query: str, **variables: Any) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.post(
            self._url, json={"query": query, "variables": variables}, timeout=DEADLINE
        ).json()
        return answer

    def data(self, query: str, **variables: Any) -> Any:
        answer = self.run(query, **variables)
        assert "errors" not in answer, answer
        (field,) = answer["data"].values()
        return field

    def asked(self, question: str, shop: str) -> str:
        text: str = self.data(ASK, q=question, shop=shop)["text"]
        return text


@contextmanager
def serving(store: str, folder: Path, environment: dict[str, str], *options: str) -> Iterator[Client]:
    """A server process on a store."""
    command = [sys.executable, "-m", "api", "serve", "--port", "0", "--json", "--store", store, *options]
    with (folder / "stderr").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            said = ""
            while not said.endswith("}\n"):
                assert process.stdout is not None
                line = process.stdout.readline()
                assert line, (folder / "stderr").read_text()
                said += line
            yield Client(json.loads(said)["url"])
        finally:
            process.terminate()
            process.wait(timeout=20)
            if process.stdout:
                process.stdout.close()


def prepared(store: BulkStore) -> None:
    """Load two shops and what they have in common."""
    engine = Engine(store)
    engine.load_ontology(["general"])
    engine.write(added=facts())
    engine.close()


def check_side_by_side(client: Client) -> None:
    """Each shop is spoken to in its own words and by its own rules."""
    assert "臻选50" in client.asked("电热水壶的臻选等级", ALPHA)
    assert "臻选50" in client.asked("养生壶的臻选等级", ALPHA)
    assert "甄品300" in client.asked("养生壶的甄品等级", BETA)
    for question, shop, secret in (("养生壶的臻选等级", BETA, "臻选50"), ("养生壶的甄品等级", ALPHA, "甄品300")):
        assert secret not in client.asked(question, shop)
    for word, shop, other in (("臻选", ALPHA, BETA), ("甄品", BETA, ALPHA)):
        assert client.data(COMPLETE, t=word, shop=shop)
        assert client.data(COMPLETE, t=word, shop=other) == []


def test_shops_publish_to_a_server_that_has_the_store_open(tmp_path: Path) -> None:
    prepared(EmbeddedStore(tmp_path / "store"))
    with serving(f"embedded:{tmp_path}/store", tmp_path, {}, "--write") as client:
        assert "臻选50" not in client.asked("电热水壶的臻选等级", ALPHA)
        done = client.data(PUBLISH, shop=ALPHA, file="alpha.ofn", text=overlay(ALPHA, "50"))
        assert (done["number"], done["active"], done["impact"]["appearing"]) == (1, True, 4)
        client.data(PUBLISH, shop=BETA, file="beta.ofn", text=overlay(BETA, "300", word="甄品"))
        check_side_by_side(client)
        refused = client.run(PUBLISH, shop=BETA, file="beta.ofn", text=overlay(ALPHA, "1"))
        assert refused["errors"][0]["extensions"]["code"] == "ONTOLOGY"
        check_side_by_side(client)
        client.data(PUBLISH, shop=ALPHA, file="alpha.ofn", text=overlay(ALPHA, "200"))
        assert "臻选200" in client.asked("养生壶的臻选等级", ALPHA)
        assert [v["active"] for v in client.data(VERSIONS, shop=ALPHA)] == [False, True]
        assert client.data(ROLLBACK, shop=ALPHA) == {"number": 1, "active": True}
        check_side_by_side(client)


def test_a_server_follows_what_another_process_publishes_on_neo4j(neo4j_server: Reach, tmp_path: Path) -> None:
    emptied(neo4j_server)
    prepared(Neo4jStore(neo4j_server.url, neo4j_server.access))
    environment = {**os.environ, **neo4j_server.environment, "FENGMI_STORE": neo4j_server.url}

    def fengmi(*arguments: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "api", "ontology", *arguments, "--json"]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    with serving(neo4j_server.url, tmp_path, neo4j_server.environment) as client:
        assert "臻选50" not in client.asked("电热水壶的臻选等级", ALPHA)
        for shop, least, word in ((ALPHA, "50", "臻选"), (BETA, "300", "甄品")):
            path = tmp_path / f"{shop}.ofn"
            path.write_text(overlay(shop, least, word=word), encoding="utf-8")
            assert fengmi("publish", str(path), "--shop", shop)["number"] == 1
        _until(lambda: "甄品300" in client.asked("养生壶的甄品等级", BETA))
        check_side_by_side(client)
        fengmi("rollback", "--shop", ALPHA, "--to", "0")
        _until(lambda: "臻选50" not in client.asked("电热水壶的臻选等级", ALPHA))
        assert "甄品300" in client.asked("养生壶的甄品等级", BETA)
    emptied(neo4j_server)


def test_the_command_line_publishes_lists_and_returns(tmp_path: Path, fengmi: Any) -> None:
    prepared(EmbeddedStore(tmp_path / "store"))
    store = ("--store", f"embedded:{tmp_path}/store")
    path = tmp_path / "alpha.ofn"
    path.write_text(overlay(ALPHA, "50"), encoding="utf-8")
    shown = fengmi("ontology", "publish", str(path), "--shop", ALPHA, "--by", "小林", *store)
    assert shown.returncode == 0, shown.stderr
    assert "第 1 版 现行" in shown.stdout
    assert "臻选商品  +2 -0" in shown.stdout
    path.write_text(overlay(BETA, "50"), encoding="utf-8")
    refused = fengmi("ontology", "publish", str(path), "--shop", ALPHA, *store)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "shop 'beta'" in refused.stderr
    listed = fengmi("ontology", "versions", "--shop", ALPHA, *store)
    assert listed.stdout.startswith("* 1  ")
    assert "小林  alpha.ofn" in listed.stdout
    returned = json.loads(fengmi("ontology", "rollback", "--shop", ALPHA, "--to", "0", "--json", *store).stdout)
    assert (returned["number"], returned["impact"]["vanishing"]) == (0, 4)


def _until(met: Any) -> None:
    end = time.monotonic() + DEADLINE
    while not met():
        assert time.monotonic() < end, "the server did not follow"
        time.sleep(0.2)
