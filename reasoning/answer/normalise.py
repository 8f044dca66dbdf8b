"""One spelling for many: widths, scripts, numerals and links, before anything is matched."""

from __future__ import annotations

import re
import unicodedata

from zhconv import convert

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(
    r"[一二三四五六七八九两][零〇一二三四五六七八九两十百千万]+|十[一二三四五六七八九]?(?=[升套瓦元块公年米])"
)
_DECIMAL = re.compile(r"([零一二三四五六七八九十]+)点([零一二三四五六七八九]+)(?=[升公千]|个?平)")
_COUNTED = re.compile(
    r"(?<![a-zA-Z0-9])[一二三四五六七八九两](?=[升套瓦]|千瓦|公斤|块钱|元|个?小时|分钟|秒|天|公分|厘米|米(?!其))"
)
_LONGEST_NUMERAL = 15
_ITEM_LINK = re.compile(r"(?:https?://|(?:item|m)\.)[\x21-\x7e]*?[/=](\d{5,})(?![\d])[\x21-\x7e]*")
_OTHER_LINK = re.compile(r"https?://[\x21-\x7e]+")
_NOT_A_NUMERAL = re.compile(r"(?<=[什怎那这多])幺")
_CIRCLED = re.compile(r"[①-⓿❶-➓]")
_DASHES = re.compile(r"[‐‑‒–—―−]")
# Colloquial wordings of one question word; labels and questions are folded alike.
_VARIANTS = tuple(
    (re.compile(variants), usual)
    for variants, usual in (
        (r"啥时候|啥时|几时|何时|哪一天|哪天|什么时间|什么日子|几号(?!线|电池)", "什么时候"),
        (r"肿么|咋|怎样|如何", "怎么"),
        (r"啥", "什么"),
        (r"能不能够|能不能|可不可以|能否|可否|是否能|可以", "能"),
        (r"有木有", "有没有"),
        (r"木有", "没有"),
        (r"哪儿", "哪里"),
        (r"多长时间|多少时间|多少年|几年", "多久"),
        (r"多少块钱|多少块|多少元|几块钱|几多钱", "多少钱"),
        (r"嘛(?=$|[，。？！?!\s])", "吗"),
    )
)
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Fold a text to half width, simplified script, lower case, Arabic numerals and item ids for item links.

    三百五 becomes 350 and 一千五 becomes 1500; 一级 or 两个 stay, as they count nothing here.
    """
    folded = _ITEM_LINK.sub(r" \1 ", unify(text))
    folded = _OTHER_LINK.sub(" ", folded)
    # zhconv reads 什么元 as 什幺元, a numeral.
    folded = _NOT_A_NUMERAL.sub("么", convert(folded, "zh-cn")).lower()
    before = ""
    while folded != before:  # one folding may make the wording of another; none makes its own
        before = folded
        for variant, usual in _VARIANTS:
            folded = variant.sub(usual, folded)
    folded = _DECIMAL.sub(_decimal, folded)
    folded = _NUMERAL.sub(_numeral, folded)
    folded = _COUNTED.sub(lambda m: str(_DIGITS[m.group()]), folded)
    return _SPACES.sub(" ", folded).strip()


def unify(text: str) -> str:
    """Half width, one kind of dash and of space; case and script stay. A circled number becomes a separator."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")  # JSON may carry half a surrogate pair
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub(" ", whole))
    return _SPACES.sub(" ", _DASHES.sub("-", folded))


def stretches(free: str) -> list[tuple[int, int, str]]:
    """Every stretch of free letters (those not blanked with a zero byte) of two to sixteen, longest first."""
    return [
        (start, start + size, free[start : start + size])
        for size in range(min(len(free), 16), 1, -1)
        for start in range(len(free) - size + 1)
        if "\x00" not in free[start : start + size]
    ]


def squash(text: str) -> str:
    """Letters, digits and Chinese only: for comparing names and codes."""
    return "".join(c for c in normalise(text) if c.isalnum())


def is_chinese(text: str) -> bool:
    """Whether a text has any Chinese character, which decides the reply's language."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _numeral(match: re.Match[str]) -> str:
    text = match.group()
    if len(text) > _LONGEST_NUMERAL or not any(c in "十百千万" for c in text):
        return text
    return str(read_numeral(text))


def _decimal(match: re.Match[str]) -> str:
    whole, places = match.groups()
    return f"{read_numeral(whole)}.{''.join(str(_DIGITS[c]) for c in places)}"


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
