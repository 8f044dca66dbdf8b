"""One spelling for many: widths, scripts, numerals and links, before anything is matched."""

from __future__ import annotations

import re
import unicodedata

from zhconv import convert

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(r"[一二三四五六七八九两][零〇一二三四五六七八九两十百千万]+|十[一二三四五六七八九]?(?=[升套瓦元块公年米])")
_COUNTED = re.compile(r"[一二三四五六七八九两](?=[升套瓦]|千瓦|公斤|块钱|元)")
_ITEM_LINK = re.compile(r"https?://\S*?/(\d{5,})\.html\S*")
_OTHER_LINK = re.compile(r"https?://[^\s，。；！？]+")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Fold a text to half width, simplified script, lower case, Arabic numerals and item ids for item links.

    三百五 becomes 350 and 一千五 becomes 1500; 一级 or 两个 stay, as they count nothing here.
    """
    folded = unicodedata.normalize("NFKC", text)
    folded = _ITEM_LINK.sub(r" \1 ", folded)
    folded = _OTHER_LINK.sub(" ", folded)
    folded = convert(folded, "zh-cn").lower()
    folded = folded.replace("‑", "-").replace("–", "-").replace("—", "-")
    folded = _NUMERAL.sub(_numeral, folded)
    folded = _COUNTED.sub(lambda m: str(_DIGITS[m.group()]), folded)
    return _SPACES.sub(" ", folded).strip()


def squash(text: str) -> str:
    """Letters, digits and Chinese only: for comparing names and codes."""
    return "".join(c for c in normalise(text) if c.isalnum())


def is_chinese(text: str) -> bool:
    """Whether a text has any Chinese character, which decides the reply's language."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _numeral(match: re.Match[str]) -> str:
    text = match.group()
    if not any(c in "十百千万" for c in text):
        return text
    return str(read_numeral(text))


def read_numeral(text: str) -> int:
    """The value of a Chinese numeral below 10^8; a bare last digit stands for the next lower place (三百五 = 350)."""
    total = section = digit = 0
    last_scale = 1
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
            last_scale = 1 if digit == 0 else last_scale
        elif c in _SCALES:
            section += (digit or 1) * _SCALES[c]
            last_scale, digit = _SCALES[c], 0
        else:
            total = (total + section + digit) * 10_000
            section = digit = 0
            last_scale = 10_000
    colloquial = digit and last_scale >= 100
    return total + section + digit * (last_scale // 10 if colloquial else 1)
