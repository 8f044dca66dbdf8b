"""A pack's competency questions, asked in a store of their own that is gone afterwards."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.embedded import EmbeddedStore
from ingest import load_individuals
from ontology.competency import Competency, read_questions
from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.reader import Document
from reasoning.rules.competency import Outcome, ask_all


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionsReport:
    """The outcomes of one file of questions, in its order."""

    file: str
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that gave other rows than they must."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)


def ask_files(names: Iterable[str | Path], beside: Iterable[Document] = ()) -> tuple[QuestionsReport, ...]:
    """Ask what shipped packs, by name, or files of questions must answer, also with other documents `beside` them.

    Raises OntologyError for what cannot be read, all of it before the first question, and QueryError for a query.
    """
    competencies = [read_questions(name) for name in names]
    return tuple(ask_competency(competency, tuple(beside)) for competency in competencies)


def questions_text(reports: Iterable[QuestionsReport]) -> str:
    """One line a file, then each failed question with the rows it must give and those it gave."""
    lines = []
    for report in reports:
        needing = sum(outcome.needs_inference for outcome in report.outcomes)
        passed = len(report.outcomes) - len(report.failed)
        lines.append(f"{report.file}  问题 {len(report.outcomes)}：通过 {passed}，需要推理 {needing}")
        for outcome in report.failed:
            lines.append(f"  ✗ {outcome.question.ask}")
            lines += [f"    应得 {_rows(outcome.question.rows)}", f"    实得 {_rows(outcome.rows)}"]
    return "\n".join(lines)


def _rows(rows: Sequence[Sequence[Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def ask_competency(competency: Competency, beside: Sequence[Document] = ()) -> QuestionsReport:
    """Ask a pack's questions over its sources, and documents `beside` them. Raises what `ask_files` does for them."""
    asked = load_ontology(competency.sources)
    known = {document.iri for document in asked.documents}
    ontology = Ontology([*asked.documents, *(document for document in beside if document.iri not in known)])
    with tempfile.TemporaryDirectory(prefix="fengmi-questions-") as folder:
        store = EmbeddedStore(Path(folder) / "store")
        try:
            store.load_ontology(ontology)
            load_individuals(store)
            return QuestionsReport(file=competency.file, outcomes=ask_all(store, competency))
        finally:
            store.close()
