"""Completion: what someone who is typing may want to say, from what the graph can answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from graph.port import GraphReader
from ontology.general import shop_iri
from ontology.owl import local_name
from reasoning.assist.completion import Completion, CompletionKind
from reasoning.assist.fold import Folded, fold, fold_text
from reasoning.assist.prefix_index import PrefixIndex
from reasoning.assist.scope import Scope, rank
from reasoning.assist.vocabulary import Asked, Thing, asked_properties, named_classes, public_things, worth_naming

MOST = 50
_WINDOW = 64
_CONTEXT = 500
_NARROWED = 200
_SHORTEST_TYPO = 3
_TAIL, _TYPO, _AHEAD = 0.8, 0.6, 0.85
_LINK = "的"


class Completer:
    """Completions over one state of a graph; built once, then only read, also from several threads."""

    def __init__(self, reader: GraphReader) -> None:
        """Read the graph and build the indexes: one for what all shops share, one for each shop."""
        self._asked = asked_properties(reader.ontology)
        things = worth_naming(public_things(reader), self._asked)
        owned: dict[str | None, list[Thing]] = defaultdict(list)
        for thing in things:
            owned[thing.shop].append(thing)
        shared = owned.pop(None, [])
        self._shared = Scope(shared, named_classes(reader.ontology, things), self._asked)
        self._shops = {shop: Scope(own) for shop, own in owned.items() if shop}
        self._by_iri = {thing.iri: thing for thing in things}
        self._wordings = PrefixIndex(
            (fold_text(word), place * 2 + (lang == "en"))
            for place, asked in enumerate(self._asked)
            for lang in asked.words
            for word in asked.words[lang]
        )

    @property
    def shops(self) -> tuple[str, ...]:
        """The shops that have something of their own to suggest."""
        return tuple(sorted(self._shops))

    def complete(
        self, text: str, shop: str | None = None, first: int = 8, about: Iterable[str] = ()
    ) -> tuple[Completion, ...]:
        """The best completions of what was typed so far, best first, at most `first` (50 at most).

        `shop` is the shop's own id or its IRI; without it only what all shops share is offered. `about`
        are IRIs that the conversation is about: a question typed without a subject is completed for them.
        """
        wanted = max(0, min(first, MOST))
        typed = fold(text[-_WINDOW:])
        if not typed.text or not wanted:
            return ()
        scopes = self._scopes(shop)
        head = text[:-_WINDOW]
        found = [
            *islice(self._questions(typed, text[-_WINDOW:], scopes, about), wanted),
            *self._prefixes(typed.text, scopes, wanted),
        ]
        if not found and len(typed.text) >= _SHORTEST_TYPO:
            found.extend(self._corrected(typed.text, scopes, wanted))
        if not found:
            found.extend(self._tails(typed, text[-_WINDOW:], scopes, wanted))
        best: dict[str, Completion] = {}
        for completion in sorted(found, key=rank):
            best.setdefault(completion.text, completion)
        fresh = [replace(c, text=head + c.text) for c in best.values() if fold_text(c.text) != typed.text]
        return tuple(fresh[:wanted])

    def named_in(self, text: str, shop: str | None = None) -> tuple[str, ...]:
        """The IRIs of the things that a text names first, to complete what follows it for them."""
        found = _first_named(fold(text[-_CONTEXT:]), self._scopes(shop))
        return tuple(thing.iri for thing in found[0]) if found else ()

    def _scopes(self, shop: str | None) -> tuple[Scope, ...]:
        own = self._shops.get(local_name(shop_iri(shop))) if shop else None
        return (own, self._shared) if own else (self._shared,)

    def _prefixes(self, typed: str, scopes: Sequence[Scope], wanted: int) -> list[Completion]:
        """Terms that begin with what was typed; a single thing found brings its questions along, after it."""
        found = [c for scope in scopes for c in islice(scope.starting_with(typed), wanted)]
        things = {c.iri for c in found if c.kind is CompletionKind.ENTITY}
        if len(things) == 1:
            thing = self._by_iri[things.pop()]
            called = next((n for n in thing.names if fold_text(n).startswith(typed)), thing.short)
            ahead = islice(self._asking(thing, called, ""), wanted)
            found.extend(replace(c, score=round(c.score * _AHEAD, 4)) for c in ahead)
        return found

    def _questions(
        self, typed: Folded, raw: str, scopes: Sequence[Scope], about: Iterable[str]
    ) -> Iterator[Completion]:
        """A known thing has been named: go on with what can be asked of it."""
        found = _first_named(typed, scopes)
        if found is None:
            for iri in about:
                if thing := self._by_iri.get(iri):
                    yield from self._asking(thing, "", typed.text)
            return
        things, start, end = found
        before, after = typed.starts[start], typed.starts[end] if end < len(typed.text) else len(raw)
        name = raw[before:after].rstrip()
        for thing in things:
            for completion in self._asking(thing, name, typed.text[end:].removeprefix(_LINK)):
                yield replace(completion, text=raw[:before] + completion.text)

    def _asking(self, thing: Thing, called: str, rest: str) -> Iterator[Completion]:
        """Questions about a thing that begin with `rest`, in the order of the ontology's summary.

        Nothing typed yet says nothing about the language: Chinese comes first.
        """
        if rest:
            for place in self._wordings.starting_with(rest):
                asked, lang = self._asked[place // 2], "en" if place % 2 else "zh"
                if asked.iri in thing.properties:
                    yield _question(asked, lang, thing, called, place)
            return
        for place, asked in enumerate(self._asked):
            if asked.iri in thing.properties and not asked.naming:
                yield _question(asked, "zh", thing, called, place * 2)

    def _tails(self, typed: Folded, raw: str, scopes: tuple[Scope, ...], wanted: int) -> list[Completion]:
        """The end of what was typed begins a term.

        What stands before it narrows the choice when terms have it too (`美的 洗碗`), and is kept as it
        is when none has (`我想看看洗碗`). A code or an English word is one piece.
        """
        for place in range(1, len(typed.text) - 1):
            if _in_word(raw, typed.starts[place]):
                continue
            head, tail = typed.text[:place], typed.text[place:]
            found = [c for scope in scopes for c in islice(scope.starting_with(tail), _NARROWED)]
            both = [replace(c, score=round(c.score * _TAIL, 4)) for c in found if head in fold_text(c.text)]
            if both:
                return sorted(both, key=rank)[:wanted]
            if found:
                kept = raw[: typed.starts[place]]
                best = sorted(found, key=rank)[:wanted]
                return [replace(c, text=kept + c.text, score=round(c.score * _TAIL, 4)) for c in best]
        return []

    def _corrected(self, typed: str, scopes: Sequence[Scope], wanted: int) -> list[Completion]:
        found = [c for scope in scopes for c in islice(scope.within_one_edit(typed), wanted)]
        return [replace(c, score=round(c.score * _TYPO, 4)) for c in found]


def _in_word(raw: str, place: int) -> bool:
    """Whether a place is inside a run of Latin letters and digits, where no name begins: FP26 names no 26."""
    before, after = raw[place - 1 : place], raw[place : place + 1]
    return all(letter.isascii() and letter.isalnum() for letter in (before, after))


def _question(asked: Asked, lang: str, thing: Thing, called: str, place: int) -> Completion:
    kind = CompletionKind.QUESTION
    return Completion(
        text=asked.question(lang, called), kind=kind, iri=thing.iri, score=round(kind.value * (1 - place / 10_000), 4)
    )


def _first_named(typed: Folded, scopes: Sequence[Scope]) -> tuple[list[Thing], int, int] | None:
    """The longest name among the earliest in the text, with its folded start and end."""
    for start in range(len(typed.text)):
        things, end = max((scope.named_at(typed.text, start) for scope in scopes), key=lambda found: found[1])
        if things:
            return things, start, end
    return None
