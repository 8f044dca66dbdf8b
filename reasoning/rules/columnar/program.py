"""A set of rules made ready for columns: compiled, in strata, and filed by what sets them off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reasoning.rules.columnar.compiled import Compiled, Pattern, compiled, renamed
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
    """Rules that run together, filed by predicate.

    `triggers` are set off by facts that come, `absences` by facts that go; `concluding` are the rules
    by what they conclude, in the order of their ids, `statements` those of them without conditions, and
    `aggregates` those that fold, which nothing sets off: they run when the strata below are complete.
    """

    triggers: Mapping[str, Sequence[Trigger]]
    absences: Mapping[str, Sequence[Trigger]]
    concluding: Mapping[str, Sequence[Compiled]]
    statements: Sequence[Compiled]
    aggregates: Sequence[Compiled]


class ColumnarProgram:
    """Rules ready to run over facts whose ids come from `terms`."""

    def __init__(self, rules: Iterable[Rule], terms: Terms) -> None:
        """Check, compile and stratify. Raises RuleError, naming the rule, for one that cannot be run."""
        listed = tuple(rules)
        for rule in listed:
            check(rule)
        self._compiled = tuple(compiled(rule, place, terms) for place, rule in enumerate(listed))
        self._places = stratify(listed)
        self._file()

    def _file(self) -> None:
        self.strata = tuple(_stratum([self._compiled[place] for place in places]) for places in self._places)
        self._home = {p: place for place, stratum in enumerate(self.strata) for p in stratum.concluding}
        self.is_monotone = not any(stratum.absences or stratum.aggregates for stratum in self.strata)
        patterns = [pattern for rule in self._compiled for pattern in (rule.head, *rule.patterns)]
        self.constants = frozenset(
            slot for pattern in patterns for slot in (pattern.subject, pattern.object) if isinstance(slot, int) and slot
        )

    def home(self, predicate: str) -> int:
        """The place of the stratum that concludes a predicate; the lowest for one that no rule concludes."""
        return self._home.get(predicate, 0)

    def renamed(self, name: Callable[[int], int]) -> ColumnarProgram:
        """The same rules with other ids for their constants."""
        other = ColumnarProgram.__new__(ColumnarProgram)
        other._compiled = tuple(renamed(rule, name) for rule in self._compiled)
        other._places = self._places
        other._file()
        return other


def _stratum(rules: Sequence[Compiled]) -> Stratum:
    triggers: dict[str, list[Trigger]] = defaultdict(list)
    absences: dict[str, list[Trigger]] = defaultdict(list)
    concluding: dict[str, list[Compiled]] = defaultdict(list)
    for rule in rules:
        concluding[rule.head.predicate].append(rule)
        for place, pattern in enumerate(rule.patterns if rule.rule.aggregate is None else ()):
            filed = absences if pattern.negated else triggers
            filed[pattern.predicate].append(Trigger(rule=rule, place=place, pattern=pattern))
    return Stratum(
        triggers=dict(triggers),
        absences=dict(absences),
        concluding={p: tuple(sorted(found, key=lambda rule: rule.rule.id)) for p, found in concluding.items()},
        statements=tuple(rule for rule in rules if not rule.patterns),
        aggregates=tuple(rule for rule in rules if rule.rule.aggregate is not None),
    )
