"""What is asked of a part or a service of goods: the warranty of a heat exchanger, the cost of installing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.fact import Fact
from ontology.general import OF_PART
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.normalise import normalise
from reasoning.answer.part import Found, asked_properties, found_at
from reasoning.answer.plan import LookUp, Wish
from reasoning.answer.resemblance import is_vague
from reasoning.answer.run import Runner

_JOINED = re.compile(r"和|与|跟|及|、|还有|\band\b")


class Particulars:
    """Finds the facts that tell a property of a part, where the ontology says which property tells it (`ofPart`)."""

    def __init__(self, runner: Runner, knowledge: Knowledge) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._ontology = knowledge.ontology

    def found(self, task: LookUp) -> list[Found]:
        """The facts that speak of the part that the question names beside a property; [] when it names none."""
        asked = [w for w in task.wishes if self._telling(w)]
        telling = self._telling_of(task.before) + [p for w in asked for p in self._telling(w)]
        others = [w for w in task.wishes if w not in asked and not is_vague(w.word)]
        if not telling or not (others or task.words) or self._joined(task, asked, others):
            return []
        found = []
        for anchor in task.anchors:
            for property in dict.fromkeys(telling):
                facts = [f for f in self._runner.values(anchor, property) if self._speaks(f, property, others, task)]
                if facts:
                    found.append(found_at(anchor, facts, property))
        return found

    def _telling(self, wish: Wish) -> list[str]:
        return self._telling_of(asked_properties(wish))

    def _telling_of(self, properties: Sequence[str]) -> list[str]:
        return [v.text for p in properties for v in self._ontology.annotations(p, OF_PART)]

    def _joined(self, task: LookUp, asked: Sequence[Wish], others: Sequence[Wish]) -> bool:
        """Whether the question asks for both, one and the other, rather than for the one of the other."""
        return bool(asked and others and _JOINED.search(task.text))

    def _speaks(self, fact: Fact, property: str, others: Sequence[Wish], task: LookUp) -> bool:
        """Whether a fact's text, or the name of its property, holds one of the words of the part."""
        told = normalise(str(fact.value))
        term = self._ontology.terms[property]
        called = [normalise(text.text) for text in (*term.labels, *term.synonyms)]
        for wish in others:
            names = [wish.word, *(n for p in asked_properties(wish) for n in self._names(p))]
            if any(name in told for name in names) or any(wish.word in name for name in called):
                return True
        held = [word for word in task.words if word in told]
        return not others and bool(held) and 2 * len(held) >= len(task.words)

    def _names(self, property: str) -> list[str]:
        term = self._ontology.terms[property]
        return [normalise(text.text) for text in (*term.labels, *term.synonyms)]
