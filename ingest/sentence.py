"""Long texts cut into sentences that can be quoted as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST = 4

_BREAK = re.compile(r"[。；;!！?？\n\r]+|(?<=[A-Za-z])\.\s+(?=[A-Z])")
_HEAD = re.compile(r"【([^【】\n]{1,20})】")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s：:。；;！!？?，,】]))(?:\d{1,2}[.、．)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_TITLE = re.compile(r"^\s*([^：:，,。；;\d]{2,12})[：:]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as it stands in its text from `start` to `end` (code points), and the head of its section."""

    text: str
    head: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text with `\\n` written out as two characters made into a line break."""
    return text.replace("\\r", "").replace("\\n", "\n").strip()


def sentences(text: str) -> Iterator[Sentence]:
    """The text's sentences in order; none is shorter than four characters unless the whole text is.

    A `【head】`, or a title before a numbered list (`安装流程：1.…`), is kept as the head of what follows.
    """
    section, title = "", ""
    short: tuple[int, int] | None = None
    for start, end, numbered in _spans(text):
        part = text[start:end].strip()
        head, list_title = _HEAD.fullmatch(part), _TITLE.match(part)
        if head:
            section, title, short = head[1].strip(), "", None
        elif list_title:
            title, short = list_title[1].strip(), None
        elif part:
            title = title if numbered else ""
            begin = short[0] if short else start
            part = text[begin:end].strip()
            if len(part) < SHORTEST:
                short = (begin, end)
                continue
            short = None
            yield Sentence(text=part, head="·".join(filter(None, (section, title))), start=begin, end=end)
    if short and text[: short[0]].strip() == "":
        yield Sentence(text=text[short[0] : short[1]].strip(), head=section, start=short[0], end=short[1])


def quote(text: str, start: int, end: int) -> str:
    """What stands around `start` to `end` in whole sentences, as it stands in the text."""
    for sentence in sentences(text):
        if sentence.start <= start < sentence.end:
            start = sentence.start
        if sentence.start < end <= sentence.end:
            end = sentence.end
    return text[start:end].strip()


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the pieces between breaks, heads and item numbers begin and end, and whether a number stands before."""
    cuts = [(found.start(), found.end(), False) for found in _BREAK.finditer(text)]
    cuts += [(found.start(), found.end(), True) for found in _ITEM.finditer(text)]
    for found in _HEAD.finditer(text):
        cuts += [(found.start(), found.start(), False), (found.end(), found.end(), False)]
    at, numbered = 0, False
    for start, end, number in sorted(cuts):
        if start >= at:
            if start > at:
                yield at, start, numbered
            at, numbered = end, number
    if at < len(text):
        yield at, len(text), numbered
