"""A set of rules made ready for columns: compiled, in strata, and filed by what sets them off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reasoning.rules.columnar.compiled import Compiled, Pattern, compiled
from reasoning.rules.columnar.strata import stratify
from reasoning.rules.columnar.terms import Terms
from reasoning.rules.plan import check
from reasoning.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What new facts of a relation may set off: `pattern` is condition `place` of the rule."""

    rule: Compiled
    place: int
    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Rules that run together, and by predicate what sets them off and what concludes it."""

    rules: Sequence[Compiled]
    triggers: Mapping[str, Sequence[Trigger]]
    concluding: Mapping[str, Sequence[Compiled]]


class ColumnarProgram:
    """Rules ready to run over facts whose ids come from `terms`."""

    def __init__(self, rules: Iterable[Rule], terms: Terms) -> None:
        """Check, compile and stratify. Raises RuleError, naming the rule, for one that cannot be run."""
        listed = tuple(rules)
        for rule in listed:
            check(rule)
        self.rules = tuple(compiled(rule, place, terms) for place, rule in enumerate(listed))
        self.strata = tuple(_stratum([self.rules[place] for place in places]) for places in stratify(listed))


def _stratum(rules: Sequence[Compiled]) -> Stratum:
    triggers: dict[str, list[Trigger]] = defaultdict(list)
    concluding: dict[str, list[Compiled]] = defaultdict(list)
    for rule in rules:
        concluding[rule.head.predicate].append(rule)
        for place, pattern in enumerate(rule.patterns):
            if not pattern.negated:
                triggers[pattern.predicate].append(Trigger(rule=rule, place=place, pattern=pattern))
    return Stratum(rules=tuple(rules), triggers=dict(triggers), concluding=dict(concluding))
