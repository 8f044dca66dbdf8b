"""Comparisons answered: several individuals side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from graph.fact import Fact
from ontology.general import IDENTIFIES, MONEY
from reasoning.answer.describe import Describer
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.part import Part, found_at
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import Compare
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.run import Runner
from reasoning.answer.tell import Teller

LONGEST_CELL = 60


class Compares:
    """Answers comparisons for one asker."""

    def __init__(
        self, runner: Runner, knowledge: Knowledge, phrasing: Phrasing, describer: Describer, teller: Teller
    ) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._say = phrasing
        self._describer = describer
        self._teller = teller

    def part(self, task: Compare) -> Part:
        """Compare by one property, or by all that every one has and that differ."""
        self._runner.read(task.anchors)
        return self._by(task, task.property) if task.property else self._differences(task.anchors)

    def _differences(self, anchors: tuple[str, ...]) -> Part:
        known = [f.property for i in anchors for f in self._describer.described(i) if f.value is not None]
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        lines: list[str] = []
        for property in dict.fromkeys(known):
            if self._knowledge.ontology.annotation(property, IDENTIFIES) == "true":
                continue
            cells = {i: self._runner.values(i, property) for i in anchors}
            texts = {i: self._say.values(found) for i, found in cells.items()}
            if not all(texts.values()) or len(set(texts.values())) == 1 or max(map(len, texts.values())) > LONGEST_CELL:
                continue  # what only one sheet says, or says at length, tells no difference
            told = [f"{self._say.short(i)} {text}" for i, text in texts.items()]
            lines.append(self._say.of("", self._say.property(property)) + self._say.listed(told))
            for i, found in cells.items():
                facts.extend(found)
                rows.extend(self._teller.rows(found_at(i, found, property)))
        if not lines:
            names = self._say.say("enumeration").join(map(self._say.name, anchors))
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_difference", about=names), focus=anchors)
        return Part(
            status=ReplyStatus.ANSWERED,
            text="\n".join(lines),
            rows=tuple(rows),
            facts=tuple(facts),
            focus=tuple(anchors),
        )

    def _by(self, task: Compare, property: str) -> Part:
        told = {i: self._runner.values(i, property) for i in task.anchors}
        numbers = {i: Decimal(f[0].value) for i, f in told.items() if f and isinstance(f[0].value, Decimal | int)}
        label = self._say.property(property)
        if not numbers:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=label), focus=task.anchors)
        each = self._say.listed([f"{self._say.short(i)} {self._say.values(told[i])}" for i in numbers])
        unknown = [self._say.say("no_facts", about=self._say.of_name(i, label)) for i in told if i not in numbers]
        if not self._comparable(property, numbers):
            text = self._say.say("other_currency", each=each)
            winners = list(numbers)
        else:
            best = (min if task.direction == "min" else max)(numbers.values())
            winners = [i for i, n in numbers.items() if n == best]
            names = self._say.say("enumeration").join(map(self._say.name, winners))
            most = "lowest" if task.direction == "min" else "highest"
            text = self._say.say(most, label=label, names=names, each=each) + self._gap(numbers, told[winners[0]][0])
        return Part(
            status=ReplyStatus.ANSWERED,
            text="\n".join([text, *unknown]),
            rows=tuple(row for i in winners for row in self._teller.rows(found_at(i, told[i], property))),
            facts=tuple(f for i in numbers for f in told[i]),
            focus=tuple(winners),
            properties=(property,),
        )

    def _comparable(self, property: str, numbers: Mapping[str, Decimal]) -> bool:
        """Whether numbers may be weighed against each other: amounts of two currencies may not."""
        money = self._knowledge.ontology.datatype(property) == MONEY
        return not money or len({self._knowledge.currency(i) for i in numbers}) == 1

    def _gap(self, numbers: Mapping[str, Decimal], like: Fact) -> str:
        if len(set(numbers.values())) != 2:
            return ""
        width = max(numbers.values()) - min(numbers.values())
        return self._say.say("gap", gap=self._say.value(replace(like, value=width)))
