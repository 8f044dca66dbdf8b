"""The axioms on which facts about supposed members rest.

What was supposed is given to the engine, so that the engine's own proofs end there and might go in circles through
it: a class may only follow from what its member was supposed to have. Here a supposition rests on the mark that asked
for it, and a way that comes back to a fact it is to prove is no way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ontology.owl import Expression, Iri, Node
from reasoning.rules.columnar.keys import BITS, LOW
from reasoning.rules.columnar.relation import DYING
from reasoning.rules.columnar.trace import Key, steps
from reasoning.rules.emptiness.clauses import NO_AXIOM
from reasoning.rules.emptiness.search import Search, Supposed
from reasoning.rules.expression import SAME

MOST_STEPS = 5_000
"""Steps of one search for grounds; past that none are told."""

MOST_DEEP = 200
"""How long a chain of axioms is followed."""


class Grounds:
    """Finds, for facts of a search, numbers of axioms from which they follow."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._known: dict[Key, tuple[int, ...]] = {}
        self._path: set[Key] = set()
        self._steps = 0

    def of(self, facts: Iterable[Key]) -> tuple[int, ...] | None:
        """Axioms behind all of the facts, nearest first, each once; None when no way is found that ends."""
        found: dict[int, None] = {}
        for fact in facts:
            axioms = self._fact(fact)
            if axioms is None:
                return None
            found.update(dict.fromkeys(axioms))
        return tuple(found)

    def supposed(self, member: int, owner: int) -> Supposed | None:
        """How a member was supposed for another one; None when it was not."""
        same = self._search.closure.same
        for one in self._alike(member):
            found = self._search.supposed.get(one)
            if found is not None and int(same.of(np.array([found.owner]))[0]) == owner:
                return found
        return None

    def _fact(self, fact: Key) -> tuple[int, ...] | None:
        if fact in self._known:
            return self._known[fact]
        self._steps += 1
        if fact in self._path or self._steps > MOST_STEPS or len(self._path) > MOST_DEEP:
            return None
        self._path.add(fact)
        found = next((axioms for axioms in self._ways(fact) if axioms is not None), None)
        self._path.discard(fact)
        if found is not None:
            self._known[fact] = found
        return found

    def _ways(self, fact: Key) -> Iterator[tuple[int, ...] | None]:
        if self._search.closure.given[fact[0]].holds(np.array([fact[1]], dtype=np.int64))[0] or self._merged(fact):
            yield self._supposed(fact)
        for way in steps(self._search.closure, *fact, below=DYING):
            axioms = self.of(way.premises)
            number = self._search.clauses.of[way.rule.id]
            if axioms is not None:
                yield (number, *(a for a in axioms if a != number)) if number != NO_AXIOM else axioms

    def _merged(self, fact: Key) -> bool:
        return any(len(self._alike(end)) > 1 for end in (fact[1] >> BITS, fact[1] & LOW))

    def _supposed(self, fact: Key) -> tuple[int, ...] | None:
        """The axioms that ask for what a fact is about; none for the member of the class itself."""
        found: dict[int, None] = {}
        for end in (fact[1] & LOW, fact[1] >> BITS):
            alike = self._alike(end)
            owned = [self._search.supposed[one] for one in alike if one in self._search.supposed]
            for one in owned:
                owner = int(self._search.closure.same.of(np.array([one.owner]))[0])
                axioms = self._fact((one.must.mark, owner << BITS))
                if axioms is None:
                    return None
                found.update(dict.fromkeys((one.must.axiom, *axioms)))
            if len(alike) > 1:
                found.update(dict.fromkeys(self._uniting({_name(one.must.property) for one in owned})))
            if owned:
                break
        return tuple(found)

    def _alike(self, member: int) -> list[int]:
        """The members that turned out to be one with a member."""
        same = self._search.closure.same
        if not same or not member:
            return [member]
        return [int(key) >> BITS for key in same.expanded(np.array([member << BITS], dtype=np.int64))]

    def _uniting(self, properties: set[str]) -> Iterator[int]:
        """The axioms that let there be one value of some properties; some of them may not be needed."""
        for rule in self._search.clauses.rules:
            if rule.head.predicate == SAME and any(atom.predicate in properties for atom in rule.body):
                yield self._search.clauses.of[rule.id]


def _name(node: Node) -> str:
    while isinstance(node, Expression):
        node = node.args[0]
    return node.text if isinstance(node, Iri) else ""
