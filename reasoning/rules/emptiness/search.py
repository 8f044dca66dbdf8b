"""One supposed member for every class, all closed at once, and what each must have supposed in turn.

What is supposed for members that are there by supposition goes `DEPTH` deep. A class that is found empty makes
whatever is in it impossible, so the search goes on until no class is found any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ontology.owl import OWL, THING, Expression, Iri, Node
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change
from reasoning.rules.columnar.keys import BITS, Ids, high_of
from reasoning.rules.emptiness.abstract import PREFIX, Must
from reasoning.rules.emptiness.clauses import HAS, Clauses
from reasoning.rules.emptiness.ranges import is_empty
from reasoning.rules.expression import DIFFERENT
from reasoning.rules.rule import NOTHING

DEPTH = 3
"""How many steps away from a class's member others are supposed."""

MOST_SUPPOSED = 200_000
"""Members supposed in all; past that, classes that only more of them would show empty are not found."""

MOST_ROUNDS = 50

_BOTTOM = (OWL + "bottomObjectProperty", OWL + "bottomDataProperty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A member that another one must have: whose, and by which mark."""

    owner: int
    must: Must
    depth: int


class Search:
    """The closure over supposed members; `empty` are the classes that can have none, in the order found."""

    def __init__(self, clauses: Clauses, classes: Iterable[str]) -> None:
        """Suppose and close. Raises RuleError past a limit of the engine."""
        self.clauses = clauses
        self.terms = Terms()
        self.closure = ColumnarClosure(ColumnarProgram(clauses.rules, self.terms), self.terms)
        self.supposed: dict[int, Supposed] = {}
        self.impossible: dict[int, str] = {}
        self.no_value: dict[int, tuple[str, ...]] = {}
        self.empty: dict[str, int] = {}
        self._members = {iri: self.terms.iri(f"{PREFIX}member:{iri}") for iri in classes}
        self._classes = {member: iri for iri, member in self._members.items()}
        self._expanded: set[tuple[int, str]] = set()
        self._verdicts: dict[frozenset[str], bool] = {}
        self._run()

    def wants_unions(self) -> bool:
        """Whether somebody possible is in a union of which no more than one class is left to be in.

        Where nobody is, rules of unions would say nothing that is not known.
        """
        nothing = self._in(NOTHING)
        for union in self.clauses.abstraction.unions:
            # Who is in one of the classes already learns nothing from the union.
            known = np.concatenate([nothing, *map(self._in, union.operands)])
            holders = np.setdiff1d(self._in(union.mark), known)
            left = np.zeros(len(holders), dtype=np.int64)
            for operand in union.operands if len(holders) else ():
                excluders = self.clauses.excluders[operand]
                out = np.full(len(holders), excluders is None)
                for excluder in excluders or ():
                    out |= np.isin(holders, self._in(excluder))
                left += ~out
            if (left < 2).any():
                return True
        return False

    def _run(self) -> None:
        given = {iri: np.array([member << BITS], dtype=np.int64) for iri, member in self._members.items()}
        change(self.closure, added=given)
        for _ in range(MOST_ROUNDS):
            new = self._suppose()
            impossible = self._impossible()
            if impossible:
                new[NOTHING] += [member << BITS for member in impossible]
            if not new:
                return
            change(self.closure, added={p: np.unique(np.array(keys, dtype=np.int64)) for p, keys in new.items()})

    def _suppose(self) -> dict[str, list[int]]:
        """What has a mark, and not yet what the mark asks for, gets it."""
        new: dict[str, list[int]] = defaultdict(list)
        for must in self.clauses.abstraction.musts:
            for owner in self._in(must.mark).tolist():
                depth = self.supposed[owner].depth if owner in self.supposed else 0
                wanted = (owner, must.mark)
                if wanted in self._expanded or depth >= DEPTH or len(self.supposed) >= MOST_SUPPOSED:
                    continue
                self._expanded.add(wanted)
                self._give(owner, must, depth + 1, new)
        return new

    def _give(self, owner: int, must: Must, depth: int, new: dict[str, list[int]]) -> None:
        # Two are enough to break what lets there be one; more are compared by number.
        members = [self.terms.iri(f"{PREFIX}member {len(self.supposed)} {n}") for n in range(min(must.number, 2))]
        for member in members:
            self.supposed[member] = Supposed(owner=owner, must=must, depth=depth)
            property, ends = must.property, (owner, member)
            while isinstance(property, Expression):
                property, ends = property.args[0], (ends[1], ends[0])
            if isinstance(property, Iri):
                if property.text in _BOTTOM:
                    new[NOTHING].append(member << BITS)
                    self.impossible[member] = property.text
                new[property.text].append(ends[0] << BITS | ends[1])
            new[HAS].append(owner << BITS | member)
            if must.value != THING:
                new[must.value].append(member << BITS)
        for one in members:
            for other in members:
                if one != other:
                    new[DIFFERENT].append(one << BITS | other)

    def _impossible(self) -> list[int]:
        """Supposed members that are in a class found empty, or are values that no datatype has."""
        nothing = set(self._in(NOTHING).tolist())
        return [*self._of_empty_classes(nothing), *self._without_value(nothing)]

    def _of_empty_classes(self, nothing: set[int]) -> Iterator[int]:
        """Members of empty classes; whose members must have them are empty too, and so on."""
        waiting = [iri for iri, member in self._members.items() if member in nothing and iri not in self.empty]
        self.empty.update((iri, self._members[iri]) for iri in waiting)
        while waiting:
            iri = waiting.pop()
            for member in self._in(iri).tolist():
                if member in self.supposed and member not in nothing and member not in self.impossible:
                    self.impossible[member] = iri
                    yield member
                    member = self.supposed[member].owner
                found = self._classes.get(member)
                if found is not None and found not in self.empty:
                    self.empty[found] = member
                    waiting.append(found)

    def _without_value(self, nothing: set[int]) -> Iterator[int]:
        ranges: dict[int, list[str]] = defaultdict(list)
        for name in self.clauses.abstraction.ranges:
            for value in self._in(name).tolist():
                ranges[value].append(name)
        for value, names in ranges.items():
            if value not in nothing and value not in self.no_value and self._no_value(frozenset(names)):
                self.no_value[value] = tuple(sorted(names))
                yield value

    def _no_value(self, names: frozenset[str]) -> bool:
        if names not in self._verdicts:
            nodes: list[Node] = [self.clauses.abstraction.ranges[name] for name in sorted(names)]
            self._verdicts[names] = is_empty(nodes)
        return self._verdicts[names]

    def _in(self, iri: str) -> Ids:
        relation = self.closure.relations.get(iri)
        return high_of(relation.keys()) if relation is not None and len(relation) else np.empty(0, dtype=np.int64)
