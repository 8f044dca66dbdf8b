"""Names of a Manchester document: how an IRI is written, and which terms need no frame to be known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from ontology.errors import OntologyError
from ontology.owl import OWL, RDF, RDFS, XSD
from ontology.rdf.names import BUILT_IN_ANNOTATIONS
from ontology.reader import Document
from ontology.signature import signature_of
from ontology.terms import TermKind
from ontology.writing.functional import PREFIXES

# Not all XML names: those that the OWLAPI shortens itself, as it looks imported terms up by what it would write.
_LOCAL = re.compile(r"[^\W\d][\w.-]*")
_WHOLE = re.compile(r"(?![=\d+.-])[^<>\"\s]+")

_SIMPLE = """
anyType anySimpleType string integer long int short byte decimal float boolean double nonPositiveInteger
negativeInteger nonNegativeInteger positiveInteger unsignedLong unsignedInt unsignedShort unsignedByte base64Binary
normalizedString hexBinary anyURI QName NOTATION token language Name NCName NMTOKEN ID IDREF IDREFS ENTITY ENTITIES
dateTime dateTimeStamp date time duration gYear gYearMonth gMonth gMonthDay gDay
"""

BUILT_IN: Final[Mapping[TermKind, frozenset[str]]] = {
    TermKind.CLASS: frozenset((OWL + "Thing", OWL + "Nothing")),
    TermKind.ANNOTATION_PROPERTY: BUILT_IN_ANNOTATIONS,
    TermKind.DATATYPE: frozenset(
        (
            *(XSD + name for name in _SIMPLE.split()),
            *(RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString")),
            *(RDFS + "Literal", OWL + "real", OWL + "rational"),
        )
    ),
}
"""Terms that the OWLAPI's reader knows without a frame; others of their vocabularies it does not."""


class UnsayableError(OntologyError):
    """What Manchester syntax has no words for."""


class Names:
    """Writes IRIs: short where a prefix of the document fits, else in full."""

    def __init__(self, document: Document) -> None:
        own = _namespace(iri for terms in signature_of(document.axioms).values() for iri in terms)
        self.prefixes = {**({"": own} if own else {}), **PREFIXES}
        # The longest namespace first, as one may begin another.
        self._longest = sorted(self.prefixes.items(), key=lambda item: -len(item[1]))
        self._known: dict[str, str] = {}

    def short(self, iri: str) -> str:
        """The name of a term. Raises UnsayableError for an IRI that no brackets can hold."""
        found = self._known.get(iri)
        if found is None:
            found = self._known[iri] = self._shortened(iri)
        return found

    def _shortened(self, iri: str) -> str:
        for name, space in self._longest:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{name}:{iri[len(space) :]}"
        return full(iri)


def full(iri: str) -> str:
    """An IRI in brackets. Raises UnsayableError for one that they cannot hold."""
    if not _WHOLE.fullmatch(iri):
        raise UnsayableError(f"the IRI <{iri}> has a character that none may have")
    return f"<{iri}>"


def _namespace(iris: Iterable[str]) -> str:
    """The namespace of most of the terms, so that these have no prefix; '' when there are none."""
    counted = Counter(re.sub(r"[^#/]*\Z", "", iri) for iri in iris)
    for standard in ("", *PREFIXES.values()):
        counted.pop(standard, None)
    return min(counted, key=lambda space: (-counted[space], space), default="")
