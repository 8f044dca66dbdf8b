"""How large a query's texts, lists and maps may become, bounded before it runs.

No store looks at its clock or its memory inside one expression, so an expression must not be able to build
much more than it is given. Each is bounded by a size: a name or key that a pattern gives counts 1, a
literal its length (of 16 characters), a list of unknown length 20. What is added, listed or mapped together
adds up; a list built from each element of another multiplies; a name that AS gives has the size of its
expression from there on. So doubling shows however it is written:

    WITH 'x' AS s  WITH s + s AS s  WITH s + s AS s      2, 4, ...
    reduce(m = {s: 'x'}, i IN l | {s: m.s + m.s})        refused: each step may use each part of m once

What a query only collects from rows, the stores count themselves: their limits of memory stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.accumulator import check_accumulator, shortens, text_length
from graph.bracket import Bracket, Part, bracketed, is_key, is_property, part_at, parted, token_at, until, walk
from graph.cypher_text import Kind, Token
from graph.functions import BEFORE_BRACKET, SCALAR
from graph.work import Work
from ontology.errors import QueryError

MAX_SIZE = 200_000
MAX_RANGE = 10_000
UNKNOWN = 20
LONG_TEXT = 64

MAX_GIVEN = 16 * UNKNOWN
"""Characters of a text that each step of a loop is given: a text counts 1 for 16."""

_CLAUSES = ("MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "YIELD")
_WORDS = (*BEFORE_BRACKET, "TRUE", "FALSE", "NULL", "IS", "END", "ENDS")
# Where expressions are parted by these words, no value may have such a name.
_RESERVED = (*_CLAUSES, "AS", "WHEN", "THEN", "ELSE")
_LONG_STEP = (
    "a list's expression puts a long text or a whole list into each element of another, which no time "
    "limit can stop; part the work with UNWIND, or take what is needed of it, as in list[0]"
)
_SEARCHES = ("ALL", "ANY", "NONE", "SINGLE")


def check_growth(tokens: Sequence[Token]) -> tuple[int | None, frozenset[str]]:
    """Raise QueryError when an expression of the query could build much more than it is given.

    Returns how many elements a list that it collects may have, None for as many as usual, and the names of
    the parameters that each step of a loop uses, which `check_lengths` looks at.
    """
    parts = bracketed(tokens)
    _check_names(parts)
    sizes = _Sizes()
    sizes.of_query(parts)
    return sizes.work.elements, frozenset(sizes.looped)


def check_lengths(names: Iterable[str], parameters: Mapping[str, object]) -> None:
    """Raise QueryError for a long list, text or map among the parameters that each step of a loop uses."""
    for name in names:
        value = parameters.get(name)
        if isinstance(value, list | tuple | Mapping) and len(value) > UNKNOWN:
            raise QueryError(f"${name} has {len(value)} elements: {_LONG_STEP}")
        if isinstance(value, str) and len(value) > MAX_GIVEN:
            raise QueryError(f"${name} has {len(value)} characters: {_LONG_STEP}")


def _check_names(parts: Sequence[Part]) -> None:
    """Raise QueryError for a value that is named as a clause is, as both stores would allow."""
    for level, place in walk(parts):
        part = level[place]
        if isinstance(part, Bracket):
            first = token_at(part.parts, 0)
            if part.sign != "{":
                _check_name(first)
            continue
        before, after = token_at(level, place - 1), token_at(level, place + 1)
        if before.says("AS") or after.signs("=") or (before.signs(",") and after.says("IN")):
            _check_name(part)


def _check_name(token: Token) -> None:
    if token.name is not None and token.name.upper() in _RESERVED:
        raise QueryError(f"a value is named {token.name}, as a part of a query is; give it another name")


class _Sizes:
    """Bounds of the values that the names of one query have; a name never becomes smaller."""

    def __init__(self) -> None:
        self.work = Work()
        self.looped: set[str] = set()
        self._names: dict[str, int] = {}
        self._ranges: set[str] = set()
        # The sources' sizes of the loops around an expression, and the values that these loops build.
        self._loops: list[int] = []
        self._built: set[str] = set()

    def of_query(self, parts: Sequence[Part]) -> int:
        """The largest size of an expression that the query, or part of it, evaluates."""
        largest, start = 1, 0
        for place, part in enumerate([*parts, Token(kind=Kind.SIGN, text=",")]):
            if not isinstance(part, Token) or is_property(parts, place) or token_at(parts, place - 1).signs(":"):
                continue
            named = part.says("AS")
            if not (named or part.signs(",") or _begins_clause(parts, place)):
                continue
            expression = parts[start:place]
            if _is_range(expression) and token_at(parts, start - 1).says("UNWIND"):
                # Each of its elements is a number, and they come row by row.
                assert isinstance(expression[1], Bracket)
                self._of(expression[1].parts)
                size = 1
            else:
                size = self._of(expression)
            largest, start = max(largest, size), place + 1
            if named and (name := token_at(parts, place + 1).name) is not None:
                if _is_range(expression) and name not in self._names:
                    self._ranges.add(name)
                elif name in self._ranges:
                    self._ranges.discard(name)
                self._names[name] = max(size, self._names.get(name, 1))
        return largest

    def _of(self, parts: Sequence[Part]) -> int:
        """The bound of one expression's value. Raises QueryError when it, or what it needs on the way, is too large."""
        size, place = 0, 0
        while place < len(parts):
            part = parts[place]
            size += self._of_bracket(parts, place) if isinstance(part, Bracket) else self._of_token(parts, place)
            place += 1
        if size > MAX_SIZE:
            raise QueryError(
                "the query may build a text or list many times as long as what it is given, which no time limit can "
                "stop; add, repeat or nest fewer texts and lists, or part the work with UNWIND"
            )
        # A sum of texts is a text, and nothing else that is reckoned is one.
        return 1 if _is_number(parts) and not (self._loops and size >= MAX_RANGE) else size

    def _of_token(self, parts: Sequence[Part], place: int) -> int:
        token = token_at(parts, place)
        if token.kind is Kind.NUMBER:
            return 1
        if token.kind is Kind.TEXT:
            return 1 + len(token.text) // 16
        if token.kind is Kind.PARAMETER:
            if not self._loops or token_at(parts, place - 1).says("IN"):
                return self._given(UNKNOWN, parts, place)
            self.looped.add(token.text[1:].strip("`"))
            return UNKNOWN
        if token.name is None or is_property(parts, place) or is_key(parts, place):
            return 0
        following = part_at(parts, place + 1)
        called = isinstance(following, Bracket) and following.sign == "("
        # A word of Cypher's may be a name, too, as in count(*) AS count.
        if called or (token.says(*_WORDS) and token.name not in self._names):
            return 0
        return self._given(self._names.get(token.name, 1), parts, place)

    def _given(self, size: int, parts: Sequence[Part], place: int) -> int:
        """The size of a value that is named; in each step of a loop a whole list counts as if it were long."""
        built = token_at(parts, place).name in self._built
        if not self._loops or (size < UNKNOWN and not built):
            return size
        if token_at(parts, place - 1).says("IN"):
            self.work.search(self._loops[-1], max(size, UNKNOWN))
            return size
        following = part_at(parts, place + 1)
        if token_at(parts, place + 1).signs(".") or (isinstance(following, Bracket) and _is_slice(following)):
            # What is taken of it may be as long as a list is.
            self.work.copy(self._loops[-1], 1)
            return size
        part_only = isinstance(following, Bracket) and following.sign == "["
        return size if part_only or size < UNKNOWN else max(size, MAX_RANGE)

    def _of_bracket(self, parts: Sequence[Part], place: int) -> int:
        bracket, before = parts[place], token_at(parts, place - 1)
        assert isinstance(bracket, Bracket)
        inner = bracket.parts
        if bracket.sign == "{":
            return self._of_braces(inner, before)
        if bracket.sign == "[":
            return self._of_square(inner, part_at(parts, place - 1))
        function = "" if before.name is None or is_property(parts, place - 1) else before.name.upper()
        if function == "REDUCE" or (function in _SEARCHES and token_at(inner, 1).says("IN")):
            return self._of_loop(inner) if function == "REDUCE" else self._of_search(inner)
        if function == "RANGE":
            return self._of_range(inner)
        if function == "REPLACE":
            return self._of_replace(inner)
        if function in ("COLLECT", "SPLIT"):
            return UNKNOWN * max(1, self._of(inner))
        if function in (*SCALAR, "HEAD", "LAST") and _is_name(inner):
            # It is looked at and not copied.
            size = self._names.get(token_at(inner, 0).name or "", 1)
            return size if function in ("HEAD", "LAST") else 1
        size = self._of(inner)
        return size if function not in SCALAR or (self._loops and size >= MAX_RANGE) else 1

    def _of_braces(self, inner: Sequence[Part], before: Token) -> int:
        if not _is_query(inner):
            return self._of(inner) + 1
        outside, self._loops = self._loops, []
        size = self.of_query(inner)
        self._loops = outside
        if not before.says("COLLECT"):
            return 1
        if outside:
            raise QueryError("COLLECT { } stands inside a list's expression; part the two with UNWIND or WITH")
        return UNKNOWN * UNKNOWN * size

    def _of_square(self, inner: Sequence[Part], before: Part | None) -> int:
        if _is_loop(inner):
            return self._of_loop(inner)
        if isinstance(before, Bracket) or (before is not None and before.name and not before.says(*_WORDS)):
            self._of(inner)
            return 0
        return self._of(inner) + 1

    def _of_search(self, inner: Sequence[Part]) -> int:
        source, condition = until(inner, "WHERE")
        listed = until(source, "IN")[1]
        self._step(condition, self._weight(listed, UNKNOWN + self._of(listed)))
        return 1

    def _of_loop(self, inner: Sequence[Part]) -> int:
        """A list built, or a value reduced, over the elements of another list: what one step gives, for each."""
        self._names.setdefault(token_at(inner, 0).name or "", 1)
        head, result = until(inner, "|")
        source, condition = until(head, "WHERE")
        before, listed = until(source, "IN")
        start = self._of(before)
        long = UNKNOWN + self._of(listed)
        if not listed:
            # A pattern, with as many as a node has relationships.
            long += 2 * UNKNOWN
        size, weight = start + long, self._weight(listed, long)
        self._step(condition, weight)
        built = token_at(source, 0).name if token_at(source, 1).signs("=") else None
        copied = built is not None and check_accumulator(built, result)
        self._built |= {built} if built is not None else set()
        step = self._step(result, weight)
        self._built.discard(built or "")
        if copied:
            self.work.copy(weight, step)
        size *= max(1, step)
        if size > MAX_SIZE:
            raise QueryError(_LONG_STEP)
        return size

    def _weight(self, listed: Sequence[Part], size: int) -> int:
        """A loop's size as against that of a list of unknown length; that of a range is known."""
        name = token_at(listed, 0).name if len(listed) == 1 else None
        return 1 + size * UNKNOWN // MAX_RANGE if _is_range(listed) or name in self._ranges else size

    def _step(self, parts: Sequence[Part], weight: int) -> int:
        """The size of what is reckoned for each element."""
        self._loops.append(weight)
        size = self._of(parts)
        self._loops.pop()
        if weight * size > MAX_SIZE:
            raise QueryError(_LONG_STEP)
        return size

    def _of_range(self, inner: Sequence[Part]) -> int:
        """From number to number, or as long as a list is; nothing else says how long it will be."""
        if self._loops:
            raise QueryError("range() stands inside a list's expression; write it with UNWIND, or before the '|'")
        size = 0
        if (exact := _written_range(inner)) is not None and exact <= MAX_RANGE:
            return max(1, exact)
        for parts, place in walk(inner):
            part = parts[place]
            if isinstance(part, Bracket):
                continue
            size += self._bound(part, parts, place, inner)
        return max(1, size)

    def _bound(self, token: Token, parts: Sequence[Part], place: int, inner: Sequence[Part]) -> int:
        digits = token.text.replace("_", "")
        if token.kind is Kind.NUMBER and digits.isdecimal() and int(digits) <= MAX_RANGE:
            return int(digits)
        if token.signs(",", "+", "-") or token.says("SIZE", "LENGTH"):
            return 0
        if parts is not inner and _under_size(inner, parts):
            return self._of_token(parts, place)
        raise QueryError(
            f"range() has the bound {token.text!r}; write whole numbers up to {MAX_RANGE}, or a size() or length(), "
            "or count row by row: UNWIND range(...) AS i"
        )

    def _of_replace(self, inner: Sequence[Part]) -> int:
        """As long as the text, unless what comes in may be longer than what goes out."""
        text, others = until(inner, ",")
        old, new = until(others, ",")
        size = self._of(text)
        if shortens(old, new):
            return size
        if (length := text_length(new)) is not None:
            return max(1, size) * length
        # Both may be texts of the graph, whose lengths multiply.
        return max(LONG_TEXT, size) * max(LONG_TEXT, self._of(new))


