"""Fold writing variants so that what is typed meets what is stored.

Full width becomes half width, capitals small, traditional characters simplified; only letters and
digits are kept, so that `ＦＣ e40x` meets `FC-E40X`. Characters are folded one by one, so that every
folded character knows where in the text it came from.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import zhconv


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """A folded text; `starts[i]` and `ends[i]` bound the raw text of folded character i, in code points."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(raw: str) -> Folded:
    """Fold a text, keeping the place of each character."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(raw):
        for folded in fold_character(character):
            pieces.append(folded)
            starts.append(place)
            ends.append(place + 1)
    return Folded(text="".join(pieces), starts=tuple(starts), ends=tuple(ends))


def fold_text(raw: str) -> str:
    """The folded text alone."""
    return "".join(map(fold_character, raw))


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """What one character becomes: nothing, one character, or several (`㎏` becomes `kg`)."""
    plain = unicodedata.normalize("NFKC", character).lower()
    simple: str = zhconv.convert(plain, "zh-hans") if ord(character) > 0x2E7F else plain
    return "".join(c for c in simple if c.isalnum())


def has_chinese(text: str) -> bool:
    """Whether the text has a Chinese character."""
    return any("\u3400" <= c <= "\u9fff" for c in text)


def word_starts(raw: str) -> list[int]:
    """Places where a word begins: the start, each Chinese character, and each change of script or kind."""
    return [place for place in range(len(raw)) if _begins(raw, place)]


def _begins(raw: str, place: int) -> bool:
    here = _kind(raw[place])
    if here == "":
        return False
    return place == 0 or here == "han" or here != _kind(raw[place - 1])


def _kind(character: str) -> str:
    if not character.isalnum():
        return ""
    if "\u3400" <= character <= "\u9fff":
        return "han"
    return "digit" if character.isdigit() else "letter"
