"""Whether a reply shows an expected fact, however it is written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

_CIRCLED = re.compile(r"[①-⓿❶-➓]")
_TIMES = re.compile(r"[×✕╳✖]|(?<=\d)\s*\*\s*(?=\d)")
_DASH = re.compile(r"[‐‑‒–—―−]")
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def fold(text: str) -> str:
    """One spelling of width, case, dashes and multiplication signs; a circled number is no number."""
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub(" ; ", text)).casefold()
    return _DASH.sub("-", _TIMES.sub("x", folded))


def shown(text: str, rows: Sequence[Any]) -> str:
    """A reply's words and rows as the one text in which facts are looked for."""
    return f"{text}\n{json.dumps(list(rows), ensure_ascii=False)}"


def found(expected: str, text: str) -> bool:
    """Whether a text has the expected one, spaces aside; a bare number only as a whole number."""
    folded = fold(text)
    tight = _SPACE.sub("", folded)
    wanted = _SPACE.sub("", fold(expected))
    if not _NUMBER.fullmatch(wanted):
        return wanted in tight
    views = (folded, tight)
    whole = _whole_number(wanted)
    return any(whole.search(view) for view in (*views, *(_THOUSANDS.sub("", view) for view in views)))


def _whole_number(digits: str) -> re.Pattern[str]:
    """28 is in 28, 28.0 and 28kg, and neither in 280, 128 nor 28.5; 2.5 is in 2.50."""
    tail = r"0*(?!\d)" if "." in digits else r"(?:\.0+)?(?!\d)(?!\.\d)"
    return re.compile(rf"(?<![\d.]){re.escape(digits)}{tail}")
