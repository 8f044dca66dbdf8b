"""A question becomes clauses: where it is cut, and which parts belong together."""

from __future__ import annotations

import re

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from reasoning.answer.clause import Clause
from reasoning.answer.knowledge import LONGEST_VALUE, Knowledge
from reasoning.answer.lexicon import Lexicon
from reasoning.answer.normalise import normalise
from reasoning.answer.reading import Reading

_CLAUSES = re.compile(r"[，。；！？;!?\n]+|,(?!\d)|(?<![a-z0-9])\.(?!\d)|\.(?=\s|$)")
# A customer's message has fewer parts and shorter clauses; beyond that, reading stays bounded.
MOST_PARTS = 24
LONGEST_CLAUSE = 240


class Understanding:
    """Recognises the parts of a question with one store's lexicon and knowledge."""

    def __init__(self, lexicon: Lexicon, knowledge: Knowledge) -> None:
        self._lexicon = lexicon
        self._knowledge = knowledge
        self._title_words = list(knowledge.titles)
        self._title_automaton = CharwiseDoubleArrayAhoCorasick(
            self._title_words or ["\x00"], MATCH_KIND_LEFTMOST_LONGEST
        )

    def clauses(self, text: str) -> tuple[Clause, ...]:
        """The clauses of a question in order; punctuation separates them, empty ones are left out."""
        parts = [part.strip() for part in _CLAUSES.split(self._with_ids(normalise(text))) if part.strip()]
        clauses: list[Clause] = []
        for part in parts[:MOST_PARTS]:
            clause = self.clause(part)
            short = clauses and len(clauses[-1].text) + len(part) <= LONGEST_CLAUSE
            if short and _belong_together(clauses[-1], clause):
                clause = self.clause(f"{clauses.pop().text} {part}")
            clauses.append(clause)
        return tuple(clauses)

    def _with_ids(self, text: str) -> str:
        """The text with full titles of goods replaced by their ids: a title may hold commas and any word."""
        if len(text) > LONGEST_VALUE and self._knowledge.titles:
            for start, end, index in reversed(self._title_automaton.find(text)):
                text = f"{text[:start]} {self._knowledge.titles[self._title_words[index]]} {text[end:]}"
        return text

    def clause(self, text: str) -> Clause:
        """Recognise one clause of normalised text."""
        return Reading(text, self._lexicon, self._knowledge).clause()


def _belong_together(before: Clause, clause: Clause) -> bool:
    """Whether two clauses are one question: one only tells what it is about, the other asks."""
    if before.only_describes() and not (clause.anchors or clause.acts):
        return True
    asked = before.properties or before.scales or before.operations
    headless = asked and not (before.anchors or before.classes or before.loose)
    return bool(headless and clause.anchors and clause.only_describes())
