from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reasoning.rules.columnar.keys import BITS, Ids, distinct
from reasoning.rules.columnar.relation import DEAD, DYING, Relation

some_pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=8)


def _keys(pairs: list[tuple[int, int]]) -> Ids:
    return distinct(np.array([s << BITS | o for s, o in pairs], dtype=np.int64))


class RelationMachine(RuleBasedStateMachine):
    """A property's relation beside a dictionary of ranks that does the same."""

    objects = range(1, 5)

    def __init__(self) -> None:
        super().__init__()
        self.relation = Relation()
        self.ranks: dict[int, int] = {}

    def keys(self, pairs: list[tuple[int, int]]) -> Ids:
        return _keys([(s, min(o, self.objects[-1])) for s, o in pairs])

    @rule(pairs=some_pairs, rank=st.integers(0, 5))
    def insert(self, pairs: list[tuple[int, int]], rank: int) -> None:
        keys = self.keys(pairs)
        new = keys[~self.relation.holds(keys)]
        self.relation.insert(new, rank)
        self.ranks.update(dict.fromkeys(new.tolist(), rank))

    @rule(pairs=some_pairs, rank=st.integers(0, 5))
    def rerank(self, pairs: list[tuple[int, int]], rank: int) -> None:
        keys = self.keys(pairs)
        keys = keys[self.relation.holds(keys, DEAD)]
        self.relation.rerank(keys, rank)
        self.ranks.update(dict.fromkeys(keys.tolist(), rank))

    @rule(pairs=some_pairs, bury=st.booleans())
    def take_away(self, pairs: list[tuple[int, int]], bury: bool) -> None:
        keys = self.keys(pairs)
        keys = keys[self.relation.holds(keys)]
        self.relation.mark(keys)
        self.ranks.update({key: self.ranks[key] + DYING for key in keys.tolist()})
        if bury:
            self.relation.bury(keys)
            self.ranks = {key: rank for key, rank in self.ranks.items() if key not in keys.tolist()}

    @invariant()
    def sees_the_same(self) -> None:
        for limit in (3, DYING, DEAD):
            expected = sorted(key for key, rank in self.ranks.items() if rank < limit)
            assert self.relation.keys(limit).tolist() == expected
            ends = np.arange(5)
            by_subject = [(s, o) for s in range(5) for o in range(5) if s << BITS | o in expected]
            rows, found = self.relation.objects(ends, limit)
            assert sorted(zip(rows.tolist(), found.tolist(), strict=True)) == by_subject
            rows, found = self.relation.subjects(ends, limit)
            assert sorted(zip(found.tolist(), rows.tolist(), strict=True)) == by_subject
            asked = _keys([(s, o) for s in range(1, 5) for o in self.objects])
            assert asked[self.relation.holds(asked, limit)].tolist() == expected
        holding = [rank for rank in self.ranks.values() if rank < DYING]
        assert len(self.relation) == len(holding)
        assert self.relation.derived() == sum(rank > 0 for rank in holding)


class MembersMachine(RelationMachine):
    """A class's relation."""

    objects = range(1)


TestRelation = RelationMachine.TestCase
TestRelation.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestMembers = MembersMachine.TestCase
TestMembers.settings = TestRelation.settings
