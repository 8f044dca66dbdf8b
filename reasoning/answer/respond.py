"""Typed queries answered: each task becomes a part of the reply, its words made of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from graph.fact import Fact
from graph.port import GraphReader
from ontology.general import (
    ALLOWS,
    FORBIDS,
    HANDS_OFF,
    MONEY,
    NS,
    PATTERN,
    PRODUCT,
    QUOTE_FIELD,
    QUOTE_TEXT,
    RECORDED_IN,
    REPLY,
    UNIT,
    individual_iri,
)
from ontology.owl import RDF_TYPE, RDFS
from ontology.terms import TermKind
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.normalise import is_chinese, normalise
from reasoning.answer.phrase import Phrasing, plain_number
from reasoning.answer.plan import Compare, Condition, LookUp, Permit, Problem, Search, Select, Talk, Target, Task, Wish
from reasoning.answer.reply import Choice, ReplyStatus, Route
from reasoning.answer.run import Asker, Reached, Runner
from reasoning.answer.resemblance import held_share, is_vague
from reasoning.answer.search import best_sentences

LABEL = RDFS + "label"
LONGEST_NAME = 16
MONEY_WORDS = ("元", "费")
HELD_ENOUGH = 0.65
PERMITTED_IN = NS + "permittedIn"
STATUS = NS + "orderStatus"
POLICY_TEXT = NS + "policyText"
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The answer to one task; parts of a question are joined into its reply."""

    status: ReplyStatus
    text: str
    rows: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Fact, ...] = ()
    choices: tuple[Choice, ...] = ()
    route: Route = Route.AUTO
    focus: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    operation: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one wish found for one anchor: the individuals reached and the facts that say it."""

    reached: Reached
    property: str | None
    facts: tuple[Fact, ...]


class Responder:
    """Answers tasks for one asker, with the store's facts only."""

    def __init__(self, reader: GraphReader, knowledge: Knowledge, asker: Asker) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self.runner = Runner(reader, knowledge, asker)
        self._say = Phrasing(knowledge, asker.lang)

    def part(self, task: Task) -> Part:
        """Answer one task."""
        handlers: dict[type, Callable[[Any], Part]] = {
            LookUp: self._look_up,
            Select: self._select,
            Compare: self._compare,
            Permit: self._permit,
            Search: self._search,
            Talk: self._talk,
            Problem: self._problem,
        }
        return handlers[type(task)](task)

    def _talk(self, task: Talk) -> Part:
        said = [str(v) for v in self._knowledge.told(task.act, REPLY)]
        text = next((v for v in said if any("\u4e00" <= c <= "\u9fff" for c in v) == (self._asker.lang == "zh")), "")
        if True in self._knowledge.told(task.act, HANDS_OFF):
            return Part(status=ReplyStatus.HANDOFF, text=text or self._say.say("handoff"), route=Route.HUMAN)
        reply = text or (said[0] if said else self._say.say("not_understood"))
        return Part(status=ReplyStatus.ANSWERED, text=reply, weak=True)

    def _problem(self, task: Problem) -> Part:
        choices = tuple(Choice(label=self._say.name(i), iri=i) for i in task.choices)
        named = "\n".join(f"{n}. {c.label}" for n, c in enumerate(choices, 1))
        if task.status is ReplyStatus.REFUSED:
            phrase = "not_yours" if self._asker.customer else "anonymous"
            return Part(status=task.status, text=self._say.say(phrase))
        if task.status is ReplyStatus.UNKNOWN_ENTITY:
            phrase = "did_you_mean" if choices else "unknown"
            text = self._say.say(phrase, about=task.about)
            return Part(status=task.status, text="\n".join(filter(None, (text, named))), choices=choices)
        if task.status is ReplyStatus.NO_FACTS:
            return Part(status=task.status, text=self._say.say("no_facts", about=task.about))
        text = self._say.say("which_product")
        return Part(status=task.status, text="\n".join(filter(None, (text, named))), choices=choices)

    def _look_up(self, task: LookUp) -> Part:
        if task.vague and task.words and (quoted := self._quote(task.anchors, task.words, least=0.5)):
            return replace(quoted, focus=task.anchors)
        if task.conditions:
            fitting = self._relaxed(Select(cls=PRODUCT, conditions=task.conditions, among=task.anchors))
            task = replace(task, anchors=fitting or task.anchors, unsure=len(fitting or task.anchors) > 1)
        parts = [self._wish(task, wish) for wish in task.wishes]
        answered = [p for p in parts if p.status is ReplyStatus.ANSWERED]
        if answered and len(task.anchors) == 1 and not task.unsure:
            quoted = self._more(task, join(answered))
            if quoted is not None:
                parts.append(quoted)
        part = join(parts) if answered else (self._fallback(task) or join(parts))
        if task.unsure and part.status is ReplyStatus.ANSWERED and len(task.anchors) > 1:
            choices = tuple(Choice(label=self._knowledge.label(i), iri=i) for i in task.anchors)
            part = replace(
                part, status=ReplyStatus.CLARIFY, text=self._say.say("which") + "\n" + part.text, choices=choices
            )
        return replace(part, focus=task.anchors)

    def _wish(self, task: LookUp, wish: Wish) -> Part:
        for group in wish.groups:
            found = [f for target in group for f in self._target(task, target)]
            if found:
                return self._tell(task, self._spoken_of(found, task.words, task.text))
        about = self._about(wish)
        if any(t.only for g in wish.groups for t in g):
            quoted = self._quote(task.anchors, (wish.word,))
            if quoted is not None:
                return quoted
        return Part(
            status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about), properties=_properties(wish)
        )

    def _more(self, task: LookUp, told: Part) -> Part | None:
        """A sentence that speaks of several of the question's words at once, when it was not cited already."""
        asked = [w.word for w in task.wishes if not is_vague(w.word)]
        words = [*task.words, *asked]
        if others := self._beside_money(task):
            return self._quote(task.anchors, others, holding=MONEY_WORDS)
        quoted = self._quote(task.anchors, words, least=0.6) if len(words) > 1 else None
        if quoted is None and task.words:
            quoted = self._quote(task.anchors, task.words)
        if quoted is None or all(str(row["quote"]) in told.text for row in quoted.rows):
            return None
        return quoted

    def _beside_money(self, task: LookUp) -> list[str]:
        """The other words of a question that asks what something costs: 加热管 in 换一根加热管多少钱."""
        money = [w for w in task.wishes if all(self._ontology.datatype(p) == MONEY for p in _properties(w))]
        if not money:
            return []
        return [*task.words, *(w.word for w in task.wishes if w not in money)]

    def _spoken_of(self, found: list[Found], words: Sequence[str], text: str) -> list[Found]:
        """Of several parts (faults, gifts), those that the question names or speaks of; all when none is."""
        parts = {f.reached.iri: "，".join(map(self._say.value, f.facts)) for f in found if f.reached.way}
        if len(parts) < 2 or len(parts) < len(found):
            return found
        named = [f for f in found if self._is_named(f, text)]
        chosen = best_sentences(parts, words) if words and not named else ()
        return named or [f for f in found if f.reached.iri in chosen] or found

    def _is_named(self, item: Found, text: str) -> bool:
        names = [str(f.value) for f in item.facts if isinstance(f.value, str) and len(f.value) <= LONGEST_NAME]
        return any(held_share(normalise(name), text) >= HELD_ENOUGH for name in names)

    def _about(self, wish: Wish) -> str:
        for group in wish.groups:
            for target in group:
                if target.property:
                    return self._say.property(target.property)
        return wish.word

    def _target(self, task: LookUp, target: Target) -> list[Found]:
        reached = self.runner.follow(task.anchors, target.path)
        if target.only is not None:
            reached = tuple(r for r in reached if r.iri in target.only)
        if task.within and target.path:
            reached = tuple(r for r in reached if self._touches(r, task.within)) or reached
        if target.having and not (target.property and self._ontology.is_object_property(target.property)):
            reached = tuple(r for r in reached if self._has(r.iri, target.having))
        if target.property is None:
            return [Found(reached=r, property=None, facts=self._described(r.iri)) for r in reached]
        self.runner.read(r.iri for r in reached)
        if self._ontology.is_object_property(target.property):
            ends = self._objects(reached, target.property)
            return [f for f in ends if target.having is None or self._has(f.reached.iri, target.having)]
        found = [
            Found(reached=r, property=target.property, facts=facts)
            for r in reached
            if (facts := self.runner.values(r.iri, target.property))
        ]
        return self._in_context(self._newest_first(found)) if target.path else found

    def _in_context(self, found: list[Found]) -> list[Found]:
        """What else the newest of dated things say: the scan behind a courier's name."""
        dated = [f for f in found[:MOST_SHOWN] if self._moment(f.reached.iri)]
        return [
            replace(f, facts=tuple(dict.fromkeys((*f.facts, *self._described(f.reached.iri))))) if f in dated else f
            for f in found
        ]

    def _has(self, iri: str, having: tuple[str, str]) -> bool:
        return any(f.object == having[1] for f in self.runner.values(iri, having[0]))

    def _touches(self, reached: Reached, within: tuple[str, ...]) -> bool:
        if reached.iri in within or any(f.object in within or f.subject in within for f in reached.way):
            return True
        return any(f.object in within for f in self.runner.facts(reached.iri))

    def _objects(self, reached: Iterable[Reached], property: str) -> list[Found]:
        found = []
        for r in reached:
            links = [f for f in self.runner.values(r.iri, property) if f.object and self._may_see(f.object)]
            self.runner.read(f.object for f in links if f.object)
            for link in links:
                end = Reached(anchor=r.anchor, iri=str(link.object), way=(*r.way, link))
                facts = (link, *self._described(end.iri), *self._inside(end.iri))
                found.append(Found(reached=end, property=property, facts=tuple(dict.fromkeys(facts))))
        return self._newest_first(found)

    def _inside(self, iri: str) -> tuple[Fact, ...]:
        """What the few parts of something reached say: the benefits of a promotion."""
        if self._knowledge.is_personal(iri):
            return ()
        return tuple(f for part in self.runner.parts((iri,))[:MOST_SHOWN] if part.anchor == iri for f in part.facts)

    def _may_see(self, iri: str) -> bool:
        return self._knowledge.may_see(iri, self._asker.customer, self._asker.shop)

    def _newest_first(self, found: list[Found]) -> list[Found]:
        return sorted(found, key=lambda item: self._moment(item.reached.iri), reverse=True)

    def _described(self, iri: str) -> tuple[Fact, ...]:
        """The facts that describe an individual, in summary order; those without a place only when none has one."""
        facts = [f for f in self.runner.facts(iri) if f.property not in (LABEL, RDF_TYPE)]
        shown = [f for f in facts if self._shows(f)]
        placed = [f for f in shown if self._knowledge.summary_place(f.property)[0] < 10_000]
        ordered = sorted(
            placed or shown, key=lambda f: (self._knowledge.summary_place(f.property), str(f.value or f.object))
        )
        return tuple(self._only_newest(ordered))

    def _only_newest(self, facts: list[Fact]) -> list[Fact]:
        """Of several dated things that one property leads to (scans of a parcel), the newest, with what it says."""
        by_property: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.object is not None:
                by_property.setdefault(fact.property, []).append(fact)
        kept: list[Fact] = []
        for fact in facts:
            links = by_property.get(fact.property, [])
            if len(links) < 2 or fact.object is None:
                kept.append(fact)
                continue
            self.runner.read(link.object for link in links if link.object)
            newest = max(links, key=lambda link: self._moment(str(link.object)))
            if not self._moment(str(newest.object)):
                kept.append(fact)
            elif fact == newest:
                kept.extend([fact, *(f for f in self.runner.facts(str(fact.object)) if f.value is not None)])
        return kept

    def _moment(self, iri: str) -> str:
        times = [f.value for f in self.runner.facts(iri) if isinstance(f.value, datetime)]
        return max((t.isoformat() for t in times), default="")

    def _shows(self, fact: Fact) -> bool:
        if fact.object is not None:
            placed = self._knowledge.summary_place(fact.property)[0] < 10_000
            return self._may_see(fact.object) and (placed or not fact.inferred)
        return True

    def _tell(self, task: LookUp, found: list[Found]) -> Part:
        lines: list[str] = []
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        several = len({f.reached.anchor for f in found}) > 1 or len(task.anchors) > 1
        for anchor in dict.fromkeys(f.reached.anchor for f in found):
            mine = [f for f in found if f.reached.anchor == anchor]
            lines.append(self._lines(anchor, mine, task, several))
            for item in mine:
                rows.extend(self._rows(anchor, item))
                facts.extend([*item.reached.way, *item.facts])
        properties = tuple(dict.fromkeys(f.property for f in found if f.property))
        return Part(
            status=ReplyStatus.ANSWERED,
            text="\n".join(lines[:MOST_SHOWN]),
            rows=tuple(rows),
            facts=tuple(dict.fromkeys(facts)),
            properties=properties,
        )

    def _lines(self, anchor: str, found: list[Found], task: LookUp, several: bool) -> str:
        subject = self._say.name(anchor)
        plain = [f for f in found if f.property and not self._ontology.is_object_property(f.property)]
        if plain:
            verdict = self._verdict(task, plain) if not several else ""
            texts = []
            for property in dict.fromkeys(f.property for f in plain if f.property):
                wanted = self._ontology.subproperties(property)
                facts = [x for f in plain if f.property == property for x in f.facts if x.property in wanted]
                texts.append(self._say.sentence(subject, property, facts) + self._cited(facts, several))
            return verdict + "；".join(texts)
        heads = [self._headed(f) for f in found]
        shown = "；".join(heads[:MOST_SHOWN])
        more = self._say.say("more", number=len(heads)) if len(heads) > MOST_SHOWN else ""
        label = self._say.property(found[0].property) if found[0].property else ""
        if found[0].reached.iri == anchor:
            return shown
        return (
            f"{subject}的{label}：{shown}{more}"
            if self._asker.lang == "zh"
            else f"{label} of {subject}: {shown} {more}"
        )

    def _cited(self, facts: Sequence[Fact], several: bool) -> str:
        quotes = list(dict.fromkeys(f.quote for f in facts if f.quote))
        if several or len(quotes) != 1 or len(quotes[0]) > 100:
            return ""
        return f"（{self._say.say('quote', text=quotes[0])}）"

    def _headed(self, item: Found) -> str:
        """An individual reached, with its label and what describes it."""
        name = self._knowledge.label(item.reached.iri, self._asker.lang)
        own = [f for f in item.facts if f.subject == item.reached.iri or f.value is not None]
        details = [f"{self._say.property(f.property)} {self._say.value(f)}" for f in own if self._say.value(f) != name]
        return f"{name}（{'，'.join(details)}）" if details else name

    def _rows(self, anchor: str, item: Found) -> list[dict[str, Any]]:
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
                    return self._say.say("yes" if quantity.number in numbers else "no")
        return ""

    def _measures(self, property: str | None, unit: str | None) -> bool:
        own = self._ontology.annotation(property or "", UNIT)
        return bool(own and unit) and self._knowledge.dimension(own) == self._knowledge.dimension(unit or "")

    def _fallback(self, task: LookUp) -> Part | None:
        """No fact was extracted: a sentence that speaks of it is quoted, unless the property has a field of its own."""
        targets = [t for w in task.wishes for g in w.groups for t in g if t.property]
        told_in_text = [t.property for t in targets if t.property and self._ontology.annotations(t.property, PATTERN)]
        if any(not t.path for t in targets) and not told_in_text:
            return self._quote(task.anchors, task.words) if task.words else None
        names = {
            t.text for p in told_in_text for t in (*self._ontology.terms[p].labels, *self._ontology.terms[p].synonyms)
        }
        names |= {w.word for w in task.wishes}
        return self._quote(task.anchors, [*task.words, *sorted(names)], holding=sorted(names))

    def _search(self, task: Search) -> Part:
        named = self._named_part(task.anchors, task.text)
        quoted = named or self._quote(task.anchors, task.words, least=0.0 if task.anchors else 0.4)
        if quoted is not None:
            return replace(quoted, focus=task.anchors)
        about = "、".join(task.words)
        personal = tuple(i for i in task.anchors if self._knowledge.is_personal(i))
        if personal:
            found = [
                Found(reached=Reached(anchor=i, iri=i, way=()), property=None, facts=self._described(i))
                for i in personal
            ]
            known = self._tell(LookUp(anchors=personal, wishes=()), found)
            return replace(known, text=self._say.say("record") + known.text, focus=personal)
        if task.otherwise is ReplyStatus.REFUSED:
            return self._problem(Problem(status=ReplyStatus.REFUSED))
        if task.anchors:
            return Part(
                status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about), focus=task.anchors, weak=True
            )
        return Part(status=ReplyStatus.NOT_UNDERSTOOD, text=self._say.say("not_understood"))

    def _named_part(self, anchors: Sequence[str], text: str) -> Part | None:
        """The part (a fault, a gift) of which the question's text holds most of the name."""
        best, most = None, 0.0
        for part in self.runner.parts(anchors) if text else ():
            for fact in part.facts:
                name = str(fact.value)
                share = held_share(normalise(name), text) if len(name) <= LONGEST_NAME else 0.0
                if share > most:
                    best, most = part, share
        if best is None or most < HELD_ENOUGH:
            return None
        found = Found(
            reached=Reached(anchor=best.anchor, iri=best.iri, way=()), property=None, facts=self._described(best.iri)
        )
        return self._tell(LookUp(anchors=(best.anchor,), wishes=()), [found])

    def _quote(
        self, anchors: Sequence[str], words: Sequence[str], holding: Sequence[str] = (), least: float = 0.0
    ) -> Part | None:
        """Sentences and parts of the anchors that hold most of the words, and any of `holding` when that is given."""
        goods = [i for i in anchors if i in self._knowledge.products]
        pairs = self.runner.sentences(goods) if goods or not anchors else ()
        texts = {iri: str(f.value) for iri, _ in pairs for f in self.runner.values(iri, QUOTE_TEXT)}
        heads = {iri: str(f.value) for iri, _ in pairs for f in self.runner.values(iri, QUOTE_FIELD)}
        about = dict(pairs)
        for part in self.runner.parts(anchors or self._shop()):
            texts[part.iri] = "，".join(dict.fromkeys(str(f.value) for f in part.facts))
            about[part.iri] = part.anchor
        searched = {iri: f"{heads.get(iri, '')}：{text}" for iri, text in texts.items() if text}
        if not anchors:
            for operation, policy in self._policies():
                texts[operation] = searched[operation] = policy
                about[operation] = operation
        if holding:
            searched = {i: t for i, t in searched.items() if any(normalise(h) in normalise(t) for h in holding)}
        chosen = best_sentences(searched, words, least=least)
        if not chosen:
            return None
        facts = [f for iri in chosen for f in self.runner.texts(iri)]
        rows = tuple(
            {"subject": self._knowledge.label(about[iri]), "iri": about[iri], "quote": texts[iri]} for iri in chosen
        )
        text = self._say.say("quote", text="；".join(texts[iri] for iri in chosen))
        return Part(status=ReplyStatus.ANSWERED, text=text, rows=rows, facts=tuple(facts))

    def _shop(self) -> tuple[str, ...]:
        return (individual_iri("Shop", self._asker.shop),) if self._asker.shop else ()

    def _select(self, task: Select) -> Part:
        about = self._ontology.label(task.cls, self._asker.lang)
        if not task.named and task.cls == PRODUCT and task.conditions and task.wishes:
            told = [str(c.value) for c in task.conditions] + [self._about(w) for w in task.wishes]
            values = [str(c.value) for c in task.conditions]
            quoted = self._quote((), [*task.words, *told], holding=values, least=0.25)
            if quoted is not None:
                return quoted
        iris = self._knowledge.described(self._relaxed(task))
        if task.like:
            iris = self._knowledge.catalogue.nearest(task.like, iris)
        if not iris and task.conditions:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("none_match", about=about))
        if not iris:
            quoted = self._quote((), [*task.words, about], least=0.3) if task.words else None
            return quoted or Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about))
        if len(iris) == 1 and (task.wishes or task.words) and not task.order:
            return self._about_one(iris, task)
        shown = self._best(iris, task) if task.order and task.only_best else iris
        self.runner.read(shown)
        properties = [c.property for c in task.conditions] + ([task.order[0]] if task.order else [])
        lookup = LookUp(anchors=shown, wishes=task.wishes)
        asked = [self._wish(lookup, wish) for wish in task.wishes]
        lines: list[str] = []
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        for iri in shown:
            shown_facts = [f for p in dict.fromkeys([*properties, NS + "price"]) for f in self.runner.values(iri, p)]
            details = "，".join(f"{self._say.property(f.property)} {self._say.value(f)}" for f in shown_facts)
            lines.append(f"{self._say.name(iri)}（{details}）" if details else self._say.name(iri))
            rows.extend(
                self._rows(
                    iri, Found(reached=Reached(anchor=iri, iri=iri, way=()), property=None, facts=tuple(shown_facts))
                )
            )
            facts.extend(shown_facts)
        count = self._say.say("count", number=len(iris), about=about) + "：" if not task.only_best else ""
        text = count + "；".join(lines[:MOST_SHOWN]) + ("…" if len(lines) > MOST_SHOWN else "")
        listed = Part(
            status=ReplyStatus.ANSWERED, text=text, rows=tuple(rows), facts=tuple(facts), focus=shown[:MOST_SHOWN]
        )
        if asked and not all(p.status is ReplyStatus.ANSWERED for p in asked):
            return replace(listed, text=listed.text + "\n" + "\n".join(p.text for p in asked))
        joined = join([listed, *asked]) if asked else listed
        return replace(joined, focus=shown[:MOST_SHOWN])

    def _about_one(self, iris: tuple[str, ...], task: Select) -> Part:
        """The only member of a class is asked about as if it had been named."""
        if task.wishes:
            return self._look_up(LookUp(anchors=iris, wishes=task.wishes, words=task.words))
        return self._search(Search(anchors=iris, words=task.words))

    def _relaxed(self, task: Select) -> tuple[str, ...]:
        """Members that meet the conditions; else those that meet the numeric ones, or have the number in their title."""
        found = self.runner.select(task)
        if found or not task.conditions:
            return found
        numeric = tuple(c for c in task.conditions if isinstance(c.value, Decimal))
        if task.among:
            for condition in numeric:
                if some := self.runner.select(replace(task, conditions=(condition,))):
                    return some
        if len(numeric) < len(task.conditions) and (found := self.runner.select(replace(task, conditions=numeric))):
            return found
        exact = [plain_number(c.value) for c in numeric if c.operator == "=" and isinstance(c.value, Decimal)]
        if not exact:
            return task.among or ()
        titled = tuple(Condition(property="", operator="=", value=number) for number in exact)
        return self.runner.select(replace(task, conditions=titled)) or task.among or ()

    def _best(self, iris: tuple[str, ...], task: Select) -> tuple[str, ...]:
        """All that share the best place."""
        assert task.order is not None
        self.runner.read(iris[:MOST_SHOWN])
        best = self.runner.values(iris[0], task.order[0])
        return tuple(
            i
            for i in iris[:MOST_SHOWN]
            if {f.value for f in self.runner.values(i, task.order[0])} == {f.value for f in best}
        )

    def _compare(self, task: Compare) -> Part:
        self.runner.read(task.anchors)
        if task.property:
            return self._compare_by(task, task.property)
        shared = [f.property for i in task.anchors for f in self._described(i) if f.value is not None]
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        lines: list[str] = []
        for property in dict.fromkeys(shared):
            cells = {i: self.runner.values(i, property) for i in task.anchors}
            texts = {i: self._say.values(found) for i, found in cells.items() if found}
            if any(len(t) > 60 for t in texts.values()) or (len(set(texts.values())) == 1 and len(texts) == len(cells)):
                continue
            lines.append(
                f"{self._say.property(property)}：" + "；".join(f"{self._say.name(i)} {t}" for i, t in texts.items())
            )
            for i, found in cells.items():
                facts.extend(found)
                rows.extend(
                    self._rows(i, Found(reached=Reached(anchor=i, iri=i, way=()), property=property, facts=found))
                )
        if not lines:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=""), focus=task.anchors)
        return Part(
            status=ReplyStatus.ANSWERED, text="\n".join(lines), rows=tuple(rows), facts=tuple(facts), focus=task.anchors
        )

    def _compare_by(self, task: Compare, property: str) -> Part:
        told = {i: self.runner.values(i, property) for i in task.anchors}
        numbers = {i: f[0].value for i, f in told.items() if f and isinstance(f[0].value, Decimal | int)}
        label = self._say.property(property)
        if not numbers:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=label), focus=task.anchors)
        pick = min if task.direction == "min" else max
        best = pick(numbers.values())
        winners = [i for i, n in numbers.items() if n == best]
        each = "；".join(f"{self._say.name(i)} {self._say.values(told[i])}" for i in numbers)
        facts = [f for i in numbers for f in told[i]]
        rows = [
            r
            for i in winners
            for r in self._rows(i, Found(reached=Reached(anchor=i, iri=i, way=()), property=property, facts=told[i]))
        ]
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

    def _policies(self) -> list[tuple[str, str]]:
        """Operations with what their policy says, in the asker's language."""
        return [
            (term.iri, text)
            for term in self._ontology.of_kind(TermKind.INDIVIDUAL)
            for text in map(str, self._knowledge.told(term.iri, POLICY_TEXT))
            if is_chinese(text) == (self._asker.lang == "zh")
        ]

    def _permit(self, task: Permit) -> Part:
        operation = self._ontology.label(task.operation, self._asker.lang)
        if not task.orders:
            return self._policy(task)
        parts = [self._permit_one(task.operation, operation, order) for order in task.orders[:MOST_SHOWN]]
        return replace(join(parts), focus=task.orders, operation=task.operation)

    def _permit_one(self, operation: str, name: str, order: str) -> Part:
        self.runner.read((order,))
        status = self.runner.values(order, STATUS)
        slots = {
            "operation": name,
            "order": self._say.name(order),
            "status": self._say.values(status) or "？",
        }
        for property, phrase in ((FORBIDS, "forbidden"), (ALLOWS, "allowed")):
            told = [f for f in self.runner.values(order, property) if f.object == operation]
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
                return Part(
                    status=ReplyStatus.ANSWERED,
                    text=text,
                    rows=tuple(rows),
                    facts=(*told, *status),
                    operation=operation,
                )
        recorded = self._ontology.annotation(operation, RECORDED_IN)
        if recorded and (told := [f for f in self.runner.facts(order) if f.property == recorded]):
            found = Found(reached=Reached(anchor=order, iri=order, way=()), property=recorded, facts=tuple(told))
            return self._tell(LookUp(anchors=(order,), wishes=()), [found])
        return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("undecided", **slots), route=Route.HUMAN)

    def _policy(self, task: Permit) -> Part:
        self.runner.read((task.operation,))
        told = self.runner.values(task.operation, POLICY_TEXT)
        chinese = [f for f in told if any("\u4e00" <= c <= "\u9fff" for c in str(f.value))]
        facts = tuple(chinese if self._asker.lang == "zh" else [f for f in told if f not in chinese]) or told
        name = self._ontology.label(task.operation, self._asker.lang)
        if not facts:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=name), route=Route.HUMAN)
        states = self.runner.values(task.operation, PERMITTED_IN)
        text = "".join(str(f.value) for f in facts)
        if states:
            text += self._say.say("permitted_in", states=self._say.values(states))
        label = self._say.property(PERMITTED_IN)
        rows = tuple({"subject": name, "property": label, "value": self._say.value(f)} for f in states)
        return Part(
            status=ReplyStatus.ANSWERED, text=text, rows=rows, facts=(*facts, *states), operation=task.operation
        )


def join(parts: Sequence[Part]) -> Part:
    """Several parts as one: answered if any is, with what could not be answered said as well."""
    if len(parts) == 1:
        return parts[0]
    answered = [p for p in parts if p.status is ReplyStatus.ANSWERED]
    refused = [p for p in parts if p.status is ReplyStatus.REFUSED]
    lead = (answered or refused or list(parts))[0]
    return Part(
        status=lead.status,
        text="\n".join(dict.fromkeys(p.text for p in parts if p.text)),
        rows=tuple(row for p in parts for row in p.rows),
        facts=tuple(dict.fromkeys(f for p in parts for f in p.facts)),
        choices=tuple(dict.fromkeys(c for p in parts for c in p.choices)),
        route=Route.HUMAN if any(p.route is Route.HUMAN for p in parts) else Route.AUTO,
        focus=next((p.focus for p in reversed(parts) if p.focus), ()),
        properties=tuple(dict.fromkeys(x for p in parts for x in p.properties)),
        operation=next((p.operation for p in reversed(parts) if p.operation), ""),
    )


def _properties(wish: Wish) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.property for g in wish.groups for t in g if t.property))
