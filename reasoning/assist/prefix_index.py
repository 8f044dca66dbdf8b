"""Keys in sorted order, and the best of all that begin with a prefix, without looking at each.

A segment tree over the sorted keys keeps the best rank of each stretch; taking the best out of a
stretch splits it in two (Frederickson's heap selection). Finding k of n costs about k log n.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

_LAST = "\U0010ffff"
_MOST_BRANCHES = 256


class PrefixIndex:
    """An immutable index from keys to entries; entries are numbers, and a lower number is a better entry."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(set(pairs))
        self._keys = [key for key, _ in ordered]
        self._entries = [entry for _, entry in ordered]
        self._size = len(ordered)
        self._tree = self._grow()

    def __len__(self) -> int:
        return self._size

    def _grow(self) -> list[int]:
        """Place of the best entry in each stretch; leaf i stands at size + i."""
        tree = [0] * self._size + list(range(self._size))
        for node in range(self._size - 1, 0, -1):
            tree[node] = self._better(tree[2 * node], tree[2 * node + 1])
        return tree

    def _better(self, left: int, right: int) -> int:
        return left if self._entries[left] <= self._entries[right] else right

    def starting_with(self, prefix: str) -> Iterator[int]:
        """Entries with a key that begins with `prefix`, best first, each once."""
        return self._best_of([self._stretch(prefix)])

    def within_one_edit(self, typed: str) -> Iterator[int]:
        """Entries with a key that begins with `typed` after one edit, best first, each once.

        An edit is one character put in, left out or changed, or two neighbours swapped; the first
        character is taken as typed. Exact matches come too. At most 256 characters are tried a place.
        """
        return self._best_of(self._edited(typed))

    def _edited(self, typed: str) -> list[tuple[int, int]]:
        stretches = {self._stretch(typed)}
        for place in range(1, len(typed) + 1):
            head, tail = typed[:place], typed[place:]
            around = self._stretch(head)
            if around[0] == around[1]:
                break
            if tail:
                stretches.add(self._stretch(head + tail[1:], around))
            if len(tail) > 1:
                stretches.add(self._stretch(head + tail[1] + tail[0] + tail[2:], around))
            for character in self._next_characters(head, around) if tail else ():
                stretches.add(self._stretch(head + character + tail[1:], around))
                stretches.add(self._stretch(head + character + tail, around))
        return _disjoint(stretches)

    def _stretch(self, prefix: str, within: tuple[int, int] | None = None) -> tuple[int, int]:
        low, high = within or (0, self._size)
        start = bisect_left(self._keys, prefix, low, high)
        return start, bisect_left(self._keys, prefix + _LAST, start, high)

    def _next_characters(self, head: str, around: tuple[int, int]) -> Iterator[str]:
        place, high = around
        for _ in range(_MOST_BRANCHES):
            while place < high and len(self._keys[place]) == len(head):
                place += 1
            if place >= high:
                return
            character = self._keys[place][len(head)]
            yield character
            place = bisect_left(self._keys, head + character + _LAST, place, high)

    def _best_of(self, stretches: list[tuple[int, int]]) -> Iterator[int]:
        found = [(self._best(low, high), low, high) for low, high in stretches]
        heap = [(self._entries[best], best, low, high) for best, low, high in found if best >= 0]
        heapify(heap)
        last = -1
        while heap:
            entry, place, low, high = heappop(heap)
            if entry != last:
                yield entry
                last = entry
            for start, end in ((low, place), (place + 1, high)):
                best = self._best(start, end)
                if best >= 0:
                    heappush(heap, (self._entries[best], best, start, end))

    def _best(self, low: int, high: int) -> int:
        """Place of the best entry in [low, high); -1 when the stretch is empty."""
        best = -1
        left, right = low + self._size, high + self._size
        while left < right:
            if left & 1:
                best = self._tree[left] if best < 0 else self._better(best, self._tree[left])
                left += 1
            if right & 1:
                right -= 1
                best = self._tree[right] if best < 0 else self._better(best, self._tree[right])
            left //= 2
            right //= 2
        return best


def _disjoint(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places in stretches that do not overlap."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(stretches):
        if joined and low < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        elif low < high:
            joined.append((low, high))
    return joined
