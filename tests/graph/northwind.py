"""The Northwind sample shop in a store, as ../shared/data/README.md describes it, and queries put to it there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.cypher_writer import Transaction
from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from graph.port import Cell
from ontology.errors import QueryError

Row = dict[str, Any]
Store = EmbeddedStore | Neo4jStore

_BATCH = 500
_CUT = re.compile(r"\bLIMIT\s+\d+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one store said to one query: rows, or why it refused."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    refusal: str = ""


def load(store: Store, folder: Path) -> None:
    """Write the shop's nodes and relationships, in one transaction a kind."""
    products = [_product(row) for row in _rows(folder, "products")]
    orders = [row | {"freight": float(row["freight"])} for row in _rows(folder, "orders")]
    _nodes(store, "Product", products)
    _nodes(store, "Order", orders)
    for name, label in (("categories", "Category"), ("suppliers", "Supplier"), ("customers", "Customer")):
        _nodes(store, label, list(_rows(folder, name)))
    _links(store, "PART_OF", ("Product", "productID"), ("Category", "categoryID"), products)
    _links(store, "SUPPLIES", ("Supplier", "supplierID"), ("Product", "productID"), products)
    _links(store, "PURCHASED", ("Customer", "customerID"), ("Order", "orderID"), orders)
    lines = [row | {"quantity": int(row["quantity"])} for row in _rows(folder, "order-details")]
    _links(store, "ORDERS", ("Order", "orderID"), ("Product", "productID"), lines, keys=True)


def ask(store: Store, cypher: str) -> Answer:
    """The store's answer on the analysts' read-only path."""
    try:
        return Answer(rows=store.query(cypher).rows)
    except QueryError as error:
        return Answer(refusal=str(error))


def uncut(cypher: str) -> str | None:
    """The query without its LIMIT; None when it has none."""
    return _CUT.sub("", cypher) if _CUT.search(cypher) else None


def _rows(folder: Path, name: str) -> Iterator[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _product(row: Mapping[str, str]) -> Row:
    return dict(row) | {
        "unitPrice": float(row["unitPrice"]),
        "unitsInStock": int(row["unitsInStock"]),
        "unitsOnOrder": int(row["unitsOnOrder"]),
        "reorderLevel": int(row["reorderLevel"]),
        "discontinued": row["discontinued"] != "0",
    }


def _nodes(store: Store, label: str, rows: list[Row]) -> None:
    _run(store, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows)


def _links(
    store: Store, name: str, start: tuple[str, str], end: tuple[str, str], rows: list[Row], *, keys: bool = False
) -> None:
    match = " ".join(
        f"MATCH ({variable}:{label} {{{key}: row.{key}}})" for variable, (label, key) in (("a", start), ("b", end))
    )
    _run(store, f"UNWIND $rows AS row {match} CREATE (a)-[r:{name}]->(b)" + (" SET r = row" if keys else ""), rows)


def _run(store: Store, cypher: str, rows: list[Row]) -> None:
    def work(transaction: Transaction) -> None:
        for start in range(0, len(rows), _BATCH):
            transaction.run(cypher, {"rows": rows[start : start + _BATCH]})

    store.in_transaction(work)
