"""What functional syntax and OWL/XML, which name things alike, allow at each place of an axiom or expression.

To the letters of `ontology.grammar` these are added: c named class, t named datatype, I individual or variable, L
literal or variable, N IRI, S subject of an annotation, V value of one, P object property expression or chain, A atom,
F facet with its value, B body, H head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, NamedTuple

from ontology.grammar import PLACES
from ontology.owl import OWL, RDF, RDFS, THING, XSD, Iri, Literal, Node, typed_literal

ENTITIES: Final = {
    "Class": "C",
    "Datatype": "D",
    "ObjectProperty": "o",
    "DataProperty": "d",
    "AnnotationProperty": "a",
    "NamedIndividual": "i",
}

ATOMS: Final = {
    "ClassAtom": "CI",
    "DataRangeAtom": "DL",
    "ObjectPropertyAtom": "oII",
    "DataPropertyAtom": "dIL",
    "BuiltInAtom": "NL*",
    "SameIndividualAtom": "II",
    "DifferentIndividualsAtom": "II",
}

PATTERNS: Final[Mapping[str, str]] = {
    **PLACES,
    **ATOMS,
    "SubObjectPropertyOf": "Po",
    "AnnotationAssertion": "aSV",
    "AnnotationPropertyDomain": "aN",
    "AnnotationPropertyRange": "aN",
    "DatatypeDefinition": "tD",
    "DatatypeRestriction": "tF*",
    "DisjointUnion": "cC*",
    "Annotation": "aV",
    "Body": "A*",
    "Head": "A*",
}
"""The places of each kind, as they are written: the property of an annotation assertion comes before its subject."""

_DATA_RANGES = (*("DataIntersectionOf", "DataUnionOf", "DataComplementOf", "DataOneOf"), "DatatypeRestriction")
_OBJECT_CLASSES = (
    *("ObjectIntersectionOf", "ObjectUnionOf", "ObjectComplementOf", "ObjectOneOf"),
    *("ObjectSomeValuesFrom", "ObjectAllValuesFrom", "ObjectHasValue", "ObjectHasSelf"),
    *("ObjectMinCardinality", "ObjectMaxCardinality", "ObjectExactCardinality"),
)
_DATA_CLASSES = (
    *("DataSomeValuesFrom", "DataAllValuesFrom", "DataHasValue"),
    *("DataMinCardinality", "DataMaxCardinality", "DataExactCardinality"),
)

BUILDS: Final[Mapping[str, str]] = {
    **dict.fromkeys((*_OBJECT_CLASSES, *_DATA_CLASSES), "C"),
    **dict.fromkeys(_DATA_RANGES, "D"),
    **dict.fromkeys(ATOMS, "A"),
    "ObjectInverseOf": "o",
    "ObjectPropertyChain": "P",
    "FacetRestriction": "F",
}
"""The letter of what an expression of each kind is."""

OTHERS: Final = frozenset(("Variable", "ObjectProperties", "DataProperties", "Body", "Head", *ENTITIES, "Annotation"))

AXIOMS: Final = frozenset(PATTERNS) - frozenset(BUILDS) - OTHERS

OLD_NAMES: Final = {
    "Constant": "Literal",
    "Imports": "Import",
    "Individual": "NamedIndividual",
    "InverseObjectProperty": "ObjectInverseOf",
    "ObjectExistsSelf": "ObjectHasSelf",
    "OWLClass": "Class",
    "PropertyChain": "ObjectPropertyChain",
    "SameIndividuals": "SameIndividual",
    "SubObjectPropertyChain": "ObjectPropertyChain",
}
"""Names that drafts of OWL 2, and the editors of their time, used for what has another name since."""

NOUNS: Final = {
    "c": "a class",
    "t": "a datatype",
    "C": "a class expression",
    "D": "a data range",
    "o": "an object property expression",
    "d": "a data property",
    "a": "an annotation property",
    "i": "an individual",
    "l": "a literal",
    "n": "a whole number of at most 18 digits",
    "I": "an individual or a variable",
    "L": "a literal or a variable",
    "N": "an IRI",
    "S": "an IRI or an anonymous individual",
    "V": "an IRI, an anonymous individual or a literal",
    "P": "an object property expression or a chain of them",
    "A": "an atom of a rule",
    "F": "a facet",
    "x": "an entity",
    "B": "<Body>",
    "H": "<Head>",
}
"""What to call each place in an error."""

PREFIXES: Final[Mapping[str, str]] = {
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsd": XSD,
}
"""The prefixes that need no declaration."""

PLAIN: Final = RDF + "PlainLiteral"

_COUNT = re.compile(r"\d{1,18}", re.ASCII)


class Shape(NamedTuple):
    """The places of one kind: those that come first, the one that repeats ('' for none), how many must be filled."""

    fixed: str
    repeated: str
    least: int

    def missing(self, count: int) -> str:
        """What to call the place that is not filled when `count` are."""
        return NOUNS[self.fixed[count] if count < len(self.fixed) else self.repeated]


def shape(kind: str, pattern: str) -> Shape:
    """The shape of a kind that is written by a pattern; a set of one, which some editors write, is let be."""
    fixed, repeated = (pattern[:-2], pattern[-2]) if pattern.endswith("*") else (pattern, "")
    least = len(fixed) + bool(repeated)
    if kind in ("Body", "Head", "BuiltInAtom", "ObjectProperties", "DataProperties"):
        least = len(fixed)
    elif kind.endswith("Cardinality"):
        least -= 1
    return Shape(fixed, repeated, least)


def with_filler(kind: str, args: list[Node]) -> list[Node]:
    """The arguments of an expression, a cardinality that names no filler completed: it counts anything at all."""
    if kind.endswith("Cardinality") and len(args) == 2:
        args.append(Iri(THING if kind.startswith("Object") else RDFS + "Literal"))
    return args


def is_count(text: str) -> bool:
    """Whether a text is a cardinality; a longer number counts nothing, and Python refuses to read the longest."""
    return _COUNT.fullmatch(text) is not None


def near(name: str, known: frozenset[str]) -> str:
    """A known name that the given one may be a misspelling of, as a question; '' for none."""
    by_small = {other.lower(): other for other in known}
    found = get_close_matches(name.lower(), by_small, n=1, cutoff=0.8)
    return f"; did you mean {by_small[found[0]]}?" if found else ""


def literal(text: str, datatype: str = "", lang: str = "") -> Literal:
    """A literal as one value, however it was written: rdf:PlainLiteral holds its language inside its text."""
    if lang:
        return Literal(text, lang=lang.lower())
    return typed_literal(text, datatype) if datatype else Literal(text)
