"""Rulings as GraphQL shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from api.graphql.proof import Proof, proof_of
from ontology.owl import local_name
from reasoning import dispute
from reasoning.answer.reply import Route
from reasoning.dispute import FactStatus, RuleOutcome, RulingStatus

strawberry.enum(RulingStatus, description="Whether rules and facts lead to one verdict.")
strawberry.enum(FactStatus, description="What the evidence makes of a fact.")
strawberry.enum(RuleOutcome, description="What became of a rule whose conditions hold.")


@strawberry.type(description="A term or an individual; id is the last part of its iri.")
class Named:
    """See reasoning.dispute.Named."""

    iri: strawberry.ID
    id: str
    spoken: strawberry.Private[dispute.Named]

    @strawberry.field(description="What to call it.")
    def label(self, lang: str | None = "zh") -> str:
        """What to call it in a language."""
        return self.spoken.label(lang or "zh")


@strawberry.type(description="What is to be done.")
class Remedy(Named):
    """A remedy, a term of the dispute ontology."""


@strawberry.type(description="Who is liable: the individual when the case tells, else the side; role is the side.")
class Party(Named):
    """See reasoning.dispute.Party."""

    role: Named


@strawberry.type(description="An amount in the currency's main unit, as decimal text.")
class Money:
    """See reasoning.dispute.Money."""

    amount: str
    currency: str


@strawberry.type(description="A provision that the ruling rests on, in our own words.")
class Article(Named):
    """See reasoning.dispute.Article."""

    source: str
    said: strawberry.Private[dispute.Article]

    @strawberry.field(description="What it says.")
    def text(self, lang: str | None = "zh") -> str:
        """What it says."""
        return self.said.text(lang or "zh")


@strawberry.type(description="A deciding fact that is not known, who must prove it, with what, and until when.")
class MissingEvidence:
    """See reasoning.dispute.MissingEvidence."""

    fact: Named
    party: Named
    evidence: list[Named]
    due: datetime | None
    said: strawberry.Private[dispute.MissingEvidence]

    @strawberry.field(description="The request as a sentence.")
    def text(self, lang: str | None = "zh") -> str:
        """The request as a sentence."""
        return self.said.text(lang or "zh")


@strawberry.type(description="The smallest evidence that would change the ruling.")
class Counterfactual:
    """See reasoning.dispute.Counterfactual."""

    facts: list[Named]
    parties: list[Named]
    verdict: Named
    said: strawberry.Private[dispute.Counterfactual]

    @strawberry.field(description="Condition and consequence as a sentence.")
    def text(self, lang: str | None = "zh") -> str:
        """Condition and consequence as a sentence."""
        return self.said.text(lang or "zh")


@strawberry.type(description="The status of one fact; byDefault when its burden of proof was not met in time.")
class Finding:
    """See reasoning.dispute.Finding."""

    fact: Named
    status: FactStatus
    burden: Named
    by_default: bool
    conflict: bool
    due: datetime | None


@strawberry.type(description="A policy rule whose conditions hold, and which rules beat it.")
class AppliedRule:
    """See reasoning.dispute.AppliedRule; `id` is the policy rule's own, such as R01."""

    id: str
    rule: Named
    priority: int
    verdict: Named
    outcome: RuleOutcome
    by: list[str]


@strawberry.type(description="How a dispute is decided, on what, and who acts on it.")
class Ruling:
    """See reasoning.dispute.Ruling."""

    case: strawberry.ID
    status: RulingStatus
    verdict: Named | None
    liable: Party | None
    remedy: Remedy | None
    recourse: Named | None
    freight: Named | None
    amount: Money | None
    articles: list[Article]
    proof: Proof | None
    missing: list[MissingEvidence]
    counterfactuals: list[Counterfactual]
    findings: list[Finding]
    rules: list[AppliedRule]
    confidence: float
    route: Route
    route_reasons: list[Named]
    policy_version: str
    as_of: datetime
    said: strawberry.Private[dispute.Ruling]

    @strawberry.field(description="The ruling in words, without its proof.")
    def text(self, lang: str | None = "zh") -> str:
        """The ruling in words, without its proof."""
        return self.said.text(lang or "zh")


def ruling_of(ruling: dispute.Ruling) -> Ruling:
    """A ruling as GraphQL shows it."""
    return Ruling(
        case=strawberry.ID(ruling.case),
        status=ruling.status,
        verdict=_named(ruling.verdict),
        liable=_party(ruling.liable) if ruling.liable else None,
        remedy=Remedy(**_parts(ruling.remedy)) if ruling.remedy else None,
        recourse=_named(ruling.recourse),
        freight=_named(ruling.freight),
        amount=Money(amount=f"{ruling.amount.amount:f}", currency=ruling.amount.currency) if ruling.amount else None,
        articles=[Article(**_parts(a.name), source=a.source, said=a) for a in ruling.articles],
        proof=proof_of(ruling.proof) if ruling.proof else None,
        missing=[_missing(missing) for missing in ruling.missing],
        counterfactuals=[_counterfactual(found) for found in ruling.counterfactuals],
        findings=[_finding(finding) for finding in ruling.findings],
        rules=[_applied(applied) for applied in ruling.rules],
        confidence=ruling.confidence,
        route=Route[ruling.route.name],
        route_reasons=[_name(reason) for reason in ruling.route_reasons],
        policy_version=ruling.policy_version,
        as_of=ruling.as_of,
        said=ruling,
    )


def _parts(named: dispute.Named) -> dict[str, Any]:
    return {"iri": strawberry.ID(named.iri), "id": local_name(named.iri), "spoken": named}


def _name(named: dispute.Named) -> Named:
    return Named(iri=strawberry.ID(named.iri), id=local_name(named.iri), spoken=named)


def _named(named: dispute.Named | None) -> Named | None:
    return _name(named) if named else None


def _party(party: dispute.Party) -> Party:
    shown = party.individual or party.role
    return Party(iri=strawberry.ID(shown.iri), id=local_name(shown.iri), spoken=shown, role=_name(party.role))


def _missing(missing: dispute.MissingEvidence) -> MissingEvidence:
    return MissingEvidence(
        fact=_name(missing.fact),
        party=_name(missing.by),
        evidence=[_name(kind) for kind in missing.evidence],
        due=missing.due,
        said=missing,
    )


def _counterfactual(found: dispute.Counterfactual) -> Counterfactual:
    return Counterfactual(
        facts=[_name(fact) for fact in found.facts],
        parties=[_name(party) for party in found.by],
        verdict=_name(found.verdict),
        said=found,
    )


def _finding(finding: dispute.Finding) -> Finding:
    return Finding(
        fact=_name(finding.fact),
        status=finding.status,
        burden=_name(finding.burden),
        by_default=finding.by_default,
        conflict=finding.conflict,
        due=finding.due,
    )


def _applied(applied: dispute.AppliedRule) -> AppliedRule:
    return AppliedRule(
        id=applied.id,
        rule=_name(applied.rule),
        priority=applied.priority,
        verdict=_name(applied.verdict),
        outcome=applied.outcome,
        by=list(applied.by),
    )
