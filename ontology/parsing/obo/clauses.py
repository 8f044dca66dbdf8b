"""OBO text as frames of clauses, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ontology.errors import OntologyError

MAX_LINES = 2_000_000
"""How many lines a document may have."""

_LINE_END = re.compile(r"\r\n?|\n")
_TAG = re.compile(r"([\w-]+):\s*")
_STANZA = re.compile(r"\[(\w+)\]\s*(?:!.*)?\Z")
_ESCAPED = re.compile(r"\\(.)")
_NAMED = {"n": "\n", "W": " ", "t": "\t"}

# Spellings of OBO 1.0 and the tags that they became.
_OLD = {
    "inverse_of_on_instance_level": "inverse_of",
    "xref_analog": "xref",
    "xref_unknown": "xref",
    "instance_level_is_transitive": "is_transitive",
    "is_metadata": "is_metadata_tag",
}
_OLD_SYNONYMS = {f"{scope}_synonym": scope.upper() for scope in ("exact", "narrow", "broad", "related")}

# How the value of a tag is written: i one id, ii two, j one or two, b true or false, q a text in quotes and what may
# follow it, p a property and its value, x a cross reference; of other tags it is a text up to the end of the line.
_SHAPES = {
    **dict.fromkeys(("id", "namespace", "alt_id", "is_a", "union_of", "equivalent_to", "disjoint_from"), "i"),
    **dict.fromkeys(("inverse_of", "transitive_over", "disjoint_over", "domain", "range"), "i"),
    **dict.fromkeys(("replaced_by", "consider", "creation_date", "instance_of"), "i"),
    **dict.fromkeys(("relationship", "holds_over_chain", "equivalent_to_chain"), "ii"),
    **dict.fromkeys(("is_anonymous", "builtin", "is_obsolete", "is_metadata_tag", "is_class_level"), "b"),
    **dict.fromkeys(("is_cyclic", "is_reflexive", "is_symmetric", "is_asymmetric", "is_anti_symmetric"), "b"),
    **dict.fromkeys(("is_transitive", "is_functional", "is_inverse_functional"), "b"),
    **dict.fromkeys(("def", "synonym", "expand_expression_to", "expand_assertion_to"), "q"),
    **{"intersection_of": "j", "property_value": "p", "xref": "x", "subsetdef": "n", "synonymtypedef": "n"},
    "idspace": "ii",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Xref:
    """A cross reference: an id and what it is described as, '' when nothing is said."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One line: its tag, its values in order, the cross references in its list and its trailing qualifiers.

    `quoted` tells which of the values stood in quotes. `line` counts from 1, `text` is the line as written.
    """

    tag: str
    values: tuple[str, ...]
    line: int
    text: str
    xrefs: tuple[Xref, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()
    quoted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A stanza such as [Term], or the header, whose kind is ''."""

    kind: str
    line: int
    clauses: list[Clause] = field(default_factory=list)

    def values(self, tag: str) -> list[str]:
        """The first value of each clause of a tag."""
        return [clause.values[0] for clause in self.clauses if clause.tag == tag]


def frames_of(text: str, *, file: str) -> list[Frame]:
    """The frames of a document, the header first. Raises OntologyError with line and column of the first fault."""
    frames = [Frame(kind="", line=1)]
    # Other marks that Python takes for a line's end may stand in a text.
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if number > MAX_LINES:
            raise OntologyError(f"{file}: line {number}: more than {MAX_LINES} lines; split the ontology into files")
        bare = line.strip()
        if not bare or bare.startswith("!"):
            continue
        stanza = _STANZA.match(bare)
        if stanza is not None:
            frames.append(Frame(kind=stanza[1], line=number))
        else:
            frames[-1].clauses.append(_Line(line.rstrip(), number, file).clause())
    return frames


