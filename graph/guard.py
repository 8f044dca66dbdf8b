"""Which Cypher may run on the reading side: judged by its words first, then by the plan that the store makes.

The words cost nothing and stop what no plan shows: several statements, texts too large to plan, sub-queries
that a store hides inside a step. The plan is what decides: it names what will really be done, whatever the
text looks like. A text judged once is not judged again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.cost import check_cost
from graph.cypher_text import Kind, Token, dotted_name, tokens_of
from graph.functions import BEFORE_BRACKET, is_function
from graph.growth import check_growth, check_lengths
from graph.pattern import check_given, check_patterns
from graph.plan import Plan, check_plan, check_procedure
from ontology.errors import QueryError

MAX_CHARACTERS = 20_000
MAX_REMEMBERED = 2_000

_STARTS = frozenset(("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "FINISH"))
# These are left to the plan, which says that they write.
_WRITES = frozenset(("CREATE", "MERGE", "FOREACH", "DELETE", "DETACH", "SET", "REMOVE"))
_SERVER = ("DROP", "ALTER", "RENAME", "GRANT", "DENY", "REVOKE", "SHOW", "TERMINATE", "USE", "START", "STOP", "ENABLE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What has to be seen to when a query that only reads is run."""

    patterns: frozenset[str]
    """The parameters that it takes for regular expressions."""

    looped: frozenset[str]
    """The parameters that each step of a loop uses."""

    elements: int | None
    """How many elements a list may have that it collects; None for as many as usual."""


class Guard:
    """Judges the reading queries of one store."""

    def __init__(self, explain: Callable[[str], Plan]) -> None:
        """`explain` asks the store for a query's plan without running it; it may raise QueryError itself."""
        self._explain = explain
        self._passed: OrderedDict[str, Judged] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, cypher: str, parameters: Mapping[str, object]) -> Judged:
        """Raise QueryError, saying what, which and what to do, unless the query only reads this graph."""
        judged = self._judged(cypher)
        check_given(judged.patterns, parameters)
        check_lengths(judged.looped, parameters)
        return judged

    def _judged(self, cypher: str) -> Judged:
        with self._lock:
            if cypher in self._passed:
                self._passed.move_to_end(cypher)
                return self._passed[cypher]
        judged = check_reading(cypher)
        check_plan(self._explain(cypher))
        with self._lock:
            self._passed[cypher] = judged
            while len(self._passed) > MAX_REMEMBERED:
                self._passed.popitem(last=False)
        return judged


def check_reading(cypher: str) -> Judged:
    """Raise QueryError for a text that is empty, too large, several statements, or names what is not allowed."""
    if not cypher.strip():
        raise QueryError("the query is empty; write a Cypher query such as MATCH (n:Product) RETURN n.label LIMIT 5")
    if len(cypher) > MAX_CHARACTERS:
        raise QueryError(f"the query has {len(cypher)} characters, more than {MAX_CHARACTERS}; shorten it")
    if "\\u" in cypher:
        raise QueryError("the query has a \\u escape, which could hide a keyword; write the character itself")
    tokens = tokens_of(cypher)
    while tokens and tokens[-1].signs(";"):
        tokens.pop()
    _check_shape(tokens)
    _check_clauses(tokens)
    _check_functions(tokens)
    check_cost(tokens)
    elements, looped = check_growth(tokens)
    return Judged(elements=elements, looped=looped, patterns=check_patterns(tokens))


def _check_shape(tokens: list[Token]) -> None:
    if not tokens:
        raise QueryError("the query is only a comment; write a Cypher query such as MATCH (n) RETURN n.label LIMIT 5")
    for token in tokens:
        if token.kind is Kind.STRANGE:
            raise QueryError(
                f"the query has {token.text!r} (U+{ord(token.text[0]):04X}), which opens something never closed or is "
                "no part of Cypher; correct the query"
            )
        if token.signs(";"):
            raise QueryError("the query has several statements, parted by ';'; send one at a time")
    _check_start(tokens[0], tokens[1] if len(tokens) > 1 else None)


def _check_start(first: Token, second: Token | None) -> None:
    if first.says("CREATE") and second is not None and second.kind is Kind.WORD:
        what = second.text.upper()
        raise QueryError(
            f"CREATE {what} is not allowed: it writes the schema or the server's users; indexes come from the ontology"
        )
    if first.says("LOAD") or first.kind is not Kind.WORD or first.text.upper() in _STARTS | _WRITES:
        return
    if first.says(*_SERVER):
        raise QueryError(
            f"{first.text.upper()} is not allowed: it is about the server, not the graph; use MATCH, WITH and RETURN"
        )
    if first.says("EXPLAIN", "PROFILE", "CYPHER"):
        raise QueryError(f"{first.text.upper()} before a query is not allowed; send the query without it")
    raise QueryError(f"a query cannot start with {first.text[:40]!r}; correct it to start with MATCH, WITH or RETURN")


def _check_clauses(tokens: list[Token]) -> None:
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token.says("LOAD") and following.says("CSV"):
            raise QueryError("LOAD CSV is not allowed: it reaches outside the graph; load files with fengmi ingest")
        before = tokens[place - 1] if place else None
        if before is not None and before.signs(".", ":", "$", "|", "&", "!"):
            continue
        if token.says("CALL") and following.name is not None:
            check_procedure(dotted_name(tokens, place + 1))
        if token.says("USE") and following.name is not None and (before is None or before.signs("{", "}", ")")):
            raise QueryError("USE is not allowed: it chooses another graph; query the one this store holds")
        if token.says("IN") and following.says("TRANSACTIONS", "CONCURRENT"):
            raise QueryError("CALL IN TRANSACTIONS is not allowed: it writes in batches; use MATCH and RETURN")


def _check_functions(tokens: list[Token]) -> None:
    for place, token in enumerate(tokens[:-1]):
        if token.name is None or not tokens[place + 1].signs("("):
            continue
        start = place
        while start >= 2 and tokens[start - 1].signs(".") and tokens[start - 2].name is not None:
            start -= 2
        if start and tokens[start - 1].says("CALL"):
            continue
        if start == place and token.says(*BEFORE_BRACKET):
            continue
        name = dotted_name(tokens[: place + 1], start)
        if not is_function(name):
            raise QueryError(
                f"{name}() is not among the functions allowed here; correct the name, or use one of Cypher's own"
            )
