"""Which syntax a document is written in: found in its text, and only in doubt in its name."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath

from ontology.errors import OntologyError


class Syntax(Enum):
    """A syntax that ontologies are read from."""

    FUNCTIONAL = "OWL functional syntax"
    MANCHESTER = "Manchester syntax"
    OWL_XML = "OWL/XML"
    OBO = "OBO"
    RDF_XML = "RDF/XML"
    TURTLE = "Turtle"
    N_TRIPLES = "N-Triples"
    JSON_LD = "JSON-LD"


_SUFFIXES = {
    ".ofn": Syntax.FUNCTIONAL,
    ".fss": Syntax.FUNCTIONAL,
    ".omn": Syntax.MANCHESTER,
    ".owx": Syntax.OWL_XML,
    ".obo": Syntax.OBO,
    ".rdf": Syntax.RDF_XML,
    ".owl": Syntax.RDF_XML,
    ".ttl": Syntax.TURTLE,
    ".nt": Syntax.N_TRIPLES,
    ".jsonld": Syntax.JSON_LD,
}

SUFFIXES = (*_SUFFIXES, ".xml", ".json")
"""Endings of the names of ontology files, `.gz` apart."""

_SKIPPED = re.compile(r"(?:\s+|[#!][^\n\r]*)*+")
_ROOT = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[A-Za-z_][\w.-]*)(?=[\s/>])")
_DESCRIBED = re.compile(r"\s[\w.-]+:(?:about|ID|nodeID)\s*=")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL)

_STARTS = (
    (re.compile(r"(?:Prefix|Ontology)\s*\("), Syntax.FUNCTIONAL),
    (
        re.compile(r"(?:Prefix|Ontology)\s*:|(?:Namespace|Import|Class|\w+Property|Datatype|Individual):\s"),
        Syntax.MANCHESTER,
    ),
    (
        re.compile(
            r"(?:format-version|data-version|ontology|default-namespace|date|saved-by|auto-generated-by|import|remark|"
            r"subsetdef|synonymtypedef|idspace|owl-axioms|treat-xrefs-as-[\w-]+)\s*:|\[(?:Term|Typedef|Instance)\]"
        ),
        Syntax.OBO,
    ),
    (re.compile(r"(?:@prefix|@base)\b|(?:PREFIX|BASE)\s", re.IGNORECASE), Syntax.TURTLE),
    (re.compile(r"\{|\[\s*(?:\{|\]\s*\Z)"), Syntax.JSON_LD),
    (re.compile(r"<[^<>\s]*>\s|_:\S|\[|\("), Syntax.TURTLE),
)


def syntax_of(text: str, file: str) -> Syntax:
    """The syntax of a document; `file` is its name. Raises OntologyError when neither tells."""
    start = _SKIPPED.match(text)
    body = text[start.end() if start else 0 :].removeprefix("\ufeff")
    if body.startswith("<"):
        prolog = _PROLOG.match(body)
        root = _ROOT.match(body, prolog.end() if prolog else 0)
        if root is not None:
            attributes = body[root.end() : body.find(">", root.end())]
            # An IRI such as <urn:a> begins like a tag, but for the declaration of what would be its prefix.
            if not root.group("prefix") or "xmlns" in attributes:
                return _of_root(root.group("name"), attributes, file)
    by_name = _by_name(file) if body else None
    for pattern, syntax in _STARTS:
        if pattern.match(body):
            return by_name if by_name is Syntax.N_TRIPLES and syntax is Syntax.TURTLE else syntax
    if by_name is not None:
        return by_name
    what = "it is empty" if not body else f"it begins with «{body[:40].splitlines()[0].strip()}»"
    raise OntologyError(f"{file}: not an ontology ({what}); known are {', '.join(s.value for s in Syntax)}")


def _of_root(name: str, attributes: str, file: str) -> Syntax:
    if name == "Ontology" and not _DESCRIBED.search(attributes):
        return Syntax.OWL_XML
    if name in ("html", "HTML"):
        raise OntologyError(f"{file}: a web page, not an ontology; fetch the ontology itself")
    # A single description may stand at the root without rdf:RDF around it.
    return Syntax.RDF_XML


def _by_name(file: str) -> Syntax | None:
    path = PurePath(file.lower().removesuffix(".gz"))
    return _SUFFIXES.get(path.suffix)
