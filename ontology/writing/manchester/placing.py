"""Which frame and section says an axiom."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ontology.owl import Anonymous, Axiom, Expression, Iri, Node
from ontology.terms import TermKind
from ontology.writing.manchester.expressions import Words
from ontology.writing.manchester.names import UnsayableError, full

Declared = AbstractSet[tuple[TermKind, str]]

RULE = "Rule"

# Two or more of a set: the frame of one of them, the section there, and the frame of all when none has one.
_SETS = {
    "EquivalentClasses": (TermKind.CLASS, "EquivalentTo", "EquivalentClasses"),
    "DisjointClasses": (TermKind.CLASS, "DisjointWith", "DisjointClasses"),
    "EquivalentObjectProperties": (TermKind.OBJECT_PROPERTY, "EquivalentTo", "EquivalentProperties"),
    "DisjointObjectProperties": (TermKind.OBJECT_PROPERTY, "DisjointWith", "DisjointProperties"),
    "InverseObjectProperties": (TermKind.OBJECT_PROPERTY, "InverseOf", ""),
    "EquivalentDataProperties": (TermKind.DATA_PROPERTY, "EquivalentTo", "EquivalentProperties"),
    "DisjointDataProperties": (TermKind.DATA_PROPERTY, "DisjointWith", "DisjointProperties"),
    "SameIndividual": (TermKind.INDIVIDUAL, "SameAs", "SameIndividual"),
    "DifferentIndividuals": (TermKind.INDIVIDUAL, "DifferentFrom", "DifferentIndividuals"),
}
# Subject and one thing said of it: the subject's frame and the section.
_PAIRS = {
    "ObjectPropertyDomain": (TermKind.OBJECT_PROPERTY, "Domain"),
    "ObjectPropertyRange": (TermKind.OBJECT_PROPERTY, "Range"),
    "SubDataPropertyOf": (TermKind.DATA_PROPERTY, "SubPropertyOf"),
    "DataPropertyDomain": (TermKind.DATA_PROPERTY, "Domain"),
    "DataPropertyRange": (TermKind.DATA_PROPERTY, "Range"),
    "DatatypeDefinition": (TermKind.DATATYPE, "EquivalentTo"),
    "SubAnnotationPropertyOf": (TermKind.ANNOTATION_PROPERTY, "SubPropertyOf"),
}
_UPWARDS = {
    "SubClassOf": (TermKind.CLASS, "SubClassOf", "SuperClassOf"),
    "SubObjectPropertyOf": (TermKind.OBJECT_PROPERTY, "SubPropertyOf", "SuperPropertyOf"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an axiom is said: in a section of a subject's frame, or, without a subject, in a frame of its own.

    `unsaid` when the place has no room for the axiom's annotations, so that it is said without them.
    """

    section: str
    text: str
    kind: TermKind | None = None
    subject: str = ""
    unsaid: bool = False


class Placing:
    """Finds the place of each axiom; frames of terms that the document declares come first."""

    def __init__(self, words: Words, declared: Declared) -> None:
        self._words = words
        self._declared = declared

    def place(self, axiom: Axiom) -> Place:
        """The place of an axiom that is no declaration. Raises UnsayableError when it has none."""
        kind, args = axiom.kind, axiom.args
        if kind == "DLSafeRule":
            return Place(section=RULE, text=self._words.rule(*args), unsaid=bool(axiom.annotations))
        if kind in _SETS:
            return self._of_set(kind, args)
        if kind in _UPWARDS:
            return self._upwards(kind, args)
        if kind in _PAIRS:
            frame, section = _PAIRS[kind]
            unsaid = kind == "DatatypeDefinition" and bool(axiom.annotations)
            return self._in(frame, args[0], section, self._words.word(args[1]), unsaid=unsaid)
        if kind == "ClassAssertion":
            return self._membership(args)
        if kind.endswith("PropertyAssertion"):
            return self._fact(kind, args)
        if kind.endswith("Property") and len(args) == 1:
            return self._characteristic(kind, args)
        return self._other(kind, args)

    def _in(self, kind: TermKind, subject: Node, section: str, text: str, *, unsaid: bool = False) -> Place:
        named = isinstance(subject, Iri) or (kind is TermKind.INDIVIDUAL and isinstance(subject, Anonymous))
        if not named and kind is not TermKind.CLASS:
            raise UnsayableError(f"{section} of {subject}")
        return Place(kind=kind, subject=self._words.word(subject), section=section, text=text, unsaid=unsaid)

    def _has_frame(self, kind: TermKind, node: Node) -> bool:
        return isinstance(node, Iri) and (kind, node.text) in self._declared

    def _of_set(self, kind: str, args: tuple[Node, ...]) -> Place:
        frame, section, all_of_them = _SETS[kind]
        if len(args) == 2:
            for one, other in (args, args[::-1]):
                if self._has_frame(frame, one) or (not all_of_them and isinstance(one, Iri)):
                    return self._in(frame, one, section, self._words.word(other))
        if not all_of_them:
            raise UnsayableError(f"{kind} of two inverses")
        return Place(section=all_of_them, text=self._words.words(args))

    def _upwards(self, kind: str, args: tuple[Node, ...]) -> Place:
        frame, section, opposite = _UPWARDS[kind]
        below, above = args
        if isinstance(below, Expression) and below.kind == "ObjectPropertyChain":
            return self._in(frame, above, "SubPropertyChain", self._words.chain(below.args))
        if not self._has_frame(frame, below):
            turned = self._has_frame(frame, above) or (frame is not TermKind.CLASS and isinstance(above, Iri))
            if turned and (frame is TermKind.CLASS or not isinstance(below, Iri)):
                return self._in(frame, above, opposite, self._words.word(below))
        return self._in(frame, below, section, self._words.word(above))

    def _membership(self, args: tuple[Node, ...]) -> Place:
        type, individual = args
        framed = isinstance(individual, Anonymous) or self._has_frame(TermKind.INDIVIDUAL, individual)
        if not framed and (self._has_frame(TermKind.CLASS, type) or isinstance(type, Expression)):
            return self._in(TermKind.CLASS, type, "Individuals", self._words.word(individual))
        return self._in(TermKind.INDIVIDUAL, individual, "Types", self._words.word(type))

    def _fact(self, kind: str, args: tuple[Node, ...]) -> Place:
        property, subject, value = args
        text = f"{self._words.word(property)} {self._words.word(value)}"
        return self._in(TermKind.INDIVIDUAL, subject, "Facts", f"not {text}" if kind.startswith("Negative") else text)

    def _characteristic(self, kind: str, args: tuple[Node, ...]) -> Place:
        frame = TermKind.DATA_PROPERTY if kind == "FunctionalDataProperty" else TermKind.OBJECT_PROPERTY
        word = kind.removesuffix("Property").removesuffix("Object").removesuffix("Data")
        return self._in(frame, args[0], "Characteristics", word)

    def _other(self, kind: str, args: tuple[Node, ...]) -> Place:
        if kind == "DisjointUnion":
            return self._in(TermKind.CLASS, args[0], "DisjointUnionOf", self._words.words(args[1:]))
        if kind == "HasKey":
            properties = [property for side in args[1:] if isinstance(side, Expression) for property in side.args]
            return self._in(TermKind.CLASS, args[0], "HasKey", self._words.words(properties))
        if kind in ("AnnotationPropertyDomain", "AnnotationPropertyRange") and isinstance(args[1], Iri):
            section = kind.removeprefix("AnnotationProperty")
            return self._in(TermKind.ANNOTATION_PROPERTY, args[0], section, full(args[1].text))
        raise UnsayableError(kind)