class _Line:
    """Reads one line from left to right."""

    def __init__(self, text: str, number: int, file: str) -> None:
        self._text = text
        self._number = number
        self._file = file
        self._at = len(text) - len(text.lstrip())

    def clause(self) -> Clause:
        tag = _TAG.match(self._text, self._at)
        if tag is None:
            raise self._fail("a tag with a colon after it, or a stanza such as [Term],")
        self._at = tag.end()
        name = _OLD.get(tag[1], tag[1])
        scope = _OLD_SYNONYMS.get(name, "")
        values, quoted, xrefs = self._value("synonym" if scope else name)
        if scope:
            name, values = "synonym", [values[0], scope]
        qualifiers = tuple(self._qualifiers())
        self._blanks()
        if self._at < len(self._text) and self._text[self._at] != "!":
            raise self._fail("the end of the line")
        return Clause(
            tag=name,
            values=tuple(values),
            line=self._number,
            text=self._text.strip(),
            xrefs=tuple(xrefs),
            qualifiers=qualifiers,
            quoted=frozenset(quoted),
        )

    def _value(self, tag: str) -> tuple[list[str], list[int], list[Xref]]:
        shape = _SHAPES.get(tag, "")
        if shape == "q":
            return self._quoted_value(tag)
        if shape == "p":
            return self._property_value()
        if shape == "n":
            name, text = self._id(), self._quoted()
            more = self._until(" !{")
            return [name, text, *([more] if more else [])], [1], []
        if shape == "x":
            xref = self._xref('"!{')
            return [xref.id], [], [xref]
        if shape == "b":
            return [self._boolean()], [], []
        if shape in ("i", "ii"):
            ids = [self._id() for _ in shape]
            if tag == "idspace":
                # What describes it says nothing of OWL.
                self._at = len(self._text)
            return ids, [], []
        if shape == "j":
            first, second = self._id(), self._until(" !{")
            return [first, *([second] if second else [])], [], []
        return [self._until("!" if tag == "date" else "!{").rstrip()], [], []

    def _quoted_value(self, tag: str) -> tuple[list[str], list[int], list[Xref]]:
        values = [self._quoted()]
        for _ in range(2 if tag == "synonym" else 0):
            word = self._until(" [!{")
            if word:
                values.append(word)
        self._blanks()
        if not self._text.startswith("[", self._at):
            if tag == "synonym":
                raise self._fail("a list of cross references such as []")
            return values, [0], []
        self._at += 1
        xrefs = []
        while not self._next("]"):
            xref = self._xref('",]!{')
            if not xref.id:
                raise self._fail("a cross reference or ']'")
            xrefs.append(xref)
            if not self._next(","):
                if not self._next("]"):
                    raise self._fail("']' or ','")
                break
        return values, [0], xrefs

    def _property_value(self) -> tuple[list[str], list[int], list[Xref]]:
        values: list[str] = []
        quoted: list[int] = []
        for number in range(2):
            self._blanks()
            if self._text.startswith('"', self._at):
                quoted.append(number)
                values.append(self._quoted())
            else:
                values.append(self._id())
        datatype = self._until(" !{")
        return [*values, *([datatype] if datatype else [])], quoted, []

    def _xref(self, ends: str) -> Xref:
        self._blanks()
        id = self._until(ends, comma_before_blank=True).strip()
        self._blanks()
        text = self._quoted() if self._text.startswith('"', self._at) else ""
        return Xref(id=id, text=text)

    def _qualifiers(self) -> Iterator[tuple[str, str]]:
        if not self._next("{"):
            return
        while not self._next("}"):
            name = self._until("=}").strip()
            if not name or not self._next("="):
                raise self._fail('a qualifier such as name="value" (in a text a brace is written \\{)')
            self._blanks()
            value = self._quoted() if self._text.startswith('"', self._at) else self._until(" ,}")
            yield name, value
            if not self._next(","):
                if not self._next("}"):
                    raise self._fail("'}' or ','")
                return

    def _quoted(self) -> str:
        self._blanks()
        if not self._text.startswith('"', self._at):
            raise self._fail("a text in double quotes")
        begun = self._at
        self._at += 1
        found = self._until('"', blanks=False)
        if not self._next('"'):
            self._at = begun
            raise self._fail("a text that ends in a quote on this line")
        return found

    def _boolean(self) -> str:
        begun = self._at
        found = self._until(" !{")
        if found not in ("true", "false"):
            self._at = begun
            raise self._fail("true or false")
        return found

    def _id(self) -> str:
        found = self._until(" !{")
        if not found:
            raise self._fail("an id")
        return found

    def _until(self, ends: str, *, blanks: bool = True, comma_before_blank: bool = False) -> str:
        """What stands before one of these characters or the end, escapes undone; blanks before it are passed over."""
        if blanks:
            self._blanks()
        begun = at = self._at
        while at < len(self._text) and (
            self._text[at] not in ends
            or (comma_before_blank and self._text[at] == "," and self._text[at + 1 : at + 2] not in (" ", ""))
        ):
            at += 2 if self._text[at] == "\\" else 1
        self._at = min(at, len(self._text))
        return _ESCAPED.sub(lambda found: _NAMED.get(found[1], found[1]), self._text[begun : self._at])

    def _next(self, mark: str) -> bool:
        if mark != '"':
            self._blanks()
        found = self._text.startswith(mark, self._at)
        self._at += found
        return found

    def _blanks(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in " \t":
            self._at += 1

    def _fail(self, expected: str) -> OntologyError:
        rest = self._text[self._at : self._at + 40]
        shown = f"«{rest}» stands" if rest else "the line ends"
        where = f"{self._file}: line {self._number}, column {self._at + 1}"
        return OntologyError(f"{where}: {shown} where {expected} is expected; repair that line")
