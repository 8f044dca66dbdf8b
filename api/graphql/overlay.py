"""Versions of shops' overlays, and what activating one changes, as GraphQL shows them."""

from __future__ import annotations

import strawberry

from api import overlays
from graph import versions


@strawberry.type(description="One version of a shop's overlay; active when it is the one in use.")
class OverlayVersion:
    """See graph.versions.OverlayVersion."""

    number: int
    at: str
    by: str
    digest: str
    files: list[str]
    active: bool


@strawberry.type(description="How many inferred facts of one class or property come and go.")
class Moved:
    """See api.overlays.Moved."""

    term: strawberry.ID
    label: str
    appearing: int
    vanishing: int


@strawberry.type(description="What a version changes: axioms, facts, and the rulings on `cases` of the shop's cases.")
class Impact:
    """See api.overlays.Impact."""

    axioms_added: int
    axioms_removed: int
    facts_added: int
    facts_removed: int
    appearing: int
    changed: int
    vanishing: int
    moved: list[Moved]
    cases: int
    rulings_changed: list[strawberry.ID]


@strawberry.type(description="A version that became active, or would have in a dry run; number 0 is no overlay.")
class OverlayActivation:
    """See api.overlays.Activation."""

    shop: strawberry.ID
    number: int
    active: bool
    questions: int
    impact: Impact


def version_of(version: versions.OverlayVersion) -> OverlayVersion:
    """A version as GraphQL shows it."""
    return OverlayVersion(
        number=version.number,
        at=version.at,
        by=version.by,
        digest=version.digest,
        files=list(version.files),
        active=version.active,
    )


def activation_of(done: overlays.Activation) -> OverlayActivation:
    """An activation as GraphQL shows it."""
    impact = done.impact
    return OverlayActivation(
        shop=strawberry.ID(done.shop),
        number=done.number,
        active=done.active,
        questions=done.questions,
        impact=Impact(
            axioms_added=len(impact.axioms.added) + len(impact.axioms.changed),
            axioms_removed=len(impact.axioms.removed) + len(impact.axioms.changed),
            facts_added=impact.facts_added,
            facts_removed=impact.facts_removed,
            appearing=impact.appearing,
            changed=impact.changed,
            vanishing=impact.vanishing,
            moved=[
                Moved(term=strawberry.ID(m.term), label=m.label, appearing=m.appearing, vanishing=m.vanishing)
                for m in impact.moved
            ],
            cases=impact.cases,
            rulings_changed=[strawberry.ID(change.case) for change in impact.rulings],
        ),
    )
