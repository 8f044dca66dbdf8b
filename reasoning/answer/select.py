"""Selections answered: which members of a class fit, and which is the best."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.fact import Fact
from ontology.general import PRODUCT
from reasoning.answer.choose import relaxed
from reasoning.answer.compare import Compares
from reasoning.answer.describe import Describer
from reasoning.answer.find import Searches
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.look_up import LookUps
from reasoning.answer.part import MOST_SHOWN, Part, found_at, join
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import Compare, LookUp, Search, Select, Wish
from reasoning.answer.quote import Quoter
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import asks_degree, is_vague
from reasoning.answer.run import Asker, Runner
from reasoning.answer.tell import Teller

# Goods of a kind whose sheets are searched for one question.
MOST_READ = 50


class Selects:
    """Answers selections for one asker."""

    def __init__(
        self,
        runner: Runner,
        knowledge: Knowledge,
        asker: Asker,
        phrasing: Phrasing,
        describer: Describer,
        teller: Teller,
        quoter: Quoter,
        look_ups: LookUps,
        searches: Searches,
        compares: Compares,
    ) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._say = phrasing
        self._describer = describer
        self._teller = teller
        self._quoter = quoter
        self._look_ups = look_ups
        self._searches = searches
        self._compares = compares

    def part(self, task: Select) -> Part:
        """Answer a selection: the members that fit, with what was asked of them."""
        about = self._ontology.label(task.cls, self._asker.lang)
        if not task.named and task.cls == PRODUCT and task.conditions and task.wishes:
            told = [str(c.value) for c in task.conditions] + [self._look_ups.about(w) for w in task.wishes]
            values = [str(c.value) for c in task.conditions]
            quoted = self._quoter.quote((), [*task.words, *told], holding=values, least=0.25)
            if quoted is not None:
                return quoted
        if self._knowledge.is_record(task.cls):
            return self._records(task)
        iris = self._knowledge.offered(relaxed(self._runner, task))
        iris = tuple(i for i in iris if not any(self._knowledge.is_a(i, cls) for cls in task.excepted))
        if task.spread and task.order and len(iris) > 1:
            return self._compares.part(self._ends(task, task.order[0]))
        if task.like:
            iris = self._knowledge.catalogue.nearest(task.like, iris)
        if not iris and task.conditions:
            return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("none_match", about=about))
        if not iris:
            asked = [w.word for w in task.wishes if not is_vague(w.word)]
            quoted = self._quoter.quote((), [*task.words, *asked, about], least=0.4) if task.words else None
            return quoted or Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=about))
        if len(iris) == 1 and (task.wishes or task.words) and not task.order and not task.count:
            if task.wishes:
                return self._look_ups.part(LookUp(anchors=iris, wishes=task.wishes, words=task.words, text=task.text))
            return self._searches.part(Search(anchors=iris, words=task.words, text=task.text, rest=task.rest))
        return self._of_kind(iris, task) or self._listed(iris, task)

    def _of_kind(self, iris: tuple[str, ...], task: Select) -> Part | None:
        """What the sheets of a kind of goods say of words that nothing read; None when a list is meant.

        A question of degree that no sheet answers (热水器能用多久) is not answered with a list of the goods.
        """
        chosen = task.conditions or task.named or task.like or task.order or task.count or task.listing
        if chosen or task.among is not None or not task.words:
            return None
        content = [w for w in task.words if not asks_degree(w)]
        quoted = self._quoter.quote(iris[:MOST_READ], content, least=0.6) if content else None
        if quoted is not None:
            return replace(quoted, focus=())
        if len(content) == len(task.words):
            return None
        return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("no_facts", about=task.text))

    def _records(self, task: Select) -> Part:
        """A person's records that fit; that none does is an answer, as all that he has are known."""
        iris = self._runner.select(task) if task.among else ()
        if iris:
            return self._listed(iris, task)
        about = self._ontology.label(task.cls, self._asker.lang)
        return Part(status=ReplyStatus.NO_FACTS, text=self._say.say("none_of_yours", about=about))

    def _ends(self, task: Select, property: str) -> Compare:
        """The members at either end of a property's values, the asked end first."""
        ends = [self._runner.select(replace(task, order=(property, way)))[:1] for way in ("max", "min")]
        return Compare(anchors=tuple(dict.fromkeys(i for end in ends for i in end)), property=property, direction="max")

    def _listed(self, iris: tuple[str, ...], task: Select) -> Part:
        about = self._ontology.label(task.cls, self._asker.lang)
        shown = self._best(iris, task) if task.order and task.only_best else iris
        self._runner.read(shown)
        properties = [c.property for c in task.conditions] + ([task.order[0]] if task.order else [])
        lookup = LookUp(anchors=shown, wishes=task.wishes)
        wishes = task.wishes
        if task.summed and self._asker.customer:
            wishes = tuple(_over(wish, iris) for wish in task.summed)
            lookup = LookUp(anchors=(self._asker.customer,), wishes=wishes, tally="sum")
        asked = [self._look_ups.wish(lookup, wish) for wish in wishes]
        if task.count:  # "how many" may ask for a quantity as well
            asked = [p for p in asked if p.status is ReplyStatus.ANSWERED]
        lines: list[str] = []
        rows: list[dict[str, Any]] = []
        facts: list[Fact] = []
        for iri in shown:
            demanded = [f for p in dict.fromkeys(properties) for f in self._runner.values(iri, p)]
            shown_facts = list(dict.fromkeys([*demanded, *self._describer.headlines(iri)]))
            details = [f"{self._say.property(f.property)} {self._say.value(f)}" for f in shown_facts]
            lines.append(self._say.bracketed(self._say.name(iri), details))
            rows.extend(self._teller.rows(found_at(iri, shown_facts)))
            facts.extend(shown_facts)
        counted = "count_records" if self._knowledge.is_record(task.cls) else "count"
        count = self._say.say(counted, number=len(iris), about=about) if not task.only_best else ""
        text = count + self._say.listed(lines[:MOST_SHOWN]) + ("…" if len(lines) > MOST_SHOWN else "")
        listed = Part(
            status=ReplyStatus.ANSWERED, text=text, rows=tuple(rows), facts=tuple(facts), focus=shown[:MOST_SHOWN]
        )
        if asked and not all(p.status is ReplyStatus.ANSWERED for p in asked):
            return replace(listed, text=listed.text + "\n" + "\n".join(p.text for p in asked))
        joined = join([listed, *asked]) if asked else listed
        return replace(joined, focus=shown[:MOST_SHOWN])

    def _best(self, iris: tuple[str, ...], task: Select) -> tuple[str, ...]:
        """All that share the best place."""
        assert task.order is not None
        self._runner.read(iris[:MOST_SHOWN])
        best = self._runner.values(iris[0], task.order[0])
        return tuple(
            i
            for i in iris[:MOST_SHOWN]
            if {f.value for f in self._runner.values(i, task.order[0])} == {f.value for f in best}
        )


def _over(wish: Wish, iris: tuple[str, ...]) -> Wish:
    """A wish with nothing but some of the individuals that it reaches."""
    return replace(wish, groups=tuple(tuple(replace(t, only=iris) for t in group) for group in wish.groups))
