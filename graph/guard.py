"""Which Cypher texts may run at all on the reading side, before a store looks at them.

Stores refuse writes themselves. What they do not refuse in a read is reaching outside the graph:
`LOAD CSV` reads files, procedures may do anything. Both are refused here by their keywords, outside
strings, comments and quoted names.
"""

from __future__ import annotations

import re

from ontology.errors import QueryError

MAX_CHARACTERS = 20_000

_NOT_CODE = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`|//[^\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_OUTSIDE = re.compile(r"\b(LOAD\s+CSV|CALL|USE|SHOW|TERMINATE|ALTER|GRANT|DENY|REVOKE)\b", re.IGNORECASE)


def check_reading(cypher: str) -> None:
    """Raise QueryError for a text that is empty, too long, or reaches outside the graph."""
    if not cypher.strip():
        raise QueryError("the query is empty; write a Cypher query such as MATCH (n:Product) RETURN n.label LIMIT 5")
    if len(cypher) > MAX_CHARACTERS:
        raise QueryError(f"the query has {len(cypher)} characters, more than {MAX_CHARACTERS}; shorten it")
    if "\\u" in cypher:
        raise QueryError("the query has a \\u escape, which could hide a keyword; write the character itself")
    code = _NOT_CODE.sub(" ", cypher)
    found = _OUTSIDE.search(code)
    if found:
        word = " ".join(found.group(1).upper().split())
        raise QueryError(f"{word} is not allowed: it reaches outside the graph; use MATCH, WITH, WHERE and RETURN")
