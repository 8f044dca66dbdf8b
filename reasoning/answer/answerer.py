"""The front door of answering: a question in, a reply with its proofs out."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from graph.port import GraphReader
from graph.schema import quoted
from graph.shop_view import ShopView
from ontology.errors import NotFoundError
from ontology.general import CUSTOMER, SHOP_CLASS, customer_iri, shop_id
from ontology.model import Ontology
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Lexicon
from reasoning.answer.normalise import is_chinese
from reasoning.answer.part import Part, join
from reasoning.answer.paths import Paths
from reasoning.answer.phrase import PHRASES
from reasoning.answer.planner import Planner
from reasoning.answer.question import Question
from reasoning.answer.reply import Reply, ReplyStatus
from reasoning.answer.respond import Responder
from reasoning.answer.run import Asker
from reasoning.answer.session import MemorySessions, SessionState, SessionStore, state_key
from reasoning.answer.subject import Subject
from reasoning.answer.understand import Understanding
from reasoning.rules import Proof, Prover

MOST_PROOFS = 200
_BARRED = (ReplyStatus.REFUSED, ReplyStatus.UNKNOWN_ENTITY)
# More clauses than a customer's message has; the rest of a longer one is left unanswered.
MOST_CLAUSES = 12
# Shops whose names are kept at hand at once.
MOST_SHOPS = 64
# Shops that an error names.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """One shop's view of the store, and what its questions are read with."""

    reader: GraphReader
    knowledge: Knowledge
    understanding: Understanding
    paths: Paths


class Answerer:
    """Answers questions over one store; build a new one when the store has changed."""

    def __init__(self, reader: GraphReader, sessions: SessionStore | None = None) -> None:
        self._reader = reader
        self._sessions = sessions or MemorySessions()
        self._only_shop = _only_shop(reader)
        self._shops = _shops(reader)
        self._built = lru_cache(maxsize=MOST_SHOPS)(self._build)
        # Shops without an overlay of their own share one ontology, and what is made of it.
        self._words = lru_cache(maxsize=MOST_SHOPS)(_words)
        self._building = {shop: threading.Lock() for shop in (None, *self._shops)}
        self._view(self._only_shop)

    def _view(self, shop: str | None) -> _View:
        """A shop's view, built by the first who asks and waited for by the others of that shop."""
        with self._building[shop]:
            return self._built(shop)

    def _build(self, shop: str | None) -> _View:
        """What one shop's questions are read and answered with."""
        reader = ShopView(self._reader, shop)
        knowledge = Knowledge(reader, shop)
        lexicon, paths = self._words(reader.ontology)
        understanding = Understanding(lexicon, knowledge)
        return _View(reader=reader, knowledge=knowledge, understanding=understanding, paths=paths)

    def ask(self, question: Question) -> Reply:
        """Answer a question; every stated fact has its proof, and what is not known is said to be so.

        Raises NotFoundError for a shop that has nothing in the store.
        """
        session = question.session or uuid.uuid4().hex
        shop = self._shop(question)
        view = self._view(shop)
        knowledge = view.knowledge
        clauses = view.understanding.clauses(question.text)[:MOST_CLAUSES]
        customer = _customer(question, shop, knowledge)
        state = self._state(session, shop, customer)
        worded = any(clause.has_words() for clause in clauses) or is_chinese(question.text)
        lang = ("zh" if is_chinese(question.text) else "en") if worded else state.lang or knowledge.lang
        state = replace(state, lang=lang)
        asker = Asker(shop=shop, customer=customer, as_of=question.as_of or datetime.now(UTC), lang=lang)
        planner = Planner(knowledge, view.paths, asker)
        responder = Responder(view.reader, knowledge, asker)
        parts: list[Part] = []
        for clause in clauses:
            barred = bool(parts) and parts[-1].status in _BARRED
            if barred and not clause.names_something() and not planner.is_of_shop(clause):
                continue  # 到哪了，什么时候送到: both ask about the order that was refused
            subject, tasks = planner.plan(clause, state)
            answered = [responder.part(task) for task in tasks]
            state = _next(state, subject, answered)
            parts.extend(answered)
        part = self._combined(parts, asker)
        self._sessions.put(state_key(session, shop, customer), state)
        public = tuple(iri for iri in state.focus if not knowledge.is_personal(iri))
        self._sessions.put(session, SessionState(shop=state.shop, focus=public))
        understood = sum(c.understood * len(c.text) for c in clauses) / max(1, sum(len(c.text) for c in clauses))
        return Reply(
            status=part.status,
            text=part.text,
            session=session,
            rows=part.rows,
            cypher=";\n".join(dict.fromkeys(responder.runner.cypher)),
            proofs=self._proofs(part),
            choices=part.choices,
            route=part.route,
            confidence=round(understood if part.status is ReplyStatus.ANSWERED else 0.0, 3),
        )

    def _shop(self, question: Question) -> str | None:
        """The id of the shop that is asked: the one named, else the store's only one."""
        named = shop_id(question.shop) if question.shop else self._only_shop
        if named is not None and named not in self._shops and question.shop:
            known = "、".join(sorted(self._shops)[:MOST_NAMED]) or "none"
            raise NotFoundError(f"no shop {question.shop!r} in the store; known: {known}")
        return named if named in self._shops else None

    def _state(self, session: str, shop: str | None, customer: str | None) -> SessionState:
        """What this asker was told before in the session; who signs in on the way goes on from what he asked before."""
        known = self._sessions.get(state_key(session, shop, customer))
        if known is None and customer is not None:
            known = self._sessions.get(state_key(session, shop, None))
        return replace(known or SessionState(), customer=customer or "", shop=shop or "")

    def _combined(self, parts: Sequence[Part], asker: Asker) -> Part:
        if not parts:
            return Part(status=ReplyStatus.NOT_UNDERSTOOD, text=PHRASES[asker.lang]["not_understood"])
        refused = [p for p in parts if p.status is ReplyStatus.REFUSED]
        if refused and not any(p.status is ReplyStatus.ANSWERED for p in parts):
            return refused[0]
        known = [p for p in parts if p.status is not ReplyStatus.NOT_UNDERSTOOD]
        answered = [p for p in known if p.status is ReplyStatus.ANSWERED]
        strong = [p for p in known if not p.weak]
        known = strong or known
        handed = [p for p in known if p.status is ReplyStatus.HANDOFF]
        if handed and not answered:
            return handed[0]
        return join(known or parts)

    def _proofs(self, part: Part) -> tuple[Proof, ...]:
        if part.status not in (ReplyStatus.ANSWERED, ReplyStatus.CLARIFY):
            return ()
        prover = Prover(self._reader)
        return prover.prove_all(part.facts[:MOST_PROOFS])


