"""Completion: what someone who is typing may want to say, from what the graph can answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from graph.port import GraphReader
from ontology.general import shop_id
from ontology.model import Ontology
from reasoning.assist.completion import Completion, CompletionKind
from reasoning.assist.fold import Folded, fold, fold_text
from reasoning.assist.scope import Scope, rank
from reasoning.assist.vocabulary import Asked, Thing, named_classes, public_things, worth_naming
from reasoning.assist.wordings import Wordings

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
        overlays = {document.shop for document in reader.ontology.documents if document.shop}
        everybodys = reader.ontology.for_shop(None)
        self._wordings = Wordings(everybodys)
        self._own_wordings = {shop: Wordings(reader.ontology.for_shop(shop)) for shop in overlays}
        askable = [*self._wordings.asked, *(a for own in self._own_wordings.values() for a in own.asked)]
        things = worth_naming(public_things(reader), askable)
        owned: dict[str | None, list[Thing]] = defaultdict(list)
        for thing in things:
            owned[thing.shop].append(thing)
        shared = owned.pop(None, [])
        self._shared = Scope(shared, named_classes(everybodys, things), self._wordings.asked)
        self._shops = {
            shop: self._own_scope(reader.ontology.for_shop(shop), shop, owned.get(shop, ()))
            for shop in (*owned, *(overlays - owned.keys()))
            if shop
        }
        self._by_iri = {thing.iri: thing for thing in things}

    def _own_scope(self, ontology: Ontology, shop: str, things: Sequence[Thing]) -> Scope:
        """A shop's things, and what only its overlay names."""
        common = {asked.iri for asked in self._wordings.asked}
        asked = self._own_wordings[shop].asked if shop in self._own_wordings else ()
        classes = [term for term in named_classes(ontology, things) if term.iri not in self._shared.classes]
        return Scope(things, classes, [own for own in asked if own.iri not in common])

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
        scopes, wordings = self._scopes(shop), self._words(shop)
        head = text[:-_WINDOW]
        found = [
            *islice(self._questions(typed, text[-_WINDOW:], scopes, wordings, about), wanted),
            *self._prefixes(typed.text, scopes, wordings, wanted),
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
        own = self._shops.get(shop_id(shop)) if shop else None
        return (own, self._shared) if own else (self._shared,)

    def _words(self, shop: str | None) -> Wordings:
        return self._own_wordings.get(shop_id(shop), self._wordings) if shop else self._wordings

    def _prefixes(self, typed: str, scopes: Sequence[Scope], wordings: Wordings, wanted: int) -> list[Completion]:
        """Terms that begin with what was typed; a single thing found brings its questions along, after it."""
        found = [c for scope in scopes for c in islice(scope.starting_with(typed), wanted)]
        things = {c.iri for c in found if c.kind is CompletionKind.ENTITY}
        if len(things) == 1:
            thing = self._by_iri[things.pop()]
            called = next((n for n in thing.names if fold_text(n).startswith(typed)), thing.short)
            ahead = islice(_asking(wordings, thing, called, ""), wanted)
            found.extend(replace(c, score=round(c.score * _AHEAD, 4)) for c in ahead)
        return found

    def _questions(
        self, typed: Folded, raw: str, scopes: Sequence[Scope], wordings: Wordings, about: Iterable[str]
    ) -> Iterator[Completion]:
        """A known thing has been named: go on with what can be asked of it."""
        found = _first_named(typed, scopes)
        if found is None:
            for iri in about:
                if thing := self._by_iri.get(iri):
                    yield from _asking(wordings, thing, "", typed.text)
            return
        things, start, end = found
        before, after = typed.starts[start], typed.starts[end] if end < len(typed.text) else len(raw)
        name = raw[before:after].rstrip()
        for thing in things:
            for completion in _asking(wordings, thing, name, typed.text[end:].removeprefix(_LINK)):
                yield replace(completion, text=raw[:before] + completion.text)

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


def _asking(wordings: Wordings, thing: Thing, called: str, rest: str) -> Iterator[Completion]:
    """Questions about a thing that begin with `rest`, in the order of the ontology's summary."""
    for asked, lang, place in wordings.starting_with(rest) if rest else wordings.ranked():
        if asked.iri in thing.properties and (rest or not asked.naming):
            yield _question(asked, lang, thing, called, place)


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
