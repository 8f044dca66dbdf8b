"""Named states and methods in a question (已签收, 微信): what they filter, or ask for themselves."""

from __future__ import annotations

from dataclasses import replace

from ontology.general import OPERATION
from ontology.terms import TermKind
from reasoning.answer.clause import Clause
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.paths import Paths
from reasoning.answer.plan import Target, Wish
from reasoning.answer.wishes import Wishes


class Filters:
    """Applies a clause's named individuals of the ontology to what it wishes for."""

    def __init__(self, knowledge: Knowledge, paths: Paths, wishes: Wishes) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._paths = paths
        self._wishes = wishes

    def applied(self, clause: Clause, cls: str, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """Named states and methods (已签收, 微信): they filter what is reached, or are asked for themselves."""
        for term in clause.terms:
            for property, domain in self.leading_to(term):
                if wishes and any(self._paths.fits(self._end(t, cls), domain) for w in wishes for t in w.groups[0]):
                    return tuple(
                        Wish(
                            word=w.word,
                            groups=tuple(tuple(replace(t, having=(property, term)) for t in g) for g in w.groups),
                        )
                        for w in wishes
                    )
                cost, targets = self._wishes.targets(property, cls)
                if wishes or not targets or cost > 1:
                    continue
                if targets[0].path:
                    filtered = tuple(Target(path=t.path, having=(property, term)) for t in targets)
                    return (Wish(word=self._knowledge.label(term), groups=(filtered,)),)
                return (Wish(word=self._ontology.label(property), groups=(tuple(targets),)),)
        return wishes

    def _end(self, target: Target, cls: str) -> str:
        """The class that a target's answers belong to."""
        if target.property and self._ontology.is_object_property(target.property):
            return next(iter(self._ontology.ranges(target.property)), cls)
        return target.path[-1].to if target.path else cls

    def leading_to(self, term: str) -> list[tuple[str, str]]:
        """(property, domain) of the object properties whose values are of a term's class."""
        return [
            (p.iri, domain)
            for p in self._ontology.of_kind(TermKind.OBJECT_PROPERTY)
            if any(self._knowledge.is_a(term, r) for r in self._ontology.ranges(p.iri))
            and self._knowledge.summary_place(p.iri)[0] < 10_000
            for domain in self._ontology.domains(p.iri)
            if domain != OPERATION
        ]
