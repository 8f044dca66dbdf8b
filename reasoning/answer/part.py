"""Pieces of a reply: what one typed query found, and its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.fact import Fact
from reasoning.answer.plan import Wish
from reasoning.answer.reply import Choice, ReplyStatus, Route
from reasoning.answer.run import Reached

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The answer to one task; parts of a question are joined into its reply.

    `focus`, `properties` and `operation` are what a follow-up may refer to. A `weak` part gives way
    to any other: a greeting beside a question, a word that nothing is known about.
    """

    status: ReplyStatus
    text: str
    rows: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Fact, ...] = ()
    choices: tuple[Choice, ...] = ()
    route: Route = Route.AUTO
    focus: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    operation: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one wish found for one anchor: the individual reached and the facts that say it."""

    reached: Reached
    property: str | None
    facts: tuple[Fact, ...]


def found_at(iri: str, facts: Sequence[Fact], property: str | None = None) -> Found:
    """What was found at an anchor itself, with no way to go."""
    return Found(reached=Reached(anchor=iri, iri=iri, way=()), property=property, facts=tuple(facts))


def distinct(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Rows without repetition, in their order."""
    return tuple({json.dumps(row, sort_keys=True): row for row in rows}.values())


def join(parts: Sequence[Part]) -> Part:
    """Several parts as one: answered if any is, with what could not be answered said as well."""
    if len(parts) == 1:
        return parts[0]
    answered = [p for p in parts if p.status is ReplyStatus.ANSWERED]
    refused = [p for p in parts if p.status is ReplyStatus.REFUSED]
    lead = (answered or refused or list(parts))[0]
    return Part(
        status=lead.status,
        text="\n".join(dict.fromkeys(p.text for p in parts if p.text)),
        rows=distinct(row for p in parts for row in p.rows),
        facts=tuple(dict.fromkeys(f for p in parts for f in p.facts)),
        choices=tuple(dict.fromkeys(c for p in parts for c in p.choices)),
        route=Route.HUMAN if any(p.route is Route.HUMAN for p in parts) else Route.AUTO,
        focus=next((p.focus for p in reversed(parts) if p.focus), ()),
        properties=tuple(dict.fromkeys(x for p in parts for x in p.properties)),
        operation=next((p.operation for p in reversed(parts) if p.operation), ""),
    )


def asked_properties(wish: Wish) -> tuple[str, ...]:
    """The properties that a wish may be answered by."""
    return tuple(dict.fromkeys(t.property for g in wish.groups for t in g if t.property))
