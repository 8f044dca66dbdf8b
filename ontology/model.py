"""The Ontology value: documents read together, with their terms and hierarchies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from ontology.general import MULTIPLE
from ontology.owl import RDFS, SKOS, XSD, Axiom, Expression, Iri, Literal
from ontology.reader import Document
from ontology.terms import Term, TermKind, Text

_WORDS = {
    RDFS + "label": "labels",
    SKOS + "prefLabel": "labels",
    SKOS + "altLabel": "synonyms",
    SKOS + "hiddenLabel": "wordings",
    SKOS + "definition": "definitions",
    RDFS + "comment": "definitions",
}


class Ontology:
    """Several ontology documents as one; immutable, built once per load.

    Hierarchies are the reflexive-transitive closure of told sub-class and sub-property axioms
    between named terms (equivalent named classes included).
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._of_shops: dict[str, Ontology] = {}

    @cached_property
    def shops(self) -> tuple[str, ...]:
        """The ids of the shops that have an overlay, in the documents' order."""
        return tuple(dict.fromkeys(document.shop for document in self.documents if document.shop))

    def for_shop(self, shop: str | None) -> Ontology:
        """What one shop has of it: the documents that are everybody's and the shop's own overlays.

        `shop` is the id that the shop uses for itself; None for what is everybody's alone.
        """
        key = shop if shop in self.shops else ""
        if all(owner == key for owner in self.shops):
            return self
        found = self._of_shops.get(key)
        if found is None:
            found = Ontology(document for document in self.documents if document.shop in ("", key))
            # A shop's ontology has the same everybody's part, so what is made of that is made once.
            found._of_shops = self._of_shops
            found = self._of_shops.setdefault(key, found)
        return found

    @cached_property
    def axioms(self) -> tuple[Axiom, ...]:
        """Every axiom of every document, in the documents' order."""
        return tuple(axiom for document in self.documents for axiom in document.axioms)

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Every declared term by IRI."""
        kinds: dict[str, TermKind] = {}
        words: dict[tuple[str, str], list[Text]] = defaultdict(list)
        for axiom in self.axioms:
            first = axiom.args[0] if axiom.args else None
            if axiom.kind == "Declaration" and isinstance(first, Expression) and isinstance(first.args[0], Iri):
                kinds.setdefault(first.args[0].text, TermKind(first.kind))
            elif axiom.kind == "AnnotationAssertion" and isinstance(first, Iri):
                _collect(words, first.text, axiom)
        return {
            iri: Term(
                iri=iri,
                kind=kind,
                labels=tuple(words.get((iri, "labels"), ())),
                synonyms=tuple(words.get((iri, "synonyms"), ())),
                wordings=tuple(words.get((iri, "wordings"), ())),
                definitions=tuple(words.get((iri, "definitions"), ())),
            )
            for iri, kind in kinds.items()
        }

    def of_kind(self, kind: TermKind) -> tuple[Term, ...]:
        """Every term of one kind, in the order of their IRIs."""
        return tuple(self.terms[iri] for iri in sorted(self.terms) if self.terms[iri].kind is kind)

    def label(self, iri: str, lang: str = "zh") -> str:
        """What to call a term; its local name when it has no label or is not declared."""
        term = self.terms.get(iri)
        return term.label(lang) if term else iri.rpartition("#")[2].rpartition("/")[2]

    def is_class(self, iri: str) -> bool:
        """Whether the IRI is a declared class."""
        return self._is(iri, TermKind.CLASS)

    def is_object_property(self, iri: str) -> bool:
        """Whether the IRI is a declared object property."""
        return self._is(iri, TermKind.OBJECT_PROPERTY)

    def is_data_property(self, iri: str) -> bool:
        """Whether the IRI is a declared data property."""
        return self._is(iri, TermKind.DATA_PROPERTY)

    def _is(self, iri: str, kind: TermKind) -> bool:
        term = self.terms.get(iri)
        return term is not None and term.kind is kind

    @cached_property
    def told_classes(self) -> dict[str, tuple[str, ...]]:
        """The named classes that each named individual is told to be in, in the axioms' order."""
        found: dict[str, list[str]] = defaultdict(list)
        for axiom in self.axioms:
            if axiom.kind == "ClassAssertion":
                cls, individual = axiom.args
                if isinstance(cls, Iri) and isinstance(individual, Iri):
                    found[individual.text].append(cls.text)
        return {iri: tuple(classes) for iri, classes in found.items()}

    def annotations(self, iri: str, property: str) -> tuple[Literal | Iri, ...]:
        """Values of one annotation property on a term, sorted by text."""
        return self._annotations.get((iri, property), ())

    def annotation(self, iri: str, property: str) -> str:
        """The text of a term's single annotation value; '' when there is none."""
        found = self.annotations(iri, property)
        return found[0].text if found else ""

    @cached_property
    def _annotations(self) -> dict[tuple[str, str], tuple[Literal | Iri, ...]]:
        found: dict[tuple[str, str], list[Literal | Iri]] = defaultdict(list)
        for axiom in self.axioms:
            if axiom.kind != "AnnotationAssertion":
                continue
            subject, property, value = axiom.args
            if isinstance(subject, Iri) and isinstance(property, Iri) and isinstance(value, Literal | Iri):
                found[subject.text, property.text].append(value)
        return {key: tuple(sorted(values, key=lambda v: v.text)) for key, values in found.items()}

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class and every named class above it."""
        return self._class_up.get(iri, frozenset((iri,)))

    def subclasses(self, iri: str) -> frozenset[str]:
        """The class and every named class below it."""
        return self._class_down.get(iri, frozenset((iri,)))

    def superproperties(self, iri: str) -> frozenset[str]:
        """The property and every named property above it."""
        return self._property_up.get(iri, frozenset((iri,)))

    def subproperties(self, iri: str) -> frozenset[str]:
        """The property and every named property below it."""
        return self._property_down.get(iri, frozenset((iri,)))

    def domains(self, property: str) -> tuple[str, ...]:
        """Named classes that the property's subjects belong to, its own and those of properties above it."""
        return self._ends(property, ("ObjectPropertyDomain", "DataPropertyDomain"))

    def ranges(self, property: str) -> tuple[str, ...]:
        """Named classes or datatypes of the property's values, its own and those of properties above it."""
        return self._ends(property, ("ObjectPropertyRange", "DataPropertyRange"))

    def datatype(self, property: str) -> str:
        """The IRI of a data property's datatype; xsd:string when none is declared."""
        found = self.ranges(property)
        return found[0] if found else XSD + "string"

    def is_functional(self, property: str) -> bool:
        """Whether the property has at most one value per subject."""
        return property in self._functional

    def has_one_value(self, property: str) -> bool:
        """Whether records give the property one value per subject: it is functional, or not said to be multiple."""
        return self.is_functional(property) or self.annotation(property, MULTIPLE) != "true"

    @cached_property
    def _functional(self) -> frozenset[str]:
        kinds = ("FunctionalObjectProperty", "FunctionalDataProperty")
        return frozenset(a.args[0].text for a in self.axioms if a.kind in kinds and isinstance(a.args[0], Iri))

    @cached_property
    def _told_ends(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for axiom in self.axioms:
            if axiom.kind.endswith(("PropertyDomain", "PropertyRange")) and axiom.kind[:4] in ("Obje", "Data"):
                property, end = axiom.args
                if isinstance(property, Iri):
                    found[axiom.kind, property.text].extend(_named_union(end))
        return {key: tuple(values) for key, values in found.items()}

    def _ends(self, property: str, kinds: tuple[str, str]) -> tuple[str, ...]:
        own = [c for kind in kinds for c in self._told_ends.get((kind, property), ())]
        if own:
            return tuple(dict.fromkeys(own))
        above = sorted(self.superproperties(property) - {property})
        inherited = [c for p in above for kind in kinds for c in self._told_ends.get((kind, p), ())]
        return tuple(dict.fromkeys(inherited))

    @cached_property
    def _class_up(self) -> dict[str, frozenset[str]]:
        return _closure(_edges(self.axioms, ("SubClassOf",), "EquivalentClasses"))

    @cached_property
    def _class_down(self) -> dict[str, frozenset[str]]:
        return _inverted(self._class_up)

    @cached_property
    def _property_up(self) -> dict[str, frozenset[str]]:
        object_edges = _edges(self.axioms, ("SubObjectPropertyOf",), "EquivalentObjectProperties")
        data_edges = _edges(self.axioms, ("SubDataPropertyOf",), "EquivalentDataProperties")
        return _closure(object_edges | data_edges)

    @cached_property
    def _property_down(self) -> dict[str, frozenset[str]]:
        return _inverted(self._property_up)


def _collect(words: dict[tuple[str, str], list[Text]], subject: str, axiom: Axiom) -> None:
    property, value = axiom.args[1], axiom.args[2]
    if isinstance(property, Iri) and isinstance(value, Literal) and property.text in _WORDS:
        text = Text(text=value.text, lang=value.lang)
        slot = words[subject, _WORDS[property.text]]
        if text not in slot:
            slot.append(text)


def _named_union(node: object) -> list[str]:
    if isinstance(node, Iri):
        return [node.text]
    if isinstance(node, Expression) and node.kind == "DatatypeRestriction":
        return _named_union(node.args[0])
    if isinstance(node, Expression) and node.kind in ("ObjectUnionOf", "DataUnionOf"):
        return [arg.text for arg in node.args if isinstance(arg, Iri)]
    return []


def _edges(axioms: Iterable[Axiom], sub: tuple[str, ...], equivalent: str) -> set[tuple[str, str]]:
    edges: set[tuple[str, str]] = set()
    for axiom in axioms:
        named = [arg.text for arg in axiom.args if isinstance(arg, Iri)]
        if axiom.kind in sub and len(named) == 2:
            edges.add((named[0], named[1]))
        elif axiom.kind == equivalent:
            edges.update((a, b) for a in named for b in named if a != b)
        elif axiom.kind == sub[0] and len(axiom.args) == 2 and isinstance(axiom.args[1], Expression):
            edges.update((named[0], part) for part in _conjuncts(axiom.args[1]) if named)
    return edges


def _conjuncts(node: Expression) -> list[str]:
    return [a.text for a in node.args if isinstance(a, Iri)] if node.kind == "ObjectIntersectionOf" else []


def _closure(edges: set[tuple[str, str]]) -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for low, high in edges:
        above[low].add(high)
    closed: dict[str, frozenset[str]] = {}
    for start in {end for edge in edges for end in edge}:
        seen = {start}
        waiting = [start]
        while waiting:
            for high in above[waiting.pop()] - seen:
                seen.add(high)
                waiting.append(high)
        closed[start] = frozenset(seen)
    return closed


def _inverted(up: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    down: dict[str, set[str]] = defaultdict(set)
    for low, highs in up.items():
        for high in highs:
            down[high].add(low)
    return {high: frozenset(lows) for high, lows in down.items()}
