"""The columns that a query returns, from its text: for a store that names them only beside a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.bracket import Bracket, Part, bracketed, is_property, parted, token_at
from graph.cypher_text import Kind, Token, tokens_of

_AFTER = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION")


def columns_of(cypher: str) -> tuple[str, ...]:
    """The names that a query's RETURN gives, in its order; for `*` all names in reach, sorted; () without RETURN.

    An expression without a name is called as it is written, as both stores do.
    """
    tokens = tokens_of(cypher)
    while tokens and tokens[-1].signs(";"):
        tokens.pop()
    parts = bracketed(tokens)
    start = _first(parts, 0, "RETURN")
    if start == len(parts):
        return ()
    end = _first(parts, start + 2, *_AFTER)
    text_end = _start(parts[end]) if end < len(parts) else len(cypher)
    place = start + 1 + token_at(parts, start + 1).says("DISTINCT")
    items = [item for item in parted(parts[place:end]) if item]
    columns: list[str] = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        if token_at(item, 0).signs("*"):
            columns += sorted(set(_in_reach(parts[:start])))
            continue
        last = _start(following[0]) if following else text_end
        columns.append(_name(item, cypher, last))
    return tuple(columns)


def _name(item: Sequence[Part], cypher: str, end: int) -> str:
    name = token_at(item, len(item) - 1).name
    if name is not None and (len(item) == 1 or token_at(item, len(item) - 2).says("AS")):
        return name
    text = cypher[_start(item[0]) : end].rstrip().removesuffix(";").rstrip()
    return text.removesuffix(",").rstrip()


def _in_reach(parts: Sequence[Part]) -> Iterator[str]:
    """The names that `*` stands for at the end of these clauses."""
    start = 0
    for place in range(len(parts)):
        clause = _is(parts, place, "WITH") and not token_at(parts, place - 1).says("STARTS", "ENDS")
        start = place if clause and not token_at(parts, place + 1).signs("*") else start
    for place in range(start, len(parts)):
        part = parts[place]
        if isinstance(part, Bracket):
            yield from _in_bracket(part, token_at(parts, place - 1))
        elif token_at(parts, place - 1).says("AS", "YIELD") or token_at(parts, place + 1).signs("="):
            yield from () if part.name is None or is_property(parts, place) else (part.name,)
    if _is(parts, start, "WITH"):
        end = next((p for p in range(start + 1, len(parts)) if _is(parts, p, *_CLAUSES)), len(parts))
        yield from (name for item in parted(parts[start + 1 : end]) if len(item) == 1 and (name := _sole(item)))


def _in_bracket(bracket: Bracket, before: Token) -> Iterator[str]:
    """The names that a pattern's node or relationship, or a sub-query, gives."""
    first = token_at(bracket.parts, 0)
    if bracket.sign == "{":
        if first.kind is Kind.WORD and before.says("CALL"):
            yield from (_sole(item[-1:]) for item in _returned(bracket.parts) if _sole(item[-1:]))
    elif first.name is not None and (before.name is None or before.says("MATCH")):
        yield first.name


def _returned(parts: Sequence[Part]) -> list[list[Part]]:
    start = _first(parts, 0, "RETURN")
    end = _first(parts, start + 2, *_AFTER)
    return parted(parts[start + 1 : end])


def _sole(item: Sequence[Part]) -> str:
    return token_at(item, 0).name or ""


_CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "UNWIND", "CALL", "RETURN", "ORDER", "SKIP", "LIMIT")


def _first(parts: Sequence[Part], start: int, *words: str) -> int:
    return next((place for place in range(start, len(parts)) if _is(parts, place, *words)), len(parts))


def _is(parts: Sequence[Part], place: int, *words: str) -> bool:
    if not token_at(parts, place).says(*words) or is_property(parts, place):
        return False
    # A name may be a clause's word, as in `o AS Order`; none begins a clause there.
    return not token_at(parts, place - 1).says("AS") and not token_at(parts, place - 1).signs(":", "|")


def _start(part: Part) -> int:
    return part.start
