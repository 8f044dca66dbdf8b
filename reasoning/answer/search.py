"""Choosing the sentences of a product sheet that speak of what was asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from reasoning.answer.normalise import normalise
from reasoning.answer.resemblance import content_letters

MOST_SENTENCES = 2
_ENOUGH = 0.5
_HALF = 0.5
_FEW_LETTERS = 2


def best_sentences(texts: Mapping[str, str], words: Iterable[str], *, least: float = 0.0) -> tuple[str, ...]:
    """Keys of at most two sentences that hold most of the words, rare words counting more; () when none is close.

    A word counts whole, or by its share of two-letter pieces. Scores are sums of idf over the given
    sentences, so a word in every sentence counts next to nothing. `least` is the share of all words'
    weight that the best sentence must hold.
    """
    wanted = [w for w in dict.fromkeys(normalise(word) for word in words) if len(w) >= 2]
    if not wanted or not texts:
        return ()
    folded = {key: normalise(text) for key, text in texts.items()}
    weights = {word: _idf(word, folded.values()) * len(word) for word in wanted}
    total = sum(weights.values())
    scored = {key: sum(weight * _share(word, text) for word, weight in weights.items()) for key, text in folded.items()}
    best = max(scored.values())
    if total == 0 or best < max(_ENOUGH * max(weights.values()), least * total):
        return ()
    close = [key for key, score in scored.items() if score >= 0.8 * best]
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


def _share(word: str, text: str) -> float:
    if word in text:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    hit = sum(pair in text for pair in pairs)
    return 0.6 * hit / len(pairs) if len(pairs) > 1 else 0.0


def _idf(word: str, texts: Iterable[str]) -> float:
    folded = list(texts)
    having = sum(_share(word, text) > 0.5 for text in folded)
    return math.log(1 + len(folded) / (1 + having))
