"""A counter at which tests ask: one answerer in one shop, and everything that a reply lets out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from graph.port import GraphReader
from reasoning.answer import Answerer, Question, Reply

NOON = datetime.fromisoformat("2025-06-01T12:00:00+08:00")


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Asks in one shop, at one instant."""

    answerer: Answerer
    shop: str | None = None
    as_of: datetime = NOON

    def ask(self, text: str, *, customer: str | None = None, session: str | None = None) -> Reply:
        """One question of a customer (None: anonymous)."""
        return self.answerer.ask(
            Question(text=text, shop=self.shop, customer=customer, session=session, as_of=self.as_of)
        )


def desk_of(reader: GraphReader, shop: str | None = None) -> Desk:
    """A desk on a store as it is now."""
    return Desk(answerer=Answerer(reader), shop=shop)


def let_out(reply: Reply) -> str:
    """Everything of a reply that reaches the asker, as one text."""
    proofs = [proof.text(lang) for proof in reply.proofs for lang in ("zh", "en")]
    data = [proof.data("zh") for proof in reply.proofs]
    choices = [(choice.label, choice.iri) for choice in reply.choices]
    everything = [reply.text, *reply.rows, reply.cypher, *proofs, *data, choices]
    return json.dumps(everything, ensure_ascii=False, default=str)


def stands_in(text: str, whole: str) -> bool:
    """Whether a text stands in another one, codes and numbers only as a whole: JD123 is not in JD1234."""
    head = r"(?<![0-9A-Za-z])" if text[0].isascii() and text[0].isalnum() else ""
    tail = r"(?![0-9A-Za-z])" if text[-1].isascii() and text[-1].isalnum() else ""
    return text in whole and re.search(head + re.escape(text) + tail, whole) is not None
