"""A Cypher text as its words and signs, with strings, comments and quoted names told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|//[^\r\n]*|/\*.*?\*/)
  | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
  | (?P<quoted>`(?:``|[^`])*`)
  | (?P<parameter>\$(?:\w+|`(?:``|[^`])*`))
  | (?P<number>\d[\w]*(?:\.\d\w*)?)
  | (?P<word>\w+)
  | (?P<sign>[\x21-\x7e])
  | (?P<strange>.)
    """,
    re.DOTALL | re.VERBOSE,
)


class Kind(Enum):
    """What a token is; STRANGE is a character that no Cypher has outside texts and quoted names."""

    TEXT = auto()
    QUOTED = auto()
    PARAMETER = auto()
    NUMBER = auto()
    WORD = auto()
    SIGN = auto()
    STRANGE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word, sign, text, number or quoted name, in the order of the query."""

    kind: Kind
    text: str
    start: int = 0
    """Where it begins in the query, in code points."""

    def says(self, *words: str) -> bool:
        """Whether it is one of these upper-case words, unquoted, in any case."""
        return self.kind is Kind.WORD and self.text.upper() in words

    def signs(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind is Kind.SIGN and self.text in signs

    @property
    def name(self) -> str | None:
        """The name that a word or a quoted name gives; None for anything else."""
        if self.kind is Kind.QUOTED:
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind is Kind.WORD else None


def tokens_of(cypher: str) -> list[Token]:
    """The tokens without blanks and comments; an opened text, name or comment that never ends begins with STRANGE."""
    return list(_tokens(cypher))


def _tokens(cypher: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(cypher):
        if found.lastgroup == "blank":
            continue
        kind = Kind[str(found.lastgroup).upper()]
        # A lone quote opens something that never closes: not a sign.
        never_closed = found.group() in "'\"`" or cypher.startswith("/*", found.start())
        kind = Kind.STRANGE if kind is Kind.SIGN and never_closed else kind
        yield Token(kind=kind, text=found.group(), start=found.start())


def dotted_name(tokens: list[Token], start: int) -> str:
    """The name that begins at `start`, its parts joined by dots; '' when none does."""
    parts: list[str] = []
    place = start
    while place < len(tokens) and (name := tokens[place].name) is not None:
        parts.append(name)
        if not (place + 1 < len(tokens) and tokens[place + 1].signs(".")):
            break
        place += 2
    return ".".join(parts)
