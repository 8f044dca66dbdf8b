"""What can be asked in one shop, found by the beginning of any way of asking it."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.model import Ontology
from reasoning.assist.fold import fold_text
from reasoning.assist.prefix_index import PrefixIndex
from reasoning.assist.vocabulary import Asked, asked_properties


class Wordings:
    """The properties of one shop's view of the ontology that have words to ask for them, in summary order."""

    def __init__(self, ontology: Ontology) -> None:
        self.asked = asked_properties(ontology)
        self._index = PrefixIndex(
            (fold_text(word), place * 2 + (lang == "en"))
            for place, asked in enumerate(self.asked)
            for lang in asked.words
            for word in asked.words[lang]
        )

    def starting_with(self, folded: str) -> Iterator[tuple[Asked, str, int]]:
        """The properties with a wording that begins so: each with the wording's language and its rank, best first."""
        for place in self._index.starting_with(folded):
            yield self.asked[place // 2], "en" if place % 2 else "zh", place

    def ranked(self) -> Iterator[tuple[Asked, str, int]]:
        """All of them, in Chinese: nothing typed yet says nothing about the language."""
        for place, asked in enumerate(self.asked):
            yield asked, "zh", place * 2
