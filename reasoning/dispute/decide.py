"""A case in, a ruling out; nothing is written to the store.

case subgraph -> closure -> durations -> findings -> rules that apply -> contest -> ruling with proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from graph.fact import shop_of
from graph.port import GraphReader
from ontology.general import NS
from ontology.owl import Iri
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.amount import amount_of
from reasoning.dispute.case import find_case, now, read_case
from reasoning.dispute.clock import measure, moment_of
from reasoning.dispute.contest import Contest
from reasoning.dispute.findings import FactState, as_facts, find_facts
from reasoning.dispute.grounds import Grounds
from reasoning.dispute.parties import party_of
from reasoning.dispute.parts import (
    AppliedRule,
    Article,
    Counterfactual,
    FactStatus,
    Finding,
    MissingEvidence,
    Money,
    Named,
    RuleOutcome,
)
from reasoning.dispute.policy import AddOn, Policy, PolicyRule, Verdict, read_policy
from reasoning.dispute.ruling import Route, Ruling, RulingStatus
from reasoning.dispute.worlds import Worlds, changes, decisive
from reasoning.rules import Closure, Derivation, close
from reasoning.rules.values import instant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hearing:
    """Everything known about one case when it is decided."""

    case: str
    as_of: datetime
    policy: Policy
    closure: Closure
    worlds: Worlds
    states: dict[str, FactState]
    resting_on: frozenset[str]
    undecided: tuple[FactState, ...]
    result: Contest
    computed: tuple[Derivation, ...]


def judge(reader: GraphReader, case_iri: str, as_of: datetime | None = None) -> Ruling:
    """Rule on one case, named by its IRI or id, as of a moment (now when none is given).

    Uses the policy that was valid when the order was placed. Raises NotFoundError when there is no
    such case, OntologyError when the policy is wrong. An undecidable case is a ruling, not an error.
    """
    hearing = _hear(reader, find_case(reader, case_iri), instant(as_of) if as_of else now())
    if hearing.result.verdict and not hearing.undecided:
        return _decided(reader, hearing)
    return _undecidable(hearing)


def _hear(reader: GraphReader, case: str, as_of: datetime) -> _Hearing:
    policy = read_policy(reader.ontology.for_shop(shop_of(case)))
    before = close(policy.plan, read_case(reader, case, as_of))
    clocks = tuple(measure(before, case, as_of))
    before.add(step.conclusion for step in clocks)
    states = find_facts(before, case, policy.fact_kinds, as_of)
    ordered = moment_of(before, case, dp.BOUGHT_AT) or moment_of(before, case, dp.OPENED_AT) or as_of
    every = Worlds(case=case, before=before, states=states, rules=policy.rules, ordered=ordered)
    worlds, resting_on, unproven = every.narrowed()
    closure = worlds.close()
    conflicts = frozenset(iri for iri in resting_on if states[iri].conflict)
    result = worlds.decide()
    undecided = decisive(worlds, unproven | conflicts)
    if not undecided and not result.verdict and not result.tied:
        undecided = tuple(states[iri] for iri in sorted(unproven | conflicts) if states[iri].open)
    return _Hearing(
        case=case,
        as_of=as_of,
        policy=policy,
        closure=closure,
        worlds=worlds,
        states=states,
        resting_on=resting_on,
        undecided=undecided,
        result=result,
        computed=(*clocks, *as_facts(states.values(), case)),
    )


def _decided(reader: GraphReader, hearing: _Hearing) -> Ruling:
    policy, result, case = hearing.policy, hearing.result, hearing.case
    verdict = policy.verdicts[result.verdict]
    added = [f for f in result.add_ons if verdict.name.iri in policy.add_ons[f.end].adds_to]
    add_ons = [policy.add_ons[iri] for iri in dict.fromkeys([*(f.end for f in added), verdict.add_on]) if iri]
    grounds = Grounds(reader, hearing.closure, hearing.computed)
    amount = amount_of(hearing.closure, case, verdict, add_ons)
    reasons = _reasons(hearing, amount, add_ons)
    return Ruling(
        case=case,
        status=RulingStatus.DECIDED,
        verdict=verdict.name,
        liable=party_of(verdict.liable, hearing.closure, case, grounds.words),
        remedy=verdict.remedy,
        recourse=verdict.recourse,
        freight=verdict.freight,
        amount=Money(amount=amount, currency=_currency(hearing)),
        articles=_articles([firing.rule for firing in (*result.winners, *added)]),
        proof=grounds.of_ruling(case, result, added),
        missing=(),
        counterfactuals=tuple(_counterfactuals(hearing, verdict)),
        findings=_findings(hearing),
        rules=_applied(hearing),
        confidence=0.8 if any(s.by_default for s in _used(hearing)) else 0.95,
        route=Route.HUMAN if reasons else Route.AUTO,
        route_reasons=reasons,
        policy_version=policy.version_at(hearing.worlds.ordered),
        as_of=hearing.as_of,
    )


def _undecidable(hearing: _Hearing) -> Ruling:
    policy, result = hearing.policy, hearing.result
    missing = hearing.undecided
    why = dp.ASK_FOR_EVIDENCE
    if not missing and result.tied:
        why = dp.RULES_TIE
    elif not missing:
        why = dp.NO_RULE
        missing = tuple(f for kinds, _ in changes(hearing.worlds, hearing.resting_on, "") for f in kinds)
    codes = [why, dp.EVIDENCE_CONFLICTS] if any(state.conflict for state in missing) else [why]
    return Ruling(
        case=hearing.case,
        status=RulingStatus.UNDECIDABLE,
        verdict=None,
        liable=None,
        remedy=None,
        recourse=None,
        freight=None,
        amount=None,
        articles=_articles([firing.rule for firing, _, _ in result.fates] or _hanging_on(hearing, missing)),
        proof=None,
        missing=tuple(_missing(state) for state in dict.fromkeys(missing)),
        counterfactuals=(),
        findings=_findings(hearing),
        rules=_applied(hearing),
        confidence=0.3 if result.tied else 0.0,
        route=Route.HUMAN,
        route_reasons=tuple(policy.routing[code] for code in codes if code in policy.routing),
        policy_version=policy.version_at(hearing.worlds.ordered),
        as_of=hearing.as_of,
    )


def _reasons(hearing: _Hearing, amount: Decimal, add_ons: Sequence[AddOn]) -> tuple[Named, ...]:
    """Why a decided case still goes to a human: much money, a punitive remedy, or what routing rules say."""
    claimed = [f.value for f in hearing.closure.facts(dp.CLAIMED_AMOUNT, hearing.case) if isinstance(f.value, Decimal)]
    large = max([amount, *claimed]) >= hearing.policy.human_from or any(extra.punitive for extra in add_ons)
    codes = {dp.LARGE_AMOUNT} if large else set()
    codes.update(f.object for f in hearing.closure.facts(dp.ROUTED_BY, hearing.case) if f.object)
    return tuple(hearing.policy.routing[code] for code in sorted(codes) if code in hearing.policy.routing)


def _counterfactuals(hearing: _Hearing, verdict: Verdict) -> list[Counterfactual]:
    """What the side that lost could still prove to change the verdict."""
    lost = dp.SELLER if verdict.refunds else dp.BUYER
    theirs = [iri for iri in hearing.resting_on if hearing.states[iri].kind.burden.iri == lost]
    return [
        Counterfactual(
            facts=tuple(state.kind.name for state in states),
            by=tuple(state.kind.burden for state in states),
            verdict=hearing.policy.verdicts[other].name,
        )
        for states, other in changes(hearing.worlds, theirs, verdict.name.iri)
    ]


def _missing(state: FactState) -> MissingEvidence:
    return MissingEvidence(
        fact=state.kind.name,
        by=state.kind.burden,
        evidence=state.kind.evidence,
        due=state.due,
        conflict=state.conflict,
    )


def _findings(hearing: _Hearing) -> tuple[Finding, ...]:
    return tuple(
        state.finding()
        for iri, state in hearing.states.items()
        if iri in hearing.resting_on or state.status is not FactStatus.UNKNOWN or state.conflict
    )


def _used(hearing: _Hearing) -> list[FactState]:
    """The states that the winning rules' own conditions rest on."""
    kinds = {p.object for f in hearing.result.winners for p in f.step.premises if p.property == dp.UNPROVEN}
    return [hearing.states[kind] for kind in kinds if kind]


