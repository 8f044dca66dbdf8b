"""Names that customers use for the shop's goods: model codes, series and pieces of long titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz, process

from reasoning.answer.normalise import normalise, squash, unify

# A token ends where a digit meets Pro/Max/Ultra-like words and where a code meets a lower-case word.
_TOKEN = re.compile(r"[A-Z]+\d*[A-Z]*(?=[A-Z][a-z])|[A-Za-z]*\d+[A-Z]?(?![a-z])|[A-Z]{2,}(?=[a-z]{3,})|[A-Za-z]+|\d+")
_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./()\-]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[-./()][a-z0-9]+)*\)?")
_JOINED_TOKENS = 5
_PIECE = range(2, 9)
MOST_CANDIDATES = 8
LONGEST_CODE = 64


# A stretch [start, end) of a text, its words, and the places of the goods that they name.
Part: TypeAlias = tuple[int, int, str, frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Individuals that a stretch of text names, best first, and the words that named them."""

    iris: tuple[str, ...]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    exact: bool


class Catalogue:
    """An index of names: code-like aliases, and pieces of Chinese titles with how many goods share them."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Index IRIs by all their names (titles and model numbers)."""
        self._iris = sorted(names)
        self._aliases: dict[str, set[int]] = defaultdict(set)
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._pieces: dict[str, set[int]] = defaultdict(set)
        for place, iri in enumerate(self._iris):
            for name in names[iri]:
                self._index(place, name)
        self._codes = [alias for alias in self._aliases if len(alias) >= 4 and any(c.isdigit() for c in alias)]

    def _index(self, place: int, name: str) -> None:
        plain = unify(name)
        for run in _RUN.findall(plain):
            tokens = [t.lower() for t in _TOKEN.findall(run)]
            for start in range(len(tokens)):
                for stop in range(start + 1, min(start + _JOINED_TOKENS, len(tokens)) + 1):
                    self._aliases["".join(tokens[start:stop])].add(place)
            whole = squash(run)
            if whole:
                self._aliases[whole].add(place)
                self._whole[whole].add(place)
        for run in _CHINESE.findall(normalise(name)):
            for start in range(len(run)):
                for size in _PIECE:
                    if start + size <= len(run):
                        self._pieces[run[start : start + size]].add(place)

    def codes(self, text: str) -> list[Part]:
        """Stretches of a normalised text that are known code-like names with a digit, longest first."""
        found: list[Part] = []
        words = [word for word in _ASCII_WORD.finditer(text) if len(word.group()) <= LONGEST_CODE]
        used = 0
        while used < len(words):
            for stop in range(min(used + 4, len(words)), used, -1):
                start, end = words[used].start(), words[stop - 1].end()
                alias = squash(text[start:end])
                gap_free = all(
                    text[words[i].end() : words[i + 1].start()].strip(" -./()") == "" for i in range(used, stop - 1)
                )
                if gap_free and alias in self._aliases and any(c.isdigit() for c in alias) and not alias.isdigit():
                    found.append((start, end, text[start:end], frozenset(self._aliases[alias])))
                    used = stop
                    break
            else:
                used += 1
        return found

    def words(self, text: str) -> list[Part]:
        """Stretches that are pieces of titles: Chinese pieces (longest first) and plain Latin words."""
        found: list[Part] = []
        for match in re.finditer(r"[a-z]{2,}(?: [a-z]{2,}){0,2}|(?<![\d.])\d{3,4}(?![\d.])", text):
            found.extend(self._latin(*match.span(), match.group()))
        for run in _CHINESE.finditer(text):
            place = run.start()
            while place < run.end():
                for size in reversed(_PIECE):
                    piece = text[place : place + size]
                    if len(piece) == size and place + size <= run.end() and piece in self._pieces:
                        found.append((place, place + size, piece, frozenset(self._pieces[piece])))
                        place += size
                        break
                else:
                    place += 1
        return found

    def _latin(self, start: int, end: int, text: str) -> list[Part]:
        """Latin words as one name where that is known (hwa pro), else each by itself."""
        places = self._aliases.get(squash(text))
        if places:
            return [(start, end, text, frozenset(places))]
        head, _, tail = text.partition(" ")
        if not tail:
            return []
        return self._latin(start, start + len(head), head) + self._latin(end - len(tail), end, tail)

    def parts(self, word: str) -> list[Part]:
        """A word of an earlier question as a part again."""
        places = self._aliases.get(squash(word)) or self._pieces.get(word)
        return [(0, len(word), word, frozenset(places))] if places else []

    def is_piece(self, text: str) -> bool:
        """Whether a Chinese text stands in some title."""
        return text in self._pieces

    def narrow(self, parts: Iterable[Part], within: frozenset[str] | None = None) -> Named | None:
        """Goods that fit the named parts together, rarest part first; parts that would leave none are ignored."""
        left: set[int] | None = None
        if within is not None:
            left = {i for i, iri in enumerate(self._iris) if iri in within}
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end, word, places in sorted(parts, key=lambda part: (len(part[3]), part[0])):
            narrowed = set(places) if left is None else left & places
            if narrowed:
                left = narrowed
                words.append(word)
                spans.append((start, end))
        if left is None or not words:
            return None
        return Named(
            iris=tuple(self._iris[i] for i in sorted(left)), words=tuple(words), spans=tuple(spans), exact=True
        )

    def nearest(self, iri: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose names share the most with an individual's name, in the given order."""
        if iri not in self._iris or not among:
            return among
        place = self._iris.index(iri)
        mine = self._tokens(place)
        shares = {other: len(mine & self._tokens(self._iris.index(other))) for other in among if other in self._iris}
        best = max(shares.values(), default=0)
        return tuple(other for other in among if shares.get(other, 0) == best)

    def _tokens(self, place: int) -> set[str]:
        return {a for a, places in self._aliases.items() if place in places} | {
            p for p, places in self._pieces.items() if place in places
        }

    def prefer_whole(self, iris: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        """Of namesakes, those whose whole code was given: JSQ30-MATE 20 itself before the MATE20 Ultra."""
        for word in words:
            whole = {self._iris[place] for place in self._whole.get(squash(word), ())}
            iris = tuple(i for i in iris if i in whole) or iris
        return iris

    def similar(self, code: str, *, cutoff: int = 80, most: int = 3) -> Named | None:
        """Goods whose code is spelled almost like `code`, the nearest first."""
        squashed = squash(code)
        if len(squashed) < 4 or not self._codes:
            return None
        near = process.extract(squashed, self._codes, scorer=fuzz.ratio, score_cutoff=cutoff, limit=most)
        places = [place for alias, _, _ in near for place in sorted(self._aliases[alias])]
        if not places:
            return None
        iris = tuple(dict.fromkeys(self._iris[place] for place in places))[:most]
        return Named(iris=iris, words=(code,), spans=(), exact=False)
