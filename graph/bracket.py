"""A Cypher text's tokens with what stands in brackets as one part, so that expressions can be read level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.cypher_text import Kind, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What stands between `(`, `[` or `{` and its end."""

    sign: str
    start: int = 0
    parts: list[Part] = field(default_factory=list)


Part: TypeAlias = "Token | Bracket"


def bracketed(tokens: Sequence[Token]) -> list[Part]:
    """The parts of a text; a bracket that never closes ends with the text, one that never opened is passed over."""
    open_ones: list[Bracket] = [Bracket(sign="")]
    for token in tokens:
        if token.signs("(", "[", "{"):
            inner = Bracket(sign=token.text, start=token.start)
            open_ones[-1].parts.append(inner)
            open_ones.append(inner)
        elif token.signs(")", "]", "}"):
            if len(open_ones) > 1:
                open_ones.pop()
        else:
            open_ones[-1].parts.append(token)
    return open_ones[0].parts


def parted(parts: Sequence[Part]) -> list[list[Part]]:
    """What stands between the commas of this level."""
    found: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Token) and part.signs(","):
            found.append([])
        else:
            found[-1].append(part)
    return found


def part_at(parts: Sequence[Part], place: int) -> Part | None:
    """The part at a place; None before the first and after the last."""
    return parts[place] if 0 <= place < len(parts) else None


def token_at(parts: Sequence[Part], place: int) -> Token:
    """The token at a place; a token that is no word and no sign when there is none."""
    found = part_at(parts, place)
    return found if isinstance(found, Token) else _NONE


def until(parts: Sequence[Part], *words: str) -> tuple[list[Part], list[Part]]:
    """What stands before the first of these unquoted words or signs at this level, and what stands after it."""
    for place, part in enumerate(parts):
        if isinstance(part, Token) and (part.says(*words) or part.signs(*words)) and not is_property(parts, place):
            return list(parts[:place]), list(parts[place + 1 :])
    return list(parts), []


def is_property(parts: Sequence[Part], place: int) -> bool:
    """Whether the name at a place is a property's, as in `n.name`."""
    return token_at(parts, place - 1).signs(".") and not token_at(parts, place - 2).signs(".")


def is_key(parts: Sequence[Part], place: int) -> bool:
    """Whether the name at a place is a map's key, or one whose label is looked at."""
    return token_at(parts, place + 1).signs(":")


def walk(parts: Sequence[Part]) -> Iterator[tuple[Sequence[Part], int]]:
    """Every part at any depth, as its level and its place there."""
    for place, part in enumerate(parts):
        yield parts, place
        if isinstance(part, Bracket):
            yield from walk(part.parts)


_NONE = Token(kind=Kind.TEXT, text="''")
