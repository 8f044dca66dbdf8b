"""Wordings that a text nearly has: letters and letter pairs in common, rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

ENOUGH = 0.72
_SHORTEST = 3
_HITS = 2
# Letters of question and function words carry little of what a wording is about.
_FUNCTION = frozenset("多少大小什么怎哪几有没能的是要吗呢了会个给到我你最好用买里在这那和不一")
_FAINT = 0.15
_DEGREE = re.compile(r"有?多[少大久长高重宽深远厚](?:的|钱)?")


class Resemblance:
    """An index of wordings by their letters and pairs; immutable."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self._wordings = [w for w in wordings if len(w) >= _SHORTEST]
        self._grams: dict[str, list[int]] = defaultdict(list)
        for place, wording in enumerate(self._wordings):
            for gram in _grams(wording):
                self._grams[gram].append(place)
        total = 1 + len(self._wordings)
        self._weight = {
            gram: math.log(total / len(places)) * (_FAINT if set(gram) <= _FUNCTION else 1.0)
            for gram, places in self._grams.items()
        }
        self._mass = [sum(self._weight[g] for g in _grams(w)) for w in self._wordings]

    def best(self, text: str, *, enough: float = ENOUGH) -> str | None:
        """The wording of which the text holds the most, at least `enough` by weight; longer ones first among equals."""
        hits: Counter[int] = Counter()
        shared: Counter[int] = Counter()
        for gram in _grams(text):
            for place in self._grams.get(gram, ()):
                shared[place] += self._weight[gram]  # type: ignore[assignment]
                hits[place] += not set(gram) <= _FUNCTION
        held = {place: mass / self._mass[place] for place, mass in shared.items() if self._mass[place] > 0}
        close = [place for place, share in held.items() if share >= enough and hits[place] >= _HITS]
        if not close:
            return None
        return self._wordings[max(close, key=lambda p: (held[p] * math.sqrt(len(self._wordings[p])), -p))]


def is_vague(wording: str) -> bool:
    """Whether a wording has function letters only: 多大 and 多少 may ask for anything."""
    return set(wording) <= _FUNCTION


def asks_degree(wording: str) -> bool:
    """Whether a wording is a bare question of degree: 多大, 多少, 多久."""
    return bool(_DEGREE.fullmatch(wording))


def content_letters(text: str) -> set[str]:
    """The Chinese letters of a text that carry content: question and function letters left out."""
    return {c for c in text if "\u4e00" <= c <= "\u9fff"} - _FUNCTION


def held_share(name: str, text: str) -> float:
    """How much of a name's letters and pairs a text holds, function letters left out; from 0 to 1."""
    grams = {g for g in _grams(name) if not set(g) <= _FUNCTION}
    return len(grams & _grams(text)) / len(grams) if len(grams) > 2 else 0.0


def _grams(text: str) -> set[str]:
    """Latin words whole; Chinese letters and pairs of neighbours."""
    words = {w.rstrip("s") for w in re.findall(r"[a-z]{2,}", text)}
    letters = {c for c in text if "\u4e00" <= c <= "\u9fff"}
    pairs = {text[i : i + 2] for i in range(len(text) - 1) if text[i] in letters and text[i + 1] in letters}
    return words | letters | pairs
