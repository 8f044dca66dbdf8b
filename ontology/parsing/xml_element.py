"""One element of OWL/XML, and what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NoReturn

from ontology.errors import OntologyError
from ontology.owl import Annotation, Expression, Iri, Node
from ontology.parsing.shape import AXIOMS, BUILDS, ENTITIES, NOUNS, PATTERNS, shape

XML: Final = "http://www.w3.org/XML/1998/namespace "
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance "

ATTRIBUTES: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys((*ENTITIES, "Variable", "BuiltInAtom"), ("IRI", "abbreviatedIRI", "URI")),
    **{kind: ("cardinality",) for kind, pattern in PATTERNS.items() if pattern.startswith("n")},
    "Ontology": ("ontologyIRI", "versionIRI", "URI"),
    "Prefix": ("name", "IRI"),
    "AnonymousIndividual": ("nodeID",),
    "Literal": ("datatypeIRI", "Datatype", "lang", XML + "lang"),
    "FacetRestriction": ("facet",),
    "Annotation": ("annotationURI",),
}
"""The attributes of each kind of element, those of OWL 2's drafts among them."""

HARMLESS: Final = (XML + "base", XML + "space", _SCHEMA + "schemaLocation", _SCHEMA + "noNamespaceSchemaLocation")
"""Attributes that any element may have."""

TEXTS: Final = frozenset(("Literal", "IRI", "AbbreviatedIRI", "Import"))
"""Elements that hold text."""

_DRAFTS = ("EntityAnnotation", "UnionOf")
HOLDING: Final = frozenset((*AXIOMS, *BUILDS, *_DRAFTS, "Annotation", "Body", "Head"))
"""Elements that hold others, the ontology aside."""

ELEMENTS: Final = HOLDING | TEXTS | frozenset((*ENTITIES, "Ontology", "Prefix", "AnonymousIndividual", "Variable"))

# What may fill each place: i named individual, _ anonymous one, v variable, B body, H head; the other letters mean
# what they always do.
FITTING: Final = {
    **{letter: letter for letter in "CDodalNAFBH"},
    "c": "C",
    "t": "D",
    "i": "i_",
    "I": "i_v",
    "L": "lv",
    "S": "N_",
    "V": "N_l",
    "P": "oP",
    "x": "CDodai",
}

# Numbers, and the names of facets and built-ins, are attributes.
_PATTERNS = {
    **PATTERNS,
    "DLSafeRule": "BH",
    "FacetRestriction": "l",
    "BuiltInAtom": "L*",
    "UnionOf": "C*",
    **{kind: pattern[1:] for kind, pattern in PATTERNS.items() if pattern.startswith("n")},
}
_SHAPES = {kind: shape(kind, pattern) for kind, pattern in _PATTERNS.items()}


@dataclass(slots=True, kw_only=True)
class Element:
    """An element as far as it was read: the letter, value and element of each part, its annotations and its text."""

    file: str
    kind: str
    attributes: dict[str, str]
    line: int
    column: int
    base: str
    parts: list[tuple[str, Node, Element]] = field(default_factory=list)
    notes: list[Annotation] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def fail(self, what: str) -> NoReturn:
        """Raise OntologyError at this element."""
        raise OntologyError(f"{self.file}: line {self.line}, column {self.column}: {what}")

    def fitted(self) -> list[Node]:
        """The values of its parts, each in its place. Raises OntologyError for one too many, too few or of no fit."""
        kind, parts = self.kind, self.parts
        known = _SHAPES[kind]
        args: list[Node] = []
        for at, (letter, node, part) in enumerate(parts):
            wanted = known.fixed[at] if at < len(known.fixed) else known.repeated
            if not wanted:
                part.fail(f"<{kind}> is complete before this <{part.kind}>; remove it")
            if letter not in FITTING[wanted] or (wanted in "ct" and not isinstance(node, Iri)):
                part.fail(f"expected {NOUNS[wanted]} in <{kind}>, not <{part.kind}>")
            args.append(node)
        if len(parts) < known.least:
            self.fail(f"<{kind}> is not complete: expected {known.missing(len(parts))}")
        return args

    def key(self) -> list[Node]:
        """The arguments of a key: a class expression, then its object properties and its data properties."""
        for at, (letter, _, part) in enumerate(self.parts):
            if letter not in ("od" if at else "C"):
                part.fail(f"expected {'a property' if at else NOUNS['C']} in <HasKey>, not <{part.kind}>")
        if not self.parts:
            self.fail("<HasKey> is not complete: expected a class expression and its properties")
        things = tuple(node for letter, node, _ in self.parts if letter == "o")
        data = tuple(node for letter, node, _ in self.parts if letter == "d")
        return [self.parts[0][1], Expression("ObjectProperties", things), Expression("DataProperties", data)]
