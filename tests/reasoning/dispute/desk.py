"""Cases as facts: a buyer, an order, a shipment and a claim, with what a test adds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from graph.fact import Fact, Scalar
from graph.port import GraphStore
from ontology.general import NS as GENERAL
from ontology.general import individual_iri
from ontology.owl import RDF_TYPE, RDFS
from reasoning.dispute import Ruling, judge
from reasoning.dispute.vocabulary import NS as DISPUTE

ORDERED = datetime.fromisoformat("2026-03-01T10:00:00+08:00")
SIGNED = datetime.fromisoformat("2026-03-04T15:00:00+08:00")
OPENED = datetime.fromisoformat("2026-03-06T15:00:00+08:00")
LATER = datetime.fromisoformat("2026-04-20T00:00:00+08:00")

_numbers = count(1)


def dp(name: str) -> str:
    """A term of the dispute ontology."""
    return DISPUTE + name


def g(name: str) -> str:
    """A term of the general ontology."""
    return GENERAL + name


class Case:
    """One case being put together; `judge` writes its facts and rules on it."""

    def __init__(self, store: GraphStore, claim: str, *, paid: str = "200.00", claimed: str = "200.00") -> None:
        self.store = store
        self.number = f"T{next(_numbers):04}"
        self.iri = self.thing("Case")
        self.order = self.thing("Order")
        self.product = self.thing("Product")
        self.shipment = self.thing("Shipment")
        self.facts: list[Fact] = []
        self.is_a(self.iri, g("Case")).is_a(self.order, g("Order")).is_a(self.product, g("Product"))
        self.is_a(self.shipment, g("Shipment"))
        self.value(self.iri, g("caseId"), self.number).value(self.iri, dp("openedAt"), OPENED)
        self.value(self.iri, dp("claimedAmount"), Decimal(claimed))
        self.value(self.iri, dp("respondedAt"), OPENED + timedelta(hours=5))
        self.link(self.iri, dp("claimType"), dp("Claim" + claim)).link(self.iri, dp("aboutOrder"), self.order)
        self.link(self.iri, dp("aboutProduct"), self.product)
        self.value(self.order, dp("orderedAt"), ORDERED).value(self.order, g("orderTotal"), Decimal(paid))
        self.link(self.order, g("hasShipment"), self.shipment)
        self.link(self.order, g("placedBy"), self.thing("Customer"))
        self.value(self.thing("Customer"), RDFS + "label", "王小明")

    def thing(self, cls: str, suffix: str = "") -> str:
        """The IRI of an individual of this case."""
        return individual_iri(cls, self.number + suffix, shop="shop1")

    def is_a(self, subject: str, cls: str) -> Case:
        """State a class."""
        return self.link(subject, RDF_TYPE, cls)

    def link(self, subject: str, property: str, object: str) -> Case:
        """State a link."""
        self.facts.append(Fact(subject=subject, property=property, object=object, source=f"t.json#{len(self.facts)}"))
        return self

    def value(self, subject: str, property: str, value: Scalar) -> Case:
        """State a value; a later one takes the place of an earlier one."""
        self.facts = [f for f in self.facts if (f.subject, f.property) != (subject, property) or f.object is not None]
        self.facts.append(Fact(subject=subject, property=property, value=value, source=f"t.json#{len(self.facts)}"))
        return self

    def without(self, property: str) -> Case:
        """Take a property's facts back."""
        self.facts = [f for f in self.facts if f.property != property]
        return self

    def asked(self, *sides: str, at: datetime = OPENED) -> Case:
        """The platform asked a side (seller, buyer) for evidence."""
        for side in sides:
            self.value(self.iri, dp(f"{side}AskedAt"), at)
        return self

    def event(self, status: str, note: str, at: datetime = SIGNED) -> Case:
        """A shipment event."""
        event = self.thing("LogisticsEvent", f"-{len(self.facts)}")
        self.is_a(event, g("LogisticsEvent")).link(self.shipment, g("hasEvent"), event)
        return (
            self.value(event, g("eventStatus"), status)
            .value(event, g("eventNote"), note)
            .value(event, g("eventTime"), at)
        )

    def signed(self, note: str = "本人签收") -> Case:
        """The parcel was signed for."""
        return self.event("已签收", note)

    def evidence(
        self, kind: str, by: str, establishes: Iterable[str] = (), rebuts: Iterable[str] = (), *, rejected: bool = False
    ) -> Case:
        """A piece of evidence of a kind, brought by a side."""
        piece = self.thing("Evidence", f"-{len(self.facts)}")
        self.is_a(piece, dp("Evidence")).link(self.iri, dp("hasEvidence"), piece)
        self.link(piece, dp("evidenceKind"), dp("Kind" + kind)).link(piece, dp("providedBy"), dp(by))
        for fact in establishes:
            self.link(piece, dp("establishes"), dp(fact))
        for fact in rebuts:
            self.link(piece, dp("rebuts"), dp(fact))
        return self.value(piece, dp("rejected"), True) if rejected else self

    def write(self) -> Case:
        """Put the facts into the store."""
        self.store.write(added=self.facts)
        return self

    def judge(self, as_of: datetime = LATER) -> Ruling:
        """Write the facts and rule."""
        self.write()
        return judge(self.store, self.iri, as_of)


def verdict(ruling: Ruling) -> str:
    """The local name of the verdict; '' when there is none."""
    return ruling.verdict.iri.removeprefix(DISPUTE) if ruling.verdict else ""


def missing(ruling: Ruling) -> set[tuple[str, str]]:
    """(fact, who must prove it) of what is missing, by local names."""
    return {(m.fact.iri.removeprefix(DISPUTE), m.by.iri.removeprefix(DISPUTE)) for m in ruling.missing}


def reasons(ruling: Ruling) -> list[str]:
    """The routing rules' local names."""
    return [reason.iri.removeprefix(DISPUTE) for reason in ruling.route_reasons]


def outcomes(ruling: Ruling) -> dict[str, str]:
    """What became of each rule that applied."""
    return {rule.id: rule.outcome.value for rule in ruling.rules}
