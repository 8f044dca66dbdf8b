"""What pyoxigraph complains of, in one clear line: the place, what is wrong there, and what to do."""

from __future__ import annotations

import re

import pyoxigraph

from ontology.rdf.syntaxes import FORMATS, RdfSyntax
from ontology.rdf.xml_form import fault_place, place_of

_REMOTE = "LoadDocumentCallback"

# What to do, by a part of what the parser says.
_ADVICE = {
    "XML namespaces are required": "an element or attribute has none; write rdf:about for about",
    "Not both rdf:ID": "keep one of rdf:about, rdf:ID, rdf:nodeID and rdf:resource",
    "Unexpected text": "remove the text, or put it into a property",
    "Unexpected node": 'put several things into rdf:parseType="Collection" or a property each',
    "is not a valid rdf:": "take a name without blanks that begins with a letter",
    "Unexpected end": "a text, an IRI, a list or a sentence begins here or before and never ends; end it",
    "dot is expected": "end the sentence before it with a dot",
    "is not a valid subject": "a sentence begins with an IRI, a prefixed name or a node in brackets",
    "is not a valid predicate": "a property is an IRI or a prefixed name",
    "is not a valid RDF object": "write an IRI, a prefixed name, a text in quotes or a number",
    "language code": "write a tag such as zh-CN",
    "escape": "write \\\\ for a backslash",
    "has not been declared": "declare it with @prefix",
    "quoted triple": "OWL has none; annotate an axiom with owl:Axiom instead",
    _REMOTE: "the network is never used; write the context into the file",
}


def explained(error: Exception, text: str, syntax: RdfSyntax) -> str:
    """The place, what is wrong, what to do; `error` is the parser's for the whole `text`."""
    message = str(error.args[0] if error.args else error)
    place = _place(error, message, text, syntax)
    where = f"line {place[0]}, column {place[1]}: " if place is not None else ""
    # The parser names the place in its text too.
    said = re.sub(r"^.*?(?:line \d+|between lines? \d+)[^:]*:\s*|\s*\bat line \d+ column \d+\s*$", "", message)
    said = "its @context lies elsewhere" if _REMOTE in said else " ".join(said[:200].split())
    advice = next((advice for part, advice in _ADVICE.items() if part in message), "repair it there")
    return f"{where}not well-formed {syntax.value}: {said}; {advice}"


def _place(error: Exception, message: str, text: str, syntax: RdfSyntax) -> tuple[int, int] | None:
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    if line and column:
        return line, column
    if syntax is RdfSyntax.RDF_XML:
        return fault_place(text, lambda beginning: _message(beginning) == message)
    trace = "<<" if "quoted triple" in message else r"\u0000" if "U+0000" in message else '"@context"'
    start = text.find(trace)
    return place_of(text, start) if start >= 0 else None


def _message(text: str) -> str:
    """What the parser says of a beginning of an RDF/XML document; '' when it takes it."""
    try:
        for _ in pyoxigraph.parse(text.encode("utf-8"), FORMATS[RdfSyntax.RDF_XML], base_iri="file:///", lenient=True):
            pass
    except (SyntaxError, ValueError) as error:
        return str(error.args[0] if error.args else error)
    return ""
