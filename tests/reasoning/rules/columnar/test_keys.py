from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasoning.rules.columnar import keys
from reasoning.rules.columnar.keys import BITS, Ids

few_ids = st.lists(st.integers(0, 9), max_size=40)
far_ids = st.lists(st.integers(0, 2**31 - 2), max_size=12)
ids = st.one_of(few_ids, far_ids)
pairs = st.one_of(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60),
    st.lists(st.tuples(*[st.integers(0, 2**31 - 2)] * 2)),
)


def _array(numbers: list[int]) -> Ids:
    return np.array(numbers, dtype=np.int64)


def _packed(some: list[tuple[int, int]]) -> list[int]:
    return [high << BITS | low for high, low in some]


@given(pairs)
def test_pairs_come_back_and_sort_as_pairs_do(some: list[tuple[int, int]]) -> None:
    packed = keys.distinct(_array(_packed(some)))
    assert list(zip(keys.high_of(packed).tolist(), keys.low_of(packed).tolist(), strict=True)) == sorted(set(some))
    turned = keys.turned(packed)
    assert list(zip(keys.low_of(turned).tolist(), keys.high_of(turned).tolist(), strict=True)) == sorted(
        set(some), key=lambda pair: pair[::-1]
    )


@given(ids)
def test_different_members_are_found_whether_ids_are_near_or_far(some: list[int]) -> None:
    bound = max(some, default=0) + 1 if max(some, default=0) < 1_000 else 2**31
    expected = [id << BITS for id in sorted(set(some))]
    assert keys.distinct_members(_array(some), bound).tolist() == expected


@given(ids, ids)
def test_members_are_told_from_others(asked: list[int], among: list[int]) -> None:
    if asked and among:
        found = keys.members(_array([id << BITS for id in asked]), _array([id << BITS for id in sorted(set(among))]))
        assert found.tolist() == [id in among for id in asked]


@given(pairs, ids)
def test_ranges_hold_the_pairs_of_each_first_id(some: list[tuple[int, int]], firsts: list[int]) -> None:
    among = keys.distinct(_array(_packed(some)))
    rows, places = keys.expand(*keys.ranges(_array(firsts), among))
    found = list(zip(rows.tolist(), keys.low_of(among[places]).tolist(), strict=True))
    assert found == [(row, low) for row, first in enumerate(firsts) for high, low in sorted(set(some)) if high == first]


@given(st.lists(pairs, min_size=1, max_size=4), st.booleans())
def test_sets_are_united(parts: list[list[tuple[int, int]]], classes: bool) -> None:
    sets = [_packed([(high, 0) for high, _ in part] if classes else part) for part in parts]
    united = keys.united([keys.distinct(_array(some)) for some in sets], 2**31 if any(map(any, sets)) else 1)
    assert united.tolist() == sorted({key for some in sets for key in some})


def test_a_join_of_too_many_rows_is_refused() -> None:
    with pytest.raises(keys.TooWideError):
        keys.expand(_array([0]), _array([keys.MAX_ROWS + 1]))
