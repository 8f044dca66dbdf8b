"""What the store holds after loading ecom-bench, counted against the files by code that knows nothing of mappings."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import EmbeddedStore
from ingest import IngestReport, ingest, load_mapping

pytestmark = pytest.mark.shared_data

SHOP = "5de650c946e7c3001814990f"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    store: EmbeddedStore
    report: IngestReport
    again: IngestReport
    files: dict[str, Any]

    def count(self, cypher: str) -> int:
        found = self.store.query(cypher).rows[0][0]
        assert isinstance(found, int)
        return found

    def rows(self, cypher: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return list(self.store.query(cypher, parameters).rows)

    def of_shop(self, name: str) -> Any:
        return self.files[name]["jd"][SHOP]

    def by_order(self, name: str) -> dict[str, Any]:
        return {order: record for orders in self.of_shop(name).values() for order, record in orders.items()}


@pytest.fixture(scope="module")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = shared_data / "ecom-bench"
    store = EmbeddedStore(tmp_path_factory.mktemp("ecom") / "store")
    mapping = load_mapping("ecom-bench")
    report = ingest(mapping, folder, store)
    again = ingest(mapping, folder, store)
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    yield Loaded(store=store, report=report, again=again, files=files)
    store.close()


def test_report_accounts_for_every_record_of_the_eight_files(loaded: Loaded) -> None:
    expected = {
        "products.json": len(loaded.of_shop("products")),
        "users_info.json": len(loaded.files["users_info"]),
        "orders.json": len(loaded.by_order("orders")),
        "logistics.json": len(loaded.by_order("logistics")),
        "invoices.json": len(loaded.files["invoices"]),
        "service.json": len(loaded.by_order("service")),
        "register_cashback.json": len(loaded.by_order("register_cashback")),
        "discount.json": len(loaded.files["discount"]["jd"]),
    }
    assert {file.file: file.records for file in loaded.report.files} == expected
    assert all(f.records == f.loaded + f.rejected + f.duplicate for f in loaded.report.files)
    assert loaded.report.loaded == sum(expected.values())


def test_every_field_of_every_file_is_mapped(loaded: Loaded) -> None:
    assert {file.file: file.unmapped for file in loaded.report.files if file.unmapped} == {}


def test_second_load_creates_and_changes_nothing(loaded: Loaded) -> None:
    assert (loaded.again.created, loaded.again.changed, loaded.again.removed) == (0, 0, 0)
    assert loaded.again.unchanged == loaded.report.created


def test_counts_of_the_store_are_those_of_the_files(loaded: Loaded) -> None:
    products, orders, tracks = loaded.of_shop("products"), loaded.by_order("orders"), loaded.by_order("logistics")
    named = [set(orders), set(tracks), set(loaded.files["invoices"])]
    named += [set(loaded.by_order("service")), set(loaded.by_order("register_cashback"))]
    exchange = {item["商品ID"] for product in products.values() for item in product["可换货商品"]}
    expected = {
        "Product": len(set(products) | exchange),
        "Gift": sum(len(product["赠品信息"]) for product in products.values()),
        "InstallationMaterial": sum(len(product["辅材材料"]) for product in products.values()),
        "Fault": sum(len(product["常见故障"]) for product in products.values()),
        "Customer": len(loaded.files["users_info"]),
        "Order": len(set.union(*named)),
        "OrderLine": sum(len(order["订单商品列表"]) for order in orders.values()),
        "Shipment": len(tracks),
        "LogisticsEvent": sum(len(track["物流轨迹"]) for track in tracks.values()),
        "Address": len(orders) + len(tracks) + len(loaded.files["users_info"]),
        "Invoice": len(loaded.files["invoices"]),
        "ServiceBooking": len(loaded.by_order("service")),
        "CashbackRecord": len(loaded.by_order("register_cashback")),
        "Promotion": 1,
        "PromotionBenefit": len(loaded.of_shop("discount")["详情"]),
        "Undescribed": len(set.union(*named) - set(orders)),
    }
    nodes = loaded.store.counts().nodes
    assert {name: nodes.get(name, 0) for name in expected} == expected
    assert loaded.report.undescribed == expected["Undescribed"]


def test_relationships_of_the_store_are_those_of_the_files(loaded: Loaded) -> None:
    products, orders, tracks = loaded.of_shop("products"), loaded.by_order("orders"), loaded.by_order("logistics")
    pairs = {(key, item["商品ID"]) for key, product in products.items() for item in product["可换货商品"]}
    owned = set(orders) | set(tracks) | set(loaded.by_order("service")) | set(loaded.by_order("register_cashback"))
    expected = {
        "EXCHANGEABLE_FOR": len(pairs),
        "OF_PRODUCT": sum(len(order["订单商品列表"]) for order in orders.values()),
        "PLACED_BY": len(owned),
        "ORDER_STATUS": len(orders),
        "HAS_SHIPMENT": len(tracks),
        "HAS_EVENT": sum(len(track["物流轨迹"]) for track in tracks.values()),
        "HAS_INVOICE": len(loaded.files["invoices"]),
        "HAS_GIFT": sum(len(product["赠品信息"]) for product in products.values()),
    }
    found = loaded.store.counts().relationships
    assert {name: found.get(name, 0) for name in expected} == expected


def test_every_price_and_total_is_the_files_to_the_fen(loaded: Loaded) -> None:
    prices = dict(loaded.rows("MATCH (p:Product) WHERE p.price IS NOT NULL RETURN p.productId, p.price"))
    wanted = {key: Decimal(str(record["商品价格"])) for key, record in loaded.of_shop("products").items()}
    assert {key: Decimal(price) for key, price in prices.items()} == wanted
    totals = dict(loaded.rows("MATCH (o:Order) WHERE o.orderTotal IS NOT NULL RETURN o.orderId, o.orderTotal"))
    sums = {key: Decimal(str(record["订单总金额"])) for key, record in loaded.by_order("orders").items()}
    assert {key: Decimal(total) for key, total in totals.items()} == sums


def test_every_order_has_the_status_and_the_customer_of_its_file(loaded: Loaded) -> None:
    rows = loaded.rows(
        "MATCH (c:Customer)<-[:PLACED_BY]-(o:Order)-[:ORDER_STATUS]->(s:OrderStatus) "
        "RETURN o.orderId, c.customerId, s.label"
    )
    wanted = {(key, record["用户ID"], record["订单状态"]) for key, record in loaded.by_order("orders").items()}
    assert set(rows) == wanted


def test_last_event_of_every_track_is_the_files(loaded: Loaded) -> None:
    for order, track in loaded.by_order("logistics").items():
        rows = loaded.rows(
            "MATCH (o:Order {orderId: $order})-[:HAS_SHIPMENT]->(:Shipment)-[:HAS_EVENT]->(e:LogisticsEvent) "
            "RETURN e.eventNote, e.eventStatus, e.eventTime ORDER BY e.eventTime",
            order=order,
        )
        events = track["物流轨迹"]
        assert {(note, status) for note, status, _ in rows} == {
            (event["描述"], event.get("状态") or event.get("status")) for event in events
        }
        assert all(time.endswith("+08:00") for _, _, time in rows)


def test_order_known_only_by_its_track_or_invoice_is_a_bare_order_with_its_id(loaded: Loaded) -> None:
    rows = loaded.rows("MATCH (o:Undescribed) RETURN o.orderId, o.label, o.orderTotal")
    orders = loaded.by_order("orders")
    assert rows
    assert all(order not in orders and label == order and total is None for order, label, total in rows)


def test_every_product_has_a_class_of_its_trade_and_facts_from_its_description(loaded: Loaded) -> None:
    for key in loaded.of_shop("products"):
        iri = f"https://fengmi.example/shop/{SHOP}/Product/{key}"
        entity = loaded.store.entity(iri)
        assert entity is not None
        assert len(entity.types) > 1, entity.label
        quoted = [fact for fact in loaded.store.facts(subjects=[iri]) if fact.quote and fact.value is not None]
        assert quoted, entity.label


def test_every_quote_stands_in_the_field_that_its_source_names(loaded: Loaded) -> None:
    texts = {
        f"ecom-bench/products.json#{key}/{field}": str(value).replace("\\n", "\n")
        for key, record in loaded.of_shop("products").items()
        for field, value in record.items()
    }
    quoted = [f for f in loaded.store.facts() if f.quote and f.source in texts]
    assert len(quoted) > 500
    assert all(fact.quote in texts[fact.source] for fact in quoted)
