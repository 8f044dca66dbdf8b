"""Typed queries: what a clause asks for, once its words are understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reasoning.answer.clause import Quantity
from reasoning.answer.knowledge import ValueWord
from reasoning.answer.paths import Step
from reasoning.answer.reply import ReplyStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an answer lies: along `path` from the anchor, then a property of what is reached.

    Without a property the individuals reached are themselves the answer. `only` keeps those among
    the individuals reached; `having` (a property and its object) keeps those of which that holds.
    """

    path: tuple[Step, ...] = ()
    property: str | None = None
    only: tuple[str, ...] | None = None
    having: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing asked for: groups of targets, the likeliest group first; the first with facts answers it."""

    word: str
    groups: tuple[tuple[Target, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A property compared with a value: `operator` is = <= >= ~, '..' (between value and `to`), `has` or `in`.

    `has` asks for any value but False, or for a link to one of the individuals in `value`; `in` for a link to one of
    the individuals whose IRIs `value` holds. With `negated`, a member of which something else is told is meant (of
    `has`: one of which no such thing is told).
    `words` are the question's own.
    """

    property: str
    operator: str
    value: object = None
    to: object = None
    negated: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """Properties of given individuals; `unsure` when the name fits several of which one is meant.

    With `order` (a property and a direction) only the first of them by it is meant.
    `vague` when the wording is a bare question word (多大, 多少): what its other words speak of comes first.
    `before` are the properties that the turn or clause before asked for, when this one goes on from it.
    `tally` is "count" or "sum" when what is found is to be counted or its numbers added up.
    """

    anchors: tuple[str, ...]
    wishes: tuple[Wish, ...]
    unsure: bool = False
    within: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    order: tuple[str, str] | None = None
    check_values: tuple[ValueWord, ...] = ()
    check_quantities: tuple[Quantity, ...] = ()
    words: tuple[str, ...] = ()
    text: str = ""
    vague: bool = False
    tally: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Members of a class that meet conditions, perhaps ordered by a property; then what is asked of them.

    With `like`, only the members named most like that individual; `excepted` are classes whose members are left out;
    `listing` when a list of them is asked for. With
    `summed` are wishes of the asker whose numbers are added up over the members. With
    `spread`, the first and the last by the order's property are told with what lies between them.
    """

    cls: str
    conditions: tuple[Condition, ...] = ()
    named: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None
    like: str = ""
    excepted: tuple[str, ...] = ()
    order: tuple[str, str] | None = None
    only_best: bool = False
    wishes: tuple[Wish, ...] = ()
    words: tuple[str, ...] = ()
    text: str = ""
    rest: str = ""
    count: bool = False
    summed: tuple[Wish, ...] = ()
    listing: bool = False
    spread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """Several individuals side by side, by one property (with the direction that wins) or by all."""

    anchors: tuple[str, ...]
    property: str | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Whether an operation is allowed on orders; with no order, what the policy says."""

    orders: tuple[str, ...]
    operation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Sentences about given individuals (or the whole shop when none) that hold the words."""

    anchors: tuple[str, ...]
    words: tuple[str, ...]
    text: str = ""
    rest: str = ""
    otherwise: ReplyStatus = ReplyStatus.NO_FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Small talk: a dialog act with its own reply."""

    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A clause that cannot be queried: the status to reply with, what it is about, and what it asks for.

    `own` when the asker has nothing of what it is about.
    """

    status: ReplyStatus
    about: str = ""
    choices: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    own: bool = False


Task: TypeAlias = "LookUp | Select | Compare | Permit | Search | Talk | Problem"
