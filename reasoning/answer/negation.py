"""Negated words in a clause: 还没签收, 不是用E卡付的, not delivered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reasoning.answer.lexicon import Mention

# Letters that may stand between a negation and what it negates: 没用微信付, not been delivered.
_BETWEEN = r"(?:[\u4e00-\u9fff]{0,2}|(?:\s*\b(?:been|yet|paid|by|with|be|the|a|any|have|having)\b){0,3}\s*)"


class Negations:
    """The negating words of one ontology, as a pattern for what stands before a word."""

    def __init__(self, words: Iterable[str]) -> None:
        chosen = sorted(set(words), key=lambda w: (-len(w), w))
        joined = "|".join(rf"(?<![a-z]){re.escape(w)}(?=\s)" if w[-1].isascii() else re.escape(w) for w in chosen)
        self._before = re.compile(f"(?P<no>{joined})\\s*{_BETWEEN}$") if chosen else None

    def of(self, text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions that a negation stands before, itself no part of a question form such as 是不是 or 有没有."""
        return tuple(m for m in mentions if self._negates(text, m, mentions))

    def _negates(self, text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
        if self._before is None:
            return False
        match = self._before.search(text, max(0, mention.start - 24), mention.start)
        if match is None:
            return False
        start, end = match.span("no")
        before = text[start - 1 : start]
        asked = bool(before.strip()) and before in (text[end - 1 : end], text[end : end + 1])
        inside = any(m.start < end and start < m.end for m in mentions)
        return not asked and not inside
