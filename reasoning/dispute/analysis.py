"""What is wrong with a policy as a whole: cases that no rule decides, rules that clash or never decide.

For each class of claims and each period in which other rules are valid, every case that the rules can tell
apart is put to them (`survey`). Only findings that are settled are looked at, a case being of one class of
claims; the values of a case are taken to be independent of one another. Each problem has the smallest case
that shows it, which was run through the reasoner.

What is meant to be so is said in the policy itself: `dp:leftOpen` on a class of claims, with `dp:lacking` on
that annotation for the facts or values without which the claim is left to a human; `dp:byRank` on a policy
rule that is to win over another, or over all (`dp:PolicyRule`), by its priority alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ontology.checks import Problem
from ontology.model import Ontology
from ontology.owl import local_name
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.completeness import completeness_problems
from reasoning.dispute.conditions import Reader
from reasoning.dispute.faults import Faults
from reasoning.dispute.policy import Policy, read_policy
from reasoning.dispute.survey import Survey
from reasoning.rules import Plan, Rule
from reasoning.rules.rule import OWNED_BY, SEEN_BY
from reasoning.rules.values import instant

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyScope:
    """How much was looked at: `cases` were put to `rules` policy rules, all 0 where there is no policy.

    `rules` are everybody's and those of the shop that has the most, on `claims` classes of claims in `periods`
    periods; of the classes in `sampled` there are more cases than `survey.MOST_CASES`, of which as many were drawn
    at random.
    """

    claims: int = 0
    rules: int = 0
    periods: int = 0
    cases: int = 0
    sampled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAnalysis:
    """What was looked at, and what is wrong."""

    scope: PolicyScope = PolicyScope()
    problems: tuple[Problem, ...] = ()


def analyse(ontology: Ontology) -> PolicyAnalysis:
    """Look for problems of the dispute policy in an ontology, for everybody and for each shop with an overlay.

    Nothing is looked at where there is no policy. Raises OntologyError and RuleError as `read_policy` does.
    """
    every, *of_shops = (_analyse(ontology.for_shop(shop)) for shop in (None, *ontology.shops))
    known = {(problem.kind, problem.term, problem.example) for problem in every.problems}
    own = (p for found in of_shops for p in found.problems if (p.kind, p.term, p.example) not in known)
    largest = max((every, *of_shops), key=lambda found: found.scope.rules).scope
    scope = replace(
        largest,
        cases=sum(found.scope.cases for found in (every, *of_shops)),
        sampled=tuple(sorted({name for found in (every, *of_shops) for name in found.scope.sampled})),
    )
    return PolicyAnalysis(scope=scope, problems=(*every.problems, *dict.fromkeys(own)))


def _analyse(ontology: Ontology) -> PolicyAnalysis:
    """The problems of a policy on the cases of one shop, to whom each rule of the ontology applies."""
    policy = _of_one_shop(read_policy(ontology))
    if not policy.rules:
        return PolicyAnalysis()
    moments = _moments(policy)
    reader = Reader(ontology, policy.plan.rules)
    taken = tuple((rule, text, reader.read(text)) for rule in policy.rules for text in rule.rules)
    incomplete = tuple(completeness_problems(ontology, policy, taken))
    claims = [iri for iri in sorted(ontology.subclasses(dp.CLAIM)) if ontology.subclasses(iri) == {iri}]
    faults = Faults(ontology)
    done: set[tuple[str, ...]] = set()
    sampled: set[str] = set()
    for claim in claims:
        for moment in moments:
            survey = Survey.of(ontology, policy, claim, moment, taken)
            key = (claim, *(text.id for _, text, _ in survey.texts))
            if key not in done:
                done.add(key)
                faults.take(survey)
                sampled |= {local_name(claim)} if survey.sampled else set()
    scope = PolicyScope(
        claims=len(claims),
        rules=len(policy.rules),
        periods=len(moments),
        cases=faults.cases,
        sampled=tuple(sorted(sampled)),
    )
    found = faults.problems(taken, claims) if moments else ()
    return PolicyAnalysis(scope=scope, problems=(*incomplete, *found))


def _of_one_shop(policy: Policy) -> Policy:
    """The policy without the conditions that keep an overlay's rules to its shop, as every example is that shop's."""
    rules = (replace(rule, rules=tuple(_unguarded(text) for text in rule.rules)) for rule in policy.rules)
    return replace(policy, rules=tuple(rules), plan=Plan(_unguarded(rule) for rule in policy.plan.rules))


def _unguarded(rule: Rule) -> Rule:
    return replace(rule, body=tuple(atom for atom in rule.body if atom.predicate not in (OWNED_BY, SEEN_BY)))


def _moments(policy: Policy) -> tuple[datetime, ...]:
    """A moment of order for each period in which other rules are valid; none when some bound is no time."""
    told = {text for rule in policy.rules for text in rule.validity if text}
    try:
        bounds = sorted({instant(datetime.fromisoformat(text)) for text in told})
    except ValueError:
        return ()
    return (bounds[0] - timedelta(days=1), *bounds) if bounds else (_LONG_AGO,)
