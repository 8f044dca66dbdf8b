"""A document in Manchester syntax (https://www.w3.org/TR/owl2-manchester-syntax/) that the OWLAPI can read.

Beyond the W3C's grammar it uses what the OWLAPI adds to it, as there is no other way: `Rule:`, `SuperClassOf:`,
`SuperPropertyOf:`, frames of class expressions, and annotations on what a frame declares. What neither has words for
is left out, and found missing when the text is read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.grammar import terms_of
from ontology.owl import Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node
from ontology.reader import Document
from ontology.signature import Signature
from ontology.terms import TermKind
from ontology.writing.manchester.expressions import Words
from ontology.writing.manchester.names import BUILT_IN, Names, UnsayableError, full
from ontology.writing.manchester.placing import Place, Placing

_FRAMES = {
    TermKind.ANNOTATION_PROPERTY: "AnnotationProperty",
    TermKind.DATATYPE: "Datatype",
    TermKind.OBJECT_PROPERTY: "ObjectProperty",
    TermKind.DATA_PROPERTY: "DataProperty",
    TermKind.CLASS: "Class",
    TermKind.INDIVIDUAL: "Individual",
}
# In the order in which a frame shows them: the OWLAPI's reader knows the first two only before all others.
_SECTIONS = (
    *(
        "Annotations",
        "DisjointUnionOf",
        "EquivalentTo",
        "SubClassOf",
        "SuperClassOf",
        "SubPropertyOf",
        "SuperPropertyOf",
    ),
    *("SubPropertyChain", "InverseOf", "Domain", "Range", "Characteristics", "DisjointWith"),
    *("Types", "Facts", "SameAs", "DifferentFrom", "Individuals", "HasKey"),
)
# Each axiom of these has a section to itself, as its list is one axiom.
_ALONE = ("DisjointUnionOf", "HasKey")


def manchester_text(document: Document, *, known: Signature | None = None) -> str:
    """The document in Manchester syntax; `known` are terms of its imports, which need no frame here."""
    return _Writer(document, known or {}).text()


class _Writer:
    def __init__(self, document: Document, known: Signature) -> None:
        self._document = document
        self._known = known
        self._names = Names(document)
        self._words = Words(self._names)
        self._used: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
        for axiom in document.axioms:
            for kind, iri in terms_of(axiom):
                self._used[kind].add(iri)
        self._frames_of: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
        # How each frame opens: one line for each declaration of its subject.
        self._openings: dict[tuple[TermKind, str], list[str]] = {}
        self._sections: dict[tuple[TermKind, str], dict[str, list[str]]] = {}
        self._free: list[str] = []

    def text(self) -> str:
        """All of it: prefixes, header, frames by kind and name, then what has no subject."""
        self._declare()
        for kind, iri in self._framed():
            self._frames_of[kind].add(iri)
        placing = Placing(self._words, frozenset((kind, iri) for kind, iris in self._frames_of.items() for iri in iris))
        for axiom in self._document.axioms:
            if axiom.kind != "Declaration":
                try:
                    self._say(axiom, placing)
                except UnsayableError:
                    continue
        for note in self._document.annotations:
            self._introduce_notes((note,), header=True)
        return "\n".join([*self._header(), *self._frames(), *self._free, ""])

    def _framed(self) -> Iterator[tuple[TermKind, str]]:
        """Terms that have a frame: those declared, and those used that nothing else makes known."""
        for kind in TermKind:
            for iri in self._used[kind] - self._known.get(kind, frozenset()) - BUILT_IN.get(kind, frozenset()):
                yield kind, iri
            for iri in self._declared[kind]:
                yield kind, iri

    def _declare(self) -> None:
        self._declared: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
        for axiom in self._document.axioms:
            entity = axiom.args[0]
            if axiom.kind == "Declaration" and isinstance(entity, Expression) and isinstance(entity.args[0], Iri):
                kind, iri = TermKind(entity.kind), entity.args[0].text
                try:
                    self._open(kind, iri, self._words.notes(axiom.annotations))
                    self._introduce_notes(axiom.annotations)
                except UnsayableError:
                    continue
                self._declared[kind].add(iri)

    def _open(self, kind: TermKind, iri: str, notes: str = "") -> None:
        name = self._names.short(iri)
        lines = self._openings.setdefault((kind, name), [])
        lines.append(f"{_FRAMES[kind]}: {notes}{name}")

    def _say(self, axiom: Axiom, placing: Placing) -> None:
        notes = self._words.notes(axiom.annotations)
        place = self._annotation(axiom) if axiom.kind == "AnnotationAssertion" else placing.place(axiom)
        self._introduce(axiom)
        text = place.text if place.unsaid else f"{notes}{place.text}"
        if place.kind is None:
            self._free += [f"{place.section}: {text}", ""]
        else:
            frame = self._sections.setdefault((place.kind, place.subject), {})
            frame.setdefault(place.section, []).append(text)

    def _annotation(self, axiom: Axiom) -> Place:
        """In the frame of the term; an IRI that names none gets an individual's, as no other frame can hold it."""
        subject, property, value = axiom.args
        assert isinstance(property, Iri)
        assert isinstance(value, Iri | Literal | Anonymous)
        text = self._words.annotation(Annotation(property=property.text, value=value))
        kind = TermKind.INDIVIDUAL
        if isinstance(subject, Iri):
            places = (self._frames_of, self._known, BUILT_IN)
            found = (kind for terms in places for kind in _FRAMES if subject.text in terms.get(kind, ()))
            kind = next(found, TermKind.INDIVIDUAL)
        return Place(kind=kind, subject=self._words.word(subject), section="Annotations", text=text)

    def _introduce(self, axiom: Axiom) -> None:
        """Open frames for what the OWLAPI would else not know: terms that nothing declares, nameless individuals."""
        for kind, iri in terms_of(axiom):
            self._introduce_term(kind, iri)
        if axiom.kind == "AnnotationAssertion" and isinstance(axiom.args[1], Iri):
            self._introduce_term(TermKind.ANNOTATION_PROPERTY, axiom.args[1].text)
        for node in axiom.args:
            self._introduce_values(node)
        self._introduce_notes(axiom.annotations)

    def _introduce_term(self, kind: TermKind, iri: str, *, header: bool = False) -> None:
        # The OWLAPI reads the header before it loads what is imported.
        known = iri in self._known.get(kind, ()) and not header
        if not known and iri not in self._declared[kind] and iri not in BUILT_IN.get(kind, ()):
            self._declared[kind].add(iri)
            self._open(kind, iri)

    def _introduce_values(self, node: Node) -> None:
        if isinstance(node, Literal):
            self._introduce_term(TermKind.DATATYPE, node.datatype)
        elif isinstance(node, Anonymous):
            name = self._words.word(node)
            self._openings.setdefault((TermKind.INDIVIDUAL, name), [f"Individual: {name}"])
        elif isinstance(node, Expression):
            for inner in node.args:
                self._introduce_values(inner)

    def _introduce_notes(self, annotations: Iterable[Annotation], *, header: bool = False) -> None:
        for note in annotations:
            self._introduce_term(TermKind.ANNOTATION_PROPERTY, note.property, header=header)
            self._introduce_values(note.value)
            self._introduce_notes(note.annotations, header=header)

    def _header(self) -> Iterator[str]:
        for name, space in sorted(self._names.prefixes.items()):
            yield f"Prefix: {name}: <{space}>"
        document = self._document
        yield ""
        yield "Ontology:" if document.nameless else f"Ontology: {full(document.iri)}"
        if document.version:
            yield f"    {full(document.version)}"
        for iri in document.imports:
            yield f"Import: {full(iri)}"
        for note in document.annotations:
            yield f"Annotations: {self._words.annotation(note)}"
        yield ""

    def _frames(self) -> Iterator[str]:
        ordered = sorted({*self._openings, *self._sections}, key=lambda key: (list(_FRAMES).index(key[0]), key[1]))
        for kind, subject in ordered:
            openings = self._openings.get((kind, subject)) or [f"{_FRAMES[kind]}: {subject}"]
            yield from openings
            sections = self._sections.get((kind, subject), {})
            for name in _SECTIONS:
                items = sections.get(name, [])
                for group in [[item] for item in items] if name in _ALONE else [items] if items else []:
                    yield f"    {name}:"
                    yield ",\n".join(f"        {item}" for item in group)
            yield ""
