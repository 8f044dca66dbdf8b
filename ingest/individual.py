"""Individuals of the ontology by what people call them, and new ones for names it does not know."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from ontology.model import Ontology
from ontology.owl import Iri, local_name


class IndividualIndex:
    """Finds a class's individual by label, synonym or local name; case, width, spaces and dashes do not matter."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._members: dict[str, list[str]] = defaultdict(list)
        for axiom in ontology.axioms:
            if axiom.kind == "ClassAssertion":
                cls, individual = axiom.args
                if isinstance(cls, Iri) and isinstance(individual, Iri):
                    self._members[cls.text].append(individual.text)
        self._known: dict[str, dict[str, str]] = {}

    def find(self, cls: str, name: str) -> str | None:
        """The IRI of the class's individual that is called so; labels go before synonyms, None when there is none."""
        if cls not in self._known:
            self._known[cls] = self._index(cls)
        return self._known[cls].get(_folded(name))

    def _index(self, cls: str) -> dict[str, str]:
        individuals = [iri for low in sorted(self._ontology.subclasses(cls)) for iri in self._members.get(low, ())]
        found: dict[str, str] = {}
        for rank in (0, 1):
            for iri in individuals:
                for word in self._words(iri, rank):
                    found.setdefault(_folded(word), iri)
        return found

    def _words(self, iri: str, rank: int) -> Iterator[str]:
        term = self._ontology.terms.get(iri)
        if rank == 0:
            yield local_name(iri)
        if term:
            yield from (text.text for text in (term.synonyms if rank else term.labels))


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", name).casefold())
