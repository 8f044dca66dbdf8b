"""Which individual a side in a dispute is."""

from __future__ import annotations

from graph.fact import shop_of
from ontology.general import NS, shop_iri
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.parts import Named, Party
from reasoning.rules import Closure, Words


def party_of(role: Named, closure: Closure, case: str, words: Words) -> Party:
    """The side with the customer, shop or carrier of the case; without an individual when the case does not tell."""
    iri = _individual(role.iri, closure, case)
    if iri is None:
        return Party(role=role, individual=None)
    words.learn_names((iri,))
    return Party(role=role, individual=Named(iri=iri, zh=words.label(iri, "zh"), en=words.label(iri, "en")))


def _individual(role: str, closure: Closure, case: str) -> str | None:
    order = closure.object(dp.ABOUT_ORDER, case) or ""
    if role == dp.BUYER:
        return closure.object(NS + "placedBy", order) or closure.object(NS + "ownedBy", case)
    if role == dp.SELLER:
        shop = shop_of(case)
        return closure.object(NS + "placedAt", order) or (shop_iri(shop) if shop else None)
    if role == dp.CARRIER:
        return closure.object(NS + "carriedBy", closure.object(NS + "hasShipment", order) or "")
    return None
