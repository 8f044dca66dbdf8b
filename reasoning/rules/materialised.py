"""Everything that follows from a graph's asserted facts, kept so that a change costs what it touches.

Facts that always hold are closed in columns; what follows from those that hold for a time lies over them
(`timed_graph.py`). A fact is stored once, so a fact asserted for a time is barred in the columns: nothing derives
it for all time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from graph.fact import Fact
from ontology.model import Ontology
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change, keys_of
from reasoning.rules.columnar.closure import Delta
from reasoning.rules.columnar.facts import fact_of, key_of
from reasoning.rules.columnar.keys import EMPTY, Ids, Mask
from reasoning.rules.columnar.trace import rules_of, would_follow
from reasoning.rules.compile import compile_rules
from reasoning.rules.relation import Tuple, tuple_of
from reasoning.rules.rule import Rule
from reasoning.rules.stored import Key, Stored
from reasoning.rules.timed_graph import TimedGraph

SPARE_TERMS = 1_000_000
"""Names and values that changes may bring, beside as many as there were, before what follows is made anew."""

GONE = "no longer follows"
"""Stands for the rule in facts that were inferred and are to be taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a change may have altered: inferred facts that hold now, and facts that are not inferred any more."""

    holding: tuple[Fact, ...]
    gone: tuple[Fact, ...]

    def subjects(self) -> list[str]:
        """Whom the facts are about, sorted."""
        return sorted({fact.subject for fact in (*self.holding, *self.gone)})


class Materialised:
    """What follows from asserted facts by an ontology's rules; grows and shrinks by `change`."""

    def __init__(self, ontology: Ontology, terms: Terms, stored: Stored) -> None:
        """Close what is stored as asserted. Raises RuleError for a rule that cannot be run, and past a limit."""
        program = compile_rules(ontology)
        statements = (rule for rule in program.statements if rule.head.predicate in ontology.terms)
        statements = (rule for rule in statements if not rule.on_demand)
        self.rules = (*program.materialised.rules, *program.closed, *statements)
        self.skipped = len(program.skipped)
        self.ontology = ontology
        self.terms = terms
        self._timed = dict(stored.timed)
        self._closure = ColumnarClosure(ColumnarProgram(self.rules, terms), terms, barred=_columns(self._timed))
        change(self._closure, added=stored.always)
        self._over = TimedGraph(program.materialised, self._closure, ontology)
        _, derived = self._over.change({tuple_of(fact): fact for fact in self._timed.values()}, {})
        self.timed = {key_of(fact, terms): fact for fact in derived}
        self.rounds = max(self._closure.rounds, self._over.rounds)
        self._most_terms = 2 * len(terms) + SPARE_TERMS

    @property
    def is_worn(self) -> bool:
        """Whether changes have brought so many names and values, perhaps gone again, that it is better made anew."""
        return len(self.terms) > self._most_terms

    @property
    def asserted(self) -> int:
        """How many facts were given."""
        return sum(map(len, self._closure.given.values())) + len(self._timed)

    def __len__(self) -> int:
        """How many facts follow that were not given."""
        return sum(relation.derived() for relation in self._closure.relations.values()) + len(self.timed)

    def always(self) -> Iterator[tuple[str, Rule, Ids]]:
        """Facts that follow for all time: sorted keys by predicate and the rule that is named for them."""
        for predicate, keys in self._closure.holding():
            for rule, found in rules_of(self._closure, predicate, keys):
                yield predicate, rule, found

    def follows(self, predicate: str, keys: Ids) -> Mask:
        """Which facts follow for all time, or were given so."""
        return self._closure.relations[predicate].holds(keys)

    def narrowed(self) -> tuple[Fact, ...]:
        """Facts that are asserted for a time and would follow for all time; what is asserted stands."""
        found: list[Fact] = []
        for predicate, keys in _columns(self._timed).items():
            if predicate in self._closure.relations:
                hidden = keys[would_follow(self._closure, predicate, keys)].tolist()
                found += (self._timed[predicate, key] for key in hidden)
        return tuple(found)

    def change(self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> Touched:
        """Take asserted facts away, then add some. Raises RuleError past a limit; this is then of no more use."""
        wanted: dict[Key, Fact | None] = {key_of(fact, self.terms): None for fact in removed}
        wanted.update({key_of(fact, self.terms): fact for fact in added})
        before = {key: self._timed[key] for key in wanted if key in self._timed}
        for key, fact in wanted.items():
            if fact is not None and (fact.valid_from or fact.valid_to):
                self._timed[key] = fact
            else:
                self._timed.pop(key, None)
        touched = change(
            self._closure,
            added=_columns(key for key, fact in wanted.items() if fact is not None and key not in self._timed),
            removed=_columns(key for key, fact in wanted.items() if fact is None or key in self._timed),
            barred=_columns(key for key in wanted if key in self._timed and key not in before),
            freed=_columns(key for key in before if key not in self._timed),
        )
        if touched is None:
            raise AssertionError("a graph's rules make no individuals one, so a change is never a closure from scratch")
        timed: dict[Tuple, Fact | None] = {tuple_of(fact): None for key, fact in before.items() if key in wanted}
        timed.update({tuple_of(fact): fact for key, fact in wanted.items() if fact is not None and key in self._timed})
        gone, come = self._over.change(timed, touched)
        for fact in gone:
            del self.timed[key_of(fact, self.terms)]
        self.timed.update({key_of(fact, self.terms): fact for fact in come})
        return self._told(_merged(touched, keys_of([*gone, *come], self.terms)))

    def _told(self, touched: Delta) -> Touched:
        holding: list[Fact] = []
        gone: list[Fact] = []
        for predicate, keys in touched.items():
            derived: list[Ids] = [keys[:0]]
            for rule, found in rules_of(self._closure, predicate, keys):
                holding += (fact_of(predicate, key, self.terms, self.ontology, rule=rule.id) for key in found.tolist())
                derived.append(found)
            left = np.setdiff1d(keys, np.concatenate(derived))
            for key in left[~self._closure.relations[predicate].holds(left)].tolist():
                if (predicate, key) in self.timed:
                    holding.append(self.timed[predicate, key])
                elif (predicate, key) not in self._timed:
                    gone.append(fact_of(predicate, key, self.terms, self.ontology, rule=GONE))
        return Touched(holding=tuple(holding), gone=tuple(gone))


def _columns(keys: Iterable[Key]) -> dict[str, Ids]:
    listed: dict[str, list[int]] = defaultdict(list)
    for predicate, key in keys:
        listed[predicate].append(key)
    return {predicate: np.unique(np.array(some, dtype=np.int64)) for predicate, some in listed.items()}


def _merged(one: Delta, other: Delta) -> dict[str, Ids]:
    return {p: np.union1d(one.get(p, EMPTY), other.get(p, EMPTY)) for p in {**one, **other}}
