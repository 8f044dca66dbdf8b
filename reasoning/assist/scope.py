"""The searchable terms of one owner: a single shop's own, or those that all shops share.

Each owner has an index of its own, so that one shop's names can never be offered in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ontology.terms import Term
from reasoning.assist.completion import Completion, CompletionKind
from reasoning.assist.fold import fold_text, has_chinese, word_starts
from reasoning.assist.prefix_index import PrefixIndex
from reasoning.assist.vocabulary import Asked, Thing

_INNER = 0.9
_ORDERED = 10_000
_KEY_LENGTH = 48
_START = 2


class Scope:
    """What one owner adds to completion: things, classes and properties, found by any prefix of a word of theirs.

    `classes` are the IRIs of its classes.
    """

    def __init__(self, things: Iterable[Thing], classes: Iterable[Term] = (), asked: Iterable[Asked] = ()) -> None:
        """Build the index; classes and properties belong to the scope that all shops share."""
        self._named: dict[str, list[Thing]] = defaultdict(list)
        pairs: list[tuple[str, Completion]] = []
        classes = tuple(classes)
        self.classes = frozenset(term.iri for term in classes)
        for thing in things:
            for name in thing.names:
                folded = fold_text(name)
                if len(folded) >= _START:
                    self._named[folded].append(thing)
            pairs.extend(_entity_pairs(thing))
        for term in classes:
            pairs.extend(_class_pairs(term))
        for place, property in enumerate(asked):
            pairs.extend(_property_pairs(property, 1 - place / _ORDERED))
        best = sorted({completion for _, completion in pairs}, key=rank)
        places = {completion: place for place, completion in enumerate(best)}
        self._completions = best
        self._index = PrefixIndex((key, places[completion]) for key, completion in pairs)
        self._starts = {name[:_START] for name in self._named}
        self._longest = max(map(len, self._named), default=0)

    def named_at(self, folded: str, start: int) -> tuple[list[Thing], int]:
        """The things with the longest name that stands in the text at `start`, and where it ends; none, and `start`."""
        if folded[start : start + _START] in self._starts:
            for end in range(min(len(folded), start + self._longest), start + _START - 1, -1):
                if things := self._named.get(folded[start:end]):
                    return things, end
        return [], start

    def starting_with(self, folded: str) -> Iterator[Completion]:
        """Completions with a word that begins so, best first."""
        return (self._completions[place] for place in self._index.starting_with(folded))

    def within_one_edit(self, folded: str) -> Iterator[Completion]:
        """Completions with a word that begins so after one correction, best first."""
        return (self._completions[place] for place in self._index.within_one_edit(folded))


def rank(completion: Completion) -> tuple[float, int, str, str]:
    """Sort key: best first; of equals the shorter, then by text."""
    return (-completion.score, len(completion.text), completion.text, completion.iri)


def _entity_pairs(thing: Thing) -> Iterator[tuple[str, Completion]]:
    whole = _completion(thing.label, CompletionKind.ENTITY, thing.iri, 1.0)
    inner = _completion(thing.label, CompletionKind.ENTITY, thing.iri, _INNER)
    for name in thing.names:
        # A name that is not part of the label is offered as itself: who types a model number wants to see it.
        # A bare number says nothing to a reader, so there the label stands.
        shown = None if name.isdigit() or fold_text(name) in fold_text(thing.label) else name
        own = _completion(shown, CompletionKind.ENTITY, thing.iri, 1.0) if shown else whole
        for place in word_starts(name):
            yield _key(name[place:]), own if place == 0 or shown else inner


def _class_pairs(term: Term) -> Iterator[tuple[str, Completion]]:
    for text in (*term.labels, *term.synonyms):
        for place in word_starts(text.text):
            share = _INNER if place else 1.0
            yield _key(text.text[place:]), _completion(text.text, CompletionKind.CLASS, term.iri, share)


def _property_pairs(asked: Asked, share: float) -> Iterator[tuple[str, Completion]]:
    for lang, words in asked.words.items():
        shown = _completion(asked.question(lang), CompletionKind.PROPERTY, asked.iri, share)
        for word in words:
            yield _key(word), shown
            starts = word_starts(word) if not has_chinese(word) else ()
            for place in starts:
                yield _key(word[place:]), shown


def _completion(text: str, kind: CompletionKind, iri: str, share: float) -> Completion:
    return Completion(text=text, kind=kind, iri=iri, score=round(kind.value * share, 4))


def _key(text: str) -> str:
    return fold_text(text)[:_KEY_LENGTH]
