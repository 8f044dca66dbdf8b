"""Why a query may have found nothing: names that the graph does not have, and text compared with a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import zip_longest

from api.graph_shape import GraphNames
from graph.cypher_text import Kind, Token, tokens_of

_OPENING = {"(": ")", "[": "]", "{": "}"}
_COMPARING = ("<", ">", "=")
_LIKENESS = 0.6


def hints(cypher: str, names: GraphNames, texts: Collection[str]) -> tuple[str, ...]:
    """One line for each name that is not among `names`, and for each key in `texts` compared with a number.

    `texts` are keys whose values look like numbers or instants and are kept as text. A hint may be wrong, as
    about the keys of a map in a parameter; so these are for results without rows.
    """
    tokens = tokens_of(cypher)
    found = [*_labels(tokens, {*names.labels, *names.types}), *_keys(tokens, names.keys), *_numbers(tokens, texts)]
    return tuple(dict.fromkeys(found))


def _labels(tokens: list[Token], known: Collection[str]) -> Iterator[str]:
    inside: list[str] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.signs(*_OPENING):
            inside.append(token.text)
        elif token.signs(*_OPENING.values()) and inside:
            inside.pop()
        # In braces a colon stands before the value of a key.
        elif token.signs(":", "|") and inside[-1:] != ["{"] and following is not None:
            yield from _unknown("label or type", following, known)


def _keys(tokens: list[Token], known: Collection[str]) -> Iterator[str]:
    for place, token in enumerate(tokens[:-1]):
        after = tokens[place + 2 : place + 3]
        is_function = bool(after) and after[0].signs("(", ".")
        if token.signs(".") and place and not is_function:
            yield from _unknown("key", tokens[place + 1], known)


def _unknown(kind: str, token: Token, known: Collection[str]) -> Iterator[str]:
    if token.name is None or token.name in known:
        return
    near = get_close_matches(token.name, known, 1, _LIKENESS)
    asked = f"; did you mean {near[0]}?" if near else "; `fengmi schema` lists what there is"
    yield f"no {kind} is called {token.name}{asked}"


def _numbers(tokens: list[Token], texts: Collection[str]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.name not in texts or not place or not tokens[place - 1].signs("."):
            continue
        beyond = place + 1
        while beyond < len(tokens) and tokens[beyond].signs(*_COMPARING):
            beyond += 1
        number = beyond < len(tokens) and tokens[beyond].kind is Kind.NUMBER
        if number and beyond > place + 1:
            owner = tokens[place - 2].text if place > 1 else "n"
            yield f"{token.name} is kept as text, so that no digit is lost; compare toFloat({owner}.{token.name})"
