"""Other words that the ontology has for the same thing."""

from __future__ import annotations

from collections import defaultdict

from ontology.model import Ontology
from ontology.terms import TermKind
from reasoning.answer.normalise import normalise

_SHORTEST = 2


class Synonyms:
    """The labels and synonyms of the properties that a word names; immutable."""

    def __init__(self, ontology: Ontology) -> None:
        self._groups: dict[str, dict[str, None]] = defaultdict(dict)
        for kind in (TermKind.DATA_PROPERTY, TermKind.OBJECT_PROPERTY):
            for term in ontology.of_kind(kind):
                names = [normalise(text.text) for text in (*term.labels, *term.synonyms)]
                for name in (*names, *(normalise(text.text) for text in term.wordings)):
                    self._groups[name].update(dict.fromkeys(n for n in names if len(n) >= _SHORTEST))

    def of(self, word: str) -> tuple[str, ...]:
        """The other names of what a normalised word names, in the ontology's order; () for an unknown word."""
        return tuple(n for n in self._groups.get(word, ()) if n != word)
