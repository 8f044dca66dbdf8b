"""小蜜 and 店小蜜: a customer's question becomes a typed query, rows, and a reply with proof.

    answerer = Answerer(reader)
    reply = answerer.ask(Question(text="F6033-UD3多少钱", shop="..."))

Read in this order: question, normalise, lexicon, catalogue, knowledge, understand (words become
clauses), planner (clauses become the typed queries of plan), run and respond (queries become facts
and words), answerer.
"""

from reasoning.answer.answerer import Answerer
from reasoning.answer.question import MAX_CHARACTERS, Question
from reasoning.answer.reply import Choice, Reply, ReplyStatus, Route
from reasoning.answer.session import MemorySessions, SessionState, SessionStore

__all__ = [
    "MAX_CHARACTERS",
    "Answerer",
    "Choice",
    "MemorySessions",
    "Question",
    "Reply",
    "ReplyStatus",
    "Route",
    "SessionState",
    "SessionStore",
]
