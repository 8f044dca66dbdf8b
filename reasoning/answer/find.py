"""Searches answered: words that no property is known for."""

from __future__ import annotations

from dataclasses import replace

from ontology.general import CUSTOMER
from reasoning.answer.describe import Describer
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.part import Part, found_at
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import LookUp, Search
from reasoning.answer.quote import Quoter
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import is_vague
from reasoning.answer.run import Asker
from reasoning.answer.tell import Teller


class Searches:
    """Answers searches for one asker."""

    def __init__(
        self,
        knowledge: Knowledge,
        asker: Asker,
        phrasing: Phrasing,
        describer: Describer,
        teller: Teller,
        quoter: Quoter,
    ) -> None:
        self._knowledge = knowledge
        self._asker = asker
        self._say = phrasing
        self._describer = describer
        self._teller = teller
        self._quoter = quoter

    def part(self, task: Search) -> Part:
        """Quote what speaks of the words; else tell a personal record as it is; else say that nothing is known.

        Of the asker himself nothing is told that he did not ask for.
        """
        personal = tuple(i for i in task.anchors if self._knowledge.is_personal(i))
        # What the subject is itself, and bare question words, say nothing of what is asked of it.
        kinds = frozenset().union(*map(self._knowledge.names_of_kind, personal or task.anchors[:1]))
        words = [w for w in task.words if w not in kinds and not (task.anchors and is_vague(w))]
        if personal and not words:
            return self._record(personal)
        named = self._quoter.named_part(task.anchors, task.text)
        quoted = named or self._quoter.quote(
            task.anchors,
            words,
            least=0.0 if task.anchors else 0.5,
            asked=task.rest if len(task.anchors) == 1 else "",
        )
        if quoted is not None:
            return replace(quoted, focus=task.anchors)
        about = self._say.say("enumeration").join(task.words)
        if personal and not any(self._knowledge.is_a(i, CUSTOMER) for i in personal):
            return self._record(personal)
        if task.otherwise is ReplyStatus.REFUSED:
            return Part(status=ReplyStatus.REFUSED, text=self._say.refusal(self._asker.customer))
        if task.anchors:
            return Part(
                status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about), focus=task.anchors, weak=True
            )
        return Part(status=ReplyStatus.NOT_UNDERSTOOD, text=self._say.say("not_understood"))

    def _record(self, personal: tuple[str, ...]) -> Part:
        """A person's records as they are."""
        found = [found_at(i, self._describer.described(i)) for i in personal]
        known = self._teller.tell(LookUp(anchors=personal, wishes=()), found)
        return replace(known, text=self._say.say("record") + known.text, focus=personal)
