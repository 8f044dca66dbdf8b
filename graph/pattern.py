"""Regular expressions in a query: only those that no text can hold up.

One comparison is one step to Neo4j, whose expressions go back over a text as often as their repetitions nest:
`'aaaa…' =~ '(.*a){12}c'` would run for years, past every time limit. The embedded store stops it after a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.cypher_text import Kind, Token
from ontology.errors import QueryError

MAX_REPETITIONS = 4

# A backslash is written twice in a query's text; what stands in [ ] counts as if it did not.
_ESCAPED = re.compile(r"\\\\(?:\\\\|.)", re.DOTALL)
# With the flag x blanks may stand between a group and its repetition.
_REPEATED_GROUP = re.compile(r"\)[*+{]|\(\?[a-zA-Z]*x")
_REPETITION = re.compile(r"[*+{]")
_INSTEAD = "use CONTAINS, STARTS WITH or ENDS WITH, with toLower() where case does not matter"


def check_patterns(tokens: Sequence[Token]) -> None:
    """Raise QueryError unless each regular expression is written out, repeats no group, and repeats little else."""
    for place, token in enumerate(tokens[:-2]):
        if not (token.signs("=") and tokens[place + 1].signs("~")):
            continue
        pattern = tokens[place + 2]
        joined = place + 3 < len(tokens) and tokens[place + 3].signs("+", "|", "[", ".")
        if pattern.kind is not Kind.TEXT or joined:
            raise QueryError(f"a regular expression is computed or given as a parameter; write it out, or {_INSTEAD}")
        bare = _ESCAPED.sub("x", pattern.text[1:-1])
        if _REPEATED_GROUP.search(bare) or len(_REPETITION.findall(bare)) > MAX_REPETITIONS:
            raise QueryError(
                f"the regular expression {pattern.text[:60]} repeats a group, or has more than {MAX_REPETITIONS} "
                f"repetitions, which no time limit can stop; {_INSTEAD}"
            )
