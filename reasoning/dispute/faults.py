"""What the cases of a survey show to be wrong with the rules: each fault with the smallest case that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ontology.checks import Problem, ProblemKind
from ontology.checks.names import declaring_files
from ontology.model import Ontology
from ontology.owl import local_name
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.aspect import Choice, aspects
from reasoning.dispute.conditions import CASE_VARIABLE, Conditions, condition_text
from reasoning.dispute.contest import Contest
from reasoning.dispute.parts import RuleOutcome
from reasoning.dispute.policy import PolicyRule
from reasoning.dispute.survey import Combination, Survey, SurveyedCase, Taken, loosened

_Key = TypeVar("_Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A case that shows something, and how far it is from the plainest one."""

    survey: Survey
    case: Combination
    size: int

    def said(self, case: Combination | None = None) -> tuple[str, ...]:
        """The case, or a smaller one that shows the same, a fact a line, each once."""
        told = [said for choice in case or self.case for said in choice.said]
        opened = f"ordered {self.survey.ordered:%Y-%m-%d}"
        return tuple(dict.fromkeys((f"{local_name(self.survey.claim)}({CASE_VARIABLE.name})", *told, opened)))

    def smallest(self, shows: Callable[[Contest], bool]) -> Combination:
        """The case with as much of it left open as can be while it still shows the fault."""
        case = self.case
        while True:
            smaller = next((c for c in loosened(case) if shows(self.survey.decide(c))), None)
            if smaller is None:
                return case
            case = smaller


