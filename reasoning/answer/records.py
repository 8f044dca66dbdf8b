"""The asker's own records, chosen by their states, methods, amounts and superlatives."""

from __future__ import annotations

from dataclasses import replace

from ontology.general import CUSTOMER
from reasoning.answer.clause import Clause
from reasoning.answer.filters import Filters
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Mention, Role
from reasoning.answer.measure import Measures
from reasoning.answer.plan import Condition, Select, Wish
from reasoning.answer.subject import Subject
from reasoning.answer.wishes import Wishes

# A question for the state of a thing (签收了吗) rather than for the things in a state.
_STATING = frozenset(("state",))
_CHOOSING = frozenset(("list", "one", "count"))


class Records:
    """Turns a clause about a person's records into a selection among those that are his."""

    def __init__(self, knowledge: Knowledge, wishes: Wishes, measures: Measures, filters: Filters) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._wishes = wishes
        self._measures = measures
        self._filters = filters

    def select(self, clause: Clause, subject: Subject) -> Select | None:
        """The selection that a clause asks for; None when it demands nothing of the records.

        The records are those of the customer that the subject is, or the several records that it is.
        """
        cls = self._class(clause, subject)
        if not cls or (clause.markers & _STATING and not clause.markers & _CHOOSING):
            return None
        conditions = self._conditions(clause, cls)
        order = next((s for s in clause.scales if self._measures.fits(s[0], cls)), None)
        if not conditions and order is None:
            return None
        if clause.operations and not any(c.operator == "has" for c in conditions):
            return None  # what may be done with them is asked, and each of them is told for itself
        demanded = {c.words for c in conditions}
        asked = tuple(m for m in clause.properties if m.text not in demanded and not self._wishes.names(m, cls))
        return Select(
            cls=cls,
            conditions=conditions,
            among=self._among(subject, cls),
            order=order,
            only_best=order is not None and "list" not in clause.markers,
            wishes=self._wishes.of(replace(clause, properties=asked, classes=()), cls, most_cost=2.0) if asked else (),
            text=clause.text,
            count="count" in clause.markers,
            summed=self._summed(replace(clause, properties=asked, classes=()), subject),
        )

    def _summed(self, clause: Clause, subject: Subject) -> tuple[Wish, ...]:
        """What is to be added up over a customer's records, as seen from him; () when no sum is asked for."""
        if "sum" not in clause.markers or not all(self._knowledge.is_a(i, CUSTOMER) for i in subject.iris):
            return ()
        return self._wishes.of(clause, CUSTOMER)

    def _class(self, clause: Clause, subject: Subject) -> str:
        """The class of records that a clause speaks of: one that it names, else that of the records before."""
        mentioned = [c for m in clause.properties for c in self._classes(m)] + list(clause.classes)
        mentioned += [c for p, _ in clause.scales for c in self._ontology.domains(p)]
        if not clause.properties:
            led = [link for term in clause.terms for link in self._filters.leading_to(term)]
            mentioned += [domain for _, domain in sorted(led, key=self._distance)]
        named = [c for c in mentioned if self._is_record(c)]
        kinds = {self._knowledge.kind_of(i) for i in subject.iris}
        if all(self._knowledge.is_a(i, CUSTOMER) for i in subject.iris):
            return named[0] if named else ""
        several = len(subject.iris) > 1 and len(kinds) == 1 and not clause.anchors
        cls = min(kinds) if several else ""
        return cls if self._is_record(cls) and cls in (named or [cls]) else ""

    def _distance(self, link: tuple[str, str]) -> float:
        """How far a property is from a customer: the state of an order before that of one of its scans."""
        return self._wishes.targets(link[0], CUSTOMER)[0]

    def _classes(self, mention: Mention) -> list[str]:
        return [*mention.of(Role.CLASS), *(r for p in mention.of(Role.PROPERTY) for r in self._ontology.ranges(p))]

    def _is_record(self, cls: str) -> bool:
        return bool(cls) and cls != CUSTOMER and self._knowledge.is_record(cls)

    def _among(self, subject: Subject, cls: str) -> tuple[str, ...]:
        if all(self._knowledge.is_a(i, CUSTOMER) for i in subject.iris):
            return tuple(r for customer in subject.iris for r in self._knowledge.records_of(customer, cls))
        return subject.iris

    def _conditions(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        named: dict[tuple[str, bool], list[str]] = {}
        for term in clause.terms:
            for p, domain in self._filters.leading_to(term):
                if domain in self._ontology.superclasses(cls):
                    named.setdefault((p, term in clause.negated), []).append(term)
        # A record is in one state: of several that are named (已发货和已签收的), any will do.
        states = [
            Condition(property=p, operator="in", value=tuple(terms), negated=denied)
            for (p, denied), terms in named.items()
        ]
        features = self._measures.features(clause, cls) if clause.markers & _CHOOSING else ()
        return (*states, *self._measures.amounts(clause, cls), *features)