def _begins_clause(parts: Sequence[Part], place: int) -> bool:
    """Whether a new expression begins behind the word, which STARTS WITH and ENDS WITH have, too."""
    token = token_at(parts, place)
    if token.says("WITH") and token_at(parts, place - 1).says("STARTS", "ENDS"):
        return False
    return token.says(*_CLAUSES) or (token.says("ORDER") and token_at(parts, place + 1).says("BY"))


def _written_range(inner: Sequence[Part]) -> int | None:
    """How many numbers there are from one written number to another by steps of a third; None for other bounds."""
    numbers = [token_at(part, 0).text for part in parted(inner) if len(part) == 1]
    if len(numbers) != 3 or len(parted(inner)) != 3 or not all(n.isascii() and n.isdecimal() for n in numbers):
        return None
    first, last, step = map(int, numbers)
    return len(range(first, last + 1, step)) if step else None


def _is_name(parts: Sequence[Part]) -> bool:
    """Whether it is one name, or a part of what a name holds, as in `n.name`."""
    plain = token_at(parts, 0).name is not None and token_at(parts, 0).kind is not Kind.PARAMETER
    return plain and (len(parts) == 1 or (len(parts) == 3 and is_property(parts, 2)))


def _is_slice(bracket: Bracket) -> bool:
    """Whether the bracket takes several elements, as in `list[..3]`."""
    inner = bracket.parts
    return any(
        token_at(inner, place).signs(".") and token_at(inner, place + 1).signs(".") for place in range(len(inner))
    )


