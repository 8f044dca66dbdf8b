"""How deep a document may be nested, and for parsers that would crash of it, whether it is."""

from __future__ import annotations

import re

from ontology.errors import OntologyError
from ontology.syntax import Syntax

MAX_DEPTH = 100
"""How deep expressions, or JSON's objects and lists, may be nested."""

_NESTING = {
    Syntax.JSON_LD: re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|(?P<open>[{\[])|(?P<close>[}\]])', re.DOTALL),
}


def check_depth(text: str, syntax: Syntax, *, file: str) -> None:
    """Raise OntologyError with the line where a document is nested too deep; for other syntaxes nothing is checked."""
    depth = 0
    for found in _NESTING[syntax].finditer(text) if syntax in _NESTING else ():
        if found.group("open"):
            depth += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, found.start()) + 1
                deep = f"expressions are nested more than {MAX_DEPTH} deep; name some of them"
                raise OntologyError(f"{file}: line {line}: {deep}")
        elif found.group("close"):
            depth = max(0, depth - 1)
