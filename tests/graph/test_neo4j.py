"""What only the network store has: credentials, a database's name, and encryption."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.neo4j import Access, Neo4jStore
from graph.open import open_store
from ontology.errors import QueryError, StoreError
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from tests.graph.shop import MUCH_MEMORY, NS, TEXT, has, iri, is_a, large_ontology, link, ontology
from tests.neo4j_access import Reach, emptied
from tools.neo4j_server import Neo4jServer, ServerError, running

ROOT = Path(__file__).parents[2]
ASK = "import sys; from graph.open import open_store; s = open_store(sys.argv[1]); print(s.counts().nodes); s.close()"


def test_the_environment_says_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USERNAME", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"NEO4J_{name}", raising=False)
    assert Access.from_environment() == Access(username="neo4j", password="", database=None)
    monkeypatch.setenv("NEO4J_USERNAME", "ana")
    monkeypatch.setenv("NEO4J_PASSWORD", "秘密")
    monkeypatch.setenv("NEO4J_DATABASE", "shop")
    assert Access.from_environment() == Access(username="ana", password="秘密", database="shop")


def test_a_password_is_never_shown() -> None:
    assert "secret" not in repr(Access(password="secret"))


def test_a_named_database_is_the_one_that_is_used(neo4j_server: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(neo4j_server)
    name = os.environ.get("NEO4J_DATABASE") or "neo4j"
    store = Neo4jStore(
        neo4j_server.url, Access(username=neo4j_server.username, password=neo4j_server.password, database=name)
    )
    store.load_ontology(ontology())
    store.write(added=[has("1", "name", "x")])
    store.close()
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    home = open_store(neo4j_server.url)
    assert list(home.facts()) == [has("1", "name", "x")]
    home.close()


def test_a_database_that_is_not_there_is_named(neo4j_server: Reach) -> None:
    access = Access(username=neo4j_server.username, password=neo4j_server.password, database="nowhere")
    with pytest.raises(StoreError, match=r"nowhere.*NEO4J_DATABASE"):
        Neo4jStore(neo4j_server.url, access)


def test_a_wrong_password_is_told_with_what_to_set(neo4j_server: Reach) -> None:
    with pytest.raises(StoreError, match="NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        Neo4jStore(neo4j_server.url, Access(username=neo4j_server.username, password="wrong-password"))
    assert "wrong-password" not in str(caught.value)


def _with_fan() -> Ontology:
    """The small ontology with one class more."""
    fan = f"Ontology(<https://test.example/more> Declaration(Class(<{NS}Fan>)))"
    return ontology_from_texts([("shop.ofn", TEXT), ("more.ofn", fan)])


@pytest.fixture
def two(neo4j_server: Reach) -> Iterator[tuple[Neo4jStore, Neo4jStore]]:
    """The same database through two stores, as two processes have it."""
    emptied(neo4j_server)
    one, other = (Neo4jStore(neo4j_server.url, neo4j_server.access) for _ in range(2))
    one.load_ontology(ontology())
    yield one, other
    one.close()
    other.close()


def test_writers_of_several_processes_lose_nothing(two: tuple[Neo4jStore, Neo4jStore]) -> None:
    def write(number: int) -> None:
        for n in range(10):
            tag = f"{number}-{n}"
            two[number % 2].write(added=[has("shared", "tag", tag), link(tag, "soldBy", "shared")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    for store in two:
        assert len(list(store.facts(subjects=[iri("shared")]))) == 40
        assert len(list(store.facts(objects=[iri("shared")]))) == 40


def test_what_one_process_loads_into_the_ontology_another_can_write(two: tuple[Neo4jStore, Neo4jStore]) -> None:
    one, other = two
    other.write(added=[has("1", "name", "x")])
    one.load_ontology(_with_fan())
    other.write(added=[is_a("2", "Fan")])
    assert set(one.facts()) == set(other.facts()) == {has("1", "name", "x"), is_a("2", "Fan")}


def test_a_reader_hears_of_another_process_s_ontology(
    two: tuple[Neo4jStore, Neo4jStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    assert "Fan" not in other.schema.classes
    one.load_ontology(_with_fan())
    monkeypatch.setattr("graph.neo4j.LOOK_SECONDS", 0.0)
    assert "Fan" in other.schema.classes
    assert other.ontology.is_class(NS + "Fan")


def test_a_reader_asks_seldom_whether_the_ontology_changed(
    two: tuple[Neo4jStore, Neo4jStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, other = two
    monkeypatch.setattr("graph.neo4j.LOOK_SECONDS", 3_600.0)
    known = other.schema
    other._driver.close()
    assert other.schema is known


def test_a_query_that_needs_too_much_memory_is_refused_and_the_server_lives_on(neo4j_server: Reach) -> None:
    if neo4j_server.server is None:
        pytest.skip("another's server has limits of its own")
    store = Neo4jStore(neo4j_server.url, neo4j_server.access)
    with pytest.raises(QueryError, match="memory"):
        store.query(MUCH_MEMORY, seconds=60)
    assert store.query("RETURN 1 AS x").rows == ((1,),)
    store.close()


@pytest.fixture
def own_server() -> Iterator[Neo4jServer]:
    """A Neo4j of the test's own, to be configured."""
    try:
        with running() as server:
            yield server
    except ServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _configured(server: Neo4jServer, settings: Mapping[str, str]) -> None:
    """Start the server anew with other settings."""
    server.stop()
    path = server.home / "conf" / "neo4j.conf"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line.partition("=")[0] not in settings]
    path.write_text("\n".join([*kept, *(f"{name}={value}" for name, value in settings.items()), ""]), encoding="utf-8")
    server.start()


