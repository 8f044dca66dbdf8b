"""The quick way into an empty embedded store: ArcadeDB's graph batch, which writes past Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from graph.bulk_rows import Row
from graph.embedded_keys import TextKeys
from graph.embedded_types import EmbeddedTypes, joined, quoted_in_sql
from graph.node import ENTITY

_REMEMBERED = 4_000_000
_ASKED = 5_000


class EmbeddedBulk:
    """Creates nodes and relationships by record number.

    Nodes of one call are one transaction. A relationship is written as a record and then at each of its ends,
    so a killed process may leave one that only its start knows, or neither: GraphBatch's own limit, mended on
    resuming.
    """

    def __init__(
        self, database: Any, types: EmbeddedTypes, keys: TextKeys, told: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """Take the open database, its types and text keys, and what turns its errors into ours."""
        self._database = database
        self._types = types
        self._keys = keys
        self._told = told
        self._places: dict[str, str] = {}

    def create_nodes(self, labels: Sequence[str], rows: Sequence[Row]) -> None:
        """Create nodes that are not stored yet; see FastWriter.create_nodes."""
        self._types.for_nodes(labels)
        self._keys.make_way(labels, rows)
        with self._told(), self._database.graph_batch(use_wal=True, commit_every=max(1, len(rows))) as batch:
            places = batch.create_vertices(joined(labels), rows)
        if len(self._places) + len(rows) > _REMEMBERED:
            self._places.clear()
        self._places.update(zip((row["iri"] for row in rows), places, strict=True))

    def create_links(self, type: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Create relationships that are not stored yet; see FastWriter.create_links."""
        self._types.for_relationships(type)
        self._find(iri for row in rows for iri in (row["s"], row["o"]))
        places = self._places
        ready = [row for row in rows if row["s"] in places and row["o"] in places]
        with self._told(), self._database.graph_batch(use_wal=True, commit_every=0) as batch:
            batch.new_edges(
                [places[row["s"]] for row in ready],
                type,
                [places[row["o"]] for row in ready],
                [row["p"] for row in ready],
            )
        return [row for row in rows if row["s"] not in places or row["o"] not in places]

    def clear_links(self, type: str, rows: Sequence[Row]) -> None:
        """Delete the relationships of a half written batch; see FastWriter.clear_links."""
        self._types.for_relationships(type)
        self._find(iri for row in rows for iri in (row["s"], row["o"]))
        places = self._places
        ends = {(places[row["s"]], places[row["o"]]) for row in rows if row["s"] in places and row["o"] in places}
        name = quoted_in_sql(type)
        with self._told():
            # Read as records: Cypher goes from node to node, and a half written one hangs on neither.
            stored = self._database.query("sql", f"SELECT @rid AS place, @out AS s, @in AS o FROM {name}", {})
            rows_read = (row.to_dict() for row in stored)
            torn = [row["place"] for row in rows_read if (str(row["s"]), str(row["o"])) in ends]
            for start in range(0, len(torn), _ASKED):
                asked = {"places": torn[start : start + _ASKED]}
                self._database.command("sql", f"DELETE FROM {name} WHERE @rid IN :places", asked)

    def _find(self, iris: Iterable[str]) -> None:
        missing = list({iri for iri in iris if iri not in self._places})
        if len(self._places) + len(missing) > _REMEMBERED:
            self._places.clear()
        for start in range(0, len(missing), _ASKED):
            asked = missing[start : start + _ASKED]
            with self._told():
                found = self._database.query(
                    "sql", f"SELECT @rid AS place, iri FROM {ENTITY} WHERE iri IN :iris", {"iris": asked}
                )
                self._places.update((row["iri"], str(row["place"])) for row in found.to_list())
