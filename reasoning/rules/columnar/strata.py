"""In which order rules run that ask for absence or fold: what they ask about is complete before.

    stratum(h) >= stratum(b)  for a rule  h :- …, b, …
    stratum(h) >  stratum(b)  for a rule  h :- …, not b, …  and for one that folds the ways to meet  …, b, …

Two individuals found to be the same change every relation, so no rule that says so may come after a
negated condition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ontology.errors import RuleError
from ontology.owl import OWL
from reasoning.rules.rule import AtomKind, Rule

SAME = OWL + "sameAs"

_RANKS = 14
"""Bits for the ranks of one stratum: more than an inference may have rounds."""


def floor_of(place: int) -> int:
    """The greatest rank below a stratum, by its place; there, what lies in lower strata counts as given."""
    return place << _RANKS


def stratify(rules: Sequence[Rule]) -> list[list[int]]:
    """The numbers of the rules by stratum, lowest first; the lowest is there for what is given, rules or none.

    Raises RuleError, naming a rule, when there is no order.
    """
    if not any(over for rule in rules for _, over in _below(rule)):
        return [list(range(len(rules)))]
    height: dict[str, int] = defaultdict(int)
    bound = len({rule.head.predicate for rule in rules}) + 1
    changed = True
    while changed:
        changed = False
        for rule in rules:
            wanted = max((height[below] + over for below, over in _below(rule)), default=0)
            if wanted > bound:
                raise RuleError(
                    f"rule '{rule.id}' cannot be stratified: what it negates or folds depends on its conclusion; "
                    "remove that condition, or what leads back to it"
                )
            if wanted > height[rule.head.predicate]:
                height[rule.head.predicate] = wanted
                changed = True
    strata: list[list[int]] = [[] for _ in range(max(height.values()) + 1)]
    for place, rule in enumerate(rules):
        strata[height[rule.head.predicate]].append(place)
    return strata


def _below(rule: Rule) -> list[tuple[str, int]]:
    folds = rule.aggregate is not None
    below = [(atom.predicate, int(atom.negated or folds)) for atom in rule.body if atom.kind is not AtomKind.BUILTIN]
    return [*below, (SAME, 1)] if any(over for _, over in below) else below
