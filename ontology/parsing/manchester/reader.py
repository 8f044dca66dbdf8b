"""A whole document in Manchester syntax: its header and its frames."""

from __future__ import annotations

from ontology.errors import OntologyError
from ontology.owl import Annotation
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.frames import Frames
from ontology.parsing.manchester.names import FRAMES, SECTIONS, Names
from ontology.parsing.manchester.tokens import END, IRI, NAME
from ontology.reading import Reading
from ontology.signature import Signature

_PREFIX = ("prefix:", "namespace:")


def read_manchester(text: str, *, file: str, imported: Signature | None = None) -> Reading:
    """Read a document; `imported` are the terms of the documents that it imports.

    Raises OntologyError with line, column, what stands there and what was expected.
    """
    cursor = Cursor(text, file=file)
    names = Names(cursor, imported or {})
    document = _Document(cursor, names, Frames(cursor, names, file=file))
    document.declare()
    return document.read()


class _Document:
    def __init__(self, cursor: Cursor, names: Names, frames: Frames) -> None:
        self._cursor = cursor
        self._names = names
        self._frames = frames
        self._iri = ""
        self._version = ""
        self._imports: list[str] = []
        self._notes: list[Annotation] = []

    def declare(self) -> None:
        """Note what the frames declare, as a term may be used before its frame."""
        cursor = self._cursor
        while cursor.token.kind != END:
            word = cursor.word()
            cursor.advance()
            here = cursor.index
            if word in _PREFIX:
                self._prefix()
            elif word in FRAMES:
                declared = self._frames.declared(FRAMES[word])
                if declared:
                    self._names.declare(declared, FRAMES[word])
                cursor.move(here)
        cursor.move(0)
        self._names.assumed.clear()

    def read(self) -> Reading:
        """Everything that the document says."""
        named = False
        while self._cursor.token.kind != END:
            word = self._cursor.word()
            if word in _PREFIX:
                self._cursor.advance()
                self._prefix()
            elif word == "ontology:" and not named:
                self._cursor.advance()
                self._header()
                named = True
            elif word == "import:":
                self._cursor.advance()
                self._imports.append(self._names.read("the IRI of an ontology"))
            elif not self._frames.frame():
                raise self._unexpected(named)
        return Reading(
            iri=self._iri,
            version=self._version,
            imports=tuple(sorted(set(self._imports))),
            annotations=tuple(sorted(self._notes, key=str)),
            axioms=tuple(self._frames.axioms),
            assumed=tuple(sorted(self._names.assumed.values(), key=lambda one: (one.iri, one.kind.value))),
        )

    def _prefix(self) -> None:
        """`Prefix: a: <IRI>`, and the older `Prefix: a = <IRI>`."""
        token = self._cursor.token
        name = ":"
        if token.kind == NAME:
            self._cursor.advance()
            name = token.text if token.text.endswith(":") else token.text + ":"
        self._cursor.take_mark("=")
        namespace = self._cursor.token
        if namespace.kind != IRI:
            raise self._cursor.fail("the IRI of the prefix in angle brackets", advice="write «Prefix: a: <IRI>»")
        self._cursor.advance()
        self._names.add_prefix(name, namespace.text[1:-1])

    def _header(self) -> None:
        if self._at_name():
            self._iri = self._names.read("the ontology's IRI")
            if self._at_name():
                self._version = self._names.read("the version's IRI")
        while self._cursor.word() in ("import:", "annotations:"):
            if self._cursor.take_word("import:"):
                self._imports.append(self._names.read("the IRI of an ontology"))
            else:
                self._notes += self._frames.terms.annotations()

    def _at_name(self) -> bool:
        return self._cursor.token.kind == IRI or (
            self._cursor.token.kind == NAME and self._cursor.word() not in SECTIONS
        )

    def _unexpected(self, named: bool) -> OntologyError:
        first = "" if named else "'Ontology:', "
        return self._cursor.fail(
            f"{first}a frame such as 'Class:' or 'Individual:', or one of the sections of the frame before",
            advice="see whether a comma is missing before it, or its keyword is misspelt",
        )
