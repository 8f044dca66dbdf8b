"""The changes' benchmark undoes what it does, so that its figures are of right results."""

from __future__ import annotations

from collections import Counter

from benchmarks.changes import CHANGES, changes, copied
from graph.fact import Fact, shop_of
from ontology.general import SHOP
from ontology.owl import RDFS

NAME = RDFS + "label"
FACTS = [Fact(subject=f"{SHOP}s/Order/{n}", property=NAME, value=str(n)) for n in range(9)]


def test_each_copy_of_a_shop_is_a_shop_of_its_own_and_shared_facts_stay_single() -> None:
    shared = Fact(subject="https://example.test/shared", property=NAME, value="x")
    found = Counter(shop_of(fact.subject) for fact in copied([*FACTS, shared], 3))
    assert found == {"s": 9, "1-s": 9, "2-s": 9, None: 1}


def test_every_other_change_undoes_the_one_before() -> None:
    steps = list(changes(FACTS))
    assert len(steps) == CHANGES
    assert all(
        one[1] == other[0] and not one[0] and not other[1] for one, other in zip(steps[::2], steps[1::2], strict=True)
    )
