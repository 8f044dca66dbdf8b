"""Analysts' queries on every store: reading only, within limits, in values that JSON knows."""

import json
from collections.abc import Callable

import pytest

from graph.guard import MAX_CHARACTERS
from graph.port import GraphStore
from ontology.errors import QueryError, StoreError
from tests.graph.shop import has, iri, is_a, link

FACTS = [is_a("1", "Heater"), has("1", "name", "x"), has("1", "stock", 5), link("1", "soldBy", "2", source="s")]


@pytest.fixture
def shop(store: GraphStore) -> GraphStore:
    store.write(added=FACTS)
    return store


def test_rows_come_in_order_with_their_columns(shop: GraphStore) -> None:
    table = shop.query("UNWIND [3, 1, 2] AS n RETURN n, n * 2 AS twice ORDER BY n DESC")
    assert (table.columns, table.rows, table.truncated) == (("n", "twice"), ((3, 6), (2, 4), (1, 2)), False)


@pytest.mark.parametrize(
    ("cypher", "columns"),
    [
        ("MATCH (n:Heater {iri: 'no'}) RETURN n.name AS 名, n.stock, count(n.x) + 1 AS c", ("名", "n.stock", "c")),
        ("MATCH (n:Heater {iri: 'no'}) RETURN n.stock * 2, toUpper( n.name )", ("n.stock * 2", "toUpper( n.name )")),
        ("MATCH (n:Heater {iri: 'no'})-[r]->(m) RETURN *", ("m", "n", "r")),
        ("MATCH (n:Heater {iri: 'no'}) RETURN n.name AS a UNION MATCH (n:Nope) RETURN n.x AS a", ("a",)),
        ("UNWIND [] AS x RETURN DISTINCT x ORDER BY x LIMIT 3", ("x",)),
    ],
)
def test_a_result_without_rows_has_its_columns(shop: GraphStore, cypher: str, columns: tuple[str, ...]) -> None:
    table = shop.query(cypher)
    assert (table.columns, table.rows) == (columns, ())


def test_a_result_that_is_too_large_to_hand_over_is_refused(shop: GraphStore) -> None:
    with pytest.raises(QueryError, match="return fewer rows"):
        shop.query("WITH range(1, 9999) AS r UNWIND r AS x RETURN x, r")


def test_parameters_are_values_and_never_code(shop: GraphStore) -> None:
    given = {"t": "x' OR 1=1 //", "n": [1, 2], "m": {"a": None}, "b": True, "f": 0.5}
    (row,) = shop.query("RETURN $t, $n, $m.a, $b, $f", given).rows
    assert row == ("x' OR 1=1 //", [1, 2], None, True, 0.5)


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN 1, 'a', null, true, [1, [2]], {a: {b: 1}}",
        "MATCH (n:Heater) RETURN n",
        "MATCH ()-[r:SOLD_BY]->() RETURN r",
        "MATCH p = (:Heater)-[:SOLD_BY]->() RETURN p",
        "MATCH (n:Heater) RETURN properties(n), labels(n), collect(n)",
        "RETURN date('2026-11-11'), duration('P1D'), datetime('2026-11-11T00:00:00+08:00')",
        "RETURN 1.0 / 0.0 AS x",
        "RETURN 0.0 / 0.0 AS x",
    ],
)
def test_every_cell_is_a_value_that_json_knows(shop: GraphStore, cypher: str) -> None:
    table = shop.query(cypher)
    assert len(table.rows) == 1
    json.dumps(table.rows, allow_nan=False)


def test_a_node_in_a_cell_has_its_keys(shop: GraphStore) -> None:
    (row,) = shop.query("MATCH (n:Heater) RETURN n").rows
    assert (row[0]["iri"], row[0]["stock"]) == (iri("1"), 5)


def test_rows_beyond_the_limit_are_cut_and_said_to_be(shop: GraphStore) -> None:
    cut = shop.query("UNWIND range(1, 10) AS n RETURN n", limit=4)
    assert (len(cut.rows), cut.truncated) == (4, True)
    whole = shop.query("UNWIND range(1, 4) AS n RETURN n", limit=4)
    assert (len(whole.rows), whole.truncated) == (4, False)


def test_a_query_that_takes_too_long_is_stopped(shop: GraphStore) -> None:
    with pytest.raises(QueryError):
        shop.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)", seconds=0.2)
    assert shop.query("RETURN 1").rows == ((1,),)


