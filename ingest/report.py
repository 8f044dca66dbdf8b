"""What a load did, in numbers that account for every record."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graph.port import WriteReport
from ingest.reject import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file: records = loaded + rejected + duplicate.

    `left_out` counts single values that contradict what is known already and were kept in the rejects
    file while their record was loaded. `unmapped` are fields that the mapping does not mention.
    """

    file: str
    records: int
    loaded: int
    rejected: int
    duplicate: int
    left_out: int = 0
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """A whole load. `facts` is how many facts the files give; `written` is what that changed in the store.

    `kept` counts facts of an earlier load that stay because the record that gave them, or may have given
    them, was rejected now. `undescribed` counts individuals that are named and nowhere described; `coined`
    are the IRIs of new individuals, made for names that the ontology does not know, such as a status of the
    shop's own. `individuals` is what loading the ontology's own individuals changed. `rejects_file` is None when
    nothing was rejected. In a dry run `written` is what would have changed.
    """

    dataset: str
    files: tuple[FileReport, ...]
    facts: int
    undescribed: int
    kept: int = 0
    coined: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    rejects_file: Path | None = None
    dry_run: bool = False
    seconds: float = 0.0
    written: WriteReport = field(default_factory=WriteReport)
    individuals: WriteReport = field(default_factory=WriteReport)

    @property
    def records(self) -> int:
        """Records in all files."""
        return sum(file.records for file in self.files)

    @property
    def loaded(self) -> int:
        """Records that were loaded."""
        return sum(file.loaded for file in self.files)

    @property
    def rejected(self) -> int:
        """Records that were rejected; they are in the rejects file."""
        return sum(file.rejected for file in self.files)

    @property
    def duplicate(self) -> int:
        """Records that said again, word for word, what another record had said."""
        return sum(file.duplicate for file in self.files)

    @property
    def left_out(self) -> int:
        """Single values that were left out of loaded records."""
        return sum(file.left_out for file in self.files)

    @property
    def created(self) -> int:
        """Facts that are new in the store."""
        return self.written.created + self.individuals.created

    @property
    def changed(self) -> int:
        """Facts whose source, quotation or validity changed."""
        return self.written.changed + self.individuals.changed

    @property
    def removed(self) -> int:
        """Facts that the files no longer give."""
        return self.written.removed + self.individuals.removed

    @property
    def unchanged(self) -> int:
        """Facts that were stored already."""
        return self.written.unchanged + self.individuals.unchanged