def _applied(hearing: _Hearing) -> tuple[AppliedRule, ...]:
    applied = []
    for firing, fate, by in hearing.result.fates:
        end = hearing.policy.add_ons[firing.end].name if firing.adds else hearing.policy.verdicts[firing.end].name
        rule = AppliedRule(rule=firing.rule.name, priority=firing.rule.priority, verdict=end, outcome=fate, by=by)
        applied.append((fate is not RuleOutcome.WON, -rule.priority, rule.id, rule))
    return tuple(rule for *_, rule in sorted(applied, key=lambda row: row[:3]))


def _articles(rules: Sequence[PolicyRule]) -> tuple[Article, ...]:
    return tuple(dict.fromkeys(article for rule in rules for article in rule.articles))


def _hanging_on(hearing: _Hearing, missing: Sequence[FactState]) -> list[PolicyRule]:
    """The rules that could apply to the case and name a missing fact among their conditions."""
    kinds = {Iri(state.kind.name.iri) for state in missing}
    return [
        rule
        for rule in hearing.worlds.rules
        if any(kinds.intersection(atom.args) for text in rule.rules for atom in text.body)
    ]


def _currency(hearing: _Hearing) -> str:
    orders = [f.object for f in hearing.closure.facts(dp.ABOUT_ORDER, hearing.case) if f.object]
    for subject in (hearing.case, *orders):
        for fact in hearing.closure.facts(NS + "currency", subject):
            return str(fact.value)
    return "CNY"
