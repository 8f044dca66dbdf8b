"""One relationship's keys, and what adding a fact means for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.fact import Fact
from graph.port import WriteReport
from graph.schema import GraphSchema


def relationship_keys(fact: Fact) -> dict[str, Any]:
    """The keys that a stored relationship carries (DESIGN.md §3); open ends and absent texts have no key."""
    keys: dict[str, Any] = {"inferred": fact.inferred}
    for key, text in (
        ("rule", fact.rule),
        ("source", fact.source),
        ("quote", fact.quote),
        ("validFrom", fact.valid_from),
        ("validTo", fact.valid_to),
    ):
        if text:
            keys[key] = text
    return keys


def decode_relationship(row: Mapping[str, Any], schema: GraphSchema) -> Iterator[Fact]:
    """The fact behind a row with s, t, p and o; none when the ontology does not know the type."""
    property = schema.object_properties.get(row["t"])
    if property is None:
        return
    keys = row["p"]
    yield Fact(
        subject=row["s"],
        property=property,
        object=row["o"],
        source=keys.get("source", ""),
        quote=keys.get("quote", ""),
        rule=keys.get("rule", ""),
        valid_from=keys.get("validFrom", ""),
        valid_to=keys.get("validTo", ""),
    )


def relationship_report(known: Fact | None, fact: Fact) -> WriteReport:
    """What adding `fact` does when `known` is stored; an inferred fact never replaces an asserted one."""
    if known is None:
        return WriteReport(created=1)
    if known == fact or (fact.inferred and not known.inferred):
        return WriteReport(unchanged=1)
    return WriteReport(changed=1)
