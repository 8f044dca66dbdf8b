"""Pairs of ids as single numbers, and sorted sets of them.

A fact `p(s, o)` is the number `s << 32 | o` in the relation of `p`; sorted, such numbers are sorted by
subject, then object, and equal facts are neighbours. All ids are below 2**31.
"""

from __future__ import annotations

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


def found(keys: Ids, among: Ids) -> tuple[Ids, Mask]:
    """Where each number stands in a sorted set, and whether it does; the place of a missing one means nothing."""
    places = np.searchsorted(among, keys)
    if not len(among):
        return places, np.zeros(len(keys), dtype=np.bool_)
    np.minimum(places, len(among) - 1, out=places)
    return places, among[places] == keys


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