def _is_number(parts: Sequence[Part]) -> bool:
    """Whether the expression multiplies or divides, and does nothing at this level that texts and lists can have."""
    tokens = [part for part in parts if isinstance(part, Token)]
    reckons = any(token.signs("/", "*", "%", "^") for token in tokens) and len(parts) > 2
    return reckons and not any(token.signs("+", "|", ",", ":", "=") or token.says("CASE") for token in tokens)


def _is_range(parts: Sequence[Part]) -> bool:
    return len(parts) == 2 and token_at(parts, 0).says("RANGE") and isinstance(parts[1], Bracket)


def _is_query(inner: Sequence[Part]) -> bool:
    """Whether braces hold clauses or a pattern and not a map, whose keys may be the same words."""
    words = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
    named = token_at(inner, 0).says(*words) and not token_at(inner, 1).signs(":")
    return named or isinstance(part_at(inner, 0), Bracket) or token_at(inner, 1).signs("=")


def _is_loop(inner: Sequence[Part]) -> bool:
    """Whether it builds a list: `x IN list`, or a pattern followed by what to take from it."""
    if token_at(inner, 0).name is not None and token_at(inner, 1).says("IN"):
        return True
    return any(isinstance(part, Token) and part.signs("|") for part in inner)


def _under_size(inner: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Whether this level stands inside a size() or length() directly in range()'s brackets."""
    for place, part in enumerate(inner):
        if isinstance(part, Bracket):
            inside = part.parts is parts or any(level is parts for level, _ in walk(part.parts))
            if inside:
                return token_at(inner, place - 1).says("SIZE", "LENGTH")
    return False
