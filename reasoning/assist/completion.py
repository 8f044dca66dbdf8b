"""One suggestion to someone who is typing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class CompletionKind(Enum):
    """What a suggestion is made of; the value is its base score."""

    QUESTION = 0.95
    ENTITY = 0.9
    CLASS = 0.88
    PROPERTY = 0.85


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """The whole text to put in the input box, and the term or individual that it is about.

    `score` lies in (0, 1] and orders completions of one look-up; it is no probability.
    """

    text: str
    kind: CompletionKind
    iri: str
    score: float
