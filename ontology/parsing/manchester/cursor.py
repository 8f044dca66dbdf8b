"""A place in the tokens of a document, and errors that name it."""

from __future__ import annotations

from ontology.depth import MAX_DEPTH
from ontology.errors import OntologyError
from ontology.parsing.manchester.tokens import BAD, END, MARK, MAX_TOKENS, NAME, Token, tokens_of

_SHOWN = 60


class Cursor:
    """Walks over the tokens; `token` is the one that is not read yet."""

    def __init__(self, text: str, *, file: str) -> None:
        self._text = text
        self._file = file
        self._tokens = tokens_of(text)
        self._next = 0
        self._depth = 0
        self.token = self._tokens[0]
        if len(self._tokens) > MAX_TOKENS:
            told = f"more than {MAX_TOKENS} names and marks come before this; split the ontology into imported files"
            raise self.error(told, at=self._tokens[-1])

    def move(self, index: int) -> None:
        """Go to a token by its number."""
        self._next = min(index, len(self._tokens) - 1)
        self.token = self._tokens[self._next]

    def advance(self) -> Token:
        """The token here; the cursor goes on to the next and stays at the end."""
        token = self.token
        if token.kind != END:
            self._next += 1
            self.token = self._tokens[self._next]
        return token

    @property
    def index(self) -> int:
        """The number of the token here."""
        return self._next

    def ahead(self, steps: int = 1) -> Token:
        """A token after the one here, the last one at most."""
        return self._tokens[min(self._next + steps, len(self._tokens) - 1)]

    def at_mark(self, mark: str) -> bool:
        """Whether this mark stands here."""
        return self.token.text == mark and self.token.kind == MARK

    def take_mark(self, mark: str) -> bool:
        """Pass over this mark, if it stands here."""
        found = self.at_mark(mark)
        if found:
            self.advance()
        return found

    def expect_mark(self, mark: str, after: str) -> None:
        """Pass over this mark; raises OntologyError when it is not here."""
        if not self.take_mark(mark):
            raise self.fail(f"'{mark}' {after}")

    def word(self) -> str:
        """The name here in small letters, as keywords are told; '' when no name stands here."""
        return self.token.text.lower() if self.token.kind == NAME else ""

    def take_word(self, word: str) -> bool:
        """Pass over this keyword, if it stands here."""
        found = self.word() == word
        if found:
            self.advance()
        return found

    def enter(self) -> None:
        """Go one level of nesting deeper; raises OntologyError past the limit."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.error(f"expressions are nested more than {MAX_DEPTH} deep; name some of them")

    def leave(self) -> None:
        """Come back from one level of nesting."""
        self._depth -= 1

    def fail(self, expected: str, *, advice: str = "repair that line", at: Token | None = None) -> OntologyError:
        """The error of a token that is not what was expected."""
        token = at or self.token
        if token.kind == BAD and token.text == '"':
            return self.error('a text begins here that has no closing quote; end it with "', at=token)
        if token.kind == BAD and token.text == "'":
            told = "a name in single quotes is a label, which only an editor can look up; write the term's IRI"
            return self.error(told, at=token)
        if token.kind == MARK and token.text == "<":
            return self.error("an IRI begins here that has a blank in it or no '>'; repair the IRI", at=token)
        shown = "the file ends" if token.kind == END else f"«{self._shown(token)}» stands"
        return self.error(f"{shown} where {expected} is expected; {advice}", at=token)

    def error(self, told: str, *, at: Token | None = None) -> OntologyError:
        """An error at the token here, or at another, with file, line and column (both from 1)."""
        start = (at or self.token).start
        line = self._text.count("\n", 0, start) + 1
        column = start - self._text.rfind("\n", 0, start)
        return OntologyError(f"{self._file}: line {line}, column {column}: {told}")

    def _shown(self, token: Token) -> str:
        text = " ".join(token.text.split())
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
