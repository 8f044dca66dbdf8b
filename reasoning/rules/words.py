"""Facts as sentences for people: labels instead of IRIs, units and plain dates instead of raw values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from urllib.parse import unquote

from graph.fact import Fact, Scalar
from graph.port import GraphReader
from ontology.general import ID, MONEY, SHOP, UNIT
from ontology.owl import RDF_TYPE, RDFS, local_name
from reasoning.rules.expression import SAME
from reasoning.rules.rule import NOTHING, Rule, article

_LABEL = RDFS + "label"


class Speaker(Protocol):
    """Says facts in words; what a proof needs to print itself."""

    def label(self, iri: str, lang: str) -> str:
        """What to call a term or an individual."""

    def fact(self, fact: Fact, lang: str) -> str:
        """A fact as a sentence."""

    def rule(self, rule: Rule, lang: str) -> str:
        """What to call a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Speaks with the labels of an ontology and of the individuals it was told of."""

    reader: GraphReader
    labels: dict[str, str] = field(default_factory=dict)

    def learn(self, facts: Iterable[Fact]) -> None:
        """Read the display names of everything that the facts mention."""
        self.learn_names(iri for fact in facts for iri in (fact.subject, fact.object) if iri)

    def learn_names(self, iris: Iterable[str]) -> None:
        """Read the display names of individuals, in one query for those still unknown."""
        terms = self.reader.ontology.terms
        unknown = sorted({iri for iri in iris if iri not in self.labels and iri not in terms})
        if not unknown:
            return
        self.labels.update(dict.fromkeys(unknown, ""))
        for fact in self.reader.facts(subjects=unknown):
            if fact.property == _LABEL:
                self.labels[fact.subject] = str(fact.value)

    def label(self, iri: str, lang: str) -> str:
        """A term's label, an individual's display name, or its class and key ('订单 1001')."""
        ontology = self.reader.ontology
        if iri in ontology.terms:
            return ontology.label(iri, lang)
        known = self.labels.get(iri)
        if known:
            return known
        key = unquote(local_name(iri))
        if iri.startswith((SHOP, ID)) and iri.count("/") >= 2:
            term = self.reader.schema.classes.get(iri.rsplit("/", 2)[1])
            return f"{ontology.label(term, lang)} {key}" if term else key
        return key

    def rule(self, rule: Rule, lang: str) -> str:
        """The rule's label in the language; a rule of an axiom without one is said in full."""
        named = any(text.lang.split("-")[0] == lang for text in rule.labels)
        return rule.label(lang) if named else rule.words(self.reader.ontology, lang).rstrip("。.")

    def value(self, property: str, value: Scalar, lang: str) -> str:
        """A value as people write it, with the unit of its property."""
        if isinstance(value, bool):
            return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        ontology = self.reader.ontology
        if ontology.datatype(property) == MONEY:
            return f"{text}元" if lang == "zh" else f"{text} yuan"
        unit = ontology.annotation(property, UNIT)
        return f"{text}{'' if lang == 'zh' else ' '}{ontology.label(unit, lang)}" if unit else text

    def fact(self, fact: Fact, lang: str) -> str:
        """`订单 1001 的订单状态是已发货` / `订单 1001: order status = shipped`."""
        subject = self.label(fact.subject, lang)
        if fact.object == NOTHING:
            return f"{subject} 的说法互相矛盾" if lang == "zh" else f"what is said of {subject} contradicts itself"
        if fact.property == SAME and fact.object:
            end = self.label(fact.object, lang)
            return f"{subject} 与 {end} 是同一个" if lang == "zh" else f"{subject} and {end} are one"
        if fact.property == RDF_TYPE and fact.object:
            name = self.label(fact.object, lang)
            return f"{subject} 属于{name}" if lang == "zh" else f"{subject} is {article(name)}"
        end = self.label(fact.object, lang) if fact.object else self.value(fact.property, fact.value or "", lang)
        if fact.value is not None:
            end = self.value(fact.property, fact.value, lang)
        name = ("名称" if lang == "zh" else "name") if fact.property == _LABEL else self.label(fact.property, lang)
        return f"{subject} 的{name}是 {end}" if lang == "zh" else f"{subject}: {name} = {end}"
