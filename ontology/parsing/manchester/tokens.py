"""Manchester syntax as tokens, each with its place; blanks and comments are skipped."""

from __future__ import annotations

import re
from typing import NamedTuple

IRI = "iri"
STRING = "string"
LANG = "lang"
VARIABLE = "variable"
MARK = "mark"
NAME = "name"
END = "end"
BAD = "bad"

# What a name holds: all but blanks and marks. An arrow ends it, as in `?x->`.
_WORD = r"(?:[^\s()\[\]{},^@<>=\"?#'\\-]|\\\S|-(?!>))++"

# `[<=5,>=3]` must not become an IRI, so none begins with what a facet's value begins with.
_IRI = r"<(?![=\d+.-])[^<>\"\s]*+>"

MAX_TOKENS = 5_000_000
"""How many tokens a document may have; a file of the largest size that is read has about as many."""

_TOKEN = re.compile(
    rf"""(?:\s++|\#[^\n\r]*+)*+
    (?:(?P<name>{_WORD})
      |(?P<iri>{_IRI})
      |(?P<mark>\^\^|->|<=|>=|[()\[\]{{}},<>=])
      |(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")
      |(?P<lang>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
      |(?P<variable>\?(?:{_IRI}|{_WORD}))
      |(?P<end>\Z)
      |(?P<bad>.))""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: what it is, its text as written, and the offset in code points at which it begins."""

    kind: str
    text: str
    start: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a document, ended by one of kind END; before it one of kind BAD where what follows is none.

    No more than one beyond MAX_TOKENS are found.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or END
        found.append(Token(kind, match[kind], match.start(kind)))
        if kind == BAD:
            found.append(Token(END, "", match.start(kind)))
        if kind in (BAD, END) or len(found) > MAX_TOKENS:
            break
    return found
