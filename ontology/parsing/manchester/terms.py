"""Literals, individuals and annotations of Manchester syntax."""

from __future__ import annotations

import re

from ontology.owl import XSD, Annotation, Anonymous, Iri, Literal, typed_literal
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.names import Names
from ontology.parsing.manchester.tokens import IRI, LANG, NAME, STRING, Token
from ontology.terms import TermKind

_INTEGER = re.compile(r"[+-]?\d+")
# The OWLAPI writes an infinite float as `INFf`, and takes an exponent without the `f` for a decimal's.
_FLOAT = re.compile(r"([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|INF)|NaN)[fF]")
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_ESCAPED = re.compile(r"\\([\"'\\])")
_BLANK = "_:"


class Terms:
    """Reads what names and values are made of."""

    def __init__(self, cursor: Cursor, names: Names) -> None:
        self._cursor = cursor
        self._names = names

    def is_literal(self, token: Token) -> bool:
        """Whether a literal begins with this token."""
        return token.kind == STRING or (token.kind == NAME and bare_literal(token.text) is not None)

    def literal(self, expected: str = "a value") -> Literal:
        """A value: quoted text with its language or datatype, a number, true or false."""
        token = self._cursor.token
        if token.kind == STRING:
            return self._quoted(self._cursor.advance())
        bare = bare_literal(token.text) if token.kind == NAME else None
        if bare is None:
            raise self._cursor.fail(expected, advice="write a text in double quotes, a number, true or false")
        self._cursor.advance()
        return bare

    def individual(self, expected: str = "an individual") -> Iri | Anonymous:
        """An individual's name, or one of this file only such as `_:x`."""
        token = self._cursor.token
        if token.kind == NAME and token.text.startswith(_BLANK):
            self._cursor.advance()
            return Anonymous(token.text.removeprefix(_BLANK))
        iri = self._names.read(expected)
        self._names.assume(iri, TermKind.INDIVIDUAL, "it stands where an individual must")
        return Iri(iri)

    def annotations(self) -> tuple[Annotation, ...]:
        """What `Annotations:` says here of what follows it; nothing when it does not stand here."""
        if not self._cursor.take_word("annotations:"):
            return ()
        self._cursor.enter()
        notes = [self._annotation()]
        while self._cursor.take_mark(","):
            notes.append(self._annotation())
        self._cursor.leave()
        return tuple(sorted(notes, key=str))

    def annotation(self, nested: tuple[Annotation, ...]) -> Annotation:
        """A property and its value, with the annotations that stood before them."""
        property = self._names.read("an annotation property")
        self._names.assume(property, TermKind.ANNOTATION_PROPERTY, "it annotates")
        return Annotation(property=property, value=self._value(), annotations=nested)

    def _annotation(self) -> Annotation:
        return self.annotation(self.annotations())

    def _value(self) -> Iri | Literal | Anonymous:
        token = self._cursor.token
        if self.is_literal(token):
            return self.literal()
        if token.kind == NAME and token.text.startswith(_BLANK):
            return self.individual()
        if token.kind not in (IRI, NAME):
            raise self._cursor.fail("a value, an IRI or a name")
        return Iri(self._names.read("a value, an IRI or a name"))

    def _quoted(self, token: Token) -> Literal:
        text = _ESCAPED.sub(r"\1", token.text[1:-1])
        after = self._cursor.token
        if after.kind == LANG:
            self._cursor.advance()
            return Literal(text, XSD + "string", after.text[1:].lower())
        if not self._cursor.take_mark("^^"):
            return Literal(text)
        after = self._cursor.token
        if after.kind not in (IRI, NAME):
            raise self._cursor.fail("a datatype")
        datatype = self._names.datatype(after)
        self._cursor.advance()
        self._names.assume(datatype, TermKind.DATATYPE, "a value is of it")
        return typed_literal(text, datatype)


def bare_literal(text: str) -> Literal | None:
    """The value that a word without quotes stands for: a number, true or false; None for any other word."""
    if text in ("true", "false"):
        return Literal(text, XSD + "boolean")
    if text[0] not in "+-.0123456789IN":
        return None
    if _INTEGER.fullmatch(text):
        return Literal(text, XSD + "integer")
    if found := _FLOAT.fullmatch(text):
        return Literal(found[1], XSD + "float")
    return Literal(text, XSD + "decimal") if _DECIMAL.fullmatch(text) else None
