"""Numbers in a clause: which are amounts, their units, and the comparator that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from reasoning.answer.clause import Quantity
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import DIALOGUE, Lexicon, Mention, Role
from reasoning.answer.negation import Negations

_NUMBER = re.compile(r"(?<![a-z\d.-])(\d+(?:\.\d+)?)")
_MONEY_WORD = re.compile(r"\s*(元|块钱|块|rmb|yuan)")
_TO = re.compile(r"\s*[到至~-]\s*")
_RANGE_END = re.compile(r"\s*[~-]\s*(\d+(?:\.\d+)?)")
_RANGE_ON = re.compile(r"[到至~-]\d")
_RANGE_BACK = re.compile(r"\d[到至~-]$")
_PLURAL = re.compile(r"([a-z]{3,}?)s?(?![a-z])")
_FOLLOWING = 4
MOST_NUMBERS = 20
# The operator of 比, whose side an adjective of degree tells.
THAN = "than"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A number as it stands: its stretch [start, end) with the unit, the unit's IRI, and whether it is money."""

    start: int
    end: int
    number: Decimal
    unit: str | None
    money: bool


class Amounts:
    """Reads the numbers of one clause's normalised text."""

    def __init__(self, text: str, lexicon: Lexicon, knowledge: Knowledge, negations: Negations) -> None:
        self._text = text
        self._negations = negations
        self._lexicon = lexicon
        self._knowledge = knowledge

    def is_amount(self, start: int, end: int) -> bool:
        """Whether a long number is counted or compared rather than a name: 12000元, 10000以下, 低于20000."""
        text = self._text
        if self._knowledge.identified(text[start:end]):
            return False
        unit, _, money = self._unit_at(end)
        in_range = _RANGE_ON.match(text, end) or _RANGE_BACK.search(text[:start])
        beside = (text[end : end + 2], text[max(0, start - 2) : start], text[max(0, start - 3) : start])
        compared = any(m.role is Role.COMPARATOR for word in beside for m in self._lexicon.meanings(word))
        return bool(unit or money or compared or in_range)

    def read(self, free: str, mentions: Sequence[Mention]) -> tuple[list[Quantity], list[tuple[int, int]]]:
        """The quantities among the free letters, in text order, and the stretches that they take."""
        written = list(islice(self._written(free, mentions), MOST_NUMBERS))
        taken = [(w.start, w.end) for w in written]
        operators = self._operators(written, mentions)
        if len(written) == 2 and ".." in operators:
            return [_between(*written)], taken
        found: list[Quantity] = []
        ends = False
        for place, one in enumerate(written):
            following = written[place + 1] if place + 1 < len(written) else None
            if ends:
                ends = False
            elif following and _TO.fullmatch(self._text, one.end, following.start):
                found.append(_between(one, following))
                ends = True
            else:
                found.append(
                    Quantity(
                        number=one.number,
                        unit=one.unit,
                        operator=operators[place],
                        money=one.money,
                        negated=self._is_negated(one, mentions),
                    )
                )
        return found, taken

    def _is_negated(self, one: _Written, mentions: Sequence[Mention]) -> bool:
        """Whether a negation stands beside a number or the comparator before it: 不是80升, 不要超过3000."""
        compared = [m for m in mentions if m.of(Role.COMPARATOR) and m.end == one.start]
        start = min([one.start, *(m.start for m in compared)])
        return self._negations.negates(self._text, start, one.end, mentions, next_to=True)

    def _written(self, free: str, mentions: Sequence[Mention]) -> Iterable[_Written]:
        compared = any(m.of(Role.COMPARATOR) for m in mentions)
        classed = any(m.of(Role.CLASS) for m in mentions)
        for match in _NUMBER.finditer(free):
            unit, end, money = self._unit_at(match.end())
            # A bare number is part of a title beside its class: 421 in 421的冰箱.
            titled = classed and not compared and self._knowledge.catalogue.parts(match.group(1))
            upper = _RANGE_END.match(free, end)
            if unit is None and not money and titled and not upper:
                continue
            yield _Written(start=match.start(), end=end, number=Decimal(match.group(1)), unit=unit, money=money)
            if upper:  # after a dash no number begins by itself, as it may be the tail of a code
                unit, end, money = self._unit_at(upper.end())
                start, number = upper.start(1), Decimal(upper.group(1))
                yield _Written(start=start, end=end, number=number, unit=unit, money=money)

    def _operators(self, written: Sequence[_Written], mentions: Sequence[Mention]) -> list[str]:
        """The comparator of each number: each goes to the number beside it, on the side where its kind stands."""
        operators = ["="] * len(written)
        annotation = self._knowledge.ontology.annotation
        for mention in mentions:
            for iri in mention.of(Role.COMPARATOR)[:1]:
                operator = annotation(iri, DIALOGUE + "operator")
                side = annotation(iri, DIALOGUE + "place")
                if operator == THAN and not any(w.start - mention.end in (0, 1) for w in written):
                    continue
                gaps = [(_gap(mention, w, side), place) for place, w in enumerate(written)]
                if gaps:
                    operators[min(gaps)[1]] = operator
        return operators

    def unit_follows(self, word: str) -> bool:
        """Whether a 'code' is really a number with its unit, such as 16l."""
        tail = re.fullmatch(r"\d+(?:\.\d+)?([a-z]+)", word)
        return bool(tail) and any(m.role is Role.UNIT for m in self._lexicon.meanings(tail.group(1) if tail else ""))

    def _unit_at(self, place: int) -> tuple[str | None, int, bool]:
        """The unit written at a place, where it ends, and whether it is a word for money."""
        if money := _MONEY_WORD.match(self._text, place):
            return None, money.end(), True
        start = place + (self._text[place : place + 1] == " ")
        if spelt := _PLURAL.match(self._text, start):
            units = [m.iri for m in self._lexicon.meanings(spelt.group(1)) if m.role is Role.UNIT]
            if units:
                return units[0], spelt.end(), False
        for size in range(_FOLLOWING, 0, -1):
            word = self._text[start : start + size]
            units = [m.iri for m in self._lexicon.meanings(word) if m.role is Role.UNIT] if len(word) == size else []
            following = self._text[start + size : start + size + 1]
            if units and not (word[-1].isascii() and following.isascii() and following.isalpha()):
                return units[0], start + size, False
        return None, place, False


def beyond(quantity: Quantity, ends: Collection[str]) -> Quantity:
    """What 比3000贵 demands, given the ends that the adjectives beside it mean; itself when they tell no one side."""
    if quantity.operator != THAN:
        return quantity
    operator = {frozenset(("max",)): "<=", frozenset(("min",)): ">="}.get(frozenset(ends), "")
    return replace(quantity, operator=operator, negated=True) if operator else quantity


def _between(one: _Written, other: _Written) -> Quantity:
    """Two numbers as the ends of a range, which either's unit measures."""
    low, high = sorted((one.number, other.number))
    unit = other.unit or one.unit
    return Quantity(number=low, to=high, operator="..", unit=unit, money=one.money or other.money)


def _gap(mention: Mention, written: _Written, side: str) -> tuple[bool, int, bool]:
    """How far a comparator is from a number: a wrong side counts most, then the letters between; before over after."""
    after = mention.start >= written.start
    between = mention.start - written.end if after else written.start - mention.end
    wrong = bool(side) and (side == "after") != after
    return wrong, max(0, between), not after
