"""Wordings that a text nearly has: letters and letter pairs in common, rare ones counting more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

_ENOUGH = 0.72
_SHORTEST = 3


class Resemblance:
    """An index of wordings by their letters and pairs; immutable."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self._wordings = [w for w in wordings if len(w) >= _SHORTEST and not w.isascii()]
        self._grams: dict[str, list[int]] = defaultdict(list)
        for place, wording in enumerate(self._wordings):
            for gram in _grams(wording):
                self._grams[gram].append(place)
        total = 1 + len(self._wordings)
        self._weight = {gram: math.log(total / len(places)) for gram, places in self._grams.items()}
        self._mass = [sum(self._weight[g] for g in _grams(w)) for w in self._wordings]

    def best(self, text: str) -> str | None:
        """The wording of which the text holds the most, at least 72 % by weight; longer ones first among equals."""
        shared: Counter[int] = Counter()
        for gram in _grams(text):
            for place in self._grams.get(gram, ()):
                shared[place] += self._weight[gram]  # type: ignore[assignment]
        held = {place: mass / self._mass[place] for place, mass in shared.items() if self._mass[place] > 0}
        close = [place for place, share in held.items() if share >= _ENOUGH]
        if not close:
            return None
        return self._wordings[max(close, key=lambda p: (held[p] * math.sqrt(len(self._wordings[p])), -p))]


def _grams(text: str) -> set[str]:
    letters = {c for c in text if c.isalnum()}
    return letters | {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()}