class Faults:
    """Takes in surveys, then tells what they have shown."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._files = declaring_files(ontology)
        self.cases = 0
        self._undecided: dict[str, int] = {}
        self._gaps: dict[str, _Found] = {}
        self._clashes: dict[tuple[str, str], _Found] = {}
        self._applied: dict[str, _Found] = {}
        self._deciding: set[str] = set()

    def take(self, survey: Survey) -> None:
        """Put every case of a survey to the rules."""
        seen: dict[tuple[int, ...], int] = {}
        for found in survey.cases():
            self.cases += 1
            result = survey.outcome(found.firing)
            if not result.verdict and not result.tied and not any(_lacks(found.choices, s) for s in survey.left_open):
                self._undecided[survey.claim] = self._undecided.get(survey.claim, 0) + 1
                self._keep(self._gaps, survey.claim, survey, found)
            if found.size >= seen.get(found.firing, found.size + 1):
                continue
            seen[found.firing] = found.size
            for pair in clashing(result):
                self._keep(self._clashes, pair, survey, found)
            for firing, fate, _ in result.fates:
                self._keep(self._applied, firing.step.rule.id, survey, found)
                if fate in (RuleOutcome.WON, RuleOutcome.TIED):
                    self._deciding.add(firing.step.rule.id)

    def _keep(self, kept: dict[_Key, _Found], key: _Key, survey: Survey, found: SurveyedCase) -> None:
        if key not in kept or found.size < kept[key].size:
            kept[key] = _Found(survey=survey, case=found.choices, size=found.size)

    def problems(self, taken: Sequence[Taken], claims: Sequence[str]) -> Iterator[Problem]:
        """What is wrong: rules that never decide, rules that clash, claims that no rule decides; each by name."""
        yield from self._idle(taken, claims)
        rules = {rule.name.iri: rule for rule, _, _ in taken}
        yield from self._overlaps(rules)
        for claim, found in sorted(self._gaps.items()):
            if not found.survey.confirmed(found.case).verdict:
                name = local_name(claim)
                yield Problem(
                    kind=ProblemKind.GAP,
                    term=claim,
                    file=self._files.get(claim, ""),
                    text=f"no rule decides {self._undecided[claim]} kinds of {name}, such as the one below; add a rule "
                    f"for them, or say with dp:leftOpen on {name} why a human is to decide",
                    example=found.said(),
                )

    def _idle(self, taken: Sequence[Taken], claims: Sequence[str]) -> Iterator[Problem]:
        for rule, text, ways in taken:
            surveyed = text.head.predicate == dp.SUPPORTS
            if not surveyed or text.id not in self._applied:
                reason = self._never(rule, ways, claims)
                if reason or surveyed:
                    way = tuple(sorted(map(condition_text, min(ways, key=lambda w: len(w.all)).all)) if ways else ())
                    reason = reason or "no case of a kind that was looked at meets its conditions; correct them"
                    yield self._unreachable(rule, f"{text.id} never applies: {reason}", way)
            elif text.id not in self._deciding:
                found = self._applied[text.id]
                case = found.smallest(partial(_applies, text.id))
                by = next(by for f, _, by in found.survey.decide(case).fates if f.step.rule.id == text.id)
                yield self._unreachable(
                    rule,
                    f"{text.id} never decides: wherever it applies others win, below {', '.join(by)}; correct its "
                    "conditions, its priority or what overrides it, or remove it",
                    found.said(case),
                )

    def _unreachable(self, rule: PolicyRule, text: str, example: tuple[str, ...]) -> Problem:
        iri = rule.name.iri
        file = self._files.get(iri, "")
        return Problem(kind=ProblemKind.UNREACHABLE, term=iri, file=file, text=text, example=example)

    def _never(self, rule: PolicyRule, ways: Sequence[Conditions], claims: Sequence[str]) -> str:
        """Why a text of a rule can never apply; '' when it can."""
        start, end = rule.validity
        if start and end and start >= end:
            return f"it is valid from {start} to {end}, which is no time; correct dp:validFrom or dp:validTo"
        fitting = [way for way in ways if any(way.fit(self._ontology, claim) for claim in claims)]
        if not fitting:
            kinds = ", ".join(sorted({local_name(kind) for way in ways for kind in way.kinds}))
            return f"no claim is all of {kinds}; remove one of these conditions"
        against = [contradictory(way) for way in fitting]
        if not all(against):
            return ""
        return f"no case meets {' and '.join(against[0])}; correct these conditions"

    def _overlaps(self, rules: dict[str, PolicyRule]) -> Iterator[Problem]:
        for pair, found in sorted(self._clashes.items()):
            case = found.smallest(partial(_clashes, pair))
            confirmed = found.survey.confirmed(case)
            if pair not in clashing(confirmed):
                continue
            one, other = (rules[iri] for iri in pair)
            tied = bool(confirmed.tied)
            meant = {value.text for value in self._ontology.annotations(one.name.iri, dp.BY_RANK)}
            if not tied and meant & {other.name.iri, dp.POLICY_RULE}:
                continue
            ends = {f.rule.name.iri: local_name(f.end) for f, _, _ in confirmed.fates}
            how = f"both of priority {one.priority}" if tied else f"{one.id} wins by its priority alone"
            yield Problem(
                kind=ProblemKind.OVERLAP,
                term=one.name.iri,
                file=self._files.get(one.name.iri, ""),
                text=f"{one.id} supports {ends[pair[0]]} and {other.id} supports {ends[pair[1]]}, {how}, and neither "
                "overrides the other; say which with dp:overrides"
                + ("" if tied else f", or with dp:byRank on {one.id} that its priority is to do"),
                example=found.said(case),
            )


def clashing(result: Contest) -> frozenset[tuple[str, str]]:
    """Policy rules that decide a case differently without one overriding the other: equals, or the winner first."""
    standing = [f for f, fate, _ in result.fates if fate is not RuleOutcome.OVERRIDDEN]
    best = max((f.rule.priority for f in standing), default=0)
    pairs = set()
    for first in standing:
        for second in standing:
            one, other = first.rule, second.rule
            if first.end == second.end or one.priority != best or other.name.iri == one.name.iri:
                continue
            if other.priority < best or one.name.iri < other.name.iri:
                pairs.add((one.name.iri, other.name.iri))
    return frozenset(pairs)


def _clashes(pair: tuple[str, str], result: Contest) -> bool:
    return pair in clashing(result)


def _applies(text: str, result: Contest) -> bool:
    return any(firing.step.rule.id == text for firing, _, _ in result.fates)


def contradictory(way: Conditions) -> tuple[str, ...]:
    """Conditions of one way that no case can meet together; () when one can."""
    never = set(way.all)
    for aspect in aspects(way.all):
        together = frozenset(c for choice in aspect for c in choice.meets)
        never -= together
        if not any(together <= choice.meets for choice in aspect):
            return tuple(sorted(map(condition_text, together)))
    return tuple(sorted(map(condition_text, never)))


def _lacks(case: Sequence[Choice], some: frozenset[str]) -> bool:
    """Whether none of some facts is proven, and no value of some properties given."""
    facts = [fact for choice in case for fact in (*choice.facts, *choice.findings)]
    return not any(f.property in some or (f.property == dp.PROVEN and f.object in some) for f in facts)
