"""A store with a few shops whose facts a test writes one by one, on the shipped packs."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from graph.embedded import EmbeddedStore
from graph.fact import Fact, Scalar
from ingest.individuals import load_individuals
from ontology.general import NS, individual_iri, shop_iri
from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS
from reasoning.rules import infer

HA = "https://fengmi.example/home-appliances#"


@cache
def packs() -> Ontology:
    """The shipped packs that shops of home appliances use."""
    return load_ontology(["home_appliances", "service"])


def term(name: str) -> str:
    """The IRI of a term of the general ontology or else of home appliances, by its local name."""
    return NS + name if NS + name in packs().terms else HA + name


@dataclass(kw_only=True)
class Market:
    """Facts being put together; `open` writes them with what follows from them."""

    facts: list[Fact] = field(default_factory=list)

    def shop(self, key: str, name: str) -> str:
        """A shop by its own id."""
        return self.thing("Shop", key, label=name)

    def thing(self, cls: str, key: str, *, shop: str | None = None, label: str = "", **values: Scalar) -> str:
        """An individual of a class with some values, by the local names of their properties; returns its IRI."""
        iri = individual_iri(cls, key, shop=shop)
        self.link(iri, RDF_TYPE, term(cls))
        self.facts.append(Fact(subject=iri, property=RDFS + "label", value=label or key, source="market"))
        for name, value in values.items():
            self.value(iri, name, value)
        return iri

    def product(
        self, shop: str, key: str, label: str, *, cls: str = "Product", price: str = "", **values: Scalar
    ) -> str:
        """A product that a shop sells, of some class of goods."""
        iri = self.thing("Product", key, shop=shop, label=label, productId=key, name=label, **values)
        if cls != "Product":
            self.link(iri, RDF_TYPE, term(cls))
        if price:
            self.value(iri, "price", Decimal(price))
        self.link(iri, "soldBy", shop_iri(shop))
        return iri

    def customer(self, shop: str, key: str, name: str, **values: Scalar) -> str:
        """A customer of a shop."""
        return self.thing("Customer", key, shop=shop, label=name, customerId=key, name=name, **values)

    def order(self, shop: str, key: str, customer: str, *goods: str, status: str = "Paid", total: str = "") -> str:
        """A customer's order (by the customer's id) of some goods (IRIs)."""
        iri = self.thing("Order", key, shop=shop, label=f"订单{key}", orderId=key)
        self.link(iri, "placedBy", individual_iri("Customer", customer, shop=shop))
        self.link(iri, "orderStatus", term(status))
        for product in goods:
            self.link(iri, "contains", product)
        if total:
            self.value(iri, "orderTotal", Decimal(total))
        return iri

    def link(self, subject: str, name: str, object: str, *, since: str = "", until: str = "") -> None:
        """State a link, in a period when it has one."""
        iri = name if ":" in name else term(name)
        self.facts.append(
            Fact(subject=subject, property=iri, object=object, source="market", valid_from=since, valid_to=until)
        )

    def value(self, subject: str, name: str, value: Scalar, *, since: str = "", until: str = "") -> None:
        """State a value, in a period when it has one."""
        self.facts.append(
            Fact(subject=subject, property=term(name), value=value, source="market", valid_from=since, valid_to=until)
        )

    def open(self, folder: Path) -> EmbeddedStore:
        """A new store with the packs, the facts, and what follows."""
        store = EmbeddedStore(folder / "store")
        self.write(store)
        return store

    def write(self, store: EmbeddedStore) -> None:
        """Put packs, facts and conclusions into a store."""
        store.load_ontology(packs())
        load_individuals(store)
        store.write(added=self.facts)
        infer(store)
