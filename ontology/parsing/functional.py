"""OWL functional syntax, parsed by the grammar of https://www.w3.org/TR/owl2-syntax/ and the OWLAPI's for rules."""

from __future__ import annotations

import re
from itertools import islice
from typing import NoReturn

from ontology.depth import MAX_DEPTH
from ontology.errors import OntologyError
from ontology.owl import Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.parsing.shape import (
    AXIOMS,
    BUILDS,
    ENTITIES,
    NOUNS,
    OLD_NAMES,
    PATTERNS,
    PREFIXES,
    is_count,
    literal,
    near,
    shape,
    with_filler,
)
from ontology.rdf.names import FACETS
from ontology.reading import Reading

# Blanks and comments are skipped; the end of the text is an empty token, and what is none of the rest a token too.
# IRIs and names are taken as liberally as the OWLAPI takes them, blanks inside an IRI included.
_TOKENS = re.compile(
    r'(?:\s+|#[^\n\r]*)*+("[^"\\]*+(?:\\.[^"\\]*+)*+"|<[^<>\n]*>|[()=]|\^\^|@[\w-]*|[^\s()<>"=@^#,;\[\]{}|\\`]+|.|\Z)',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

_IRIS = frozenset("CDctodaiINSVP")
_NODES = frozenset("iISV")
_LITERALS = frozenset("lLV")
_VARIABLES = frozenset("IL")
_SHAPES = {kind: shape(kind, pattern) for kind, pattern in PATTERNS.items()}
_FITTING = {**{letter: letter for letter in "CDoAx"}, "P": "Po"}


def read_functional(text: str, *, file: str) -> Reading:
    """Read a document in functional syntax. Raises OntologyError with line and column, and what belongs there."""
    return _Parser(text, file).document()


class _Parser:
    """A walk over the tokens by recursive descent; `_token` is the one to be read next, `_match` where it stands.

    Tokens are found one at a time, so that a hostile text fills no memory with them.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._matches = _TOKENS.finditer(text)
        self._last_text: re.Match[str] | None = None
        self._depth = 0
        self._prefixes = dict(PREFIXES)
        self._names: dict[str, Iri] = {}
        self._advance()

    def _advance(self) -> None:
        self._match = match = next(self._matches)
        self._token = match[1]

    def document(self) -> Reading:
        while self._token == "Prefix":
            self._prefix()
        if self._token != "Ontology":
            self._fail("expected Prefix or Ontology")
        self._open()
        names = [self._iri() for _ in range(2) if self._is_iri()]
        imports: set[str] = set()
        notes: list[Annotation] = []
        axioms: list[Axiom] = []
        while (token := self._token) != ")":
            if token == "Import":
                self._open()
                imports.add(self._iri().text)
                self._close("Import")
            elif token == "Annotation":
                notes.append(self._annotation())
            else:
                axioms.append(self._axiom(token))
        self._advance()
        if self._token:
            self._fail("the ontology ends before this; one file holds one ontology, and nothing may follow it")
        iri, version = ([name.text for name in names] + ["", ""])[:2]
        return Reading(
            iri=iri,
            version=version,
            imports=tuple(sorted(imports)),
            annotations=tuple(sorted(notes, key=str)),
            axioms=tuple(axioms),
        )

    def _prefix(self) -> None:
        self._open()
        name = self._token
        if not name.endswith(":"):
            self._fail("expected a prefix such as ex:=<http://example.org/>")
        self._advance()
        if self._token != "=":
            self._fail("expected = and the prefix's IRI")
        self._advance()
        value = self._token
        if not value.startswith("<") or len(value) < 2:
            self._fail("expected the prefix's IRI in < and >")
        self._prefixes[name[:-1]] = value[1:-1]
        self._advance()
        self._close("Prefix")

    def _axiom(self, token: str) -> Axiom:
        kind = OLD_NAMES.get(token, token)
        if kind not in AXIOMS:
            if not token:
                self._fail("the file ends inside its ontology; a closing bracket is missing")
            self._fail(f"expected an axiom{near(token, AXIOMS)}")
        self._open()
        notes = self._annotations()
        if kind == "HasKey":
            args: list[Node] = [self._argument("C"), self._keys("ObjectProperties"), self._keys("DataProperties")]
            self._close(kind)
        elif kind == "DLSafeRule":
            args = [self._atoms("Body"), self._atoms("Head")]
            self._close(kind)
        else:
            args = self._arguments(kind)
            if kind == "AnnotationAssertion":
                args[:2] = args[1::-1]
        return Axiom(kind=kind, args=tuple(args), annotations=notes, file=self._file)

    def _annotations(self) -> tuple[Annotation, ...]:
        notes: list[Annotation] = []
        while self._token == "Annotation":
            notes.append(self._annotation())
        return tuple(sorted(notes, key=str)) if notes else ()

    def _annotation(self) -> Annotation:
        self._deeper()
        self._open()
        nested = self._annotations()
        property, value = self._arguments("Annotation")
        assert isinstance(property, Iri)
        assert isinstance(value, Iri | Literal | Anonymous)
        self._depth -= 1
        return Annotation(property=property.text, value=value, annotations=nested)

    def _keys(self, kind: str) -> Expression:
        if self._token != "(":
            self._fail("expected ( and the object properties of the key, then ( and its data properties")
        self._advance()
        return Expression(kind, tuple(self._arguments(kind)))

    def _atoms(self, kind: str) -> Expression:
        if self._token != kind:
            self._fail(f"expected {kind}")
        self._open()
        return Expression(kind, tuple(self._arguments(kind)))

    def _arguments(self, kind: str) -> list[Node]:
        """All up to the closing bracket, the opening one and annotations being read."""
        fixed, repeated, least = known = _SHAPES[kind]
        args: list[Node] = []
        names = self._names
        for letter in fixed:
            token = self._token
            # Most are names that were met before.
            if token in names and letter in _IRIS:
                args.append(names[token])
                self._advance()
            elif token == ")":
                break
            else:
                args.append(self._argument(letter))
        while repeated and self._token != ")":
            args.append(self._argument(repeated))
        if self._token != ")":
            self._fail(f"expected ), for {kind} is complete")
        if len(args) < least:
            self._fail(f"{kind} is not complete: expected {known.missing(len(args))}")
        self._advance()
        return args

    def _argument(self, letter: str) -> Node:
        token = self._token
        if letter in _IRIS and (token in self._names or self._is_iri()):
            return self._iri()
        if token.startswith('"') and len(token) > 1 and letter in _LITERALS:
            return self._literal()
        if token.startswith("_:") and len(token) > 2 and letter in _NODES:
            self._advance()
            return Anonymous(token[2:])
        if letter == "n" and is_count(token):
            self._advance()
            return int(token)
        if token == "Variable" and letter in _VARIABLES:
            self._open()
            name = self._iri()
            self._close("Variable")
            return Variable(name.text)
        if letter == "F":
            return self._facet()
        return self._expression(token, letter)

    def _expression(self, token: str, letter: str) -> Expression:
        kind = OLD_NAMES.get(token, token)
        known = ENTITIES if letter == "x" else BUILDS
        if letter not in _FITTING or kind not in known or (letter != "x" and known[kind] not in _FITTING[letter]):
            fitting = frozenset(k for k, v in known.items() if letter == "x" or v in _FITTING.get(letter, ""))
            self._fail(f"expected {NOUNS[letter]}{near(token, fitting) if token.isalpha() else ''}")
        if letter == "x":
            self._open()
            name = self._iri()
            self._close(kind)
            return Expression(kind, (name,))
        self._deeper()
        self._open()
        args = tuple(with_filler(kind, self._arguments(kind)))
        self._depth -= 1
        return Expression(kind, args)

    def _facet(self) -> Expression:
        if not self._is_iri():
            self._fail("expected a facet such as xsd:minInclusive")
        match = self._match
        name = FACETS.get(self._iri().text)
        if name is None:
            self._match = match
            self._fail("no facet of OWL; expected xsd:minInclusive, xsd:maxInclusive, xsd:pattern or another of them")
        return Expression("FacetRestriction", (Literal(name), self._argument("l")))

    def _literal(self) -> Literal:
        text = self._token[1:-1]
        if "\\" in text:
            text = _ESCAPE.sub(self._unescaped, text)
        if "\n" in text:
            self._last_text = self._match
        self._advance()
        mark = self._token
        if mark == "^^":
            self._advance()
            return literal(text, self._iri().text)
        if not mark.startswith("@"):
            return Literal(text)
        if mark == "@":
            self._fail("expected a language such as @zh, without a blank")
        self._advance()
        return literal(text, lang=mark[1:])

    def _unescaped(self, escape: re.Match[str]) -> str:
        if escape.group(1) not in '"\\':
            self._fail(f'the text holds {escape.group()}; write \\\\ for a backslash and \\" for a quotation mark')
        return escape.group(1)

    def _is_iri(self) -> bool:
        token = self._token
        if token.startswith("<"):
            return len(token) > 1
        return ":" in token and not token.startswith(('"', "_:"))

    def _iri(self) -> Iri:
        token = self._token
        found = self._names.get(token)
        if found is None:
            if not self._is_iri():
                self._fail("expected an IRI")
            if token.startswith("<"):
                found = Iri(token[1:-1])
            else:
                prefix, _, local = token.partition(":")
                if prefix not in self._prefixes:
                    self._fail(f"the prefix '{prefix}:' is not declared; write Prefix({prefix}:=<...>) at the top")
                found = Iri(self._prefixes[prefix] + local)
            self._names[token] = found
        self._advance()
        return found

    def _open(self) -> None:
        """Go past a keyword and the bracket that must follow it."""
        kind = self._token
        self._advance()
        if self._token != "(":
            self._fail(f"expected ( after {kind}")
        self._advance()

    def _close(self, kind: str) -> None:
        if self._token != ")":
            self._fail(f"expected ), for {kind} is complete")
        self._advance()

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(f"expressions are nested more than {MAX_DEPTH} deep; name some of them")

    def _fail(self, what: str) -> NoReturn:
        """Raise what is wrong at the next token."""
        token, start = self._match[1], self._match.start(1)
        line = self._text.count("\n", 0, start) + 1
        column = start - self._text.rfind("\n", 0, start)
        lines = token.splitlines() or [""]
        shown = "at the end of the file" if not token else f"at «{lines[0][:60]}»"
        what += _unclosed(token) + self._hint()
        raise OntologyError(f"{self._file}: line {line}, column {column}: {what} ({shown}); repair it there")

    def _hint(self) -> str:
        """A quotation mark that was never closed shows where the next text begins, maybe many lines later."""
        last = self._last_text
        if last is None or len(list(islice(_TOKENS.finditer(self._text, last.end(), self._match.start(1)), 3))) > 2:
            return ""
        first = self._text.count("\n", 0, last.start(1)) + 1
        return f", or the text that begins on line {first} lacks its closing quotation mark"


def _unclosed(token: str) -> str:
    if token == '"':
        return "; a closing quotation mark is missing"
    return "; a closing > is missing" if token == "<" else ""
