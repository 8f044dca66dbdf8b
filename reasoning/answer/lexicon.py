"""Every wording the ontology knows, as one matching table: words in a question become meanings.

Derived from labels, synonyms and wordings (skos:hiddenLabel) of the stored ontology; nothing here is
kept by hand. Matching is exact first, by sound (pinyin without tones) where nothing exact was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from daachorse import CharwiseDoubleArrayAhoCorasick
from pypinyin import lazy_pinyin

from ontology.general import DIALOG_ACT, NS, OPERATION, UNIT_CLASS
from ontology.model import Ontology
from ontology.owl import Iri
from ontology.terms import Term, TermKind
from reasoning.answer.normalise import normalise
from reasoning.answer.resemblance import Resemblance

DIALOGUE = "https://fengmi.example/dialogue#"
NEGATION = DIALOGUE + "Negation"
UNIT_SYMBOL = NS + "unitSymbol"


class Role(Enum):
    """What a wording stands for in a question."""

    CLASS = "class"
    PROPERTY = "property"
    OPERATION = "operation"
    INDIVIDUAL = "individual"
    UNIT = "unit"
    MARKER = "marker"
    COMPARATOR = "comparator"
    SCALE = "scale"
    ACT = "act"


_ROLES = (
    (DIALOGUE + "Marker", Role.MARKER),
    (DIALOGUE + "Comparator", Role.COMPARATOR),
    (DIALOGUE + "Scale", Role.SCALE),
    (DIALOG_ACT, Role.ACT),
    (OPERATION, Role.OPERATION),
    (UNIT_CLASS, Role.UNIT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that a wording can mean; `rank` 0 is a label, 1 a synonym, 2 a wording."""

    role: Role
    iri: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch [start, end) of the normalised question with all it can mean; `heard` when only its sound matched."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
    heard: bool = False

    def of(self, role: Role) -> tuple[str, ...]:
        """IRIs of the meanings with one role, labels before synonyms before wordings."""
        return tuple(m.iri for m in sorted(self.meanings, key=lambda m: m.rank) if m.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One row of the table: a wording as questions are folded, its sound ('' unless it is Chinese), its meanings."""

    text: str
    sound: str
    meanings: tuple[Meaning, ...]


# One letter alone never names one of these: 重 is inside 重金属.
_CONTENT = (Role.PROPERTY, Role.CLASS, Role.OPERATION, Role.SCALE, Role.INDIVIDUAL)
_ASKING = (Role.PROPERTY, Role.OPERATION)
# Lengths of wordings that a misspelling is looked for in, and how many letters two like syllables end or begin with.
_MISSPELT = range(3, 6)
_RHYME = 2
_HEAD = 3


class Lexicon:
    """The matching table of one ontology; immutable, shared by all questions."""

    def __init__(self, ontology: Ontology) -> None:
        self._surfaces = _surfaces(ontology)
        self._letters = _letters(ontology)
        self._words = list(self._surfaces)
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._words or ["\x00"])
        self._sounds = _sounds(self._surfaces)
        self._sound_words = list(self._sounds)
        self._sound_automaton = CharwiseDoubleArrayAhoCorasick(self._sound_words or ["\x00"])

        self.negations = _negations(ontology, behind=False)
        self.declining = _negations(ontology, behind=False, declining=True)
        self.exceptions = _negations(ontology, behind=True)
        self._resemblance = Resemblance(self._wordings_of(_ASKING))
        self._gapped: dict[str, list[str]] = defaultdict(list)
        for word in self._wordings_of((Role.PROPERTY,)):
            if len(word) in _MISSPELT and all("\u4e00" <= c <= "\u9fff" for c in word):
                for pattern in _gapped(word):
                    self._gapped[pattern].append(word)
        self._operations = Resemblance(self._wordings_of((Role.OPERATION,)))

    def __len__(self) -> int:
        return len(self._surfaces)

    def wordings(self) -> tuple[Wording, ...]:
        """The whole table, in the order of the wordings."""
        return tuple(self._wording(text) for text in sorted(self._surfaces))

    def wordings_in(self, text: str) -> tuple[Wording, ...]:
        """The rows that a question would be matched with, in its order: by letters, else by sound."""
        folded = normalise(text)
        found = self.find(folded) or self.find_by_sound(folded)
        return tuple(replace(self._wording(mention.text), meanings=mention.meanings) for mention in found)

    def _wording(self, text: str) -> Wording:
        return Wording(text=text, sound=" ".join(_syllables(text)[0]), meanings=self._surfaces.get(text, ()))

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """What one normalised wording means by itself."""
        return self._surfaces.get(text, ())

    def letter(self, text: str) -> tuple[Meaning, ...]:
        """The properties that one letter means where something that they lead to stands beside it: 送 before a gift."""
        return self._letters.get(text, ())

    def find(self, text: str) -> tuple[Mention, ...]:
        """Non-overlapping mentions in a normalised text, longest first where they compete, in text order."""
        found = [
            Mention(start=start, end=end, text=text[start:end], meanings=self._surfaces[self._words[index]])
            for start, end, index in self._automaton.find_overlapping(text)
            if index < len(self._words) and _whole(text, start, end)
        ]
        return tuple(_cover(found))

    def find_by_sound(self, text: str) -> tuple[Mention, ...]:
        """Mentions in a Chinese stretch by sound alone, for homophone typos."""
        syllables, places = _syllables(text)
        if len(places) < 2:
            return ()
        starts = {offset: place for place, offset in enumerate(_offsets(syllables))}
        joined = "".join(f" {s}" for s in syllables) + " "
        found: list[Mention] = []
        for begin, end, index in self._sound_automaton.find_overlapping(joined):
            first, after = starts.get(begin), starts.get(end - 1)
            if index >= len(self._sound_words) or first is None or after is None:
                continue
            start, stop = places[first], places[after - 1] + 1
            meanings = tuple(m for word in self._sounds[self._sound_words[index]] for m in self._surfaces[word])
            found.append(Mention(start=start, end=stop, text=text[start:stop], meanings=meanings, heard=True))
        return tuple(_cover(found))

    def _wordings_of(self, roles: tuple[Role, ...]) -> list[str]:
        return [s for s, meant in self._surfaces.items() if any(m.role in roles for m in meant)]

    def find_misspelt(self, text: str) -> Mention | None:
        """The wording of a property with one letter of like sound in place of another (多小钱); None when unsure."""
        for size in reversed(_MISSPELT):
            pieces = {text[start : start + size]: start for start in reversed(range(len(text) - size + 1))}
            for piece, start in pieces.items():
                near = {w for pattern in _gapped(piece) for w in self._gapped.get(pattern, ()) if _alike(w, piece)}
                if len(near) == 1:
                    meanings = self._surfaces[near.pop()]
                    return Mention(start=start, end=start + size, text=piece, meanings=meanings, heard=True)
        return None

    def find_similar(self, text: str, *, operations: bool = False) -> Mention | None:
        """The wording of a property or operation (or of operations alone) that a text resembles closely."""
        found = self._operations.best(text, enough=0.9) if operations else self._resemblance.best(text)
        if found is None:
            return None
        return Mention(start=0, end=len(text), text=found, meanings=self._surfaces[found], heard=True)


def role_of(ontology: Ontology, types: Iterable[str]) -> Role:
    """The role of an individual of the given classes."""
    above = {c for t in types for c in ontology.superclasses(t)}
    return next((role for cls, role in _ROLES if cls in above), Role.INDIVIDUAL)


def _surfaces(ontology: Ontology) -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, dict[tuple[Role, str], Meaning]] = defaultdict(dict)

    def add(word: str, role: Role, iri: str, rank: int) -> None:
        surface = normalise(word)
        if len(surface) > 1 or (surface and role not in _CONTENT):
            old = found[surface].get((role, iri))
            if old is None or rank < old.rank:
                found[surface][role, iri] = Meaning(role=role, iri=iri, rank=rank)

    types = ontology.told_classes
    for term in ontology.terms.values():
        role = _role(term, ontology, types)
        if role is None or NEGATION in types.get(term.iri, ()):
            continue
        for rank, words in enumerate((term.labels, term.synonyms, term.wordings)):
            for word in words:
                add(word.text, role, term.iri, rank)
    for symbol_of, symbol in _unit_symbols(ontology):
        add(symbol, Role.UNIT, symbol_of, 1)
    return {surface: tuple(meanings.values()) for surface, meanings in found.items()}


def _letters(ontology: Ontology) -> dict[str, tuple[Meaning, ...]]:
    """Properties by their wordings of one letter."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    for term in (*ontology.of_kind(TermKind.OBJECT_PROPERTY), *ontology.of_kind(TermKind.DATA_PROPERTY)):
        for word in (*term.synonyms, *term.wordings):
            if len(surface := normalise(word.text)) == 1:
                found[surface].append(Meaning(role=Role.PROPERTY, iri=term.iri, rank=2))
    return {surface: tuple(meanings) for surface, meanings in found.items()}


def _negations(ontology: Ontology, *, behind: bool, declining: bool = False) -> tuple[str, ...]:
    """Words that negate what follows, or with `behind` what stands before them (以外); with `declining` only 不要 etc.

    They are no mentions of their own, as one letter of them stands in many words.
    """
    negating = [
        iri
        for iri, classes in ontology.told_classes.items()
        if NEGATION in classes and (ontology.annotation(iri, DIALOGUE + "place") == "after") is behind
    ]
    if declining:
        negating = [iri for iri in negating if ontology.annotation(iri, DIALOGUE + "function") == "decline"]
    terms = [ontology.terms[iri] for iri in negating if iri in ontology.terms]
    return tuple(normalise(w.text) for t in terms for w in (*t.labels, *t.synonyms, *t.wordings))


def _role(term: Term, ontology: Ontology, types: Mapping[str, Sequence[str]]) -> Role | None:
    if term.iri.startswith(DIALOGUE) and term.kind is not TermKind.INDIVIDUAL:
        return None
    if term.kind is TermKind.CLASS:
        return Role.CLASS
    if term.kind in (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY):
        return Role.PROPERTY
    if term.kind is TermKind.INDIVIDUAL:
        return role_of(ontology, types.get(term.iri, ()))
    return None


def _unit_symbols(ontology: Ontology) -> Iterable[tuple[str, str]]:
    for axiom in ontology.axioms:
        if axiom.kind == "DataPropertyAssertion" and str(axiom.args[0]) == f"<{UNIT_SYMBOL}>":
            subject, value = axiom.args[1], axiom.args[2]
            if isinstance(subject, Iri):
                yield subject.text, getattr(value, "text", "")


def _sounds(surfaces: Iterable[str]) -> dict[str, list[str]]:
    sounds: dict[str, list[str]] = defaultdict(list)
    for surface in surfaces:
        syllables, places = _syllables(surface)
        if len(places) == len(surface) >= 2:
            sounds["".join(f" {s}" for s in syllables) + " "].append(surface)
    return sounds


def _syllables(text: str) -> tuple[list[str], list[int]]:
    places = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff"]
    if not places:
        return [], []
    return lazy_pinyin("".join(text[i] for i in places)), places


def _offsets(syllables: list[str]) -> list[int]:
    offsets = [0]
    for syllable in syllables:
        offsets.append(offsets[-1] + len(syllable) + 1)
    return offsets


def _gapped(word: str) -> list[str]:
    """A word with each of its letters left open in turn."""
    return [f"{word[:place]}_{word[place + 1 :]}" for place in range(len(word))]


def _alike(word: str, other: str) -> bool:
    """Whether two words of one length differ in one letter only, and that sounds alike: 少 and 小."""
    pairs = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    one, two = ("".join(lazy_pinyin(letter)) for letter in pairs[0])
    return one[-_RHYME:] == two[-_RHYME:] or one[:_HEAD] == two[:_HEAD]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether an ASCII match is a whole word: 'price' in 'prices' is not."""
    head = text[start].isascii() and text[start].isalnum()
    tail = text[end - 1].isascii() and text[end - 1].isalnum()
    if head and start and text[start - 1].isascii() and text[start - 1].isalpha() and text[start].isalpha():
        return False
    if tail and text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        return True
    return not (tail and end < len(text) and text[end].isascii() and text[end].isalpha() and text[end - 1].isalpha())


def _cover(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            kept.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(kept, key=lambda m: m.start)