def _next(state: SessionState, subject: Subject, parts: Sequence[Part]) -> SessionState:
    """The state after a clause: a new subject replaces the old one, what was asked is remembered."""
    part = join(parts) if parts else None
    focus = (part.focus if part and part.focus else subject.iris) or state.focus
    offered = _offered(part) if part else ()
    if part is not None and part.status in (ReplyStatus.REFUSED, ReplyStatus.UNKNOWN_ENTITY):
        return replace(state, offered=offered, properties=part.properties) if offered else state
    changed = bool(subject.said)
    return replace(
        state,
        focus=focus,
        properties=(part.properties if part and part.properties else ()) or state.properties,
        operation=part.operation if part and part.operation else ("" if part and part.properties else state.operation),
        cls=subject.cls if changed else state.cls,
        name_words=subject.words if changed else state.name_words,
        offered=offered or state.offered,
    )


def _offered(part: Part) -> tuple[str, ...]:
    """Several things that a part tells side by side: choices, members of a list, or what a property leads to."""
    if part.choices:
        return tuple(choice.iri for choice in part.choices)
    if len(part.focus) > 1:
        return part.focus
    asked = [f for f in part.facts if f.object and f.subject in part.focus and f.property in part.properties]
    ends = tuple(dict.fromkeys(f.object for f in asked if f.object and f.property == asked[0].property))
    return ends if len(ends) > 1 else ()


def _words(ontology: Ontology) -> tuple[Lexicon, Paths]:
    return Lexicon(ontology), Paths(ontology)


def _customer(question: Question, shop: str | None, knowledge: Knowledge) -> str | None:
    """Who asks; someone who is no customer of the shop is anonymous."""
    customer = customer_iri(question.customer, shop) if question.customer else None
    return customer if customer is not None and knowledge.is_a(customer, CUSTOMER) else None


def _shops(reader: GraphReader) -> frozenset[str]:
    """The ids of all shops that the store has, or has anything of."""
    rows = reader.query("MATCH (n:Entity) WHERE n.shop IS NOT NULL RETURN DISTINCT n.shop AS shop").rows
    label = reader.schema.labels.get(SHOP_CLASS)
    named = reader.query(f"MATCH (s:{quoted(label)}) RETURN s.iri AS iri").rows if label else ()
    return frozenset((*(row[0] for row in rows), *(shop_id(row[0]) for row in named)))


def _only_shop(reader: GraphReader) -> str | None:
    """The id of the store's shop when it has exactly one."""
    label = reader.schema.labels.get(SHOP_CLASS)
    if label is None:
        return None
    rows = reader.query(f"MATCH (s:{quoted(label)}) RETURN s.iri AS iri LIMIT 2").rows
    return shop_id(rows[0][0]) if len(rows) == 1 else None
