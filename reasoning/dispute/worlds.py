"""What would be decided if facts were otherwise: which unknown facts decide, and what evidence would change a ruling.

A world is the case with some facts supposed proven or disproven. When the burdened side may still
bring proof, the ruling is open as long as two of the possible worlds are decided differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from graph.fact import Fact
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.contest import Contest, Firing, contest, fire
from reasoning.dispute.findings import FactState, as_facts
from reasoning.dispute.parts import FactStatus
from reasoning.dispute.policy import PolicyRule
from reasoning.rules import Closure

MAX_OPEN = 6
"""Open facts that are weighed together (64 worlds); a case that hangs on more asks for the first of them."""

_FINDINGS = frozenset((dp.PROVEN, dp.DISPROVEN, dp.UNPROVEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds:
    """A case before any finding, with the states of its facts and the rules that may ever apply to it."""

    case: str
    before: Closure
    states: Mapping[str, FactState]
    rules: tuple[PolicyRule, ...]
    ordered: datetime

    def close(self, supposed: Mapping[str, FactStatus] | None = None) -> Closure:
        """The case with its findings, some of them as supposed."""
        changed = dict(self.states)
        for kind, status in (supposed or {}).items():
            changed[kind] = changed[kind].supposed(status)
        closure = self.before.copy()
        closure.add(step.conclusion for step in as_facts(changed.values(), self.case))
        return closure

    def decide(self, supposed: Mapping[str, FactStatus] | None = None) -> Contest:
        """Who would win."""
        return contest(fire(self.rules, self.close(supposed), self.case, ordered=self.ordered))

    def narrowed(self) -> tuple[Worlds, frozenset[str], frozenset[str]]:
        """Worlds with only the rules that some evidence could make apply, and the facts they hang on.

        The second value holds every kind of fact on which such a rule rests, the third those of them
        whose being unproven a rule rests on.
        """
        closure = self.close()
        for status in (FactStatus.PROVEN, FactStatus.DISPROVEN):
            supposed = {iri: state.supposed(status) for iri, state in self.states.items()}
            closure.add(step.conclusion for step in as_facts(supposed.values(), self.case))
        possible = fire(self.rules, closure, self.case, ordered=self.ordered)
        names = {firing.rule.name.iri for firing in possible}
        resting = [fact for firing in possible for fact in _resting_on(firing, closure)]
        worlds = Worlds(
            case=self.case,
            before=self.before,
            states=self.states,
            rules=tuple(rule for rule in self.rules if rule.name.iri in names),
            ordered=self.ordered,
        )
        every = frozenset(f.object for f in resting if f.object)
        return worlds, every, frozenset(f.object for f in resting if f.object and f.property == dp.UNPROVEN)


def _resting_on(firing: Firing, closure: Closure) -> Iterator[Fact]:
    """The findings that a firing uses, directly or through derived facts."""
    waiting, seen = list(firing.step.premises), set()
    while waiting:
        fact = waiting.pop()
        if fact.key in seen:
            continue
        seen.add(fact.key)
        if fact.property in _FINDINGS:
            yield fact
        step = closure.derivation(fact)
        if step is not None:
            waiting.extend(step.premises)


def decisive(worlds: Worlds, candidates: frozenset[str]) -> tuple[FactState, ...]:
    """The open facts among the candidates that make a difference, in the order of their names; empty when none does."""
    still_open = [iri for iri in sorted(candidates) if worlds.states[iri].open][:MAX_OPEN]
    results = {
        values: worlds.decide(dict(zip(still_open, values, strict=True))).verdict
        for values in product((FactStatus.PROVEN, FactStatus.DISPROVEN), repeat=len(still_open))
    }
    if len(set(results.values())) < 2:
        return ()
    return tuple(
        worlds.states[iri]
        for place, iri in enumerate(still_open)
        if any(results[values] != results[_flipped(values, place)] for values in results)
    )


def _flipped(values: tuple[FactStatus, ...], place: int) -> tuple[FactStatus, ...]:
    other = FactStatus.DISPROVEN if values[place] is FactStatus.PROVEN else FactStatus.PROVEN
    return (*values[:place], other, *values[place + 1 :])


def changes(worlds: Worlds, candidates: Iterable[str], verdict: str) -> Iterator[tuple[tuple[FactState, ...], str]]:
    """The smallest sets of one, then two of the candidates whose proof would lead to another verdict, and that verdict.

    Only what evidence can still show is supposed: never a fact that was disproven, nor one that
    follows from dates and history.
    """
    mutable = [
        iri
        for iri in sorted(candidates)
        if worlds.states[iri].status is FactStatus.UNKNOWN and not worlds.states[iri].kind.fixed_start
    ]
    single: set[str] = set()
    for size in (1, 2):
        for kinds in combinations(mutable, size):
            if single & set(kinds):
                continue
            other = worlds.decide(dict.fromkeys(kinds, FactStatus.PROVEN)).verdict
            if other and other != verdict:
                single.update(kinds if size == 1 else ())
                yield tuple(worlds.states[iri] for iri in kinds), other
