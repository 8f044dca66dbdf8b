"""Reply and Completion as GraphQL shows them."""

from __future__ import annotations

import strawberry
from strawberry.scalars import JSON

from api.graphql.proof import Proof, proof_of, proof_of_all
from api.plain import plain
from reasoning import assist
from reasoning.answer import reply as replies
from reasoning.answer.reply import ReplyStatus, Route
from reasoning.assist import CompletionKind

strawberry.enum(ReplyStatus, description="The seven results of a question.")
strawberry.enum(Route, description="Who goes on: the machine or a person.")
strawberry.enum(CompletionKind, description="What a suggestion is made of.")


@strawberry.type(description="One thing that the asker may have meant.")
class Choice:
    """See reasoning.answer.reply.Choice."""

    label: str
    iri: strawberry.ID


@strawberry.type(description="The result of a question.")
class Reply:
    """`proof` holds all proofs in one, `proofs` one for each fact that the text states; see reasoning.answer.reply."""

    status: ReplyStatus
    text: str
    rows: JSON | None
    cypher: str | None
    proof: Proof | None
    proofs: list[Proof]
    choices: list[Choice]
    route: Route
    session: strawberry.ID
    confidence: float


def reply_of(reply: replies.Reply) -> Reply:
    """A reply as GraphQL shows it."""
    return Reply(
        status=reply.status,
        text=reply.text,
        rows=plain(reply.rows) if reply.rows else None,
        cypher=reply.cypher or None,
        proof=proof_of_all(reply.proofs, reply.text),
        proofs=[proof_of(proof) for proof in reply.proofs],
        choices=[Choice(label=choice.label, iri=strawberry.ID(choice.iri)) for choice in reply.choices],
        route=reply.route,
        session=strawberry.ID(reply.session),
        confidence=reply.confidence,
    )


@strawberry.type(description="A suggestion to someone who is typing.")
class Completion:
    """See reasoning.assist.Completion."""

    text: str
    kind: CompletionKind
    iri: strawberry.ID
    score: float


def completion_of(completion: assist.Completion) -> Completion:
    """A completion as GraphQL shows it."""
    return Completion(
        text=completion.text, kind=completion.kind, iri=strawberry.ID(completion.iri), score=completion.score
    )
