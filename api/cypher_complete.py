"""What can follow in a Cypher query that is being typed."""

from __future__ import annotations

import re

from api.graph_shape import GraphNames
from graph.schema import quoted

_LAST = re.compile(r"`?(?P<word>[^\s`(){}\[\].,:;|&!=<>+*/'\"-]*)$")
_PLAIN = re.compile(r"[^\W\d]\w*")
_LEAST = 1


def suggestions(text: str, names: GraphNames) -> tuple[str, tuple[str, ...]]:
    """The unfinished word at the end of `text`, and what it can become, best first.

    After `[:` come relationship types, after another `:` labels, after `.` and in `{` keys, else words of
    Cypher. A name that needs quoting comes quoted.
    """
    found = _LAST.search(text)
    word = found["word"] if found else ""
    start = text[: found.start()] if found else text
    open_quote = text[len(start) :].startswith("`")
    place = start.rstrip()
    if place.endswith((":", "|", "&", "!")) and not _in_map(place):
        offered = names.types if _bracket(place) == "[" else names.labels
    elif place.endswith(".") or (_in_map(place) and place.endswith(("{", ","))):
        offered = names.keys
    else:
        return word, _matching(names.words, word) if len(word) >= _LEAST else ()
    fitting = _matching(offered, word)
    written = tuple(name if _PLAIN.fullmatch(name) and not open_quote else quoted(name) for name in fitting)
    return ("`" if open_quote else "") + word, written


def _matching(offered: tuple[str, ...], word: str) -> tuple[str, ...]:
    """Names that begin with the word, then names that hold it; case does not matter."""
    low = word.lower()
    first = [name for name in offered if name.lower().startswith(low)]
    return (*first, *(name for name in offered if low and low in name.lower() and name not in first))


def _bracket(text: str) -> str:
    """The innermost bracket that is open at the end of the text; '' when none is."""
    depth = 0
    for sign in reversed(text):
        if sign in ")]}":
            depth += 1
        elif sign in "([{":
            if depth == 0:
                return sign
            depth -= 1
    return ""


def _in_map(text: str) -> bool:
    """Whether a map of keys is open, and not a sub-query."""
    if _bracket(text) != "{":
        return False
    before = text[: text.rindex("{")].rstrip().upper()
    return not before.endswith(("EXISTS", "COUNT", "COLLECT", "CALL"))