@pytest.mark.parametrize("cypher", ["", "  \n ", "RETURN 1 //" + "x" * MAX_CHARACTERS, "RETURN '\\u0041'"])
def test_a_text_that_is_no_query_is_refused(shop: GraphStore, cypher: str) -> None:
    with pytest.raises(QueryError):
        shop.query(cypher)


@pytest.mark.parametrize(
    "cypher", ["MATCH", "RETURN $missing", "RETURN n", "SELECT 1", "RETURN 1; RETURN 2 +", "MATCH (n RETURN n"]
)
def test_a_wrong_query_is_told_so(shop: GraphStore, cypher: str) -> None:
    with pytest.raises(QueryError) as caught:
        shop.query(cypher)
    assert len(str(caught.value)) < 2_000
    assert "com.arcadedb" not in str(caught.value)


WRITES = (
    "CREATE (n:Entity {iri: 'evil'})",
    "create (n:Entity {iri: 'evil'}) return n",
    "cReAtE (:X)",
    "CREATE\n(:X)",
    "CREATE/**/(:X)",
    "/* MATCH (n) RETURN n */ CREATE (:X)",
    "// MATCH (n) RETURN n\nCREATE (:X)",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n:Heater) SET n.stock = 0 RETURN n",
    "MATCH (n:Heater) SET n += {stock: 0}",
    "MATCH (n:Heater) SET n = {iri: 'x'}",
    "MATCH (n:Heater) SET n:Evil",
    "MATCH (n:Heater) REMOVE n.stock",
    "MATCH (n:Heater) REMOVE n:Heater",
    "MERGE (n:Entity {iri: 'evil'}) RETURN n",
    "MATCH (n:Heater) MERGE (n)-[:SOLD_BY]->(:X)",
    "MERGE (n:Heater {iri: 'evil'}) ON CREATE SET n.stock = 1",
    "MATCH (n:Heater) WITH n CREATE (n)-[:X]->(n) RETURN n",
    "UNWIND range(1, 3) AS i CREATE (:X {i: i})",
    "MATCH (n:Heater) FOREACH (x IN [1] | SET n.stock = x)",
    "MATCH (n:Heater) FOREACH (x IN [1] | CREATE (:X)) RETURN n",
    "OPTIONAL MATCH (n:None) FOREACH (x IN [1] | CREATE (:X))",
    "RETURN 1 AS a UNION CREATE (n:X) RETURN 1 AS a",
    "MATCH (n) RETURN n UNION ALL MATCH (n) DELETE n RETURN n",
    "MATCH (n) CALL { WITH n DELETE n } RETURN 1",
    "CALL { CREATE (:X) } RETURN 1",
    "CALL dbms.listConfig()",
    "CALL db.createLabel('Evil')",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "PROFILE CREATE (:X)",
    "CYPHER 5 CREATE (:X)",
    "RETURN 1; CREATE (:X)",
    "CREATE INDEX evil FOR (n:Heater) ON (n.stock)",
    "CREATE CONSTRAINT evil FOR (n:Heater) REQUIRE n.stock IS UNIQUE",
    "DROP INDEX evil",
    "DROP DATABASE neo4j",
    "ALTER DATABASE neo4j SET ACCESS READ WRITE",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load/**/csv from 'file:///etc/passwd' as line return line",
    "DELETE FROM Entity",
    "UPDATE Entity SET stock = 0",
    "INSERT INTO Entity SET iri = 'evil'",
    "CREATE VERTEX Entity SET iri = 'evil'",
    "DROP TYPE Heater UNSAFE",
)


@pytest.mark.parametrize("cypher", WRITES)
def test_a_query_that_writes_or_reaches_outside_is_refused_in_any_disguise(shop: GraphStore, cypher: str) -> None:
    before = shop.counts()
    with pytest.raises(QueryError):
        shop.query(cypher)
    assert set(shop.facts()) == set(FACTS)
    assert shop.counts() == before


def test_words_of_writing_inside_texts_and_names_are_no_writing(shop: GraphStore) -> None:
    text = "CREATE (n) DELETE n; CALL db.x() LOAD CSV"
    assert shop.query(f"RETURN '{text}' AS `SET`, \"{text}\" AS `CALL`  // {text}").rows == ((text, text),)


def test_a_closed_store_says_that_it_is_closed(open_store: Callable[[], GraphStore], store: GraphStore) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("RETURN 1")
    with pytest.raises(StoreError, match="closed"):
        store.write(added=FACTS)
    again = open_store()
    assert again.query("RETURN 1").rows == ((1,),)
    again.close()
