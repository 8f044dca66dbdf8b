"""Regular expressions in a query: only those that no text can hold up.

One comparison is one step to Neo4j, whose expressions go back over a text as often as their repetitions nest:
`'aaaa…' =~ '(.*a){12}c'` would run for years, past every time limit. The embedded store stops it after a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.cypher_text import Kind, Token
from ontology.errors import QueryError

MAX_REPETITIONS = 4

# A backslash is written twice in a query's text; what stands in [ ] counts as if it did not.
_WRITTEN = re.compile(r"\\\\(?:\\\\|.)", re.DOTALL)
_GIVEN = re.compile(r"\\.", re.DOTALL)
# With the flag x blanks may stand between a group and its repetition.
_REPEATED_GROUP = re.compile(r"\)[*+{]|\(\?[a-zA-Z]*x")
_REPETITION = re.compile(r"[*+{]")
_INSTEAD = "use CONTAINS, STARTS WITH or ENDS WITH, with toLower() where case does not matter"


def check_patterns(tokens: Sequence[Token]) -> frozenset[str]:
    """Raise QueryError unless each regular expression is written out or a parameter; the names of these.

    One that is written out repeats no group, and repeats little else; `check_given` says so of a parameter's.
    """
    given = set()
    for place, token in enumerate(tokens[:-2]):
        if not (token.signs("=") and tokens[place + 1].signs("~")):
            continue
        pattern = tokens[place + 2]
        joined = place + 3 < len(tokens) and tokens[place + 3].signs("+", "|", "[", ".")
        if pattern.kind not in (Kind.TEXT, Kind.PARAMETER) or joined:
            raise QueryError(f"a regular expression is computed; write it out, give it as a parameter, or {_INSTEAD}")
        if pattern.kind is Kind.PARAMETER:
            given.add(pattern.text[1:].strip("`"))
        else:
            _check(_WRITTEN.sub("x", pattern.text[1:-1]), pattern.text)
    return frozenset(given)


def check_given(names: Iterable[str], parameters: Mapping[str, object]) -> None:
    """Raise QueryError for a regular expression among the parameters that could hold a text up."""
    for name in names:
        pattern = parameters.get(name)
        if isinstance(pattern, str):
            _check(_GIVEN.sub("x", pattern), f"${name}")


def _check(bare: str, shown: str) -> None:
    if _REPEATED_GROUP.search(bare) or len(_REPETITION.findall(bare)) > MAX_REPETITIONS:
        raise QueryError(
            f"the regular expression {shown[:60]} repeats a group, or has more than {MAX_REPETITIONS} "
            f"repetitions, which no time limit can stop; {_INSTEAD}"
        )
