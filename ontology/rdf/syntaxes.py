"""The RDF syntaxes that are read and written."""

from __future__ import annotations

from enum import Enum

import pyoxigraph


class RdfSyntax(Enum):
    """An RDF syntax; N-Triples is Turtle too."""

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
