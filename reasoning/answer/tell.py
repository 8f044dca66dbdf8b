"""What was found, in words and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from graph.fact import Fact
from ontology.general import UNIT
from reasoning.answer.clause import Quantity
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.part import MOST_SHOWN, Found, Part, distinct
from reasoning.answer.phrase import Phrasing, plain_number
from reasoning.answer.plan import LookUp
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.run import Asker

LONGEST_CITATION = 100
# Lines of one answer, each of one anchor or of several that are alike.
MOST_LINES = 16


class Teller:
    """Tells what was found, in the asker's language."""

    def __init__(self, knowledge: Knowledge, phrasing: Phrasing, asker: Asker) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._say = phrasing
        self._asker = asker

    def tell(self, task: LookUp, found: list[Found]) -> Part:
        """What was found, anchor by anchor, as an answered part."""
        lines: dict[tuple[str, str], list[str]] = {}
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        several = len({f.reached.anchor for f in found}) > 1 or len(task.anchors) > 1
        for anchor in dict.fromkeys(f.reached.anchor for f in found):
            mine = [f for f in found if f.reached.anchor == anchor]
            lines.setdefault(self._line(anchor, mine, task, several), []).append(self._say.name(anchor))
            for item in mine:
                rows.extend(self.rows(item))
                facts.extend([*item.reached.way, *item.facts])
        properties = tuple(dict.fromkeys(f.property for f in found if f.property))
        return Part(
            status=ReplyStatus.ANSWERED,
            text=self._text(lines),
            rows=distinct(rows),
            facts=tuple(dict.fromkeys(facts)),
            properties=properties,
        )

    def _text(self, lines: Mapping[tuple[str, str], Sequence[str]]) -> str:
        """Lines with the names of those they are told of, where they leave them open; one line for what is alike."""
        told = []
        for (label, line), names in list(lines.items())[:MOST_LINES]:
            told.append(self._say.of(self._say.enumerated(names), label) + line if label else line)
        more = self._say.say("more", number=len(lines)) if len(lines) > MOST_LINES else ""
        return "\n".join(told) + more

    def _line(self, anchor: str, found: list[Found], task: LookUp, several: bool) -> tuple[str, str]:
        """What is told of one anchor, and what to call it beside the anchor's name; '' where it names whose it is."""
        plain = [f for f in found if f.property and not self._ontology.is_object_property(f.property)]
        if plain:
            verdict = self._verdict(task, plain) if not several else ""
            texts = []
            for property, named in dict.fromkeys((f.property, self._subject(f)) for f in plain if f.property):
                wanted = self._ontology.subproperties(property)
                mine = [f for f in plain if f.property == property and self._subject(f) == named]
                facts = [x for f in mine for x in f.facts if x.property in wanted]
                values = self._added(facts) if task.tally == "sum" else ""
                texts.append(self._say.sentence(named, property, facts, values) + self._cited(facts, several))
            return "", verdict + self._say.listed(texts)
        heads = self._heads(found)
        shown = self._say.listed(heads[:MOST_SHOWN])
        shown += self._say.say("more", number=len(heads)) if len(heads) > MOST_SHOWN else ""
        label = self._label(found[0])
        if found[0].reached.iri == anchor:
            return "", shown
        counted = self._say.say("all", number=len(heads), about=label) if task.tally == "count" else ""
        return label, counted + shown

    def _added(self, facts: Sequence[Fact]) -> str:
        """Several numbers of one kind and currency with their sum; '' when there is nothing to add."""
        numbers = [f.value for f in facts if isinstance(f.value, Decimal | int)]
        currencies = {self._knowledge.currency(f.subject) for f in facts}
        if len(numbers) < 2 or len(numbers) < len(facts) or len(currencies) > 1:
            return ""
        total = replace(facts[0], value=sum(map(Decimal, numbers), Decimal(0)))
        return self._say.say("sum", total=self._say.value(total), values=self._say.values(facts, repeated=True))

    def _subject(self, item: Found) -> str:
        """Whose value it is: the thing reached when it has a name of its own, else what was asked about."""
        named = item.reached.iri if item.reached.iri in self._knowledge.products else item.reached.anchor
        return self._say.name(named)

    def _label(self, item: Found) -> str:
        """What was reached: by its property, else by its class."""
        if item.property:
            return self._say.property(item.property)
        return self._ontology.label(self._knowledge.kind_of(item.reached.iri), self._asker.lang)

    def _cited(self, facts: Sequence[Fact], several: bool) -> str:
        quotes = list(dict.fromkeys(f.quote for f in facts if f.quote))
        if several or len(quotes) != 1 or len(quotes[0]) > LONGEST_CITATION:
            return ""
        return self._say.say("aside", text=self._say.say("quote", text=quotes[0]))

    def _heads(self, found: Sequence[Found]) -> list[str]:
        """What was found, one after the other; a fact of several (their period) is told with the first."""
        heads: list[str] = []
        told: set[Fact] = set()
        for item in found:
            heads.append(self._headed(item, [f for f in item.facts if f.subject == item.reached.iri or f not in told]))
            told.update(item.facts)
        return heads

    def _headed(self, item: Found, facts: Sequence[Fact]) -> str:
        """An individual reached, with its label and what describes it."""
        name = self._say.label(item.reached.iri)
        own = [f for f in facts if f.subject == item.reached.iri or f.value is not None]
        values = [(f, self._say.spoken(f)) for f in own]
        told = self._say.bracketed(name, [f"{self._say.property(f.property)} {v}" for f, v in values if v not in name])
        holder = item.reached.way[-1].subject if item.reached.way else item.reached.anchor
        passing = item.reached.iri in self._ontology.terms or any(isinstance(f.value, datetime) for f in own)
        if passing and holder != item.reached.anchor:
            return f"{self._say.name(holder)} {told}"  # 订单D1 已签收: a state or an event is told with what has it
        return told

    def rows(self, item: Found) -> list[dict[str, Any]]:
        """The facts of what was found as rows of data."""
        rows = []
        for fact in item.facts:
            row: dict[str, Any] = {
                "subject": self._knowledge.label(fact.subject),
                "iri": fact.subject,
                "property": self._say.property(fact.property),
                "value": self._say.value(fact),
            }
            if fact.object is not None:
                row["objectIri"] = fact.object
                row["object"] = self._knowledge.label(fact.object)
            elif isinstance(fact.value, Decimal):
                row["number"] = plain_number(fact.value)
            if fact.quote:
                row["quote"] = fact.quote
            rows.append(row)
        return rows or [{"subject": self._knowledge.label(item.reached.iri), "iri": item.reached.iri}]

    def _verdict(self, task: LookUp, found: list[Found]) -> str:
        """是的 / 不是, when the question states a value of what it asks."""
        for item in found:
            values = [f.value for f in item.facts]
            for check in task.check_values:
                if check.property == item.property:
                    return self._say.say("yes" if check.value in values else "no")
            for quantity in task.check_quantities:
                numbers = [v for v in values if isinstance(v, Decimal | int)]
                if numbers and self._measures(item.property, quantity.unit) and quantity.operator == "=":
                    return self._say.say("yes" if self._scaled(quantity, item.property) in numbers else "no")
        return ""

    def _scaled(self, quantity: Quantity, property: str | None) -> Decimal:
        """The number in the property's own unit: 0.22千瓦 is 220瓦."""
        own = self._ontology.annotation(property or "", UNIT)
        return quantity.number * self._knowledge.factor(quantity.unit or "") / self._knowledge.factor(own)

    def _measures(self, property: str | None, unit: str | None) -> bool:
        own = self._ontology.annotation(property or "", UNIT)
        return bool(own and unit) and self._knowledge.dimension(own) == self._knowledge.dimension(unit or "")
