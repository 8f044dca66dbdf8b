"""The root of every change: facts asserted and retracted, what follows from them kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import strawberry

from api.graphql.context import Asked
from api.graphql.overlay import OverlayActivation, activation_of
from api.statement import Statement
from reasoning.rules import Maintained


@strawberry.input(description="One statement: subject and object as iri, id or label; a class for the property type.")
class FactInput:
    """See api.statement.Statement."""

    subject: strawberry.ID
    property: strawberry.ID
    object: strawberry.ID | None = None
    value: str | None = None
    source: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@strawberry.type(description="How many inferred facts a change brought, changed and took away.")
class InferredReport:
    """See reasoning.rules.Maintained."""

    created: int
    changed: int
    removed: int


@strawberry.type(description="What a change did to asserted facts, and to the inferred ones that follow from them.")
class WriteReport:
    """See graph.port.WriteReport."""

    created: int
    changed: int
    removed: int
    unchanged: int
    inferred: InferredReport


@strawberry.type
class Mutation:
    """Changes; refused unless the server was started with --write."""

    @strawberry.field(
        description="Assert facts, all or none, in place of other values of properties with one; twice is once."
    )
    async def upsert_facts(self, info: Asked, facts: list[FactInput]) -> WriteReport:
        """See Engine.upsert."""
        return _report(await info.context.run(info.context.engine.upsert, _statements(facts)))

    @strawberry.field(description="Take asserted facts away, all or none; what was not asserted is passed over.")
    async def retract_facts(self, info: Asked, facts: list[FactInput]) -> WriteReport:
        """See Engine.retract."""
        return _report(await info.context.run(info.context.engine.retract, _statements(facts)))

    @strawberry.field(description="Make an OWL document a shop's overlay: checked, then active as a whole, or refused.")
    async def publish_overlay(
        self, info: Asked, shop: strawberry.ID, file: str, text: str, by: str = "api", dry_run: bool = False
    ) -> OverlayActivation:
        """See Engine.publish_text."""
        engine = info.context.engine
        return activation_of(await info.context.run(engine.publish_text, file, text, str(shop), by=by, dry_run=dry_run))

    @strawberry.field(description="Return to a version of a shop's overlay; to the one before unless `to` is given.")
    async def rollback_overlay(
        self, info: Asked, shop: strawberry.ID, to: int | None = None, dry_run: bool = False
    ) -> OverlayActivation:
        """See Engine.rollback."""
        engine = info.context.engine
        return activation_of(await info.context.run(engine.rollback_asked, str(shop), to, dry_run=dry_run))


def _statements(facts: Sequence[FactInput]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            subject=str(fact.subject),
            property=str(fact.property),
            object=None if fact.object is None else str(fact.object),
            value=fact.value,
            source=fact.source or "",
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
        )
        for fact in facts
    )


def _report(done: Maintained) -> WriteReport:
    inferred = InferredReport(
        created=done.inferred.created, changed=done.inferred.changed, removed=done.inferred.removed
    )
    asserted = done.asserted
    return WriteReport(
        created=asserted.created,
        changed=asserted.changed,
        removed=asserted.removed,
        unchanged=asserted.unchanged,
        inferred=inferred,
    )
