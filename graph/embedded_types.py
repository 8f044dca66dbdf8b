"""The types in which ArcadeDB keeps nodes and relationships, created before it would create them itself.

ArcadeDB keeps a node of several labels in one type whose name joins them, and names files after the
type: 13 English labels, or 4 Chinese ones, are longer than a file name may be. Types created here
with buckets of their own have short file names whatever the labels are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

Sql: TypeAlias = "Callable[[str], Iterable[Mapping[str, Any]]]"

_JOINED = "~"


class EmbeddedTypes:
    """Makes sure that a type exists before something is written into it."""

    def __init__(self, sql: Sql) -> None:
        """Take a function that runs one SQL statement and returns its rows."""
        self._sql = sql
        self._known = {row["name"] for row in sql("SELECT name FROM schema:types")}

    def for_nodes(self, labels: Sequence[str]) -> None:
        """Prepare for nodes with exactly these labels."""
        for label in labels:
            self._create("VERTEX", label)
        if len(labels) > 1:
            self._create("VERTEX", joined(labels), extends=_in_order(labels))

    def for_relationships(self, name: str) -> None:
        """Prepare for relationships of one type."""
        self._create("EDGE", name)

    def has(self, name: str) -> bool:
        """Whether the store has a type of this name."""
        return name in self._known

    def _create(self, kind: str, name: str, *, extends: Sequence[str] = ()) -> None:
        if name in self._known:
            return
        bucket = "t" + hashlib.sha256(name.encode()).hexdigest()[:24]
        above = f" EXTENDS {', '.join(map(quoted_in_sql, extends))}" if extends else ""
        self._sql(f"CREATE BUCKET {bucket} IF NOT EXISTS")
        self._sql(f"CREATE {kind} TYPE {quoted_in_sql(name)} IF NOT EXISTS{above} BUCKET {bucket}")
        self._known.add(name)


def joined(labels: Sequence[str]) -> str:
    """The name of the type that keeps nodes with exactly these labels."""
    return _JOINED.join(_in_order(labels))


def _in_order(labels: Sequence[str]) -> list[str]:
    """Labels as ArcadeDB joins them: in the order of their UTF-16 code units."""
    return sorted(labels, key=lambda label: label.encode("utf-16-be"))


def quoted_in_sql(name: str) -> str:
    """A name in SQL, which escapes otherwise than Cypher."""
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"
