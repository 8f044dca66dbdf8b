"""What each order of ecom-bench holds that only its customer may learn, taken from the files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.reasoning.answer.small_bench import SHOP

# Fields that say nothing of one person, and texts that stand in every such record.
OPEN = {
    "国家",
    "订单状态",
    "支付方式",
    "发票类型",
    "状态",
    "status",
    "时间",
    "位置",
    "省份",
    "城市",
    "性别",
    "平台",
    "店铺ID",
    "物流公司",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order's id, its customer (None when no file says), its tracking number ('' without), and its texts."""

    id: str
    owner: str | None
    tracking: str
    texts: frozenset[str]


def read_orders(data: Path) -> tuple[Order, ...]:
    """Every order that any of the files names, by id."""
    folder = data / "ecom-bench"
    users = _read(folder, "users_info")
    owners: dict[str, str] = {}
    tracking: dict[str, str] = {}
    texts: dict[str, set[str]] = defaultdict(set)
    for name in ("orders", "logistics", "service", "register_cashback"):
        for customer, records in _read(folder, name)["jd"][SHOP].items():
            for order, record in records.items():
                owners[order] = customer
                texts[order].update(_texts(record))
                if isinstance(record, dict) and "物流单号" in record:
                    tracking[order] = record["物流单号"]
    for order, record in _read(folder, "invoices").items():
        texts[order].update(_texts(record))
    for order, customer in owners.items():
        texts[order].update(_texts(users.get(customer, {})))
        texts[order].add(customer)
    return tuple(
        Order(id=order, owner=owners.get(order), tracking=tracking.get(order, ""), texts=frozenset(found - {order}))
        for order, found in sorted(texts.items())
    )


def read_customers(data: Path) -> dict[str, Any]:
    """The users of the shop by id."""
    users: dict[str, Any] = _read(data / "ecom-bench", "users_info")
    return users


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def _texts(value: Any, field: str = "") -> Iterator[str]:
    """Texts below a value and numbers of four digits or more, open fields left out: 30 may stand anywhere."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, key)
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below, field)
    elif field not in OPEN and _is_telling(value):
        yield str(value)


def _is_telling(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > 1
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 1_000
