"""Triples of our own values as text, through pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph

from ontology.owl import Anonymous, Iri
from ontology.rdf.triples import FORMATS, Object, RdfSyntax, Resource, Triple


def serialise(triples: Iterable[Triple], syntax: RdfSyntax, *, prefixes: Mapping[str, str]) -> str:
    """The triples in this order, each once."""
    written = (
        pyoxigraph.Triple(_resource(subject), pyoxigraph.NamedNode(predicate), _object(target))
        for subject, predicate, target in dict.fromkeys(triples)
    )
    found = pyoxigraph.serialize(written, format=FORMATS[syntax], prefixes=dict(prefixes))
    assert found is not None  # bytes, as no file was given to write to
    return found.decode("utf-8")


def _resource(node: Resource) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    return pyoxigraph.BlankNode(node.id) if isinstance(node, Anonymous) else pyoxigraph.NamedNode(node.text)


def _object(node: Object) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(node, Iri | Anonymous):
        return _resource(node)
    if node.lang:
        return pyoxigraph.Literal(node.text, language=node.lang)
    return pyoxigraph.Literal(node.text, datatype=pyoxigraph.NamedNode(node.datatype))
