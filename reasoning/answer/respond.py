"""Typed queries answered: each task becomes a part of the reply, its words made of facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.port import GraphReader
from ontology.general import HANDS_OFF, REPLY
from reasoning.answer.compare import Compares
from reasoning.answer.describe import Describer
from reasoning.answer.find import Searches
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.look_up import LookUps
from reasoning.answer.normalise import is_chinese
from reasoning.answer.part import Part
from reasoning.answer.permit import Permits
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import Compare, LookUp, Permit, Problem, Search, Select, Talk, Task
from reasoning.answer.quote import Quoter
from reasoning.answer.reply import Choice, ReplyStatus, Route
from reasoning.answer.run import Asker, Runner
from reasoning.answer.select import Selects
from reasoning.answer.tell import Teller


class Responder:
    """Answers tasks for one asker, with the store's facts only."""

    def __init__(self, reader: GraphReader, knowledge: Knowledge, asker: Asker) -> None:
        self._knowledge = knowledge
        self._asker = asker
        self.runner = runner = Runner(reader, knowledge, asker)
        self._say = say = Phrasing(knowledge, asker.lang, asker.as_of)
        describer = Describer(runner, knowledge, asker)
        teller = Teller(knowledge, say, asker)
        quoter = Quoter(runner, knowledge, asker, say, describer, teller)
        look_ups = LookUps(runner, knowledge, say, describer, teller, quoter)
        searches = Searches(knowledge, asker, say, describer, teller, quoter)
        compares = Compares(runner, knowledge, say, describer, teller)
        selects = Selects(runner, knowledge, asker, say, describer, teller, quoter, look_ups, searches, compares)
        self._handlers: dict[type, Callable[[Any], Part]] = {
            LookUp: look_ups.part,
            Select: selects.part,
            Compare: compares.part,
            Permit: Permits(runner, knowledge, asker, say, teller).part,
            Search: searches.part,
            Talk: self._talk,
            Problem: self._problem,
        }

    def part(self, task: Task) -> Part:
        """Answer one task."""
        return self._handlers[type(task)](task)

    def _talk(self, task: Talk) -> Part:
        said = [str(v) for v in self._knowledge.told(task.act, REPLY)]
        text = next((v for v in said if is_chinese(v) == (self._asker.lang == "zh")), "")
        if True in self._knowledge.told(task.act, HANDS_OFF):
            return Part(status=ReplyStatus.HANDOFF, text=text or self._say.say("handoff"), route=Route.HUMAN)
        reply = text or (said[0] if said else self._say.say("not_understood"))
        return Part(status=ReplyStatus.ANSWERED, text=reply, weak=True)

    def _problem(self, task: Problem) -> Part:
        choices = tuple(Choice(label=self._knowledge.label(i), iri=i) for i in task.choices)
        named = "\n".join(f"{n}. {c.label}" for n, c in enumerate(choices, 1))
        if task.status is ReplyStatus.REFUSED:
            return Part(status=task.status, text=self._say.refusal(self._asker.customer))
        if task.status is ReplyStatus.UNKNOWN_ENTITY:
            phrase = "did_you_mean" if choices else "unknown"
            text = self._say.say(phrase, about=task.about)
            lines = "\n".join(filter(None, (text, named)))
            return Part(status=task.status, text=lines, choices=choices, properties=task.properties)
        if task.status is ReplyStatus.NO_FACTS:
            phrase = "none_of_yours" if task.own else "no_facts"
            return Part(status=task.status, text=self._say.say(phrase, about=task.about))
        text = self._say.say("which_product")
        lines = "\n".join(filter(None, (text, named)))
        return Part(status=task.status, text=lines, choices=choices, properties=task.properties)
