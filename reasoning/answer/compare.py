"""Comparisons answered: several individuals side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from graph.fact import Fact
from reasoning.answer.describe import Describer
from reasoning.answer.part import Part, found_at
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import Compare
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.run import Asker, Runner
from reasoning.answer.tell import Teller


class Compares:
    """Answers comparisons for one asker."""

    def __init__(self, runner: Runner, asker: Asker, phrasing: Phrasing, describer: Describer, teller: Teller) -> None:
        self._runner = runner
        self._asker = asker
        self._say = phrasing
        self._describer = describer
        self._teller = teller

    def part(self, task: Compare) -> Part:
        """Compare by one property, or by all that differ."""
        self._runner.read(task.anchors)
        if task.property:
            return self._compare_by(task, task.property)
        shared = [f.property for i in task.anchors for f in self._describer.described(i) if f.value is not None]
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        lines: list[str] = []
        for property in dict.fromkeys(shared):
            cells = {i: self._runner.values(i, property) for i in task.anchors}
            texts = {i: self._say.values(found) for i, found in cells.items() if found}
            if any(len(t) > 60 for t in texts.values()) or (len(set(texts.values())) == 1 and len(texts) == len(cells)):
                continue
            lines.append(
                f"{self._say.property(property)}：" + "；".join(f"{self._say.name(i)} {t}" for i, t in texts.items())
            )
            for i, found in cells.items():
                facts.extend(found)
                rows.extend(self._teller.rows(found_at(i, found, property)))
        if not lines:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=""), focus=task.anchors)
        return Part(
            status=ReplyStatus.ANSWERED, text="\n".join(lines), rows=tuple(rows), facts=tuple(facts), focus=task.anchors
        )

    def _compare_by(self, task: Compare, property: str) -> Part:
        told = {i: self._runner.values(i, property) for i in task.anchors}
        numbers = {i: f[0].value for i, f in told.items() if f and isinstance(f[0].value, Decimal | int)}
        label = self._say.property(property)
        if not numbers:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=label), focus=task.anchors)
        pick = min if task.direction == "min" else max
        best = pick(numbers.values())
        winners = [i for i, n in numbers.items() if n == best]
        each = "；".join(f"{self._say.name(i)} {self._say.values(told[i])}" for i in numbers)
        facts = [f for i in numbers for f in told[i]]
        rows = [row for i in winners for row in self._teller.rows(found_at(i, told[i], property))]
        names = "、".join(self._say.name(i) for i in winners)
        text = f"{label}{'最低' if task.direction == 'min' else '最高'}的是 {names}。（{each}）"
        if self._asker.lang == "en":
            text = f"{names} has the {'lowest' if task.direction == 'min' else 'highest'} {label} ({each})"
        if len(set(numbers.values())) == 2:
            width = Decimal(max(numbers.values())) - Decimal(min(numbers.values()))
            text += self._say.say("gap", gap=self._say.value(replace(told[winners[0]][0], value=width)))
        return Part(
            status=ReplyStatus.ANSWERED,
            text=text,
            rows=tuple(rows),
            facts=tuple(facts),
            focus=tuple(winners),
            properties=(property,),
        )
