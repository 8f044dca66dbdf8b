"""A place in a list that was told: 第二个, or a number alone."""

from __future__ import annotations

import re

from reasoning.answer.normalise import read_numeral

# 第 with a numeral and its counter; a message that is a number up to 99 and no more.
_ORDINAL = re.compile(r"第\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*[个款台种单件条项张]?")
_NUMBER_ALONE = re.compile(r"[选要就]?\s*(\d{1,2})\s*[号个款吧.]?")


def read_ordinal(free: str, text: str) -> tuple[int, tuple[int, int]]:
    """The place, counted from one, that a clause's free letters name, and their stretch; 0 when none is named."""
    if match := _ORDINAL.search(free):
        number = match.group(1)
        return int(number) if number.isdigit() else read_numeral(number), match.span()
    alone = _NUMBER_ALONE.fullmatch(text)
    return (int(alone.group(1)), (0, 0)) if alone else (0, (0, 0))
