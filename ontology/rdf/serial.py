"""Triples of our own values as text, through pyoxigraph."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph

from ontology.errors import OntologyError
from ontology.owl import RDF, Anonymous, Iri, Literal
from ontology.rdf.syntaxes import FORMATS, RdfSyntax
from ontology.rdf.triples import Object, Resource, Triple


def serialise(triples: Iterable[Triple], syntax: RdfSyntax, *, prefixes: Mapping[str, str]) -> str:
    """The triples in this order, each once.

    Raises OntologyError for an IRI or a language that the syntax cannot write: one that is none by its standard, which
    RDF/XML takes for all that.
    """
    write = _Terms(lenient=syntax is RdfSyntax.RDF_XML)
    written = (
        pyoxigraph.Triple(write.resource(subject), write.named(predicate), write.object(target))
        for subject, predicate, target in dict.fromkeys(triples)
    )
    found = pyoxigraph.serialize(written, format=FORMATS[syntax], prefixes=_written(prefixes))
    assert found is not None  # bytes, as no file was given to write to
    text = found.decode("utf-8")
    return _by_lines(text) if syntax is RdfSyntax.JSON_LD else text


def _written(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Prefixes but those that stand for no IRI, which a document whose own IRI is none would have."""
    written: dict[str, str] = {}
    for prefix, iri in prefixes.items():
        with contextlib.suppress(ValueError):
            written[prefix] = pyoxigraph.NamedNode(iri).value
    return written


def _by_lines(text: str) -> str:
    """JSON-LD with a line for each of its nodes, so that version control shows what has changed."""
    nodes = json.loads(text)
    assert isinstance(nodes, list)
    return "[\n" + ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes) + "\n]\n"


class _Terms:
    """Our values as pyoxigraph's, which refuses to make what it would read."""

    def __init__(self, *, lenient: bool) -> None:
        self._lenient = lenient

    def named(self, iri: str) -> pyoxigraph.NamedNode:
        try:
            return pyoxigraph.NamedNode(iri)
        except ValueError as error:
            if not self._lenient:
                raise OntologyError(f"no other program reads the IRI <{iri}> in it ({error}); rename it") from error
        found = _read(f"<{_escaped(iri)}> <urn:p> <urn:o> .", RdfSyntax.N_TRIPLES).subject
        assert isinstance(found, pyoxigraph.NamedNode)
        return found

    def resource(self, node: Resource) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
        return pyoxigraph.BlankNode(node.id) if isinstance(node, Anonymous) else self.named(node.text)

    def object(self, node: Object) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
        if isinstance(node, Iri | Anonymous):
            return self.resource(node)
        return self._tagged(node) if node.lang else pyoxigraph.Literal(node.text, datatype=self.named(node.datatype))

    def _tagged(self, node: Literal) -> pyoxigraph.Literal:
        try:
            return pyoxigraph.Literal(node.text, language=node.lang)
        except ValueError as error:
            if not self._lenient:
                raise OntologyError(f"'{node.lang}' is no language tag ({error}); write one such as zh-CN") from error
        element = f"<p xmlns='urn:' xml:lang={quoteattr(node.lang)}>{escape(node.text)}</p>"

        found = _read(
            f"<r:RDF xmlns:r='{RDF}'><r:Description>{element}</r:Description></r:RDF>", RdfSyntax.RDF_XML
        ).object
        assert isinstance(found, pyoxigraph.Literal)
        return found


def _read(text: str, syntax: RdfSyntax) -> pyoxigraph.Triple:
    """The one triple of a text, read without checking its values."""
    triple: pyoxigraph.Triple = next(iter(pyoxigraph.parse(text.encode("utf-8"), FORMATS[syntax], lenient=True))).triple
    return triple


def _escaped(iri: str) -> str:
    return "".join(char if char.isalnum() or char in ":/#" else f"\\U{ord(char):08X}" for char in iri)
