"""Rulings on disputes: which policy rules apply to a case, which of them wins, and on what proof.

`judge` reads a case from the graph and returns a `Ruling`; the policy itself stands in the dispute
ontology. Read in this order: case, clock, findings, policy, contest, worlds, amount, decide, ruling.
`analyse` looks at the policy as a whole (conditions, aspect, survey, faults, completeness).
"""

from reasoning.dispute.analysis import PolicyAnalysis, PolicyScope, analyse
from reasoning.dispute.decide import judge
from reasoning.dispute.parts import (
    AppliedRule,
    Article,
    Counterfactual,
    FactStatus,
    Finding,
    MissingEvidence,
    Money,
    Named,
    Party,
    RuleOutcome,
)
from reasoning.dispute.policy import read_policy
from reasoning.dispute.ruling import Route, Ruling, RulingStatus

__all__ = [
    "AppliedRule",
    "Article",
    "Counterfactual",
    "FactStatus",
    "Finding",
    "MissingEvidence",
    "Money",
    "Named",
    "Party",
    "PolicyAnalysis",
    "PolicyScope",
    "Route",
    "RuleOutcome",
    "Ruling",
    "RulingStatus",
    "analyse",
    "judge",
    "read_policy",
]
