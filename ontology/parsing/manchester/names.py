"""What the names of a Manchester document stand for: their IRIs, and what kind of term each is."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from ontology.errors import OntologyError
from ontology.owl import OWL, RDF, RDFS, SKOS, SWRLB, XSD
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.tokens import IRI, NAME, Token
from ontology.rdf.names import BUILT_IN_ANNOTATIONS, DATATYPES, SWRL
from ontology.reading import Assumed
from ontology.signature import Signature
from ontology.terms import TermKind

# Prefixes that need no declaration: the W3C's four, and those that the OWLAPI knows besides.
_KNOWN = {
    **{"owl:": OWL, "rdf:": RDF, "rdfs:": RDFS, "xsd:": XSD, "xml:": "http://www.w3.org/XML/1998/namespace"},
    **{"skos:": SKOS, "swrl:": SWRL, "swrlb:": SWRLB, "dc:": "http://purl.org/dc/elements/1.1/"},
}
_BUILT_IN = {
    TermKind.CLASS: {OWL + "Thing", OWL + "Nothing"},
    TermKind.OBJECT_PROPERTY: {OWL + "topObjectProperty", OWL + "bottomObjectProperty"},
    TermKind.DATA_PROPERTY: {OWL + "topDataProperty", OWL + "bottomDataProperty"},
    TermKind.ANNOTATION_PROPERTY: set(BUILT_IN_ANNOTATIONS),
    TermKind.DATATYPE: set(DATATYPES),
}
_ESCAPED = re.compile(r"\\(\S)")

SHORT_DATATYPES: Final = frozenset(("integer", "decimal", "float", "string"))
"""Datatypes of XML Schema that the syntax lets stand without a prefix."""


class Names:
    """The prefixes of one document and what its names are; `assumed` are the terms that nothing declares."""

    def __init__(self, cursor: Cursor, imported: Signature) -> None:
        self._cursor = cursor
        self._prefixes = dict(_KNOWN)
        self._iris: dict[str, str] = {}
        self._kinds = {kind: {*imported.get(kind, ()), *_BUILT_IN.get(kind, ())} for kind in TermKind}
        self.assumed: dict[tuple[str, TermKind], Assumed] = {}

    def add_prefix(self, name: str, namespace: str) -> None:
        """Let a prefix, colon included, stand for the beginning of IRIs."""
        self._prefixes[name] = namespace
        self._iris.clear()

    @property
    def has_default(self) -> bool:
        """Whether names without a prefix mean anything."""
        return ":" in self._prefixes

    def declare(self, iri: str, kind: TermKind) -> None:
        """Note that a term is of a kind."""
        self._kinds[kind].add(iri)

    def assume(self, iri: str, kind: TermKind, reason: str) -> None:
        """Take a term for what its place makes it, when nothing declares it so."""
        if not self.is_a(iri, kind):
            self.assumed.setdefault((iri, kind), Assumed(iri=iri, kind=kind, reason=reason))

    def is_a(self, iri: str, kind: TermKind) -> bool:
        """Whether the term is declared, built in or imported as of this kind."""
        return iri in self._kinds[kind] or (kind is TermKind.DATATYPE and iri.startswith(XSD))

    def is_one_of(self, iri: str, kinds: Collection[TermKind]) -> bool:
        """Whether the term is known as of one of these kinds."""
        return any(self.is_a(iri, kind) for kind in kinds)

    def read(self, expected: str) -> str:
        """The IRI of the name here, which is passed over; raises OntologyError where no name stands."""
        token = self._cursor.token
        if token.kind not in (IRI, NAME):
            raise self._cursor.fail(expected)
        found = self.iri(token, expected)
        self._cursor.advance()
        return found

    def iri(self, token: Token, expected: str = "a name") -> str:
        """The IRI that a token stands for; raises OntologyError for a prefix that is not declared."""
        if token.kind == IRI:
            return token.text[1:-1]
        found = self._iris.get(token.text)
        if found is None:
            found = self._iris[token.text] = self._expanded(token, expected)
        return found

    def datatype(self, token: Token) -> str:
        """The IRI of a datatype, of one that stands without a prefix too."""
        if token.text in SHORT_DATATYPES and (
            not self.has_default or not self.is_a(self.iri(token), TermKind.DATATYPE)
        ):
            return XSD + token.text
        return self.iri(token, "a datatype")

    def _expanded(self, token: Token, expected: str) -> str:
        name = _ESCAPED.sub(r"\1", token.text)
        prefix, colon, local = name.rpartition(":") if name.startswith(":") else name.partition(":")
        if not colon:
            prefix, local = "", name
        elif token.text.lower() in SECTIONS:
            raise self._cursor.fail(expected, at=token)
        namespace = self._prefixes.get(prefix + ":")
        if namespace is None:
            raise self._undeclared(prefix, token)
        return namespace + local

    def _undeclared(self, prefix: str, token: Token) -> OntologyError:
        if not prefix:
            told = f"«{token.text}» needs a default prefix; write «Prefix: : <IRI>» at the head, or the IRI in full"
        else:
            told = f"the prefix of «{token.text}» is not declared; write «Prefix: {prefix}: <IRI>» at the head"
        return self._cursor.error(told, at=token)


FRAMES: Final = {
    "class:": TermKind.CLASS,
    "objectproperty:": TermKind.OBJECT_PROPERTY,
    "dataproperty:": TermKind.DATA_PROPERTY,
    "annotationproperty:": TermKind.ANNOTATION_PROPERTY,
    "datatype:": TermKind.DATATYPE,
    "individual:": TermKind.INDIVIDUAL,
}
"""Keywords, in small letters, that open the frame of a term, and what kind of term that is."""

SECTIONS: Final = frozenset(
    (
        *FRAMES,
        *("prefix:", "namespace:", "ontology:", "import:", "annotations:", "rule:", "valuepartition:"),
        *("subclassof:", "superclassof:", "equivalentto:", "disjointwith:", "disjointunionof:", "haskey:"),
        *("individuals:", "instances:", "types:", "type:", "facts:", "sameas:", "differentfrom:"),
        *("domain:", "range:", "characteristics:", "inverseof:", "inverses:"),
        *("subpropertyof:", "superpropertyof:", "subpropertychain:"),
        *("equivalentclasses:", "disjointclasses:", "equivalentproperties:", "disjointproperties:"),
        *("sameindividual:", "differentindividuals:"),
    )
)
"""Every keyword that ends in a colon, in small letters; none of them is a name."""
