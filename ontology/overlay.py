"""Which individuals are a shop's own, as its overlay and its data name them.

A shop's own are the shop itself, those under its space (`https://fengmi.example/shop/SHOP/…`) and those that its
overlay names under its own IRI: `https://beta.example/own#Rebate` or `https://beta.example/own/Rebate` for the
overlay `<https://beta.example/own>`. Everything else is shared, or another shop's.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.general import SHOP, shop_iri, shop_space
from ontology.model import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What is one shop's own: `overlays` are the IRIs of its overlay's documents, `others` those of other shops'."""

    shop: str
    overlays: frozenset[str]
    others: frozenset[str]

    def own(self, iri: str) -> bool:
        """Whether an individual is the shop's own."""
        return iri.startswith(shop_space(self.shop)) or iri == shop_iri(self.shop) or home_of(iri) in self.overlays

    def seen(self, iri: str) -> bool:
        """Whether an individual is the shop's own or shared."""
        if iri.startswith(SHOP):
            return iri.startswith(shop_space(self.shop))
        return home_of(iri) not in self.others


def belongings(ontology: Ontology, shop: str) -> Belongings:
    """What the documents of an ontology say is a shop's own."""
    return Belongings(
        shop=shop,
        overlays=frozenset(_stem(d.iri) for d in ontology.documents if d.shop == shop),
        others=frozenset(_stem(d.iri) for d in ontology.documents if d.shop not in ("", shop)),
    )


def home_of(iri: str) -> str:
    """The IRI of the ontology that would name an individual so: what stands before its '#', else its last '/'."""
    before, hash, _ = iri.partition("#")
    return _stem(before) if hash else iri.rpartition("/")[0]


def _stem(iri: str) -> str:
    return iri.rstrip("#/")
