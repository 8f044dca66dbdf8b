"""The keys under which ArcadeDB keeps texts alone, because an index is on them.

ArcadeDB has indexes on declared properties only, and turns whatever is put under a property that is declared a
text into one: of two names it would make the text `[a, b]`. Facts come before speed: a key is declared as long as
all that is under it are single texts, and gives up its indexes when a node is to hold something else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graph.embedded_types import quoted_in_sql

Sql: TypeAlias = "Callable[..., list[dict[str, Any]]]"

_TEXT = "STRING"
_LOG = logging.getLogger("fengmi.graph")


class TextKeys:
    """Declares keys of one database as texts, and takes that back."""

    def __init__(self, sql: Sql) -> None:
        """Take a function that runs one SQL statement with parameters and returns its rows."""
        self._sql = sql
        self._declared = {
            (row["name"], key)
            for row in sql("SELECT name, properties.name AS keys, properties.type AS types FROM schema:types")
            for key, type in zip(row["keys"], row["types"], strict=True)
            if type == _TEXT and key != "iri"
        }

    def declare(self, label: str, key: str) -> bool:
        """Declare a key of nodes with a label as a text; False when a node holds something else under it."""
        if (label, key) in self._declared:
            return True
        name, column = quoted_in_sql(label), quoted_in_sql(key)
        self._sql(f"CREATE VERTEX TYPE {name} IF NOT EXISTS")
        if self._sql(f"SELECT iri FROM {name} WHERE {column} IS NOT NULL AND {column}.type() <> '{_TEXT}' LIMIT 1"):
            return False
        self._sql(f"CREATE PROPERTY {name}.{column} IF NOT EXISTS {_TEXT}")
        self._declared.add((label, key))
        return True

    def make_way(self, labels: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Take back the declarations that nodes with these labels and keys, about to be written, do not fit."""
        for label, key in sorted(self._declared):
            if label in labels and not all(isinstance(row.get(key, ""), str) for row in rows):
                self._take_back(label, key)

    def _take_back(self, label: str, key: str) -> None:
        name = quoted_in_sql(label)
        for index in self._sql("SELECT expand(indexes) FROM schema:types WHERE name = :label", {"label": label}):
            if key in index["properties"]:
                self._sql(f"DROP INDEX {quoted_in_sql(index['name'])} IF EXISTS")
                _LOG.warning("%s(%s): its %s index is gone: a node holds more than one text", label, key, index["type"])
        self._sql(f"DROP PROPERTY {name}.{quoted_in_sql(key)}")
        self._declared.discard((label, key))
