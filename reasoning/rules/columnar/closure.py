"""Semi-naive evaluation over columns: rules run over whole relations to a fixpoint.

    Δ(0)   = the facts given
    Δ(k+1) = { head(r) σ : r a rule, σ matches body(r) in all facts, at least one condition in Δ(k) } \\ known

A round looks, for each relation with new facts and each rule condition that they may meet, at all new
facts at once. A fact's rank is the number of the round that found it, so its premises have smaller ranks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from ontology.errors import RuleError
from reasoning.rules.columnar.compiled import Compiled
from reasoning.rules.columnar.keys import EMPTY, Ids, TooWideError, distinct, pack
from reasoning.rules.columnar.match import solutions
from reasoning.rules.columnar.program import ColumnarProgram, Trigger
from reasoning.rules.columnar.relation import Relation
from reasoning.rules.columnar.table import Table, matched
from reasoning.rules.columnar.terms import Terms
from reasoning.rules.values import coerce

Delta = Mapping[str, Ids]
"""Facts by predicate: sorted keys."""

MAX_ROUNDS = 10_000
MAX_FACTS = 500_000_000
CHUNK = 2_000_000
"""New facts that are joined at a time, to bound memory."""


class ColumnarClosure:
    """Facts and all that follows from them."""

    def __init__(
        self,
        program: ColumnarProgram,
        terms: Terms,
        *,
        max_rounds: int = MAX_ROUNDS,
        max_facts: int = MAX_FACTS,
    ) -> None:
        """An empty closure; limits are of rounds of one change and of derived facts in all."""
        self.program = program
        self.terms = terms
        self.relations: dict[str, Relation] = defaultdict(Relation)
        self.rounds = 0
        self.derived = 0
        self._clock = 0
        self._max_rounds = max_rounds
        self._max_facts = max_facts

    def add(self, facts: Mapping[str, Ids]) -> None:
        """Add given facts, packed, by predicate; derive all that follows. Raises RuleError past a limit."""
        given: dict[str, Ids] = {}
        for predicate, keys in facts.items():
            relation = self.relations[predicate]
            keys = distinct(keys)
            known = relation.holds(keys) if len(relation) else None
            if known is not None and known.any():
                relation.rerank(keys[known], 0)
                keys = keys[~known]
            if len(keys):
                relation.insert(keys, 0)
                given[predicate] = keys
        fresh: Delta = given
        for stratum in self.program.strata:
            fresh = self._close(stratum.triggers, fresh)

    def _close(self, triggers: Mapping[str, Sequence[Trigger]], fresh: Delta) -> Delta:
        """Run one stratum's rules to a fixpoint; the new facts, those it was given among them."""
        all_new: dict[str, list[Ids]] = {predicate: [keys] for predicate, keys in fresh.items()}
        for _ in range(self._max_rounds):
            if not fresh:
                return {predicate: _union(parts) for predicate, parts in all_new.items()}
            found = self._round(triggers, fresh)
            self._clock += 1
            self.rounds += 1
            for predicate, keys in found.items():
                self.relations[predicate].insert(keys, self._clock)
                self.derived += len(keys)
                all_new.setdefault(predicate, []).append(keys)
            if self.derived > self._max_facts:
                raise RuleError(
                    f"more than {self._max_facts} facts were derived, last of {', '.join(sorted(found)[:3])}; "
                    "look there for a rule that never ends, or raise the limit"
                )
            fresh = found
        raise RuleError(
            f"no end after {self._max_rounds} rounds; still deriving: {', '.join(sorted(fresh)[:3])}; "
            "look for a rule that computes a new value from its own result"
        )

    def _round(self, triggers: Mapping[str, Sequence[Trigger]], fresh: Delta) -> dict[str, Ids]:
        found: dict[str, list[Ids]] = defaultdict(list)
        for predicate, keys in fresh.items():
            for trigger in triggers.get(predicate, ()):
                for start in range(0, len(keys), CHUNK):
                    table = matched(trigger.pattern, keys[start : start + CHUNK])
                    heads = self.conclusions(trigger.rule, table, trigger.place)
                    if len(heads):
                        relation = self.relations[trigger.rule.head.predicate]
                        heads = heads[~relation.holds(heads)] if len(relation) else heads
                        found[trigger.rule.head.predicate].append(heads)
        merged = {predicate: _union(parts) for predicate, parts in found.items()}
        return {predicate: keys for predicate, keys in merged.items() if len(keys)}

    def conclusions(self, rule: Compiled, table: Table, met: int | None) -> Ids:
        """What a rule concludes from rows that meet condition `met`: sorted keys, known ones among them."""
        try:
            table = solutions(table, rule, self.relations, self.terms, met=met)
        except TooWideError as error:
            raise RuleError(
                f"rule '{rule.rule.id}' has too many ways to meet its conditions; add a condition that links them"
            ) from error
        return distinct(self._heads(rule, table)) if table.size else EMPTY

    def _heads(self, rule: Compiled, table: Table) -> Ids:
        subjects, objects = table.column(rule.head.subject), table.column(rule.head.object)
        if subjects is None or objects is None:
            raise AssertionError(f"{rule.rule.id} is unsafe: plan.check refuses such rules")
        if not rule.fits:
            try:
                objects = self.terms.mapped(objects, lambda value: coerce(value, rule.head.datatype))
            except RuleError as error:
                raise RuleError(f"rule '{rule.rule.id}' gives {rule.rule.head}: {error}") from error
        return pack(subjects, objects)


def _union(parts: Sequence[Ids]) -> Ids:
    return distinct(np.concatenate(parts)) if len(parts) > 1 else parts[0]
