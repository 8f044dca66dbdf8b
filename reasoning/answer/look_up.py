"""Look-ups answered: properties of given individuals, along paths of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ontology.general import MONEY, NEARBY, PATTERN, PRODUCT
from reasoning.answer.choose import relaxed
from reasoning.answer.describe import Describer
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.part import Found, Part, asked_properties, join
from reasoning.answer.particular import Particulars
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import LookUp, Select, Target, Wish
from reasoning.answer.quote import Quoter, is_named
from reasoning.answer.reply import Choice, ReplyStatus
from reasoning.answer.resemblance import asks_degree, is_vague
from reasoning.answer.run import Reached, Runner
from reasoning.answer.search import best_sentences
from reasoning.answer.tell import Teller

MONEY_WORDS = ("元", "费")


class LookUps:
    """Answers look-ups for one asker."""

    def __init__(
        self,
        runner: Runner,
        knowledge: Knowledge,
        phrasing: Phrasing,
        describer: Describer,
        teller: Teller,
        quoter: Quoter,
    ) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._say = phrasing
        self._describer = describer
        self._teller = teller
        self._quoter = quoter
        self._particulars = Particulars(runner, knowledge)

    def part(self, task: LookUp) -> Part:
        """Answer a look-up, or say what is not known; CLARIFY when the name fits several."""
        asked = task.text if len(task.anchors) == 1 else ""
        if (
            task.vague
            and task.words
            and (quoted := self._quoter.quote(task.anchors, task.words, least=0.5, asked=asked))
        ):
            return replace(quoted, focus=task.anchors)
        if task.conditions or task.order:
            fitting = self._narrowed(task)
            task = replace(task, anchors=fitting or task.anchors, unsure=len(fitting or task.anchors) > 1)
        if found := self._particulars.found(task):
            return replace(self._teller.tell(task, found), focus=task.anchors)
        task = replace(task, wishes=_most_particular(task.wishes))
        parts = [self.wish(task, wish) for wish in task.wishes]
        answered = [p for p in parts if p.status is ReplyStatus.ANSWERED]
        if answered:
            parts = self._without_noise(parts, task.wishes)
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
        return replace(part, focus=_spoken(task, part))

    def _narrowed(self, task: LookUp) -> tuple[str, ...]:
        """The anchors that meet the task's conditions, and of these the first by its order."""
        first = task.anchors[0]
        cls = PRODUCT if first in self._knowledge.products else self._knowledge.kind_of(first)
        choice = Select(cls=cls, conditions=task.conditions, among=task.anchors, order=task.order)
        fitting = relaxed(self._runner, choice)
        return fitting[:1] if task.order else fitting

    def wish(self, task: LookUp, wish: Wish) -> Part:
        """Answer one wish: its first group of targets that has facts, else a quotation, else NO_FACTS."""
        for group in wish.groups:
            found = _once(f for target in group for f in self._target(task, target))
            if found:
                chosen = is_vague(wish.word) or any(target.only for target in group)
                words = [*task.words, *([] if chosen else [wish.word])]
                spoken = self._spoken_of(found, words, task.text)
                if spoken is found and len(found) > 1 and (quoted := self._in_place_of_parts(task, group)):
                    return quoted
                return self._teller.tell(task, self._describer.in_period(spoken))
        about = self.about(wish)
        if any(t.only for g in wish.groups for t in g):
            quoted = self._quoter.quote(task.anchors, (wish.word,))
            if quoted is not None:
                return quoted
        unknown = Part(
            status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about), properties=asked_properties(wish)
        )
        return self._nearby(task, wish, unknown) or unknown

    def _in_place_of_parts(self, task: LookUp, group: Sequence[Target]) -> Part | None:
        """What goods' sheets say of what a question names beside parts of which none speaks of it, or that they do not.

        打孔怎么收费 asks for no price of a hose.
        """
        of_goods = all(anchor in self._knowledge.products for anchor in task.anchors)
        if not task.words or not of_goods or not all(target.path and not target.only for target in group):
            return None
        quoted = self._quoter.quote(task.anchors, task.words, asked=task.text)
        about = self._say.enumerated(task.words)
        return quoted or Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about))

    def _nearby(self, task: LookUp, wish: Wish, unknown: Part) -> Part | None:
        """What is told in the place of what is not known: the means of payment where no way of a refund is."""
        properties = [v.text for p in asked_properties(wish) for v in self._ontology.annotations(p, NEARBY)]
        found = [f for p in properties for f in self._target(task, Target(property=p))]
        if not found:
            return None
        told = self._teller.tell(task, found)
        return replace(told, text=f"{unknown.text}\n{told.text}")

    def _more(self, task: LookUp, told: Part) -> Part | None:
        """A sentence that speaks of several of the question's words at once, when it was not cited already."""
        asked = [w.word for w in task.wishes if not is_vague(w.word)]
        words = list(dict.fromkeys((*task.words, *asked)))
        told_of = [i for i in task.anchors if i in self._knowledge.products or self._knowledge.is_personal(i)]
        if not told_of:
            return None
        if others := self._beside_money(task):
            return self._quoter.quote(told_of, others, holding=MONEY_WORDS)
        quoted = self._quoter.quote(told_of, words, least=0.6) if len(words) > 1 else None
        if quoted is None and task.words:
            quoted = self._quoter.quote(told_of, task.words)
        if quoted is None or set(quoted.facts) <= set(told.facts):
            return None
        if all("quote" in row and str(row["quote"]) in told.text for row in quoted.rows):
            return None
        return quoted

    def _beside_money(self, task: LookUp) -> list[str]:
        """The other words of a question that asks what something costs: 加热管 in 换一根加热管多少钱."""
        money = [w for w in task.wishes if all(self._ontology.datatype(p) == MONEY for p in asked_properties(w))]
        if not money:
            return []
        return [*task.words, *(w.word for w in task.wishes if w not in money)]

    def _spoken_of(self, found: list[Found], words: Sequence[str], text: str) -> list[Found]:
        """Of several parts (faults, gifts), those that the question names or speaks of; all when none is."""
        if not all(f.reached.way for f in found):
            return found
        passed = {link.object for f in found for link in f.reached.way[:-1]}
        ends = [f for f in found if f.reached.iri not in passed]
        parts = {f.reached.iri: "，".join(map(self._say.value, f.facts)) for f in ends}
        if len(parts) < 2:
            return found
        named = [f for f in ends if is_named([x.value for x in f.facts if isinstance(x.value, str)], text)]
        chosen = best_sentences(parts, words) if words and not named else ()
        return named or [f for f in ends if f.reached.iri in chosen] or found

    def about(self, wish: Wish) -> str:
        """What a wish asks for, in words."""
        for group in wish.groups:
            for target in group:
                if target.property:
                    return self._say.property(target.property)
        return wish.word

    def _target(self, task: LookUp, target: Target) -> list[Found]:
        reached = self._runner.follow(task.anchors, target.path, target.only)
        if task.within and target.path:
            reached = tuple(r for r in reached if self._touches(r, task.within)) or reached
        if target.having and not (target.property and self._ontology.is_object_property(target.property)):
            reached = tuple(r for r in reached if self._has(r.iri, target.having))
        if target.property is None:
            return [Found(reached=r, property=None, facts=self._describer.described(r.iri)) for r in reached]
        self._runner.read(r.iri for r in reached)
        if self._ontology.is_object_property(target.property):
            ends = self._objects(reached, target.property)
            return [f for f in ends if target.having is None or self._has(f.reached.iri, target.having)]
        holders = self._runner.holders([r.iri for r in reached], target.property) if reached else ()
        found = [
            Found(reached=r, property=target.property, facts=facts)
            for r in reached
            if r.iri in holders and (facts := self._runner.values(r.iri, target.property))
        ]
        return self._describer.in_context(self._describer.newest_first(found)) if target.path else found

    def _has(self, iri: str, having: tuple[str, str]) -> bool:
        return any(f.object == having[1] for f in self._runner.values(iri, having[0]))

    def _touches(self, reached: Reached, within: tuple[str, ...]) -> bool:
        if reached.iri in within or any(f.object in within or f.subject in within for f in reached.way):
            return True
        return any(f.object in within for f in self._runner.facts(reached.iri))

    def _objects(self, reached: Iterable[Reached], property: str) -> list[Found]:
        ends = self._runner.ends([r.iri for r in reached], property)
        links = [
            (r, f)
            for r in reached
            for f in self._runner.values(r.iri, property)
            if f.object and f.object in ends and self._describer.may_see(f.object)
        ]
        self._runner.read(f.object for _, f in links if f.object)
        found = []
        for r, link in links:
            end = Reached(anchor=r.anchor, iri=str(link.object), way=(*r.way, link))
            # Of several things, and of goods that a record only holds, the few facts that lists tell.
            held = end.iri in self._knowledge.products and self._knowledge.is_personal(r.iri)
            brief = self._describer.headlines(end.iri) if held or len(links) > 1 else ()
            inside = [] if brief else self._describer.inside(end)
            within = {part.reached.iri for part in inside}
            facts = (link, *(brief or (f for f in self._describer.described(end.iri) if f.object not in within)))
            found += [Found(reached=end, property=property, facts=tuple(dict.fromkeys(facts))), *inside]
        return self._newest_of_each(self._describer.newest_first(found))

    def _newest_of_each(self, found: list[Found]) -> list[Found]:
        """Of dated things that several records have (scans of several orders), the newest of each record."""
        dated = all(self._describer.moment(f.reached.iri) for f in found)
        if not dated or len({f.reached.way[-1].subject for f in found}) < 2:
            return found
        newest: dict[str, Found] = {}
        for item in found:
            newest.setdefault(item.reached.way[-1].subject, item)
        return list(newest.values())

    def _without_noise(self, parts: Sequence[Part], wishes: Sequence[Wish]) -> list[Part]:
        """Beside an answer, only what was asked of the subject itself is said to be unknown; nothing is told twice."""
        kept: list[Part] = []
        told: set[object] = set()
        for part, wish in zip(parts, wishes, strict=True):
            direct = any(not t.path and not t.only for g in wish.groups for t in g)
            # A value's facts tell its context too: a scan's courier stands in the facts of his phone, unsaid.
            asked = {p for p in part.properties if self._ontology.is_data_property(p)}
            keys = {f.key for f in part.facts} | asked
            if part.status is ReplyStatus.ANSWERED and not keys <= told:
                kept.append(part)
                told |= keys
            elif part.status is not ReplyStatus.ANSWERED and direct:
                kept.append(part)
        return kept

    def _fallback(self, task: LookUp) -> Part | None:
        """No fact was extracted: a sentence that speaks of it is quoted, unless the property has a field of its own."""
        targets = [t for w in task.wishes for g in w.groups for t in g if t.property]
        told_in_text = [t.property for t in targets if t.property and self._ontology.annotations(t.property, PATTERN)]
        if any(not t.path for t in targets) and not told_in_text:
            return self._quoter.quote(task.anchors, task.words) if task.words else None
        names = {
            t.text for p in told_in_text for t in (*self._ontology.terms[p].labels, *self._ontology.terms[p].synonyms)
        }
        names |= {w.word for w in task.wishes}
        named = self._quoter.quote(task.anchors, [*task.words, *sorted(names)], holding=sorted(names))
        return named or (self._quoter.quote(task.anchors, task.words, least=0.5) if len(task.words) > 1 else None)


def _most_particular(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """The wishes without those that a bare question word (多大) made beside a word of content (噪音多大)."""
    return tuple(w for w in wishes if not asks_degree(w.word)) or tuple(wishes)


def _spoken(task: LookUp, part: Part) -> tuple[str, ...]:
    """What a follow-up is about: of goods asked for a part that only some have (a fault code), those that have it."""
    only = all(t.only for w in task.wishes for g in w.groups for t in g)
    told = {fact.subject for fact in part.facts} if only and task.wishes else set()
    return tuple(anchor for anchor in task.anchors if anchor in told) or task.anchors


def _once(found: Iterable[Found]) -> list[Found]:
    """A dated thing once, however many ways lead to it; one state of several orders stays with each of them."""
    kept: dict[tuple[str, str, str | None, str], Found] = {}
    for item in found:
        valued = item.property if any(f.property == item.property and f.value is not None for f in item.facts) else None
        dated = any(isinstance(f.value, datetime) and f.subject == item.reached.iri for f in item.facts)
        holder = item.reached.way[-1].subject if item.reached.way and not dated else ""
        kept.setdefault((item.reached.anchor, item.reached.iri, valued, holder), item)
    return list(kept.values())
