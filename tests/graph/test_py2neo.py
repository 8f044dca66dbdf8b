"""An analyst's py2neo session reads our graph on a real Neo4j (docs/decisions/013)."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from graph.neo4j import Neo4jStore
from tests.graph.shop import called, has, iri, is_a, link, ontology
from tests.neo4j_access import Reach, emptied

with warnings.catch_warnings():
    # It was last released in 2021 and says so in a few of its imports.
    warnings.simplefilter("ignore")
    import py2neo

FACTS = [
    is_a("K1", "KitchenHeater", source="shop/products.csv#K1"),
    is_a("K1", "Heater", rule="SubClassOf(KitchenHeater Heater)"),
    called("K1", "小厨宝 5升"),
    has("K1", "price", Decimal("699.00")),
    has("K1", "颜色", "白色"),
    has("K1", "tag", "新品"),
    has("K1", "tag", "热卖"),
    is_a("S1", "Shop"),
    link("K1", "soldBy", "S1", source="shop/products.csv#K1/店铺"),
]


@pytest.fixture(scope="module")
def graph(neo4j_server: Reach) -> Iterator[Any]:
    """The analyst's own connection to a database that our store has filled."""
    emptied(neo4j_server)
    store = Neo4jStore(neo4j_server.url, neo4j_server.access)
    store.load_ontology(ontology())
    store.write(added=FACTS)
    store.close()
    graph = py2neo.Graph(neo4j_server.url, auth=(neo4j_server.username, neo4j_server.password))
    yield graph
    graph.service.connector.close()
    del graph
    with warnings.catch_warnings():
        # It leaves sockets to the garbage collector, which else complains in the middle of another test.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    emptied(neo4j_server)


def test_cypher_with_parameters_gives_rows(graph: Any) -> None:
    found = graph.run(
        "MATCH (p:Heater)-[r:SOLD_BY]->(s:Shop) WHERE p.`颜色` = $colour RETURN p.label AS label, p.price AS price, "
        "r.source AS source",
        colour="白色",
    ).data()
    assert found == [{"label": "小厨宝 5升", "price": "699.00", "source": "shop/products.csv#K1/店铺"}]


def test_nodes_are_matched_by_class_and_key(graph: Any) -> None:
    node = py2neo.NodeMatcher(graph).match("Heater", iri=iri("K1")).first()
    assert set(node.labels) == {"Entity", "Heater", "KitchenHeater"}
    assert (node["label"], set(node["tag"]), node["assertedTypes"]) == (
        "小厨宝 5升",
        {"新品", "热卖"},
        ["KitchenHeater"],
    )


def test_relationships_are_matched_from_a_node(graph: Any) -> None:
    node = py2neo.NodeMatcher(graph).match("Heater").first()
    (relationship,) = py2neo.RelationshipMatcher(graph).match((node, None), r_type="SOLD_BY")
    assert relationship.end_node["iri"] == iri("S1")
    assert relationship["inferred"] is False


def test_the_ontology_and_the_schema_are_read_too(graph: Any) -> None:
    assert graph.evaluate("MATCH (:OntologyClass {label: '热水器'})-[:SUB_CLASS_OF]->(c) RETURN c.iri").endswith(
        "Product"
    )
    assert {"Entity", "Heater", "OntologyClass"} <= set(graph.schema.node_labels)
    assert "SOLD_BY" in graph.schema.relationship_types
