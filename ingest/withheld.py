"""What earlier loads took from records that cannot be loaded now: it stays until they can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.fact import Fact
from ingest.mapping import Mapping
from ingest.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The beginnings of the sources whose facts a load must not remove.

    A rejected record withholds its own facts. One whose key cannot be known (a broken row, a part of the
    file in another shape) may be any record of its file, so it withholds that whole file. What the mapping
    itself adds to a record's individuals (the currency of a price, `defaults`) stays with them.
    """

    beginnings: tuple[str, ...]
    defaults: str

    def of(self, facts: Iterable[Fact]) -> list[Fact]:
        """The asserted facts among these that are withheld."""
        told = [fact for fact in facts if not fact.inferred]
        kept = [fact for fact in told if fact.source.startswith(self.beginnings)]
        subjects = {fact.subject for fact in kept}
        return kept + [fact for fact in told if fact.source.startswith(self.defaults) and fact.subject in subjects]


def withheld(mapping: Mapping, rejected: Iterable[Record], loaded: Iterable[Record]) -> Withheld:
    """What the rejected records withhold; a record that was loaded under the same key says itself what holds."""
    said = {(record.file, record.name) for record in loaded}
    ways = {
        f"{mapping.prefix}{record.file}#" + (f"{record.name}/" if record.keyed else "")
        for record in rejected
        if not record.keyed or (record.file, record.name) not in said
    }
    return Withheld(beginnings=tuple(sorted(ways)), defaults=f"{mapping.prefix}{mapping.path.name}#")
