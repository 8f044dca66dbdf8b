"""Put a pack's competency questions to a store: are the rows right, and did that take inference?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.bulk_port import BulkStore
from graph.port import Cell
from ontology.competency import Competency, CompetencyQuestion
from ontology.errors import QueryError
from reasoning.rules.infer import infer

_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one question gave: whether these are its rows, the rows, and whether they differ without inference."""

    question: CompetencyQuestion
    passed: bool
    rows: tuple[tuple[Cell, ...], ...]
    needs_inference: bool


def ask_all(store: BulkStore, competency: Competency) -> tuple[Outcome, ...]:
    """Ask every question before and after inference, in the file's order; the store keeps what was inferred.

    The store holds the pack, the examples and their individuals as facts. What was inferred there before is
    forgotten first, so that the questions see the asserted facts alone. Raises QueryError, naming the question,
    for a query that the store refuses.
    """
    store.write(removed=[fact for fact in store.facts() if fact.inferred])
    asserted = [_rows(store, competency, question) for question in competency.questions]
    infer(store)
    outcomes = []
    for question, before in zip(competency.questions, asserted, strict=True):
        rows = _rows(store, competency, question)
        outcomes.append(
            Outcome(
                question=question,
                passed=same_rows(question, rows, question.rows),
                rows=rows,
                needs_inference=not same_rows(question, rows, before),
            )
        )
    return tuple(outcomes)


def same_rows(question: CompetencyQuestion, left: Sequence[Sequence[Cell]], right: Sequence[Sequence[Cell]]) -> bool:
    """Whether two results of a question say the same: in order when it asks for one, else as many of each row.

    Numbers are compared by value, so 1 and 1.0 are the same; true is not 1.
    """
    one, other = [_key(list(row)) for row in left], [_key(list(row)) for row in right]
    if _ORDERED.search(_QUOTED.sub(" ", question.cypher)):
        return one == other
    return Counter(one) == Counter(other)


def _rows(store: BulkStore, competency: Competency, question: CompetencyQuestion) -> tuple[tuple[Cell, ...], ...]:
    try:
        return store.query(question.cypher, question.parameters).rows
    except QueryError as error:
        raise QueryError(f"{competency.file}: '{question.ask}': {error}") from error


def _key(cell: Cell) -> tuple[object, ...]:
    """A hashable stand-in for a cell, equal for equal cells."""
    if isinstance(cell, list | tuple):
        return ("list", *(_key(item) for item in cell))
    if isinstance(cell, dict):
        return ("object", *sorted((name, _key(item)) for name, item in cell.items()))
    kind = "number" if isinstance(cell, int | float) and not isinstance(cell, bool) else type(cell).__name__
    return (kind, cell)
