"""The root of every query."""

from __future__ import annotations

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from api.graphql.context import Asked
from api.graphql.entity import Entity, Table, entity_of, table_of
from api.graphql.overlay import OverlayVersion, version_of
from api.graphql.proof import Proof, proof_of
from api.graphql.reply import Completion, Reply, completion_of, reply_of
from api.graphql.ruling import Ruling, ruling_of
from ontology.errors import InputError

FIRST = 8
ROWS = 100
CONTRADICTIONS = 10
PROOFS = 10


@strawberry.type
class Query:
    """Reading, and nothing but reading."""

    @strawberry.field(description="Answer a customer's question. Without customer, nobody's personal facts are seen.")
    async def ask(
        self,
        info: Asked,
        question: str,
        shop: strawberry.ID | None = None,
        customer: strawberry.ID | None = None,
        session: strawberry.ID | None = None,
        as_of: datetime | None = None,
    ) -> Reply:
        """See Engine.ask."""
        engine = info.context.engine
        reply = await info.context.run(engine.ask, question, shop=shop, customer=customer, session=session, as_of=as_of)
        return reply_of(reply)

    @strawberry.field(description="Rule on a dispute case by its id or iri.")
    async def judge(self, info: Asked, case: strawberry.ID) -> Ruling:
        """See Engine.judge."""
        return ruling_of(await info.context.run(info.context.engine.judge, case))

    @strawberry.field(description="What someone who has typed this may want to say; nothing personal is suggested.")
    async def complete(
        self,
        info: Asked,
        input: str,
        session: strawberry.ID | None = None,
        shop: strawberry.ID | None = None,
        first: int | None = FIRST,
    ) -> list[Completion]:
        """See Engine.complete."""
        found = await info.context.run(
            info.context.engine.complete, input, shop=shop, session=session, first=FIRST if first is None else first
        )
        return [completion_of(completion) for completion in found]

    @strawberry.field(description="One individual by iri, id or label; null when it is not stored.")
    async def entity(self, info: Asked, iri: strawberry.ID) -> Entity | None:
        """See Engine.entity."""
        found = await info.context.run(info.context.engine.entity, iri)
        return None if found is None else entity_of(found)

    @strawberry.field(description="Why a stored fact holds; null when it is not stored.")
    async def explain(self, info: Asked, subject: strawberry.ID, property: strawberry.ID, object: str) -> Proof | None:
        """See Engine.explain."""
        found = await info.context.run(info.context.engine.explain, subject, property, object)
        return None if found is None else proof_of(found)

    @strawberry.field(description="Every proof of a stored fact by another last step; that of explain comes first.")
    async def proofs(
        self,
        info: Asked,
        subject: strawberry.ID,
        property: strawberry.ID,
        object: str,
        first: int | None = PROOFS,
    ) -> list[Proof]:
        """See Engine.explain_all."""
        wanted = PROOFS if first is None else first
        found = await info.context.run(info.context.engine.explain_all, subject, property, object, first=wanted)
        return [proof_of(proof) for proof in found]

    @strawberry.field(description="What cannot be true together in the graph, each with its proof; it stops nothing.")
    async def contradictions(self, info: Asked, first: int | None = CONTRADICTIONS) -> list[Proof]:
        """See Engine.contradictions."""
        engine = info.context.engine
        found = await info.context.run(engine.contradictions, CONTRADICTIONS if first is None else first)
        return [proof_of(proof) for proof in found]

    @strawberry.field(description="The versions of a shop's overlay, the first one first.")
    async def overlay_versions(self, info: Asked, shop: strawberry.ID) -> list[OverlayVersion]:
        """See Engine.overlay_versions."""
        found = await info.context.run(info.context.engine.overlay_versions, str(shop))
        return [version_of(version) for version in found]

    @strawberry.field(description="One reading Cypher query, for analysts.")
    async def cypher(self, info: Asked, query: str, parameters: JSON | None = None, limit: int | None = ROWS) -> Table:
        """See Engine.cypher."""
        if parameters is not None and not isinstance(parameters, dict):
            raise InputError('parameters: not an object; send for example {"id": "1001"}')
        return table_of(
            await info.context.run(
                info.context.engine.cypher, query, parameters, limit=ROWS if limit is None else limit
            )
        )
