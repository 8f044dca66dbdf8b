"""The XML of an RDF/XML document, looked at before its triples are: well formed to its end, and where it is not.

pyoxigraph reads what is cut off as if it were whole, names no line, and has no answer to two uses of rdf:parseType.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat
from xml.parsers.expat import errors as codes

from ontology.errors import OntologyError
from ontology.owl import RDF

_CUT = "fetch or save the file again"

# In our own words where the parser's say too little: what is wrong, and what to do.
_SAID = {
    codes.XML_ERROR_SYNTAX: ("this is no XML", "check that it is the right file"),
    codes.XML_ERROR_NO_ELEMENTS: ("it ends in the middle", _CUT),
    codes.XML_ERROR_UNCLOSED_TOKEN: ("it ends in the middle of a tag", _CUT),
    codes.XML_ERROR_UNCLOSED_CDATA_SECTION: ("it ends in the middle of a CDATA section", _CUT),
    codes.XML_ERROR_INVALID_TOKEN: (
        "a character that may not stand here",
        "put values into quotes, write & as &amp;, < as &lt;, and no control characters",
    ),
    codes.XML_ERROR_TAG_MISMATCH: ("an end tag that fits no start tag", "repair one of the two"),
    codes.XML_ERROR_UNDEFINED_ENTITY: (
        "an entity that is not declared",
        "declare it in the DOCTYPE, write its text out, or write & as &amp;",
    ),
    codes.XML_ERROR_UNBOUND_PREFIX: ("a prefix that is not declared", "declare it with xmlns:"),
    codes.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: ("the document has ended before this", "remove what follows"),
    codes.XML_ERROR_DUPLICATE_ATTRIBUTE: ("an attribute that the tag already has", "remove one of the two"),
}
_ENDS_OPEN = (codes.XML_ERROR_TAG_MISMATCH, codes.XML_ERROR_NO_ELEMENTS, codes.XML_ERROR_UNCLOSED_TOKEN)

_SHOWN = 60

# Where the parser counts a line.
_LINE_END = re.compile(r"\r\n?|\n")

_PARSE_TYPE = re.compile(r"parseType\s*=\s*[\"'](?!Resource[\"']|Collection[\"'])")
_EMPTY = re.compile(
    r"<(?P<name>[\w.:-]+)(?P<before>\s[^<>]*?)?\s(?P<rdf>[\w.-]+:)parseType\s*=\s*(?P<quote>[\"'])Literal(?P=quote)"
    r"(?P<after>[^<>]*?)(?:/>|>(?:<!--(?:(?!-->).)*-->)*</(?P=name)\s*>)",
    re.DOTALL,
)
# What an XML document is made of where it is no text: comments and such, which are passed over, and start tags.
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(?P<tag><[^\s<>!?/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=<>\"'/]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_DAML = "daml:collection"
_KNOWN = ("Resource", "Collection", "Literal")


def checked_xml(text: str, *, file: str) -> str:
    """The document, with the two uses of rdf:parseType that pyoxigraph does not know put in other words.

    Raises OntologyError with line and column where it is not well formed, or cut off, and for an unknown parseType,
    whose content would be lost.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise OntologyError(f"{file}: {_explain(text, error)}") from error
    if RDF not in text:
        raise OntologyError(f"{file}: XML without a word of RDF, so no ontology; check that it is the right file")
    if not _PARSE_TYPE.search(text):
        return text
    return _empty_literals(_collections(text, file))


def _empty_literals(text: str) -> str:
    """An XMLLiteral without content written as a typed text."""
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(text):
        found = _EMPTY.match(text, tag.start()) if tag["tag"] and "parseType" in tag["tag"] else None
        if found is not None:
            typed = r'<\g<name>\g<before> \g<rdf>datatype="' + RDF + r'XMLLiteral"\g<after>></\g<name>>'
            pieces += (text[done : found.start()], found.expand(typed))
            done = found.end()
    return "".join([*pieces, text[done:]])


def _collections(text: str, file: str) -> str:
    """DAML's word for a collection replaced; raises OntologyError for a parseType that is none of RDF's."""
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(text):
        for found in _ATTRIBUTE.finditer(text, *tag.span("tag")) if tag["tag"] and "parseType" in tag["tag"] else ():
            value = found["double"] or found["single"] or ""
            if found["name"].rpartition(":")[2] != "parseType" or value in _KNOWN:
                continue
            if value != _DAML:
                line, column = place_of(text, found.start() + found["name"].find("parseType"))
                known = f"{', '.join(_KNOWN[:-1])} or {_KNOWN[-1]}"
                raise OntologyError(f"{file}: line {line}, column {column}: rdf:parseType is '{value}'; write {known}")
            pieces += (text[done : found.start()], f'{found["name"]}="Collection"')
            done = found.end()
    return "".join([*pieces, text[done:]])


def fault_place(text: str, fails: Callable[[str], bool]) -> tuple[int, int]:
    """Line and column, from 1, of the tag with which a document begins to fail; `fails` is asked about its beginnings.

    The whole document must fail. It is asked as often as the number of tags has binary digits.
    """
    ends = [found.end() for found in re.finditer(">", text)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        if fails(text[: ends[middle]]):
            high = middle
        else:
            low = middle + 1
    return place_of(text, text.rfind("<", 0, ends[low] if ends else 0))


def _explain(text: str, error: expat.ExpatError) -> str:
    name = codes.messages.get(error.code, "not well formed")
    said, advice = _SAID.get(name, (name, "repair it there"))
    line = _LINE_END.split(text, error.lineno)[error.lineno - 1]
    opened = _open_element(text) if name in _ENDS_OPEN else None
    if opened is not None:
        said = f"{said}; <{opened[0]}> of line {opened[1]} is still open"
    shown = line[error.offset :].strip()[:_SHOWN]
    at = f" at «{shown}»" if shown else ""
    return f"line {error.lineno}, column {error.offset + 1}: not well-formed RDF/XML{at}: {said}; {advice}"


def _open_element(text: str) -> tuple[str, int] | None:
    """Name and line of the innermost element that is open where the parser stops."""
    opened: list[tuple[str, int]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: opened.append((name, parser.CurrentLineNumber))
    parser.EndElementHandler = lambda _: opened.pop()
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError:
        return opened[-1] if opened else None
    return None


def place_of(text: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of a character by its number."""
    start = max(start, 0)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
