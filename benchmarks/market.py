"""A market of any size for benchmarks/market.ofn: customers who registered twice, orders, goods, regions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from ontology.model import Ontology
from ontology.owl import RDF_TYPE, XSD
from ontology.reader import read_file

NS = "https://fengmi.example/bench/market#"
ONTOLOGY = Path(__file__).parent / "market.ofn"
SEED = 7

_TWICE = 0.05
_PLATFORMS = 4
_REGIONS = 5


def ontology() -> Ontology:
    """The market's axioms and rules."""
    return Ontology([read_file(ONTOLOGY)])


def write(customers: int, path: Path, *, seed: int = SEED) -> int:
    """Write a market as canonical N-Triples, each triple once; how many there are."""
    lines = list(_lines(customers, random.Random(seed)))
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(lines)
    return len(lines)


def _lines(customers: int, dice: random.Random) -> Iterator[str]:
    _, *levels = _regions()
    towns = levels[-1]
    for name in (name for level in levels for name in level):
        yield _link(name, "within", name.rpartition("-")[0])
    goods = max(10, customers // 5)
    for n in range(goods):
        yield _type(f"P{n}", dice.choice(("Product", "Appliance", "ColdChainGood")))
        yield _link(f"P{n}", "madeBy", f"M{n % max(1, goods // 20)}")
    orders = 0
    for n in range(customers):
        names = [f"C{n}", f"C{n}b"] if dice.random() < _TWICE else [f"C{n}"]
        by_account = dice.random() < 0.5
        for name in names:
            # Registered twice: known again by the account, or by the phone on the same platform.
            yield _type(name, "Customer")
            yield _number(name, "platform", n % _PLATFORMS)
            yield _number(name, "phone", 10_000_000 + (n if not by_account else 2 * customers + orders))
            if by_account or name == names[0]:
                yield _link(name, "holdsAccount", f"A{n}")
            yield _link(name, "livesIn", dice.choice(towns))
            for _ in range(dice.randint(1, 3)):
                yield from _order(f"O{orders}", name, goods, dice)
                orders += 1


def _regions() -> list[list[str]]:
    """A country, its provinces, their cities, and the towns of these."""
    levels = [["R"]]
    for _ in range(3):
        levels.append([f"{name}-{n}" for name in levels[-1] for n in range(_REGIONS)])
    return levels


def _order(name: str, customer: str, goods: int, dice: random.Random) -> Iterator[str]:
    yield _type(name, "Order")
    yield _link(name, "placedBy", customer)
    for line in range(dice.randint(1, 4)):
        own = f"{name}-{line}"
        yield _type(own, "OrderLine")
        yield _link(name, "hasLine", own)
        yield _link(own, "ofProduct", f"P{dice.randrange(goods)}")
        yield _number(own, "unitPrice", dice.randrange(10, 5_000))
        yield _number(own, "quantity", dice.randint(1, 5))
        yield _number(own, "discount", dice.randrange(10))


def _type(name: str, of: str) -> str:
    return f"<{NS}{name}> <{RDF_TYPE}> <{NS}{of}> .\n"


def _link(name: str, property: str, other: str) -> str:
    return f"<{NS}{name}> <{NS}{property}> <{NS}{other}> .\n"


def _number(name: str, property: str, value: int) -> str:
    return f'<{NS}{name}> <{NS}{property}> "{value}"^^<{XSD}integer> .\n'
