"""Inference over one dispute at a time: `python -m benchmarks.cases [--cases 10000]`.

Cases are made by a seeded generator from the terms of the shipped dispute ontology: a claim, its order
with a line and a product, a shipment with its track, and evidence. Each is closed by itself under all of
the ontology's rules, in one thread; the plan of the rules is made once.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from datetime import datetime, timedelta
from decimal import Decimal

from graph.fact import Fact, Scalar
from ontology.general import CASE, NS, ORDER, PRODUCT, individual_iri
from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, Iri
from reasoning.rules import close, compile_rules
from reasoning.rules.values import CHINA_TIME

DP = "https://fengmi.example/dispute#"
SHOP = "bench"
START = datetime(2026, 1, 1, tzinfo=CHINA_TIME)
NOTES = ("包裹已揽收", "包裹到达分拨中心", "派送中", "已签收，本人签收", "已签收，驿站代收", "快递柜已存件", "客户拒收")


class Cases:
    """Makes cases."""

    def __init__(self, ontology: Ontology, seed: int) -> None:
        self._random = random.Random(seed)
        self._members = {
            name: sorted(
                axiom.args[1].text
                for axiom in ontology.axioms
                if axiom.kind == "ClassAssertion" and axiom.args[0] == Iri(DP + name) and isinstance(axiom.args[1], Iri)
            )
            for name in ("ClaimType", "EvidenceKind", "FactKind", "Role", "ServicePromise", "GoodsKind")
        }

    def make(self, number: int) -> list[Fact]:
        """The facts of one case."""
        key = str(number)
        case, order, product = (self._new(name, key) for name in ("Case", "Order", "Product"))
        shipment, line = self._new("Shipment", key), self._new("OrderLine", key)
        opened = START + timedelta(hours=self._random.randrange(4_000))
        facts = [_is(case, CASE), _is(order, ORDER), _is(product, PRODUCT), _is(shipment, NS + "Shipment")]
        facts += [
            _to(case, DP + "claimType", self._one("ClaimType")),
            _to(case, DP + "aboutOrder", order),
            _to(case, DP + "aboutProduct", product),
            _has(case, NS + "caseId", key),
            _has(case, DP + "openedAt", opened),
            _has(case, DP + "claimedAmount", Decimal(self._random.randrange(10, 3_000))),
            _has(case, DP + "statement", "收到的商品与描述不符，要求退款"),
            _has(order, DP + "orderedAt", opened - timedelta(days=self._random.randrange(2, 30))),
            _to(order, NS + "hasLine", line),
            _to(line, NS + "ofProduct", product),
            _has(line, NS + "quantity", self._random.randrange(1, 4)),
            _to(order, NS + "hasShipment", shipment),
            _to(product, DP + "goodsKind", self._one("GoodsKind")),
        ]
        if self._random.random() < 0.8:
            facts.append(_has(case, DP + "respondedAt", opened + timedelta(hours=self._random.randrange(1, 72))))
        for promise in self._some("ServicePromise", 2):
            facts.append(_to(order, DP + "promises", promise))
        return [*facts, *self._track(shipment, key, opened), *self._evidence(case, key, opened)]

    def _track(self, shipment: str, key: str, opened: datetime) -> list[Fact]:
        facts: list[Fact] = []
        for place in range(self._random.randrange(3, 9)):
            event = self._new("LogisticsEvent", f"{key}-{place}")
            facts += [
                _is(event, NS + "LogisticsEvent"),
                _to(shipment, NS + "hasEvent", event),
                _has(event, NS + "eventNote", self._random.choice(NOTES)),
                _has(event, NS + "eventTime", opened - timedelta(hours=100 - 10 * place)),
            ]
        return facts

    def _evidence(self, case: str, key: str, opened: datetime) -> list[Fact]:
        facts: list[Fact] = []
        for place in range(self._random.randrange(0, 6)):
            evidence = self._new("Evidence", f"{key}-{place}")
            facts += [
                _is(evidence, DP + "Evidence"),
                _to(case, DP + "hasEvidence", evidence),
                _to(evidence, DP + "evidenceKind", self._one("EvidenceKind")),
                _to(evidence, DP + "providedBy", self._one("Role")),
                _has(evidence, DP + "providedAt", opened + timedelta(hours=place)),
                *(_to(evidence, DP + "establishes", kind) for kind in self._some("FactKind", 2)),
                *(_to(evidence, DP + "rebuts", kind) for kind in self._some("FactKind", 1)),
            ]
        return facts

    def _new(self, name: str, key: str) -> str:
        return individual_iri(name, key, shop=SHOP)

    def _one(self, name: str) -> str:
        return self._random.choice(self._members[name])

    def _some(self, name: str, most: int) -> list[str]:
        return self._random.sample(self._members[name], self._random.randrange(most + 1))


def _is(subject: str, cls: str) -> Fact:
    return Fact(subject=subject, property=RDF_TYPE, object=cls)


def _to(subject: str, property: str, object: str) -> Fact:
    return Fact(subject=subject, property=property, object=object)


def _has(subject: str, property: str, value: Scalar) -> Fact:
    return Fact(subject=subject, property=property, value=value)


def main() -> None:
    """Print sizes and the distribution of times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    count = parser.parse_args().cases
    ontology = load_ontology(["dispute", "service", "home_appliances"])
    plan = compile_rules(ontology).everything
    cases = Cases(ontology, seed=20261123)
    gc.collect()
    gc.freeze()  # The ontology stays: a collection need not look through it.
    wall, cpu, given, derived = [], [], [], []
    for number in range(count):
        facts = cases.make(number)
        start, busy = time.perf_counter(), time.thread_time()
        closure = close(plan, facts)
        wall.append(time.perf_counter() - start)
        cpu.append(time.thread_time() - busy)
        given.append(len(facts))
        derived.append(sum(1 for _ in closure.derivations))
    print(
        f"{count:,} cases, {len(plan.rules)} rules; facts: median {statistics.median(given):.0f} given,"
        f" {statistics.median(derived):.0f} derived"
    )
    for name, seconds in (("wall", wall), ("CPU", cpu)):
        cuts = statistics.quantiles(seconds, n=100)
        most = max(seconds)
        print(
            f"{name:>5}: p50 {cuts[49] * 1e3:.2f} ms, p99 {cuts[98] * 1e3:.2f} ms (goal 5), largest {most * 1e3:.2f} ms"
        )


if __name__ == "__main__":
    main()
