"""A query that finds nothing is looked through for what may be wrong with it."""

import pytest

from api.cypher_hints import hints
from api.graph_shape import GraphNames

NAMES = GraphNames(
    labels=("Entity", "Product", "订单"), types=("SOLD_BY", "包含商品"), keys=("iri", "label", "price", "stock", "颜色")
)


@pytest.mark.parametrize(
    ("cypher", "told"),
    [
        ("MATCH (p:Prodct) RETURN p.label", ["no label or type is called Prodct; did you mean Product?"]),
        ("MATCH (p:`商`) RETURN p", ["no label or type is called 商; `fengmi schema` lists what there is"]),
        ("MATCH ()-[r:SOLDBY|包含商品]->() RETURN r", ["no label or type is called SOLDBY; did you mean SOLD_BY?"]),
        ("MATCH (p) WHERE p:Produkt RETURN p", ["no label or type is called Produkt; did you mean Product?"]),
        ("MATCH (p:Product) RETURN p.pric", ["no key is called pric; did you mean price?"]),
        (
            "MATCH (p:Product) WHERE p.price >= 3000 RETURN p.label",
            ["price is kept as text, so that no digit is lost; compare toFloat(p.price)"],
        ),
    ],
)
def test_what_may_be_wrong_is_said_with_what_to_write(cypher: str, told: list[str]) -> None:
    assert list(hints(cypher, NAMES, {"price"})) == told


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (p:Product {label: 'x'})-[:SOLD_BY]->(s:Entity) RETURN p.label, s.`颜色`",
        "RETURN {a: 1, b: {c: x}} AS m, 1.5, 'p:Wrong', date.truncate('day', date()) // n:Wrong",
        "MATCH (p:Product) WHERE toFloat(p.price) > 3000 AND p.stock > 3 RETURN p.iri",
        "MATCH (p:Product) WHERE p.price = '3000' RETURN p.iri",
        "MATCH (n:订单) RETURN n {.label, .price}",
        "",
        ":",
        "a.",
    ],
)
def test_nothing_is_said_where_nothing_strikes(cypher: str) -> None:
    assert hints(cypher, NAMES, {"price"}) == ()
