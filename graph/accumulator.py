"""What one step of reduce() does with its value: whether it may double it, or copies it whole each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.bracket import Bracket, Part, is_key, is_property, token_at, until, walk
from graph.cypher_text import Kind, Token
from graph.functions import SCALAR
from ontology.errors import QueryError


def check_accumulator(name: str, step: Sequence[Part]) -> bool:
    """Whether each step copies the whole value; QueryError when one may make it more than longer by something given."""
    uses = _uses(name, step)
    if uses[""] > 1 or (uses[""] and len(uses) > 1) or any(count > 1 for count in uses.values()):
        raise QueryError(
            f"reduce() uses {name} more than once in each step, so that it may double every time; "
            "use it once, or part the work with UNWIND and an aggregate"
        )
    for parts, place in walk(step):
        part = parts[place]
        if not isinstance(part, Bracket) or (token_at(parts, place - 1).name or "").upper() != "REPLACE":
            continue
        old, new = until(until(part.parts, ",")[1], ",")
        if _uses(name, part.parts) and not shortens(old, new):
            raise QueryError(
                f"reduce() replaces parts of {name} by what may be longer, so that it may double every time; "
                "replace by '' or by a written text no longer than the one that goes, or part the work with UNWIND"
            )
    return any(uses.values())


def text_length(parts: Sequence[Part]) -> int | None:
    """How long a written text is at most, its quotes counted; None for what is no such text alone."""
    token = token_at(parts, 0)
    return len(token.text) if len(parts) == 1 and token.kind is Kind.TEXT else None


def shortens(old: Sequence[Part], new: Sequence[Part]) -> bool:
    """Whether a replacement cannot make a text longer: by nothing, or by no more characters than it takes away."""
    out, come = text_length(old), text_length(new)
    if come is None:
        return False
    # What is written with escapes is shorter than it looks.
    return come == 2 or (out is not None and come <= out and "\\" not in token_at(old, 0).text)


def _uses(name: str, parts: Sequence[Part]) -> Counter[str]:
    """How often an expression's value can hold the named one ('') or one part of it, by the part's key."""
    found: Counter[str] = Counter()
    place = 0
    while place < len(parts):
        part = parts[place]
        if isinstance(part, Bracket):
            scalar = part.sign == "(" and token_at(parts, place - 1).says(*SCALAR)
            found += Counter() if scalar else _uses(name, part.parts)
        elif part.says("CASE") and not is_property(parts, place):
            branches, place = _branches(parts, place)
            most: Counter[str] = Counter()
            for branch in branches:
                most |= _uses(name, branch)
            found += most
        elif part.name == name and not (is_property(parts, place) or is_key(parts, place)):
            # Looking whether it holds something gives true or false.
            found[_key_after(parts, place)] += not token_at(parts, place - 1).says("IN")
        place += 1
    return found


def _key_after(parts: Sequence[Part], place: int) -> str:
    """The key in `m.key`, written as a plain name; '' for the whole value, and for a part that is computed."""
    name = token_at(parts, place + 2).name if token_at(parts, place + 1).signs(".") else None
    return name or ""


def _branches(parts: Sequence[Part], place: int) -> tuple[list[Sequence[Part]], int]:
    """What CASE may return, and the place of its END; its conditions return nothing."""
    branches: list[Sequence[Part]] = []
    start, depth = None, 0
    for here in range(place, len(parts)):
        part = parts[here]
        if not isinstance(part, Token) or is_property(parts, here):
            continue
        depth += part.says("CASE") - part.says("END")
        if depth == 1 and start is not None and part.says("WHEN", "ELSE"):
            branches.append(parts[start:here])
            start = None
        if depth == 1 and part.says("THEN", "ELSE"):
            start = here + 1
        if depth == 0:
            return [*branches, *([parts[start:here]] if start is not None else [])], here
    return [parts[place + 1 :]], len(parts)
