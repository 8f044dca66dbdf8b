"""What goes out: status, words, rows, and the facts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from reasoning.rules import Proof


class ReplyStatus(Enum):
    """The seven results of a question (DESIGN.md §1)."""

    ANSWERED = "ANSWERED"
    CLARIFY = "CLARIFY"
    NO_FACTS = "NO_FACTS"
    UNKNOWN_ENTITY = "UNKNOWN_ENTITY"
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"
    REFUSED = "REFUSED"
    HANDOFF = "HANDOFF"


class Route(Enum):
    """Who goes on with the conversation."""

    AUTO = "AUTO"
    HUMAN = "HUMAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that the asker may have meant."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The result of a question.

    `rows` hold the answer as data: subject, property, value and, where it was quoted, the sentence.
    `proofs` is one tree for each stated fact, in the text's order, at most two hundred; empty when none is stated.
    `confidence` is in [0, 1]: the share of the question's words that were understood.
    """

    status: ReplyStatus
    text: str
    session: str
    rows: tuple[Mapping[str, Any], ...] = ()
    cypher: str = ""
    proofs: tuple[Proof, ...] = ()
    choices: tuple[Choice, ...] = ()
    route: Route = Route.AUTO
    confidence: float = 1.0
