"""Work inside one expression, which no store can stop: bounded before the query runs.

Both stores look at their clock between rows. A list built inside a list or a path without bound inside an
expression is one step to them: measured, such a query ran for minutes past its time limit, took the embedded
process's memory and ended a Neo4j server. Between rows everything is allowed, cartesian products and
unbounded paths in MATCH too: there the time limit stops it. How large one value may become: graph/growth.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.cypher_text import Kind, Token
from ontology.errors import QueryError

MAX_DEPTH = 100
MAX_PATH = 5
MAX_BRACKETS = 1_000

_CLOSING = {")": "(", "]": "[", "}": "{"}
_CLAUSES = ("MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "CALL", "YIELD", "SET", "MERGE", "FOREACH", "ORDER")
_LOOPS = ("REDUCE", "ALL", "ANY", "NONE", "SINGLE")


@dataclass(slots=True, kw_only=True)
class _Frame:
    """One open bracket, or the query itself."""

    sign: str
    query: bool = False
    loop: bool = False
    relationship: bool = False
    body: bool = False
    clause: str = "MATCH"


def check_cost(tokens: list[Token]) -> None:
    """Raise QueryError for work inside one expression that could outrun every limit."""
    _Walk(tokens).run()


class _Walk:
    """One pass over the tokens, remembering which brackets are open."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._frames = [_Frame(sign="", query=True)]
        self._brackets = 0

    def run(self) -> None:
        for place, token in enumerate(self._tokens):
            if token.signs("(", "[", "{"):
                self._open(place)
            elif token.signs(")", "]", "}"):
                self._close(token.text)
            else:
                self._inside(place, token)

    def _open(self, place: int) -> None:
        sign = self._tokens[place].text
        self._brackets += 1
        if len(self._frames) > MAX_DEPTH or self._brackets > MAX_BRACKETS:
            raise QueryError(
                f"the query has brackets nested more than {MAX_DEPTH} deep, or more than {MAX_BRACKETS} of them; "
                "part it into several queries"
            )
        frame = _Frame(sign=sign, query=sign == "{" and self._is_query(place))
        frame.relationship = sign == "[" and self._sign(place - 1, "-")
        frame.loop = self._is_loop(place, frame)
        if frame.loop and self._in_loop():
            raise QueryError(
                "a list is built or searched inside another one's expression, which no time limit can stop; "
                "part the two with UNWIND or WITH"
            )
        self._frames.append(frame)

    def _close(self, sign: str) -> None:
        if len(self._frames) > 1 and self._frames[-1].sign == _CLOSING[sign]:
            self._frames.pop()

    def _inside(self, place: int, token: Token) -> None:
        frame = self._frames[-1]
        property = place > 0 and self._sign(place - 1, ".")
        if token.signs("*") and frame.relationship:
            self._check_path(place)
        if token.signs("|") or (token.says("WHERE") and not property):
            frame.body = True
        if frame.query and token.says(*_CLAUSES) and not property:
            frame.clause, frame.body = token.text.upper(), False

    def _check_path(self, place: int) -> None:
        if not self._in_expression():
            return
        bound = _upper_bound(self._tokens, place)
        if bound is None or bound > MAX_PATH:
            raise QueryError(
                f"a path of more than {MAX_PATH} steps stands in an expression, where no time limit can stop it; "
                f"bound it as in *1..{MAX_PATH}, or move it to MATCH or EXISTS {{ }}"
            )

    def _is_query(self, place: int) -> bool:
        if self._word(place - 1, "EXISTS", "COUNT", "COLLECT", "CALL"):
            return True
        if not self._sign(place - 1, ")"):
            return False
        opened = place - 1
        while opened >= 0 and not self._sign(opened, "("):
            opened -= 1
        return self._word(opened - 1, "CALL")

    def _is_loop(self, place: int, frame: _Frame) -> bool:
        if frame.relationship:
            return False
        over = (
            self._word(place + 2, "IN") and place + 1 < len(self._tokens) and self._tokens[place + 1].name is not None
        )
        if frame.sign == "(":
            return self._word(place - 1, "REDUCE") or (over and self._word(place - 1, *_LOOPS))
        return frame.sign == "[" and (over or self._has_bar(place))

    def _has_bar(self, place: int) -> bool:
        """Whether a `|` stands directly inside the bracket: a pattern comprehension."""
        depth = 0
        for token in self._tokens[place:]:
            if token.signs("(", "[", "{"):
                depth += 1
            elif token.signs(")", "]", "}"):
                depth -= 1
            if depth == 0:
                return False
            if depth == 1 and token.signs("|"):
                return True
        return False

    def _in_loop(self) -> bool:
        return any(frame.loop and frame.body for frame in self._frames)

    def _in_expression(self) -> bool:
        for frame in reversed(self._frames):
            if frame.loop or (frame.body and not frame.query):
                return True
            if frame.query:
                return frame.clause != "MATCH"
        return False

    def _sign(self, place: int, *signs: str) -> bool:
        return 0 <= place < len(self._tokens) and self._tokens[place].signs(*signs)

    def _word(self, place: int, *words: str) -> bool:
        return 0 <= place < len(self._tokens) and self._tokens[place].says(*words)


def _upper_bound(tokens: list[Token], place: int) -> int | None:
    """The most steps that `*`, `*2`, `*..3` or `*1..3` allows; None without bound."""
    text = ""
    for token in tokens[place + 1 :]:
        if token.kind is not Kind.NUMBER and not token.signs("."):
            break
        text += token.text
    last = text.rpartition("..")[2]
    return int(last) if last.isdigit() else None
