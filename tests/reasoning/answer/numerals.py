"""A plain writer of Chinese numerals, the oracle against which reading them is tested."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
SCALES = ("", "十", "百", "千")


def written(number: int) -> str:
    """A number from 0 to 99,999,999 as it is written out in full: 10,205 is 一万零二百零五."""
    if number == 0:
        return "零"
    high, low = divmod(number, 10_000)
    text = _group(high) + "万" if high else ""
    if low:
        text += ("零" if high and low < 1_000 else "") + _group(low)
    return text.removeprefix("一") if text.startswith("一十") else text


def shortened(number: int) -> str | None:
    """The spoken form without its last scale, 三百五 for 350; None where there is none."""
    text = written(number)
    if len(text) >= 4 and text[-1] in "百千十" and text[-3] in "万千百" and text[-2] not in "零":
        return text[:-1] if SPOKEN[text[-3]] == text[-1] else None
    return None


SPOKEN = {"万": "千", "千": "百", "百": "十"}


def _group(number: int) -> str:
    """One to four digits."""
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + SCALES[place]
            gap = False
        else:
            gap = True
    return text
