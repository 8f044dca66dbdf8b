"""The triples of one document, findable by subject, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ontology.owl import RDF_TYPE, Axiom, Iri, Literal
from ontology.rdf.triples import Object, Resource, Triple
from ontology.reading import Unread

Fate = Axiom | Unread | str
"""What a triple became: an axiom, an entry of the report, or a part of the document's header (by its name)."""


class Graph:
    """Triples by number, in the document's order; `fates` is filled while they are read."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)
        self.fates: list[Fate | None] = [None] * len(self.triples)
        about: dict[Resource, dict[str, list[int]]] = {}
        by_predicate: dict[str, list[int]] = defaultdict(list)
        for number, (subject, predicate, _) in enumerate(self.triples):
            about.setdefault(subject, {}).setdefault(predicate, []).append(number)
            by_predicate[predicate].append(number)
        self._about = about
        self._by_predicate = by_predicate

    def with_predicate(self, predicate: str) -> Iterator[tuple[int, Resource, Object]]:
        """Number, subject and object of every triple with this predicate."""
        for number in self._by_predicate.get(predicate, ()):
            subject, _, target = self.triples[number]
            yield number, subject, target

    def of_type(self, type: str) -> list[Resource]:
        """Every subject of this rdf:type, in the document's order."""
        return [subject for _, subject, target in self.with_predicate(RDF_TYPE) if target == Iri(type)]

    def about(self, subject: Resource) -> Mapping[str, list[int]]:
        """The numbers of a subject's triples, by predicate."""
        return self._about.get(subject, {})

    def objects(self, subject: Resource, predicate: str) -> list[tuple[int, Object]]:
        """Numbers and objects of a subject's triples with this predicate."""
        return [(n, self.triples[n][2]) for n in self._about.get(subject, {}).get(predicate, ())]

    def resource(self, subject: Resource, predicate: str) -> tuple[int, Resource] | None:
        """The first triple of this subject and predicate whose object is a resource."""
        for number in self._about.get(subject, {}).get(predicate, ()):
            target = self.triples[number][2]
            if not isinstance(target, Literal):
                return number, target
        return None

    def literal(self, subject: Resource, predicate: str) -> tuple[int, Literal] | None:
        """The first triple of this subject and predicate whose object is a literal."""
        for number in self._about.get(subject, {}).get(predicate, ()):
            target = self.triples[number][2]
            if isinstance(target, Literal):
                return number, target
        return None

    def has(self, subject: Resource, predicate: str) -> bool:
        """Whether the subject has a triple with this predicate."""
        return predicate in self._about.get(subject, {})

    def is_a(self, subject: Resource, *types: str) -> bool:
        """Whether the subject has one of these rdf:types."""
        numbers = self._about.get(subject, {}).get(RDF_TYPE, ())
        return any(isinstance(target, Iri) and target.text in types for target in (self.triples[n][2] for n in numbers))

    def settle(self, numbers: Iterable[int], fate: Fate) -> None:
        """Say what these triples became; what became of one first stays so."""
        for number in numbers:
            if self.fates[number] is None:
                self.fates[number] = fate
