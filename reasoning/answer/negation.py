"""What a clause negates: 还没签收, 不是用E卡付的, 60升以外的, not delivered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reasoning.answer.lexicon import Mention, Role

# Letters that may stand between a negation and what it negates: 没用微信付, not been delivered.
_BETWEEN = r"(?:[\u4e00-\u9fff]{0,2}|(?:\s*\b(?:been|yet|paid|by|with|be|the|a|any|have|having)\b){0,3}\s*)"


class Negations:
    """The negating words of one ontology: what stands before (`words`) or behind (`behind`) what is negated."""

    def __init__(self, words: Iterable[str], behind: Iterable[str] = ()) -> None:
        chosen = _longest_first(words)
        joined = "|".join(rf"(?<![a-z]){re.escape(w)}(?=\s)" if w[-1].isascii() else re.escape(w) for w in chosen)
        self._before = re.compile(f"(?P<no>{joined})\\s*{_BETWEEN}$") if chosen else None
        self._beside = re.compile(f"(?P<no>{joined})\\s*$") if chosen else None
        after = "|".join(map(re.escape, _longest_first(behind)))
        self._behind = re.compile(rf"\s*的?(?:{after})") if after else None

    def of(self, text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions that a negation stands beside, itself no part of a question form such as 是不是 or 有没有."""
        return tuple(m for m in mentions if self.negates(text, m.start, m.end, mentions))

    def apart(self, text: str, mentions: Sequence[Mention], role: Role) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The terms of a role that are meant, and those that a negation right beside them leaves out.

        When it would leave out all, they are meant after all: 没有洗碗机吗 asks for them.
        """
        kept: dict[str, None] = {}
        left: dict[str, None] = {}
        for mention in mentions:
            out = self.negates(text, mention.start, mention.end, mentions, next_to=True)
            (left if out else kept).update(dict.fromkeys(mention.of(role)))
        return (tuple(kept), tuple(iri for iri in left if iri not in kept)) if kept else (tuple(left), ())

    def negates(self, text: str, start: int, end: int, mentions: Sequence[Mention], *, next_to: bool = False) -> bool:
        """Whether a negation stands beside the stretch [start, end) of a text that has the mentions.

        With `next_to` no letter may stand between, as for numbers and values: 不锈钢60升 negates nothing.
        """
        if self._behind is not None and self._behind.match(text, end):
            return True
        pattern = self._beside if next_to else self._before
        match = pattern.search(text, max(0, start - 24), start) if pattern else None
        if match is None:
            return False
        begin, after = match.span("no")
        before = text[begin - 1 : begin]
        asked = bool(before.strip()) and before in (text[after - 1 : after], text[after : after + 1])
        inside = any(m.start < after and begin < m.end for m in mentions)
        return not asked and not inside


def declines(text: str, mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether one of the declining words (不要) ends where a mention begins, or is among the letters it was heard in.

    The mention may begin with the word's last letter: 要退货 in 不要退货.
    """
    heard = text[mention.start : mention.end] if mention.heard else mention.text
    before = text[: mention.start].rstrip().endswith(words) or text[: mention.start + 1].endswith(words)
    return before or any(word in heard and word not in mention.text for word in words)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda w: (-len(w), w))
