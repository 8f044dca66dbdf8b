"""Pairs of ids as single numbers, and sorted sets of them.

A fact `p(s, o)` is the number `s << 32 | o` in the relation of `p`; sorted, such numbers are sorted by
subject, then object, and equal facts are neighbours. All ids are below 2**31 - 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ids: TypeAlias = "NDArray[np.int64]"
"""Ids of terms, or packed pairs of them; shape (n,)."""

Mask: TypeAlias = "NDArray[np.bool_]"

BITS = 32
LOW = (1 << BITS) - 1
MAX_ROWS = 50_000_000
"""Rows that one join may give."""

DENSE = 8
"""Beyond one id in so many, a list of all ids is quicker than a search for each."""

EMPTY: Ids = np.empty(0, dtype=np.int64)


class TooWideError(Exception):
    """A join would give more than `MAX_ROWS` rows. Never leaves this package."""


def pack(high: Ids, low: Ids) -> Ids:
    """Pairs of ids as numbers, row by row."""
    return (high << BITS) | low


def high_of(keys: Ids) -> Ids:
    """The first ids of pairs."""
    return keys >> BITS


def low_of(keys: Ids) -> Ids:
    """The second ids of pairs."""
    return keys & LOW


def turned(keys: Ids) -> Ids:
    """The pairs the other way round, sorted."""
    return np.sort(pack(low_of(keys), high_of(keys)))


def distinct(keys: Ids) -> Ids:
    """The different numbers, sorted. What comes sorted, as it often does, is not sorted again."""
    if len(keys) < 2:
        return keys
    steps = keys[1:] - keys[:-1]
    least = int(steps.min())
    if least > 0:
        return keys
    if least < 0:
        keys = np.sort(keys)
        steps = keys[1:] - keys[:-1]
    first = np.empty(len(keys), dtype=np.bool_)
    first[0] = True
    np.not_equal(steps, 0, out=first[1:])
    return keys[first]


def distinct_members(ids: Ids, bound: int) -> Ids:
    """The different ids below `bound` as sorted class memberships (the second id of each pair is 0).

    Many ids are ticked off on a list of all there are, which takes less than sorting them.
    """
    if len(ids) * DENSE < bound:
        return distinct(ids << BITS)
    ticked = np.zeros(bound, dtype=np.bool_)
    ticked[ids] = True
    return np.flatnonzero(ticked) << BITS


def united(parts: Sequence[Ids], bound: int) -> Ids:
    """Several sorted sets of keys as one; `bound` is above every id."""
    if len(parts) == 1:
        return parts[0]
    keys = np.concatenate(parts)
    if not np.any(keys & LOW):
        return distinct_members(keys >> BITS, bound)
    # Sorted pieces one after another are merged, not sorted anew.
    return distinct(np.sort(keys, kind="stable"))


def found(keys: Ids, among: Ids) -> tuple[Ids, Mask]:
    """Where each number stands in a sorted set, and whether it does; the place of a missing one means nothing."""
    places = np.searchsorted(among, keys)
    if not len(among):
        return places, np.zeros(len(keys), dtype=np.bool_)
    np.minimum(places, len(among) - 1, out=places)
    return places, among[places] == keys


def ranges(firsts: Ids, among: Ids) -> tuple[Ids, Ids]:
    """Where the pairs with each first id begin and end in a sorted set.

    For many ids the places of all ids are counted out once, which takes less than searching for each.
    """
    if len(firsts) and len(among):
        bound = int(max(firsts.max(), among[-1] >> BITS)) + 1
        if bound < DENSE * len(firsts) and bound < DENSE * len(among):
            ends = np.cumsum(np.bincount(among >> BITS, minlength=bound))
            return np.where(firsts > 0, ends[firsts - 1], 0), ends[firsts]
    low = firsts << BITS
    return np.searchsorted(among, low), np.searchsorted(among, low + (1 << BITS))


def members(keys: Ids, among: Ids) -> Mask:
    """Which class memberships are in a sorted set of them."""
    bound = int(max(keys.max(), among[-1]) >> BITS) + 1
    if bound >= DENSE * len(keys):
        return found(keys, among)[1]
    ticked = np.zeros(bound, dtype=np.bool_)
    ticked[among >> BITS] = True
    seen: Mask = ticked[keys >> BITS]
    return seen


def expand(starts: Ids, ends: Ids) -> tuple[Ids, Ids]:
    """The numbers of every range [start, end), one range after another, each with its range's index.

    Raises TooWideError when there are too many.
    """
    counts = ends - starts
    total = int(counts.sum())
    if total > MAX_ROWS:
        raise TooWideError
    rows = np.repeat(np.arange(len(starts)), counts)
    before = np.cumsum(counts) - counts
    return rows, np.arange(total) - (before - starts)[rows]
