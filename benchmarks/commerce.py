"""A shop of any size for measuring: e-commerce shaped rows, the same for the same scale."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.bulk_rows import Batch, Record, link_rows, node_rows
from graph.fact import Scalar
from graph.schema import GraphSchema
from ontology.general import ID, NS
from ontology.general import SHOP as SHOPS

SHOP = "bench"
ENTITIES = 1_000_000
_SEED = 20
_HOME = "https://fengmi.example/home-appliances#"
_SHARES = {"Customer": 100, "Address": 100, "Product": 20, "Order": 250, "OrderLine": 360, "Shipment": 169}


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """Relationships of one property, as columns of equal length."""

    property: str
    subjects: Sequence[str]
    objects: Sequence[str]
    sources: Sequence[str]


Part = Record | Links


class Commerce:
    """Individuals and relationships: `scale` 1.0 is about 1 M of the former and 3 M of the latter."""

    def __init__(self, scale: float) -> None:
        self._counts = {name: max(2, int(scale * ENTITIES * share / 1000)) for name, share in _SHARES.items()}

    def parts(self, size: int) -> Iterator[Part]:
        """All nodes, then all relationships, in parts of at most `size` rows."""
        yield from self._few()
        for name in _SHARES:
            for start in range(0, self._counts[name], size):
                yield self._record(name, range(start, min(start + size, self._counts[name])))
        for name, start_class, end_class, each in _LINKS:
            count = int(self._counts[start_class] * each)
            for start in range(0, count, size):
                yield self._links(name, start_class, end_class, range(start, min(start + size, count)))

    def _few(self) -> Iterator[Record]:
        for name in ("Shop", "Carrier", "OrderStatus", "PaymentMethod"):
            places = range(_FEW)
            yield Record(
                types=(NS + name,),
                iris=[_iri(name, n) for n in places],
                sources=[f"bench/{name}.csv#{n}" for n in places],
                names=[f"{name} {n}" for n in places],
                values={},
                fields={},
            )

    def _record(self, name: str, places: range) -> Record:
        dice = random.Random(_SEED + places.start)
        values: dict[str, list[Scalar | None]] = {
            NS + key: [make(n, dice) for n in places] for key, make in _VALUES[name].items()
        }
        return Record(
            types=(_HOME + "ElectricWaterHeater",) if name == "Product" else (NS + name,),
            iris=[_iri(name, n) for n in places],
            sources=[f"bench/{name}.csv#{n}" for n in places],
            names=[f"{_NAMES[name]}{n}" for n in places],
            values=values,
            fields={iri: iri.rpartition("#")[2] for iri in values},
        )

    def _links(self, name: str, start_class: str, end_class: str, places: range) -> Links:
        ends = self._counts.get(end_class, _FEW)
        starts = self._counts[start_class]
        step = 7919 if ends % 7919 else 7907
        return Links(
            property=NS + name,
            subjects=[_iri(start_class, n % starts) for n in places],
            objects=[_iri(end_class, n * step % ends) for n in places],
            sources=[f"bench/{start_class}.csv#{n}/{name}" for n in places],
        )


_FEW = 8
_SHARED = frozenset(("OrderStatus", "PaymentMethod", "Carrier"))
_NAMES = {
    "Customer": "顾客",
    "Address": "地址",
    "Product": "电热水器",
    "Order": "订单",
    "OrderLine": "明细",
    "Shipment": "包裹",
}
_VALUES: dict[str, dict[str, Callable[[int, random.Random], Scalar]]] = {
    "Customer": {"customerId": lambda n, d: f"C{n}", "gender": lambda n, d: d.choice("男女")},
    "Address": {
        "recipientName": lambda n, d: f"收件人{n}",
        "phone": lambda n, d: f"138{n:08}",
        "city": lambda n, d: d.choice(("杭州市", "苏州市", "成都市")),
        "street": lambda n, d: f"文一路{n}号",
    },
    "Product": {
        "productId": lambda n, d: f"P{n}",
        "price": lambda n, d: Decimal(d.randrange(10_000, 500_000)) / 100,
        "description": lambda n, d: f"{d.randrange(40, 90)}升 一级能效 储水式电热水器",
    },
    "Order": {
        "orderId": lambda n, d: f"O{n}",
        "orderTotal": lambda n, d: Decimal(d.randrange(10_000, 900_000)) / 100,
        "urgent": lambda n, d: d.random() < 0.1,
    },
    "OrderLine": {
        "quantity": lambda n, d: d.randrange(1, 5),
        "unitPrice": lambda n, d: Decimal(d.randrange(10_000, 500_000)) / 100,
    },
    "Shipment": {"trackingNumber": lambda n, d: f"SF{n:010}"},
}
_LINKS = (
    ("placedBy", "Order", "Customer", 1.0),
    ("placedAt", "Order", "Shop", 1.0),
    ("orderStatus", "Order", "OrderStatus", 1.0),
    ("paidBy", "Order", "PaymentMethod", 1.0),
    ("shippedTo", "Order", "Address", 1.0),
    ("ownedBy", "Order", "Customer", 1.0),
    ("hasLine", "Order", "OrderLine", 1.44),
    ("ofProduct", "OrderLine", "Product", 1.0),
    ("hasShipment", "Order", "Shipment", 0.676),
    ("carriedBy", "Shipment", "Carrier", 1.0),
    ("deliveredTo", "Shipment", "Address", 1.0),
    ("ownedBy", "Address", "Customer", 1.0),
    ("livesAt", "Customer", "Address", 1.0),
    ("soldBy", "Product", "Shop", 1.0),
)


def _iri(name: str, place: int) -> str:
    return f"{ID}{name}/{place}" if name in _SHARED else f"{SHOPS}{SHOP}/{name}/{place}"


def rows_of(part: Part, schema: GraphSchema) -> Batch:
    """A part as the rows that stores take."""
    if isinstance(part, Record):
        return node_rows(part, schema)
    return link_rows(part.property, part.subjects, part.objects, part.sources, schema)
