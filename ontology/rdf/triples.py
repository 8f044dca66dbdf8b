"""The gate to pyoxigraph: an RDF document's text as triples of our own values."""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeAlias

import pyoxigraph

from ontology.errors import OntologyError
from ontology.owl import Anonymous, Iri, Literal, typed_literal
from ontology.rdf.xml_form import checked_xml, fault_place

Resource: TypeAlias = Iri | Anonymous
Object: TypeAlias = Iri | Anonymous | Literal
Triple: TypeAlias = tuple[Resource, str, Object]

MAX_TRIPLES = 5_000_000


class RdfSyntax(Enum):
    """The RDF syntaxes that are read; N-Triples is Turtle too."""

    RDF_XML = "RDF/XML"
    TURTLE = "Turtle"
    N_TRIPLES = "N-Triples"
    JSON_LD = "JSON-LD"


FORMATS = {
    RdfSyntax.RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
    RdfSyntax.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    RdfSyntax.N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    RdfSyntax.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
}


def parse(text: str, syntax: RdfSyntax, *, base: str, file: str) -> list[Triple]:
    """Every triple of the document once, in its order; relative IRIs are resolved against `base`.

    IRIs are kept as written, for an editor that has let a blank into one must still see its file read.
    Raises OntologyError with the line and column when the document is not well formed, and for a document
    of more than MAX_TRIPLES.
    """
    if syntax is RdfSyntax.RDF_XML:
        text = checked_xml(text, file=file)
    seen: dict[Triple, None] = {}
    cache: dict[object, Resource] = {}
    try:
        parsed = pyoxigraph.parse(text.encode("utf-8"), format=FORMATS[syntax], base_iri=base, lenient=True)
        for quad in parsed:
            subject = _resource(quad.subject, cache)
            target = quad.object
            value: Object = _literal(target) if isinstance(target, pyoxigraph.Literal) else _resource(target, cache)
            seen[subject, quad.predicate.value, value] = None
            if len(seen) > MAX_TRIPLES:
                raise OntologyError(f"{file}: more than {MAX_TRIPLES} triples; split it into imported files")
    except (SyntaxError, ValueError) as error:
        raise OntologyError(f"{file}: {_explain(error, text, syntax)}") from error
    return list(seen)


def _resource(term: object, cache: dict[object, Resource]) -> Resource:
    found = cache.get(term)
    if found is None:
        if isinstance(term, pyoxigraph.NamedNode):
            found = Iri(term.value)
        elif isinstance(term, pyoxigraph.BlankNode):
            # The parser makes up a new label each time; ours is the same for the same document.
            found = Anonymous(f"b{len(cache)}")
        else:
            raise ValueError(f"a quoted triple ({term}) is not OWL; remove it")
        cache[term] = found
    return found


def _literal(term: pyoxigraph.Literal) -> Literal:
    if term.language:
        return Literal(term.value, lang=term.language.lower())
    return typed_literal(term.value, term.datatype.value)


def _explain(error: Exception, text: str, syntax: RdfSyntax) -> str:
    message = str(error.args[0] if error.args else error)
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    if syntax is RdfSyntax.RDF_XML:
        line, column = fault_place(text, lambda beginning: _message(beginning) == message)
    place = f"line {line}, column {column}: " if line else ""
    # The parser names the place in its text too.
    said = re.sub(r"^.*?(?:line \d+|between lines? \d+)[^:]*:\s*|\s*\bat line \d+ column \d+\s*$", "", message)
    said = " ".join(said[:200].split())
    advice = next((advice for part, advice in _ADVICE.items() if part in said), "repair it there")
    return f"{place}not well-formed {syntax.value}: {said}; {advice}"


def _message(text: str) -> str:
    """What the parser says of a beginning of an RDF/XML document; '' when it takes it."""
    try:
        for _ in pyoxigraph.parse(
            text.encode("utf-8"), format=FORMATS[RdfSyntax.RDF_XML], base_iri=_BASE, lenient=True
        ):
            pass
    except (SyntaxError, ValueError) as error:
        return str(error.args[0] if error.args else error)
    return ""


# What to do, by a part of what the parser says.
_ADVICE = {
    "XML namespaces are required": "an element or attribute has none; write rdf:about for about",
    "Not both rdf:ID": "keep one of rdf:about, rdf:ID, rdf:nodeID and rdf:resource",
    "Unexpected text": "remove the text, or put it into a property",
    "Unexpected node": 'put several things into rdf:parseType="Collection" or a property each',
    "is not a valid rdf:": "take a name without blanks that begins with a letter",
    "prefix": "declare it with @prefix",
}

# Where a fault lies does not hang on it.
_BASE = "file:///"
