"""Proof, and the stored facts at its leaves, as GraphQL shows them."""

from __future__ import annotations

import strawberry

from graph.fact import Fact
from reasoning import rules


@strawberry.type(description="A stored statement with its source; exactly one of object and value is set.")
class FactRef:
    """See graph.fact.Fact."""

    subject: strawberry.ID
    property: strawberry.ID
    object: strawberry.ID | None
    value: str | None
    source: str
    quote: str
    inferred: bool
    rule: str | None
    valid_from: str | None
    valid_to: str | None


def fact_ref(fact: Fact) -> FactRef:
    """A stored fact as GraphQL shows it."""
    return FactRef(
        subject=strawberry.ID(fact.subject),
        property=strawberry.ID(fact.property),
        object=None if fact.object is None else strawberry.ID(fact.object),
        value=None if fact.value is None else str(fact.value),
        source=fact.source,
        quote=fact.quote,
        inferred=fact.inferred,
        rule=fact.rule or None,
        valid_from=fact.valid_from or None,
        valid_to=fact.valid_to or None,
    )


@strawberry.type(description="Why something holds: a conclusion, the rule that gives it, and proofs of its premises.")
class Proof:
    """See reasoning.rules.Proof. A proof of several statements together has their proofs as premises and no fact."""

    conclusion: str
    rule: str | None
    premises: list[Proof]
    fact: FactRef | None
    spoken: strawberry.Private[tuple[rules.Proof, ...]]

    @strawberry.field(description="The whole tree in words, indented.")
    def text(self, lang: str | None = "zh") -> str:
        """The whole tree in words."""
        return "\n".join(proof.text(lang or "zh") for proof in self.spoken)


def proof_of(proof: rules.Proof) -> Proof:
    """One proof as GraphQL shows it; its conclusion is said in Chinese."""
    return Proof(
        conclusion=proof.words.fact(proof.conclusion, "zh"),
        rule=proof.rule.id if proof.rule else None,
        premises=[proof_of(premise) for premise in proof.premises],
        fact=fact_ref(proof.conclusion),
        spoken=(proof,),
    )


def proof_of_all(proofs: tuple[rules.Proof, ...], conclusion: str) -> Proof | None:
    """The proofs of all that a reply states as one; None when it states nothing."""
    if len(proofs) < 2:
        return proof_of(proofs[0]) if proofs else None
    return Proof(
        conclusion=conclusion,
        rule=None,
        premises=[proof_of(proof) for proof in proofs],
        fact=None,
        spoken=proofs,
    )
