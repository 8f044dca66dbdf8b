"""Which facts describe an individual, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.fact import Fact
from ontology.general import HEADLINE, PERIOD
from ontology.owl import RDF_TYPE
from reasoning.answer.knowledge import LABEL, Knowledge
from reasoning.answer.part import MOST_SHOWN, Found
from reasoning.answer.run import Asker, Reached, Runner


class Describer:
    """Chooses describing facts for one asker."""

    def __init__(self, runner: Runner, knowledge: Knowledge, asker: Asker) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._asker = asker

    def described(self, iri: str) -> tuple[Fact, ...]:
        """The facts that describe an individual, in summary order; those without a place only when none has one."""
        facts = [f for f in self._runner.facts(iri) if f.property not in (LABEL, RDF_TYPE)]
        shown = [f for f in facts if self._shows(f)]
        placed = [f for f in shown if self._knowledge.summary_place(f.property)[0] < 10_000]
        ordered = sorted(
            placed or shown, key=lambda f: (self._knowledge.summary_place(f.property), str(f.value or f.object))
        )
        return tuple(self._only_newest(ordered))

    def headlines(self, iri: str) -> tuple[Fact, ...]:
        """The few facts told of each of several individuals, in summary order; () when none is marked as such."""
        marked = [
            f
            for f in self._runner.facts(iri)
            if self._knowledge.ontology.annotation(f.property, HEADLINE) == "true" and self._shows(f)
        ]
        ordered = sorted(marked, key=lambda f: (self._knowledge.summary_place(f.property), str(f.value or f.object)))
        return tuple(f for f in self._only_newest(ordered) if f in marked)

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
            self._runner.read(link.object for link in links if link.object)
            newest = max(links, key=lambda link: self.moment(str(link.object)))
            if not self.moment(str(newest.object)):
                kept.append(fact)
            elif fact == newest:
                kept.extend([fact, *(f for f in self.described(str(fact.object)) if f.value is not None)])
        return kept

    def moment(self, iri: str) -> str:
        """The latest instant among an individual's values, as ISO text; '' when it has none."""
        times = [f.value for f in self._runner.facts(iri) if isinstance(f.value, datetime)]
        return max((t.isoformat() for t in times), default="")

    def _shows(self, fact: Fact) -> bool:
        if fact.object is not None:
            placed = self._knowledge.summary_place(fact.property)[0] < 10_000
            return self.may_see(fact.object) and (placed or not fact.inferred)
        return True

    def may_see(self, iri: str) -> bool:
        """Whether the asker may be told of an individual."""
        return self._knowledge.may_see(iri, self._asker.customer, self._asker.shop)

    def newest_first(self, found: list[Found]) -> list[Found]:
        """Dated things, the newest first; others keep their order."""
        return sorted(found, key=lambda item: self.moment(item.reached.iri), reverse=True)

    def in_context(self, found: list[Found]) -> list[Found]:
        """What else the newest of dated things say: the scan behind a courier's name."""
        dated = [f for f in found[:MOST_SHOWN] if self.moment(f.reached.iri)]
        return [
            replace(f, facts=tuple(dict.fromkeys((*f.facts, *self.described(f.reached.iri))))) if f in dated else f
            for f in found
        ]

    def in_period(self, found: list[Found]) -> list[Found]:
        """What was found, each with the period of what it is part of."""
        return [replace(f, facts=tuple(dict.fromkeys((*f.facts, *self._period(f))))) for f in found]

    def _period(self, found: Found) -> tuple[Fact, ...]:
        holders = dict.fromkeys([*(str(link.object) for link in found.reached.way), found.reached.iri])
        return tuple(
            f
            for iri in holders
            if not self._knowledge.is_personal(iri)
            for f in self._runner.facts(iri)
            if self._knowledge.ontology.annotation(f.property, PERIOD) == "true"
        )

    def inside(self, reached: Reached) -> list[Found]:
        """What the few parts of something reached say: the benefits of a promotion."""
        if self._knowledge.is_personal(reached.iri) or reached.iri in self._knowledge.products:
            return []
        return [
            Found(
                reached=Reached(anchor=reached.anchor, iri=part.iri, way=(*reached.way, *part.way)),
                property=part.way[-1].property,
                facts=(part.way[-1], *self.described(part.iri)),
            )
            for part in self._runner.belongings((reached.iri,))[:MOST_SHOWN]
        ]
