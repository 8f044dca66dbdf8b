"""Choosing the sentences of a product sheet that speak of what was asked."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from reasoning.answer.normalise import normalise
from reasoning.answer.resemblance import content_letters

MOST_SENTENCES = 2
_ENOUGH = 0.5
_HALF = 0.5
_FEW_LETTERS = 2
# A shorter Latin word (or, by) says nothing of what is asked.
_LATIN = 3


def best_sentences(
    texts: Mapping[str, str],
    words: Iterable[str],
    *,
    like: Callable[[str], Iterable[str]] = lambda _: (),
    least: float = 0.0,
    letters: Collection[str] = (),
) -> tuple[str, ...]:
    """Keys of at most two sentences that hold most of the words, rare words counting more; () when none is close.

    A Chinese word counts whole, or by its share of two-letter pieces, a Latin one whole only; for either, what it
    is `like` (its synonyms) will do. Scores are sums of idf over the given sentences, so a word in every sentence
    counts next to nothing. `least` is the share of all words' weight that the best sentence must hold.
    Of the sentences close to the best, only those that share most of the single `letters` (装 in 装一下) are kept.
    """
    wanted = [w for w in dict.fromkeys(normalise(word) for word in words) if len(w) >= (_LATIN if w.isascii() else 2)]
    if not wanted or not texts:
        return ()
    folded = {key: normalise(text) for key, text in texts.items()}
    held = {
        word: {key: float(any(n in text for n in names)) or _share(word, text) for key, text in folded.items()}
        for word, names in {word: tuple(like(word)) for word in wanted}.items()
    }
    weights = {word: _idf(shares.values()) * _content(word) for word, shares in held.items()}
    total = sum(weights.values())
    scored = {key: sum(weight * held[word][key] for word, weight in weights.items()) for key in folded}
    best = max(scored.values())
    if total == 0 or best < max(_ENOUGH * max(weights.values()), least * total):
        return ()
    close = [key for key, score in scored.items() if score >= 0.8 * best]
    sharing = {key: sum(letter in folded[key] for letter in letters) for key in close}
    close = [key for key in close if sharing[key] == max(sharing.values())]
    return tuple(sorted(close, key=lambda key: (-scored[key], len(folded[key]), key))[:MOST_SENTENCES])


def sentence_by_letters(texts: Mapping[str, str], asked: str) -> str | None:
    """Key of the one sentence that holds at least half of a text's content letters by weight, two of them or more.

    A last resort for wordings that share letters but no words with the sheet: 要挖多大的孔 and 开孔尺寸.
    """
    letters = content_letters(normalise(asked))
    if len(letters) < _FEW_LETTERS:
        return None
    folded = {key: set(normalise(text)) for key, text in texts.items()}
    weights = {c: math.log(1 + len(folded) / (1 + sum(c in text for text in folded.values()))) for c in letters}
    scored = {key: sum(weights[c] for c in letters & text) for key, text in folded.items()}
    best = max(scored, key=lambda key: (scored[key], key), default=None)
    if best is None or scored[best] < _HALF * sum(weights.values()):
        return None
    return best if len(letters & folded[best]) >= _FEW_LETTERS else None


def _content(word: str) -> int:
    """How many letters a word counts for: all of them, or of a word of function letters (怎么算) the others."""
    carrying = len(content_letters(word)) + sum(c.isascii() for c in word)
    return len(word) if 2 * carrying >= len(word) else max(1, carrying)


def _share(word: str, text: str) -> float:
    if word.isascii():
        return float(bool(re.search(rf"(?<![a-z0-9]){re.escape(word)}(?:s|es|ed|ing)?(?![a-z0-9])", text)))
    if word in text:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    hit = sum(pair in text for pair in pairs)
    return 0.6 * hit / len(pairs) if len(pairs) > 1 else 0.0


def _idf(shares: Collection[float]) -> float:
    having = sum(share > 0.5 for share in shares)
    return math.log(1 + len(shares) / (1 + having))
