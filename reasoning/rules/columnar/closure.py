"""Semi-naive evaluation over columns: rules run over whole relations to a fixpoint.

    Δ(0)   = the facts given
    Δ(k+1) = { head(r) σ : r a rule, σ matches body(r) in all facts, at least one condition in Δ(k) } \\ known

A round looks, for each relation with new facts and each rule condition that they may meet, at all new
facts at once. A fact's rank is the number of the round that found it, so its premises have smaller ranks;
each stratum counts from its own floor.
Where a round finds that individuals are the same, facts about them are rewritten to their
representative, and are new facts of the next round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ontology.errors import RuleError
from reasoning.rules.columnar.compiled import Compiled
from reasoning.rules.columnar.keys import (
    EMPTY,
    Ids,
    TooWideError,
    distinct,
    distinct_members,
    found,
    high_of,
    low_of,
    pack,
    united,
)
from reasoning.rules.columnar.match import solutions
from reasoning.rules.columnar.program import ColumnarProgram, Stratum
from reasoning.rules.columnar.relation import Relation
from reasoning.rules.columnar.same import Same
from reasoning.rules.columnar.strata import SAME, floor_of
from reasoning.rules.columnar.table import Table, matched
from reasoning.rules.columnar.terms import NOTHING, Terms
from reasoning.rules.values import coerce

Delta = Mapping[str, Ids]
"""Facts by predicate: sorted keys."""

MAX_ROUNDS = 10_000
MAX_FACTS = 500_000_000
CHUNK = 2_000_000
"""New facts that are joined at a time, to bound memory."""


class ColumnarClosure:
    """Facts and all that follows from them, once `change` has put them in.

    The relations hold representatives only; `given` holds what was given, as it was given; `folded`
    what rules with aggregates conclude now, by the rule's place.
    """

    def __init__(
        self,
        program: ColumnarProgram,
        terms: Terms,
        *,
        barred: Delta | None = None,
        max_rounds: int = MAX_ROUNDS,
        max_facts: int = MAX_FACTS,
    ) -> None:
        """No facts; limits are of rounds of one change, and of facts that it derives.

        `barred` facts, sorted, are never derived: they are known elsewhere, with intervals.
        """
        self.barred = dict(barred or {})
        self.terms = terms
        self.given: dict[str, Relation] = defaultdict(Relation)
        self._first_program = program
        self._max_rounds = max_rounds
        self._max_facts = max_facts
        self.clear()

    def clear(self) -> None:
        """Forget everything but what was given."""
        self.program = self._first_program
        self.relations: dict[str, Relation] = defaultdict(Relation)
        self.same = Same()
        self.folded: dict[int, Ids] = {}
        self.rounds = 0
        self.started = False
        self._clock = 0
        self._made = 0

    def start(self) -> None:
        """Begin a change: its rounds and facts are counted from here."""
        self.rounds = 0
        self._made = 0

    def insert(self, new: Delta, rank: int) -> None:
        """Add derived facts that do not hold yet. Raises RuleError when there are too many."""
        for predicate, keys in new.items():
            self.relations[predicate].insert(keys, rank)
            self._made += len(keys)
        if self._made > self._max_facts:
            raise RuleError(
                f"more than {self._max_facts} facts were derived, last of {', '.join(sorted(new)[:3])}; "
                "look there for a rule that never ends, or raise the limit"
            )

    def close(self, place: int, fresh: Delta, stated: Delta) -> Delta:
        """Run one stratum's rules, by its place, to a fixpoint; the new facts, those it was given among them.

        `stated` are derived facts that need no other fact.
        """
        self._clock = max(self._clock, floor_of(place))
        all_new: dict[str, list[Ids]] = {predicate: [keys] for predicate, keys in fresh.items()}
        for _ in range(self._max_rounds):
            if not fresh and not stated:
                return {predicate: self.union(parts) for predicate, parts in all_new.items()}
            fresh = self._round(self.program.strata[place], fresh, stated)
            stated = {}
            self.rounds += 1
            self._clock += 1
            self.insert(fresh, self._clock)
            if SAME in fresh:
                fresh = self.unite(fresh)
            for predicate, keys in fresh.items():
                all_new.setdefault(predicate, []).append(keys)
        raise RuleError(
            f"no end after {self._max_rounds} rounds; still deriving: {', '.join(sorted(fresh)[:3])}; "
            "look for a rule that computes a new value from its own result"
        )

    def _round(self, stratum: Stratum, fresh: Delta, stated: Delta) -> Delta:
        collected: dict[str, list[Ids]] = defaultdict(list, {predicate: [keys] for predicate, keys in stated.items()})
        for predicate, keys in fresh.items():
            for trigger in stratum.triggers.get(predicate, ()):
                for start in range(0, len(keys), CHUNK):
                    table = matched(trigger.pattern, keys[start : start + CHUNK])
                    concluded = trigger.rule.head.predicate
                    heads = self.unknown(concluded, self.conclusions(trigger.rule, table, trigger.place))
                    if len(heads):
                        collected[concluded].append(heads)
        return {predicate: self.union(parts) for predicate, parts in collected.items()}

    def unknown(self, predicate: str, heads: Ids) -> Ids:
        """Those of some conclusions that do not hold yet, and may."""
        if predicate == SAME:
            heads = heads[high_of(heads) != low_of(heads)]
        barred = self.barred.get(predicate)
        if barred is not None:
            heads = heads[~found(heads, barred)[1]]
        relation = self.relations[predicate]
        return heads[~relation.holds(heads)] if len(relation) and len(heads) else heads

    def conclusions(self, rule: Compiled, table: Table, met: int | None, *, absences: bool = True) -> Ids:
        """What a rule concludes from rows that meet condition `met`: sorted keys, known ones among them."""
        table = self.solve(rule, table, met, absences=absences)
        if not table.size:
            return EMPTY
        if rule.head.object == NOTHING and isinstance(rule.head.subject, str):
            return distinct_members(table.columns[rule.head.subject], len(self.terms))
        return distinct(self.heads(rule, table))

    def solve(self, rule: Compiled, table: Table, met: int | None, *, absences: bool = True) -> Table:
        """The rows that meet all of a rule's conditions. Raises RuleError when there are too many."""
        try:
            return solutions(table, rule, self.relations, self.terms, met=met, absences=absences)
        except TooWideError as error:
            raise RuleError(
                f"rule '{rule.rule.id}' has too many ways to meet its conditions; add a condition that links them"
            ) from error

    def heads(self, rule: Compiled, table: Table) -> Ids:
        """A rule's conclusion for each row. Raises RuleError for a value that its property cannot hold."""
        subjects, objects = table.column(rule.head.subject), table.column(rule.head.object)
        if subjects is None or objects is None:
            raise AssertionError(f"{rule.rule.id} is unsafe: plan.check refuses such rules")
        if not rule.fits:
            try:
                objects = self.terms.mapped(objects, lambda value: coerce(value, rule.head.datatype))
            except RuleError as error:
                raise RuleError(f"rule '{rule.rule.id}' gives {rule.rule.head}: {error}") from error
        return pack(subjects, objects)

    def unite(self, fresh: Delta) -> Delta:
        """Make the individuals of new `sameAs` facts one, and rewrite what is known of them.

        When one of them stands in a rule, its rules see everything anew.
        """
        pairs = fresh[SAME]
        moved = self.same.unite(high_of(pairs), low_of(pairs))
        rewritten: dict[str, list[Ids]] = {p: [keys] for p, keys in fresh.items() if p != SAME}
        self._clock += 1
        for predicate, relation in self.relations.items():
            keys = relation.keys()
            old = keys[found(high_of(keys), moved)[1] | found(low_of(keys), moved)[1]]
            if predicate == SAME or not len(old):
                continue
            relation.mark(old)
            relation.bury(old)
            new = distinct(self.same.pairs(old))
            new = new[~relation.holds(new)]
            relation.insert(new, self._clock)
            kept = [part[relation.holds(part)] for part in rewritten.get(predicate, [])]
            rewritten[predicate] = [*kept, new]
        if not self.program.constants.isdisjoint(moved.tolist()):
            self.program = self._first_program.renamed(lambda id: int(self.same.of(np.array([id]))[0]))
            return {p: relation.keys() for p, relation in self.relations.items() if p != SAME and len(relation)}
        united = {predicate: self.union(parts) for predicate, parts in rewritten.items()}
        return {predicate: keys for predicate, keys in united.items() if len(keys)}

    def holding(self) -> Iterator[tuple[str, Ids]]:
        """All facts by predicate, of every individual under its own name. Equality itself is left out."""
        for predicate, relation in self.relations.items():
            if predicate != SAME and len(relation):
                yield predicate, self.same.expanded(relation.keys())

    def union(self, parts: Sequence[Ids]) -> Ids:
        """Several sorted sets of keys as one."""
        return united(parts, len(self.terms))
