"""Which of the policy rules that apply decides: exceptions first, then priority; what is left is a tie.

    applicable(r) :- the conditions of r hold, r was valid when the order was placed.
    defeated(r)   :- applicable(r), applicable(q), overrides(q, r).
    wins(v)       :- supports(r, v), r not defeated, of the highest priority among those not defeated.

Two verdicts at the highest priority are a tie, which no rule may break: a human decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ontology.owl import Iri, Variable
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.parts import RuleOutcome
from reasoning.dispute.policy import PolicyRule
from reasoning.rules import Closure, Derivation
from reasoning.rules.interval import holds_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A policy rule whose conditions hold in a case: the step, and the verdict or add-on it supports."""

    rule: PolicyRule
    step: Derivation
    end: str
    adds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Who won. `verdict` is '' when nothing applies or the best tie; `fates` follow the firings' order."""

    verdict: str
    winners: tuple[Firing, ...]
    add_ons: tuple[Firing, ...]
    tied: tuple[Firing, ...]
    fates: tuple[tuple[Firing, RuleOutcome, tuple[str, ...]], ...]


def fire(rules: Iterable[PolicyRule], closure: Closure, case: str, *, ordered: datetime) -> list[Firing]:
    """The rules valid at the time of the order whose conditions hold for the case, one firing for each text."""
    found = []
    for rule in rules:
        if not holds_at(rule.validity, ordered):
            continue
        for text in rule.rules:
            variable = text.head.args[0]
            bound = {variable.name: case} if isinstance(variable, Variable) else {}
            step = next((s for s in closure.matches(text, bound) if s.conclusion.subject == case), None)
            end = text.head.args[1]
            if step is not None and isinstance(end, Iri):
                found.append(Firing(rule=rule, step=step, end=end.text, adds=text.head.predicate == dp.ADDS))
    return found


def contest(firings: Sequence[Firing]) -> Contest:
    """Let the firings compete."""
    beaten = {f.rule.name.iri: _beaten_by(f, firings) for f in firings}
    standing = [f for f in firings if not beaten[f.rule.name.iri]]
    verdicts = [f for f in standing if not f.adds]
    best = max((f.rule.priority for f in verdicts), default=0)
    leading = sorted({f.end for f in verdicts if f.rule.priority == best})
    verdict = leading[0] if len(leading) == 1 else ""
    fates = tuple((f, *_fate(f, beaten[f.rule.name.iri], verdict, best, verdicts)) for f in firings)
    return Contest(
        verdict=verdict,
        winners=tuple(sorted((f for f in verdicts if f.end == verdict), key=lambda f: -f.rule.priority)),
        add_ons=tuple(f for f in standing if f.adds),
        tied=() if len(leading) < 2 else tuple(f for f in verdicts if f.rule.priority == best),
        fates=fates,
    )


def _beaten_by(firing: Firing, firings: Sequence[Firing]) -> tuple[str, ...]:
    iri = firing.rule.name.iri
    return tuple(sorted({f.rule.id for f in firings if iri in f.rule.overrides}))


def _fate(
    firing: Firing, beaten: tuple[str, ...], verdict: str, best: int, verdicts: Sequence[Firing]
) -> tuple[RuleOutcome, tuple[str, ...]]:
    if beaten:
        return RuleOutcome.OVERRIDDEN, beaten
    if firing.adds or firing.end == verdict:
        return RuleOutcome.WON, ()
    if firing.rule.priority == best:
        return RuleOutcome.TIED, tuple(
            sorted({f.rule.id for f in verdicts if f.rule.priority == best} - {firing.rule.id})
        )
    return RuleOutcome.OUTRANKED, tuple(sorted({f.rule.id for f in verdicts if f.rule.priority == best}))
