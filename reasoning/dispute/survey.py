"""Every case of one kind that a policy's rules can tell apart, each put to the rules that apply to it.

What rules apply is read off the conditions that a case meets; who then wins is decided by `contest`, as for
a real case. `Survey.confirmed` runs an example through the reasoner itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from graph.fact import Fact
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, Iri
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.aspect import CASE, OPEN, Aspect, Choice, aspects
from reasoning.dispute.conditions import CASE_VARIABLE, Condition, Conditions, condition_text
from reasoning.dispute.contest import Contest, Firing, contest, fire
from reasoning.dispute.policy import Policy, PolicyRule
from reasoning.rules import Atom, AtomKind, Closure, Derivation, Rule, close
from reasoning.rules.interval import holds_at

MOST_CASES = 20_000
"""Cases of one kind that are looked at; of more, as many are drawn at random."""

Combination: TypeAlias = "tuple[Choice, ...]"
Taken: TypeAlias = "tuple[PolicyRule, Rule, tuple[Conditions, ...]]"
"""A policy rule, one of its texts, and the ways to meet the text."""


_Cell: TypeAlias = "tuple[Choice, int, int]"


class SurveyedCase(NamedTuple):
    """One case of many: its choices, the places of the texts that apply, and in how many aspects it is not plain."""

    cells: Sequence[_Cell]
    firing: tuple[int, ...]
    size: int

    @property
    def choices(self) -> Combination:
        """How the case is in each aspect."""
        return tuple(choice for choice, _, _ in self.cells)


@dataclass(frozen=True, kw_only=True, eq=False)
class Survey:
    """The cases of one class of claims, ordered at a moment, and the rules that are valid then and may fit."""

    ontology: Ontology
    policy: Policy
    claim: str
    ordered: datetime
    texts: tuple[Taken, ...]

    @classmethod
    def of(cls, ontology: Ontology, policy: Policy, claim: str, ordered: datetime, taken: Iterable[Taken]) -> Survey:
        """The survey with those of the rules' texts that support a verdict on such a claim at the time."""
        fitting = []
        for rule, text, ways in taken:
            mine = tuple(way for way in ways if way.fit(ontology, claim))
            if mine and text.head.predicate == dp.SUPPORTS and holds_at(rule.validity, ordered):
                fitting.append((rule, text, mine))
        return cls(ontology=ontology, policy=policy, claim=claim, ordered=ordered, texts=tuple(fitting))

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """In what the cases differ."""
        asked = (condition for _, _, ways in self.texts for way in ways for condition in way.all)
        return aspects(asked, given=frozenset().union(*self.left_open))

    @cached_property
    def left_open(self) -> tuple[frozenset[str], ...]:
        """Without which facts or values the claim is left to a human, by each dp:leftOpen; {}: in any case."""
        told = (Iri(self.claim), Iri(dp.LEFT_OPEN))
        return tuple(
            frozenset(a.value.text for a in axiom.annotations if a.property == dp.LACKING and isinstance(a.value, Iri))
            for axiom in self.ontology.axioms
            if axiom.kind == "AnnotationAssertion" and axiom.args[:2] == told
        )

    @cached_property
    def possible(self) -> int:
        """How many cases there are."""
        return prod(map(len, self.aspects))

    @property
    def sampled(self) -> bool:
        """Whether only some of the cases are looked at."""
        return self.possible > MOST_CASES

    def cases(self) -> Iterator[SurveyedCase]:
        """The cases, or MOST_CASES of them drawn at random, the same ones every time."""
        columns = [
            [(choice, self._mask(choice), int(place > 0)) for place, choice in enumerate(aspect)]
            for aspect in self.aspects
        ]
        if self.sampled:
            drawn = random.Random(self.claim)
            rows: Iterable[Sequence[_Cell]] = ([drawn.choice(c) for c in columns] for _ in range(MOST_CASES))
        else:
            rows = product(*columns)
        for row in rows:
            met, size = self._always, 0
            for _, mask, otherwise in row:
                met |= mask
                size += otherwise
            yield SurveyedCase(row, self._firing(met), size)

    def decide(self, case: Iterable[Choice]) -> Contest:
        """Who wins in a case, by the conditions that it meets."""
        met = self._always
        for choice in case:
            met |= self._mask(choice)
        return self.outcome(self._firing(met))

    def outcome(self, firing: tuple[int, ...]) -> Contest:
        """Who wins when some of the texts, by their places, apply; the same value for the same texts."""
        if firing not in self._contests:
            self._contests[firing] = contest([self._firings[place] for place in firing])
        return self._contests[firing]

    def confirmed(self, case: Iterable[Choice]) -> Contest:
        """Who wins in a case, by running the reasoner on its facts and findings."""
        chosen = tuple(case)
        closure = self._closure(fact for choice in chosen for fact in choice.facts)
        closure.add(fact for choice in chosen for fact in choice.findings)
        return contest([f for f in fire(self.policy.rules, closure, CASE, ordered=self.ordered) if not f.adds])

    def _closure(self, facts: Iterable[Fact]) -> Closure:
        return close(self.policy.plan, [Fact(subject=CASE, property=RDF_TYPE, object=self.claim), *facts])

    def _firing(self, met: int) -> tuple[int, ...]:
        """The places of the texts that apply when the conditions of these bits are met."""
        return tuple(place for place, ways in enumerate(self._needs) if any(need & met == need for need in ways))

    @cached_property
    def _contests(self) -> dict[tuple[int, ...], Contest]:
        return {}

    @cached_property
    def _firings(self) -> tuple[Firing, ...]:
        return tuple(_firing(rule, text) for rule, text, _ in self.texts)

    @cached_property
    def _bits(self) -> dict[Condition, int]:
        """One bit for each condition."""
        asked = {c for _, _, ways in self.texts for way in ways for c in way.all}
        return {condition: 1 << place for place, condition in enumerate(sorted(asked, key=condition_text))}

    @cached_property
    def _needs(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self._mask_of(way.all) for way in ways) for _, _, ways in self.texts)

    def _mask_of(self, conditions: Iterable[Condition]) -> int:
        return sum(self._bits[condition] for condition in conditions)

    def _mask(self, choice: Choice) -> int:
        """What a choice meets, and what follows from its facts by the ontology's rules."""
        if choice.facts not in self._following:
            self._following[choice.facts] = self._held(choice.facts)
        return self._following[choice.facts] | self._mask_of(choice.meets)

    @cached_property
    def _always(self) -> int:
        return self._held(())

    @cached_property
    def _following(self) -> dict[tuple[Fact, ...], int]:
        return {(): 0}

    def _held(self, facts: tuple[Fact, ...]) -> int:
        bodies = [condition for condition in self._bits if isinstance(condition, tuple)]
        if not bodies:
            return 0
        closure, known = self._closure(facts), {CASE_VARIABLE.name: CASE}
        return self._mask_of(b for b in bodies if next(closure.matches(_question(b), known), None))


def _firing(rule: PolicyRule, text: Rule) -> Firing:
    end = text.head.args[1]
    verdict = end.text if isinstance(end, Iri) else ""
    conclusion = Fact(subject=CASE, property=text.head.predicate, object=verdict, rule=text.id)
    step = Derivation(conclusion=conclusion, rule=text, premises=())
    return Firing(rule=rule, step=step, end=verdict, adds=text.head.predicate == dp.ADDS)


def _question(body: tuple[Atom, ...]) -> Rule:
    head = Atom(kind=AtomKind.CLASS, predicate=dp.CLAIM, args=(CASE_VARIABLE,))
    return Rule(id=" & ".join(map(str, body)), head=head, body=body)


def loosened(case: Combination) -> Iterator[Combination]:
    """The case with one of its aspects left open, for each in turn."""
    for place, choice in enumerate(case):
        if choice is not OPEN:
            yield (*case[:place], OPEN, *case[place + 1 :])