@pytest.mark.server
def test_our_own_work_is_not_stopped_by_the_servers_time_limit(own_server: Neo4jServer) -> None:
    _configured(own_server, {"db.transaction.timeout": "100ms", "db.transaction.monitor.check.interval": "10ms"})
    store = Neo4jStore(own_server.url, Access(password=own_server.password))
    store.load_ontology(large_ontology(2_000))
    assert store.counts().nodes["OntologyProperty"] == 4_000
    store.close()


@pytest.mark.server
def test_where_only_reading_is_allowed_reads_work_and_writes_are_told(own_server: Neo4jServer) -> None:
    reach = Reach(url=own_server.url, username="neo4j", password=own_server.password)
    reach.run("CREATE (:Entity {iri: 'https://fengmi.example/id/1', label: 'x'})")
    _configured(own_server, {"server.databases.read_only": "neo4j"})
    store = Neo4jStore(own_server.url, Access(password=own_server.password))
    assert store.query("MATCH (n:Entity) RETURN n.label AS l").rows == (("x",),)
    assert store.ontology.terms == {}
    with pytest.raises(StoreError, match="only reading is allowed here: to write, set NEO4J_USERNAME"):
        store.write(added=[has("1", "name", "x")])
    with pytest.raises(StoreError, match="only reading is allowed here"):
        store.load_ontology(ontology())
    store.close()


@pytest.fixture(scope="module")
def encrypted() -> Iterator[Neo4jServer]:
    """A Neo4j that talks TLS only."""
    try:
        with running(encrypted=True) as server:
            yield server
    except ServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_an_encrypted_server_is_talked_to(encrypted: Neo4jServer, scheme: str) -> None:
    store = Neo4jStore(f"{scheme}://localhost:{encrypted.port}", Access(password=encrypted.password))
    store.load_ontology(ontology())
    store.write(added=[has("1", "name", "x")])
    assert store.query("MATCH (n:Entity) RETURN n.name").rows == (("x",),)
    store.close()


@pytest.mark.server
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_is_trusted_when_its_authority_is(encrypted: Neo4jServer, scheme: str) -> None:
    url = f"{scheme}://localhost:{encrypted.port}"
    environment = {**os.environ, **encrypted.environment}
    environment.pop("NEO4J_DATABASE", None)

    def ask(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", ASK, url],
            cwd=ROOT,
            env={**environment, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert ask(SSL_CERT_FILE=str(encrypted.certificate)).returncode == 0
    stranger = ask()
    assert stranger.returncode == 1
    assert "certificate" in stranger.stderr.splitlines()[-1]


@pytest.mark.server
def test_talking_plainly_to_an_encrypted_server_is_told(encrypted: Neo4jServer) -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        Neo4jStore(f"bolt://127.0.0.1:{encrypted.port}", Access(password=encrypted.password))
