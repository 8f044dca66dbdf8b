"""A document in the syntax that is asked for, with a list of what that syntax cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ontology.canonical import canonical
from ontology.errors import InputError, OntologyError
from ontology.horned import manchester_text
from ontology.owl import Axiom
from ontology.rdf.entities import Signature
from ontology.rdf.serial import serialise
from ontology.rdf.triples import RdfSyntax
from ontology.reader import Document, read_text
from ontology.writing.functional import PREFIXES, functional_text
from ontology.writing.graph import triples_of
from ontology.writing.xml import xml_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The text, and the axioms that are not read back from it as they were, in functional syntax."""

    text: str
    lost: tuple[str, ...]


def _rdf(syntax: RdfSyntax) -> Callable[[Document], str]:
    def write(document: Document) -> str:
        prefixes = dict(PREFIXES) if document.nameless else {**PREFIXES, "": document.iri.rstrip("#/") + "#"}
        return serialise(triples_of(document), syntax, prefixes=prefixes)

    return write


# Formats by the ending of the files they are kept in.
_WRITERS: dict[str, Callable[[Document], str]] = {
    "ofn": functional_text,
    "omn": lambda document: manchester_text(functional_text(document, shorten=False), file=document.file),
    "owl": _rdf(RdfSyntax.RDF_XML),
    "owx": xml_text,
    "nt": _rdf(RdfSyntax.N_TRIPLES),
    "ttl": _rdf(RdfSyntax.TURTLE),
}
FORMATS = tuple(_WRITERS)


def export(document: Document, format: str, *, imported: Signature | None = None) -> Exported:
    """Write a document; `format` is the ending of that format's files, `imported` are the terms of its imports.

    Raises InputError for an unknown format, OntologyError where the syntax has no way to write the document at all.
    """
    write = _WRITERS.get(format)
    if write is None:
        raise InputError(f"no format is called '{format}'; known are {', '.join(FORMATS)}")
    text = write(document)
    try:
        back = read_text(text, file=f"{document.file}.{format}", imported=imported)
    except OntologyError as error:
        raise OntologyError(f"{document.file}: cannot be written as {format}: {error}; take another format") from error
    return Exported(text=text, lost=_lost(document, back))


def _lost(document: Document, back: Document) -> tuple[str, ...]:
    there = Counter(_key(axiom) for axiom in back.axioms)
    lost: list[str] = []
    for axiom in document.axioms:
        key = _key(axiom)
        if there[key]:
            there[key] -= 1
        else:
            lost.append(str(axiom))
    return tuple(lost)


def _key(axiom: Axiom) -> str:
    same = canonical(axiom)
    return re.sub(r"_:[\w-]+", "_:", f"{same} {same.annotations!r}")
