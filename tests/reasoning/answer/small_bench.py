"""A few records of ecom-bench in files of their own, which a test may change and load again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.bulk_port import BulkStore
from ingest import Mapping, ingest, load_mapping
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, desk_of

SHOP = "5de650c946e7c3001814990f"
BY_ORDER = ("orders", "logistics", "service", "register_cashback")


@dataclass(kw_only=True)
class SmallBench:
    """The eight files, cut down; `files` is what the next load will read."""

    folder: Path
    store: BulkStore
    files: dict[str, Any]
    shop: str = SHOP

    def load(self, mapping: Mapping | None = None) -> Desk:
        """Write the files, load them into the same store, infer, and open a desk on the result."""
        for name, value in self.files.items():
            (self.folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        report = ingest(mapping or load_mapping("ecom-bench"), self.folder, self.store)
        assert report.rejected == 0, [(r.file, r.record, r.reason) for r in report.rejects]
        infer(self.store)
        return desk_of(self.store, self.shop)

    def of_shop(self, name: str) -> Any:
        """What a file says of the shop."""
        return self.files[name]["jd"][self.shop]

    def product(self, key: str) -> dict[str, Any]:
        """A product's record."""
        record: dict[str, Any] = self.of_shop("products")[key]
        return record

    def of_order(self, name: str, order: str) -> Any:
        """An order's record in one of the files by customer and order."""
        (record,) = (orders[order] for orders in self.of_shop(name).values() if order in orders)
        return record

    def remove_order(self, name: str, order: str) -> None:
        """Take an order's record out of one of the files by customer and order."""
        for orders in self.of_shop(name).values():
            orders.pop(order, None)


def small_bench(
    data: Path, folder: Path, store: BulkStore, *, products: Iterable[str], orders: Iterable[str]
) -> SmallBench:
    """The named products and orders, the customers of these orders, and all that the files say of them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (data / "ecom-bench").glob("*.json")}
    wanted = set(orders)
    owners: set[str] = set()
    for name in BY_ORDER:
        by_customer = files[name]["jd"][SHOP]
        for customer in list(by_customer):
            by_customer[customer] = _only(by_customer[customer], wanted)
            if by_customer[customer]:
                owners.add(customer)
            else:
                del by_customer[customer]
    files["products"]["jd"][SHOP] = _only(files["products"]["jd"][SHOP], set(products))
    files["invoices"] = _only(files["invoices"], wanted)
    files["users_info"] = _only(files["users_info"], owners)
    return SmallBench(folder=folder, store=store, files=files)


def _only(records: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: record for key, record in records.items() if key in keys}
