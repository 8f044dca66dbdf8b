"""Reading one clause: its words become recognised parts, each step taking the letters that earlier ones left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import rjieba

from reasoning.answer.amounts import Amounts, beyond
from reasoning.answer.catalogue import Named, Part
from reasoning.answer.clause import Anchor, Clause, Quantity
from reasoning.answer.grading import degrees, graded, is_idle
from reasoning.answer.knowledge import Knowledge, ValueWord
from reasoning.answer.lexicon import DIALOGUE, Lexicon, Meaning, Mention, Role
from reasoning.answer.negation import Negations, declines
from reasoning.answer.normalise import squash, stretches
from reasoning.answer.ordinal import read_ordinal
from reasoning.answer.resemblance import held_share
from reasoning.answer.together import joined

_LONG_NUMBER = re.compile(r"(?<![\d.a-z])\d{5,}(?![\d.])")
_CODE = re.compile(r"[a-z]{1,6}[-]?\d[a-z0-9]*(?:[-./][a-z0-9]+)*(?:\([a-z0-9]+\))?")
# A code that something within goods has may have a second hyphenated part: E-S21.
_HYPHENATED = re.compile(r"(?<![a-z0-9-])[a-z]{1,3}-[a-z]{1,3}\d[a-z0-9]*|" + _CODE.pattern)
_PART_CODE = re.compile(r"(?<![a-z\d-])[a-z]\d{1,3}(?![a-z\d-])")
_USER_CODE = re.compile(r"(?<![a-z0-9])[a-z]{2,}[0-9a-z_\u4e00-\u9fff-]{3,}")
_JOINER = re.compile(r"、|和|跟|与|还是|或者|对比|比|\bvs\b|\band\b|\bor\b|/")
_ARTICLE = re.compile(r"\s+(?:(?:an?|the|free)\s+){0,2}$")
LONGEST_CODE = 64


class Reading:
    """The state of reading one clause: which letters are taken, and what was found so far."""

    def __init__(self, text: str, lexicon: Lexicon, knowledge: Knowledge) -> None:
        self.text = text
        self.lexicon = lexicon
        self.knowledge = knowledge
        self.negations = Negations(lexicon.negations, lexicon.exceptions)
        self.amounts = Amounts(text, lexicon, knowledge, self.negations)
        self.taken = [False] * len(text)
        self.mentions: list[Mention] = []
        self.anchors: list[tuple[int, Anchor]] = []
        self.unknown: list[str] = []
        self.local: list[tuple[str, ...]] = []
        self.quantities: list[Quantity] = []
        self.codes: list[Part] = []
        self.strange: list[str] = []
        self.named: list[tuple[int, int]] = []
        self.denied: list[ValueWord] = []
        self.ordinal = 0

    def clause(self) -> Clause:
        """The clause with everything that was recognised in it."""
        self._identifiers(_LONG_NUMBER)
        self._codes()
        self._identifiers(_USER_CODE)
        self._part_codes()
        self._ordinals()
        persons = self._persons()
        individuals = self._names()
        self._lexical()
        individuals = self._links(individuals)
        self._numbers()
        values = self._values()
        self._by_sound()
        self._by_resemblance()
        self.mentions = joined(self.mentions, self.knowledge.ontology)
        similar = self._unknown_codes()
        loose = self.knowledge.catalogue.words(self._free_text())
        self._name_anchors(loose)
        unread = self._unread()
        residue = self._residue(unread)
        ontology = self.knowledge.ontology
        named = [m for m in self.mentions if not m.of(Role.PROPERTY)]
        classes, excepted = self.negations.apart(self.text, named, Role.CLASS)
        declined = [m for m in self.mentions if declines(self.text, m, self.lexicon.declining)]
        acts = [a for m in self.mentions for a in m.of(Role.ACT) if len(m.text) > 1 or m.text == self.text]
        markers = frozenset(
            ontology.annotation(i, DIALOGUE + "function") for m in self.mentions for i in m.of(Role.MARKER)
        )
        places = [ontology.annotation(i, DIALOGUE + "position") for m in self.mentions for i in m.of(Role.MARKER)]
        return Clause(
            text=self.text,
            persons=persons,
            anchors=tuple(anchor for _, anchor in sorted(self.anchors, key=lambda a: a[0])),
            unknown=tuple(self.unknown),
            strange=tuple(self.strange),
            similar=similar,
            local=tuple(self.local),
            properties=tuple(m for m in self.mentions if m.of(Role.PROPERTY)),
            classes=classes,
            class_words=tuple(m.text for m in self.mentions if m.of(Role.CLASS) and not m.of(Role.PROPERTY)),
            terms=tuple(dict.fromkeys(i for m in self.mentions for i in m.of(Role.INDIVIDUAL))),
            operations=tuple(
                dict.fromkeys(o for m in self.mentions if m not in declined for o in m.of(Role.OPERATION))
            ),
            declined=tuple(dict.fromkeys(o for m in declined for o in m.of(Role.OPERATION))),
            excepted=excepted,
            individuals=individuals,
            values=values,
            quantities=tuple(self.quantities),
            scales=graded(self.mentions, markers, ontology),
            degrees=degrees(self.mentions, ontology),
            ordinal=self.ordinal or next((int(place) for place in places if place), 0),
            negated=frozenset(self._negated(individuals)),
            denied=frozenset(self.denied),
            acts=tuple(acts),
            markers=markers,
            loose=tuple(loose),
            residue=residue,
            rest=unread,
            understood=self._understood(residue),
        )

    def _ordinals(self) -> None:
        """第二个 and a number alone name a place in a list that was told."""
        self.ordinal, span = read_ordinal(self._free_text(), self.text)
        self._take(*span)

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)

    def _is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def _free_text(self) -> str:
        """The text with taken letters blanked, so that offsets stay."""
        return "".join("\x00" if taken else c for c, taken in zip(self.text, self.taken, strict=True))

    def _identifiers(self, pattern: re.Pattern[str]) -> None:
        """Codes of one shape that some individual's identifier equals; a long number that none has is unknown."""
        for match in pattern.finditer(self.text):
            if not self._is_free(*match.span()) or (pattern is _LONG_NUMBER and self.amounts.is_amount(*match.span())):
                continue
            longest = min(match.end(), match.start() + LONGEST_CODE)
            for end in range(longest, match.start() + 3, -1):
                token = self.text[match.start() : end]
                found = self.knowledge.identified(token)
                if found:
                    self._take(match.start(), end)
                    self._identified(match.start(), token, found)
                    break
                if pattern is _LONG_NUMBER:
                    self._take(*match.span())
                    self.unknown.append(match.group())
                    break

    def _identified(self, start: int, token: str, found: tuple[str, ...]) -> None:
        described = [iri for iri in found if iri in self.knowledge.products]
        goods = [iri for iri in found if iri in self.knowledge.products or not self._is_part(iri)]
        if goods:
            kept = self.knowledge.described(tuple(described) or tuple(goods))
            self.anchors.append((start, Anchor(iris=kept, words=(token,), by_id=True)))
        else:
            self.local.append(found)

    def _is_part(self, iri: str) -> bool:
        """Whether an identifier is only good within something else, as a fault code is within its product."""
        return not self.knowledge.is_personal(iri) and iri not in self.knowledge.products

    def _codes(self) -> None:
        """Model numbers and series codes."""
        for start, end, word, places in self.knowledge.catalogue.codes(self._free_text()):
            if self.amounts.unit_follows(word):
                continue
            self._take(start, end)
            self.codes.append((start, end, word, places))

    def _part_codes(self) -> None:
        """Short codes that are good within something else, such as fault codes; one of their shape may be unknown."""
        for match in _PART_CODE.finditer(self.text):
            code = match.group()
            known = self.knowledge.identified(code) or code[0] not in self.knowledge.part_letters
            if self._is_free(*match.span()) and not known and not self.amounts.unit_follows(code):
                self._take(*match.span())
                self.strange.append(code)
        for match in _HYPHENATED.finditer(self.text):
            if self._is_free(*match.span()) and (found := self.knowledge.identified(match.group())):
                self._take(*match.span())
                self._identified(match.start(), match.group(), found)

    def _lexical(self) -> None:
        free = self._free_text()
        for mention in self.lexicon.find(free):
            if all(m.role is Role.UNIT for m in mention.meanings) or self._is_filler(mention.text):
                continue
            acts_only = all(m.role is Role.ACT for m in mention.meanings)
            if acts_only and len(mention.text) == 1 and mention.text != self.text:
                continue
            if mention.of(Role.PROPERTY) and self._is_negated(mention):
                continue
            self._take(mention.start, mention.end)
            self.mentions.append(mention)
        for mention in [m for m in self.mentions if is_idle(m, self.mentions, self.knowledge.ontology)]:
            self.mentions.remove(mention)
            self.taken[mention.start : mention.end] = [False] * len(mention.text)

    def _links(self, individuals: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        """The things named, with those that stand after a word for the property leading to them as a class (送净水器).

        A letter may be such a word. What follows it (送电风扇) is then no class.
        """
        for mention in [m for m in self.mentions if m.of(Role.CLASS) and (m.start, m.end) not in self.named]:
            leading, _ = self._leading(mention.start)
            kinds = {r for m in leading for r in self.knowledge.ontology.ranges(m.iri)}
            if kinds and (iris := self.knowledge.parts_like(mention.of(Role.CLASS), kinds)):
                self.named.append((mention.start, mention.end))
                individuals = (*individuals, iris)
        for (start, end), iris in zip(self.named, individuals, strict=True):
            kinds = {self.knowledge.kind_of(i) for i in iris}
            found, place = self._leading(start)
            leading = tuple(m for m in found if kinds & set(self.knowledge.ontology.ranges(m.iri)))
            if leading:
                self.mentions = [m for m in self.mentions if (m.start, m.end) != (start, end)]
                if self._is_free(place, place + 1):
                    self._take(place, place + 1)
                    word = self.text[place]
                    self.mentions.append(Mention(start=place, end=place + 1, text=word, meanings=leading))
        return individuals

    def _leading(self, start: int) -> tuple[tuple[Meaning, ...], int]:
        """The properties that the word right before a place means, a letter or more, and where that word begins."""
        before = _ARTICLE.sub("", self.text[:start])
        for mention in self.mentions:
            if mention.end == len(before) and mention.of(Role.PROPERTY):
                return tuple(m for m in mention.meanings if m.role is Role.PROPERTY), mention.start
        free = start > 0 and self._is_free(start - 1, start)
        return (self.lexicon.letter(self.text[start - 1]) if free else ()), start - 1

    def _negated(self, individuals: tuple[tuple[str, ...], ...]) -> Iterable[str]:
        """The IRIs of all that a negation stands beside."""
        for mention in self.negations.of(self.text, self.mentions):
            yield from (meaning.iri for meaning in mention.meanings)
        for (start, end), iris in zip(self.named, individuals, strict=True):
            if self.negations.negates(self.text, start, end, self.mentions, next_to=True):
                yield from iris

    def _is_negated(self, mention: Mention) -> bool:
        """不制冷 states a fault, it does not ask for the cooling; 制冷不制冷 does ask."""
        before = self.text[: mention.start]
        return before.endswith("不") and not before.endswith(mention.text + "不")

    def _numbers(self) -> None:
        """Numbers with units and comparators: 80升, 1500以内, 1000到2000之间."""
        read, taken = self.amounts.read(self._free_text(), self.mentions)
        ends = {way for _, way in degrees(self.mentions, self.knowledge.ontology)}
        self.quantities = [beyond(quantity, ends) for quantity in read]
        for start, end in taken:
            self._take(start, end)

    def _persons(self) -> tuple[str, ...]:
        """Names of persons that some record has; their letters are taken."""
        found = []
        for start, end, word in stretches(self._free_text()):
            if word in self.knowledge.persons and self._is_free(start, end) and not self._is_common(word):
                self._take(start, end)
                found.append(word)
        return tuple(found)

    def _is_common(self, word: str) -> bool:
        """Whether a person's name is a word of the shop as well: someone called 价格 bars nobody from prices."""
        return bool(self.lexicon.meanings(word)) or self.knowledge.catalogue.is_piece(word)

    def _names(self) -> tuple[tuple[str, ...], ...]:
        """Names of gifts, faults, benefits and other parts; their letters stay free, as they may be words as well."""
        found = [
            (start, end, tuple(self.knowledge.names[word]))
            for start, end, word in stretches(self._free_text())
            if word in self.knowledge.names
        ]
        kept = [f for f in found if not any(g[0] <= f[0] and f[1] <= g[1] and g[:2] != f[:2] for g in found)]
        self.named = [(start, end) for start, end, _ in kept]
        return tuple(iris for _, _, iris in kept)

    def _values(self) -> tuple[ValueWord, ...]:
        """Short values of goods' properties, longest first."""
        values: list[ValueWord] = []
        edges = self._word_edges()
        for start, end, word in stretches(self._free_text()):
            whole = start in edges and end in edges
            if whole and word in self.knowledge.values and self._is_free(start, end):
                self._take(start, end)
                values.extend(self.knowledge.values[word])
                if self.negations.negates(self.text, start, end, self.mentions, next_to=True):
                    self.denied.extend(self.knowledge.values[word])
        for start, end in self.named:
            self._take(start, end)
        return tuple(values)

    def _word_edges(self) -> set[int]:
        """Where words begin and end: 金属 inside 重金属 is no word of its own."""
        edges, place = {0}, 0
        for word in rjieba.cut(self.text):
            place += len(word)
            edges.add(place)
        return edges

    def _by_sound(self) -> None:
        """Homophone typos, in what exact matching left over."""
        for match in re.finditer(r"[\u4e00-\u9fff]{2,}", self._free_text()):
            for mention in self.lexicon.find_by_sound(match.group()):
                if all(m.role in (Role.UNIT, Role.ACT, Role.MARKER) for m in mention.meanings):
                    continue
                start, end = match.start() + mention.start, match.start() + mention.end
                exact = bool(self.lexicon.meanings(mention.text))
                if exact or self.knowledge.catalogue.is_piece(mention.text):
                    continue
                self._take(start, end)
                self.mentions.append(mention)

    def _by_resemblance(self) -> None:
        """A wording with words put in or left out, when the clause asks nothing else."""
        if any(m.of(Role.OPERATION) or m.of(Role.SCALE) for m in self.mentions):
            return
        if any(m.of(Role.PROPERTY) for m in self.mentions):
            mention = self.lexicon.find_similar(self.text, operations=True)
            # Some of it must be outside what names the property: 订单 alone does not ask to 下订单.
            if mention is not None and not held_share(mention.text, self._free_text()):
                mention = None
        elif misspelt := self.lexicon.find_misspelt(self._free_text()):
            self._take(misspelt.start, misspelt.end)
            self.mentions.append(misspelt)
            return
        else:
            mention = self.lexicon.find_similar(self._free_text())
        if mention is not None:
            self.mentions.append(mention)
            for place in range(mention.start, mention.end):
                if self.text[place] in mention.text:
                    self.taken[place] = True

    def _unknown_codes(self) -> Named | None:
        similar: Named | None = None
        for match in _CODE.finditer(self._free_text()):
            code = match.group()
            if len(squash(code)) < 4 or not any(c.isalpha() for c in code):
                continue
            self._take(*match.span())
            near = self.knowledge.catalogue.similar(code)
            if near is None:
                self.unknown.append(code)
            similar = similar or near
        return similar

    def _name_anchors(self, loose: Sequence[Part]) -> None:
        """Goods named by codes and pieces of their titles, one group between two joining words."""
        bounds = [0, *(m.end() for m in _JOINER.finditer(self.text)), len(self.text) + 1]
        for low, high in pairwise(bounds):
            codes = [part for part in self.codes if low <= part[0] < high]
            words = [part for part in loose if low <= part[0] < high]
            while codes:  # codes that no goods share name several: AK7PRO能换AK5PRO吗
                codes = self._name_anchor(codes, words)
                words = []

    def _name_anchor(self, codes: list[Part], words: list[Part]) -> list[Part]:
        """One group of goods that codes name together; the codes that do not fit it are left for another."""
        named = self.knowledge.catalogue.narrow(codes)
        refined = self.knowledge.catalogue.narrow([*codes, *words])
        if named is None or refined is None:
            return []
        left = [code for code in codes if code[:2] not in named.spans]
        start = next(code[0] for code in codes if code[:2] in named.spans)
        if len(named.iris) > 1:
            named = refined
        for span in named.spans:
            self._take(*span)
        iris = self.knowledge.catalogue.prefer_whole(self.knowledge.described(named.iris), named.words)
        self.anchors.append((start, Anchor(iris=iris, words=named.words, by_id=False)))
        return left

    def _unread(self) -> str:
        """Letters that nothing recognised and that are no mere filling, with a space where letters were taken."""
        free = self._free_text()
        for mention in self.lexicon.find(free):
            if self._is_filler(mention.text):
                free = free[: mention.start] + "\x00" * len(mention.text) + free[mention.end :]
        return re.sub("\x00+", " ", free).strip()

    def _residue(self, unread: str) -> tuple[str, ...]:
        """Content words among the unread letters: two letters or more, no function words."""
        words = (word.strip() for stretch in unread.split(" ") for word in rjieba.cut(stretch))
        return tuple(w for w in words if len(w) >= 2 and w.isalnum() and not self._is_filler(w))

    def _is_filler(self, word: str) -> bool:
        """Whether a word only fills the sentence."""
        meanings = self.lexicon.meanings(word)
        function = self.knowledge.ontology.annotation
        return bool(meanings) and all(
            m.role is Role.MARKER and function(m.iri, DIALOGUE + "function") == "ignore" for m in meanings
        )

    def _understood(self, residue: tuple[str, ...]) -> float:
        letters = sum(c.isalnum() for c in self.text)
        return 1.0 - sum(map(len, residue)) / letters if letters else 0.0
