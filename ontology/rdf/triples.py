"""The gate to pyoxigraph: an RDF document's text as triples of our own values."""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph

from ontology.errors import OntologyError
from ontology.owl import Anonymous, Iri, Literal, typed_literal
from ontology.rdf.fault import explained
from ontology.rdf.syntaxes import FORMATS, RdfSyntax
from ontology.rdf.xml_form import checked_xml

Resource: TypeAlias = Iri | Anonymous
Object: TypeAlias = Iri | Anonymous | Literal
Triple: TypeAlias = tuple[Resource, str, Object]

MAX_TRIPLES = 5_000_000


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
        raise OntologyError(f"{file}: {explained(error, text, syntax)}") from error
    return list(seen)


def _resource(term: object, cache: dict[object, Resource]) -> Resource:
    found = cache.get(term)
    if found is None:
        if isinstance(term, pyoxigraph.NamedNode):
            if "\x00" in term.value:
                raise ValueError("an IRI holds the character U+0000")
            found = Iri(term.value)
        elif isinstance(term, pyoxigraph.BlankNode):
            # The parser makes up a new label each time; ours is the same for the same document.
            found = Anonymous(f"b{len(cache)}")
        else:
            raise ValueError(f"a quoted triple, {str(term)[:100]}")
        cache[term] = found
    return found


def _literal(term: pyoxigraph.Literal) -> Literal:
    if "\x00" in term.value:
        raise ValueError("a text holds the character U+0000")
    if term.language:
        return Literal(term.value, lang=term.language.lower())
    return typed_literal(term.value, term.datatype.value)
