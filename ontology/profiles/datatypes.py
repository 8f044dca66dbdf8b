"""OWL 2's datatype map: which datatypes there are, and which facets may restrict each.

Source: https://www.w3.org/TR/owl2-syntax/#Datatype_Maps. rdf:langString, which RDF 1.1 has since given to texts with
a language, counts as one of the map, as for the OWLAPI; the smaller profiles do not list it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ontology.owl import OWL, RDF, RDFS, XSD, Literal

LITERAL: Final = RDFS + "Literal"
PLAIN_LITERAL: Final = RDF + "PlainLiteral"
LANG_STRING: Final = RDF + "langString"

_BOUNDS = frozenset(("MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive"))
_LENGTHS = frozenset(("Length", "MinLength", "MaxLength"))
_TEXT = _LENGTHS | {"Pattern"}
_TAGGED = _TEXT | {"LangRange"}
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Datatype:
    """A datatype of the map: its usual name, and the facets that restrict it."""

    name: str
    facets: frozenset[str]


_WHOLE = (
    *("integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_STRINGS = ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")

DATATYPES: Final[dict[str, Datatype]] = {
    LITERAL: Datatype(name="rdfs:Literal", facets=_NONE),
    PLAIN_LITERAL: Datatype(name="rdf:PlainLiteral", facets=_TAGGED),
    LANG_STRING: Datatype(name="rdf:langString", facets=_TAGGED),
    RDF + "XMLLiteral": Datatype(name="rdf:XMLLiteral", facets=_NONE),
    OWL + "real": Datatype(name="owl:real", facets=_BOUNDS),
    OWL + "rational": Datatype(name="owl:rational", facets=_BOUNDS),
    XSD + "boolean": Datatype(name="xsd:boolean", facets=_NONE),
    XSD + "anyURI": Datatype(name="xsd:anyURI", facets=_TEXT),
    **{XSD + name: Datatype(name=f"xsd:{name}", facets=_BOUNDS) for name in ("decimal", "double", "float", *_WHOLE)},
    **{XSD + name: Datatype(name=f"xsd:{name}", facets=_TEXT) for name in _STRINGS},
    **{XSD + name: Datatype(name=f"xsd:{name}", facets=_LENGTHS) for name in ("hexBinary", "base64Binary")},
    **{XSD + name: Datatype(name=f"xsd:{name}", facets=_BOUNDS) for name in ("dateTime", "dateTimeStamp")},
}
"""The datatypes of the map by IRI."""

_NOT_IN_EL = frozenset(
    XSD + name
    for name in ("boolean", "double", "float", "language", *_WHOLE)
    if name not in ("integer", "nonNegativeInteger")
)

OF_RL: Final = frozenset(DATATYPES) - {OWL + "real", OWL + "rational", LANG_STRING}
OF_EL_AND_QL: Final = frozenset(DATATYPES) - {*_NOT_IN_EL, LANG_STRING}
"""Datatypes of which no few values can be all: what EL and QL take."""


def datatype_of(literal: Literal) -> str:
    """The IRI of a literal's datatype; rdf:PlainLiteral for a text with a language."""
    return PLAIN_LITERAL if literal.lang else literal.datatype
