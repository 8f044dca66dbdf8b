"""Where each value on a node comes from, kept with the node as one JSON text.

The graph gives a relationship keys of its own, but not a node's label or property; so a node keeps
`provenance`: for each class label and property key a list of entries, in the order of the values.
An entry is [source, quote, rule, validFrom, validTo, type] with empty texts cut from its end; a type is there
where the value is kept as a text that does not tell it (graph/node.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from graph.fact import Fact


def entry(fact: Fact, *, type: str = "") -> list[str]:
    """A fact's provenance as the list that is stored."""
    parts = [fact.source, fact.quote, fact.rule, fact.valid_from, fact.valid_to, type]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def dumps(entries: dict[str, list[list[str]]]) -> str:
    """The JSON text of a node's provenance, with sorted keys so that equal content is equal text."""
    return json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: object) -> dict[str, list[list[str]]]:
    """The provenance of a node from its JSON text; empty when the node has none."""
    if not isinstance(text, str) or not text:
        return {}
    loaded: dict[str, list[list[str]]] = json.loads(text)
    return loaded


def type_of(stored: Sequence[str]) -> str:
    """The type that an entry names; '' where the stored value tells it."""
    return stored[5] if len(stored) > 5 else ""


def is_inferred(stored: Sequence[str]) -> bool:
    """Whether a rule derived the fact of an entry."""
    return len(stored) > 2 and bool(stored[2])


def attach(
    stored: Sequence[str], *, subject: str, property: str, object: str | None = None, value: object = None
) -> Fact:
    """A fact with the provenance that `entry` stored for it."""
    source, quote, rule, valid_from, valid_to = [*stored, "", "", "", "", ""][:5]
    return Fact(
        subject=subject,
        property=property,
        object=object,
        value=value,  # type: ignore[arg-type]  # decoded by the schema to a Scalar
        source=source,
        quote=quote,
        rule=rule,
        valid_from=valid_from,
        valid_to=valid_to,
    )
