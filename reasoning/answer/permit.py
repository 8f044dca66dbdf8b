"""Permissions answered: what may be done with an order, by the rule that decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.fact import Fact
from ontology.general import ALLOWS, FORBIDS, NEXT_STEP, NS, RECORDED_IN, TELLS
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.normalise import is_chinese
from reasoning.answer.part import MOST_SHOWN, Part, found_at, join
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import LookUp, Permit
from reasoning.answer.reply import ReplyStatus, Route
from reasoning.answer.run import Asker, Runner
from reasoning.answer.tell import Teller

PERMITTED_IN = NS + "permittedIn"
STATUS = NS + "orderStatus"
POLICY_TEXT = NS + "policyText"


class Permits:
    """Answers permission questions for one asker."""

    def __init__(self, runner: Runner, knowledge: Knowledge, asker: Asker, phrasing: Phrasing, teller: Teller) -> None:
        self._runner = runner
        self._ontology = knowledge.ontology
        self._asker = asker
        self._say = phrasing
        self._teller = teller

    def part(self, task: Permit) -> Part:
        """Whether an operation is allowed on each order; with no order, what its policy says."""
        operation = self._ontology.label(task.operation, self._asker.lang)
        if not task.orders:
            return self._policy(task)
        parts = [self._permit_one(task.operation, operation, order) for order in task.orders[:MOST_SHOWN]]
        if any(row["property"] == "allowed" for part in parts for row in part.rows):
            parts.extend(self._next_step(task.operation))
        return replace(join(parts), focus=task.orders, operation=task.operation)

    def _next_step(self, operation: str) -> list[Part]:
        """What the customer is asked to do next, where the ontology says so."""
        told = self._in_language(self._runner.values(operation, NEXT_STEP))
        text = "".join(str(f.value) for f in told)
        return [Part(status=ReplyStatus.ANSWERED, text=text, facts=told)] if text else []

    def _told_with(self, operation: str, order: str) -> list[Part]:
        """What else of the order matters to the operation: the difference that price protection pays."""
        properties = [v.text for v in self._ontology.annotations(operation, TELLS)]
        found = [found_at(order, told, p) for p in properties if (told := self._runner.values(order, p))]
        return [self._teller.tell(LookUp(anchors=(order,), wishes=()), found)] if found else []

    def _in_language(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        wanted = self._asker.lang == "zh"
        return tuple(f for f in facts if is_chinese(str(f.value)) == wanted)

    def _permit_one(self, operation: str, name: str, order: str) -> Part:
        self._runner.read((order,))
        status = self._runner.values(order, STATUS)
        slots = {
            "operation": name,
            "order": self._say.name(order),
            "status": self._say.values(status),
        }
        for property, phrase in ((FORBIDS, "forbidden"), (ALLOWS, "allowed")):
            told = [f for f in self._runner.values(order, property) if f.object == operation]
            if told:
                text = self._say.say(phrase, **slots)
                rows = [
                    {
                        "subject": slots["order"],
                        "iri": order,
                        "property": phrase,
                        "value": name,
                        "status": slots["status"],
                    }
                ]
                part = Part(status=ReplyStatus.ANSWERED, text=text, rows=tuple(rows), facts=(*told, *status))
                return join([part, *(self._told_with(operation, order) if phrase == "allowed" else [])])
        recorded = self._ontology.annotation(operation, RECORDED_IN)
        if recorded and (told := [f for f in self._runner.facts(order) if f.property == recorded]):
            return self._teller.tell(LookUp(anchors=(order,), wishes=()), [found_at(order, told, recorded)])
        phrase = "undecided" if status else "no_status"
        return Part(status=ReplyStatus.NO_FACTS, text=self._say.say(phrase, **slots), route=Route.HUMAN)

    def _policy(self, task: Permit) -> Part:
        self._runner.read((task.operation,))
        told = self._runner.values(task.operation, POLICY_TEXT)
        facts = self._in_language(told) or told
        name = self._ontology.label(task.operation, self._asker.lang)
        if not facts:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=name), route=Route.HUMAN)
        states = self._runner.values(task.operation, PERMITTED_IN)
        text = "".join(str(f.value) for f in facts)
        if states:
            text += self._say.say("permitted_in", states=self._say.values(states))
        label = self._say.property(PERMITTED_IN)
        rows = tuple({"subject": name, "property": label, "value": self._say.value(f)} for f in states)
        return Part(
            status=ReplyStatus.ANSWERED, text=text, rows=rows, facts=(*facts, *states), operation=task.operation
        )
