"""Competency questions: what a pack must be able to answer about its own example individuals.

They stand beside the pack as `PACK.cq.yaml`:

    pack: apparel                       # a shipped pack's name, or a file beside this one
    examples: apparel.examples.ofn      # beside this one; imports the pack and tells of a shop of its own
    questions:
      - ask: 这双鞋是什么材质的？        # as a customer or an agent would ask it
        lang: zh                        # zh or en
        cypher: MATCH (p:Product {productId: $id})-[:MADE_OF]->(m) RETURN m.label
        parameters: {id: SHOE-1}        # may be left out
        rows: [[头层牛皮]]               # what the query must give; the order counts only with ORDER BY

A cell of `rows` is what JSON knows: text, a number, true, false, null, a list or an object of these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from ontology.errors import OntologyError
from ontology.load import PACKS, shipped_packs

Cell: TypeAlias = Any
"""A value as JSON knows them: None, bool, int, float, str, list or dict."""

SUFFIX = ".cq.yaml"
LANGUAGES = ("zh", "en")
_FILE_KEYS = ("pack", "examples", "questions")
_DEPTH = 20
_QUESTION_KEYS = ("ask", "lang", "cypher", "parameters", "rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyQuestion:
    """One question in words, the reading query that answers it over the examples, and the rows it must give."""

    ask: str
    lang: str
    cypher: str
    parameters: Mapping[str, Cell] = field(default_factory=dict)
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """A pack's questions, in the file's order; `sources` are the pack and its examples, for `load_ontology`."""

    file: str
    sources: tuple[str | Path, ...]
    questions: tuple[CompetencyQuestion, ...]


def shipped_questions() -> dict[str, Path]:
    """The files of questions that come with Fengmi, by their pack's name."""
    return {path.name.removesuffix(SUFFIX): path for path in sorted(PACKS.glob(f"*{SUFFIX}"))}


def read_questions(name_or_path: str | Path) -> Competency:
    """Read the questions of a shipped pack by its name, or a file of questions.

    Raises OntologyError naming the file, the question and what is wrong with it.
    """
    shipped = shipped_questions()
    known = isinstance(name_or_path, str) and name_or_path in shipped
    path = shipped[str(name_or_path)] if known else Path(name_or_path)
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        names = ", ".join(shipped)
        raise OntologyError(f"{path}: no such file of questions; packs that have some: {names}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date of month 13, lists in lists without end
        raise OntologyError(f"{path.name}: not YAML ({' '.join(str(error).split())}); repair that line") from error
    return _File(path).competency(value)


class _File:
    """One file while it is being checked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def competency(self, value: object) -> Competency:
        top = self._object(value, "the file", _FILE_KEYS)
        items = top.get("questions")
        if not isinstance(items, list) or not items:
            self._fail("'questions' wants a list of at least one question")
        questions = tuple(self._question(place, item) for place, item in enumerate(items, start=1))
        asked: set[str] = set()
        for place, question in enumerate(questions, start=1):
            if question.ask in asked:
                self._fail(f"question {place} ('{question.ask}') is asked above already; remove one of the two")
            asked.add(question.ask)
        sources = (
            self._pack(self._text(top, "pack", "the file")),
            self._beside(self._text(top, "examples", "the file")),
        )
        return Competency(file=self._path.name, sources=sources, questions=questions)

    def _pack(self, name: str) -> str | Path:
        return name if name in shipped_packs() else self._beside(name)

    def _beside(self, name: str) -> Path:
        path = self._path.parent / name
        if Path(name).name != name or not path.is_file():
            self._fail(f"'{name}' is no file beside it; correct the name or put the file there")
        return path

    def _question(self, place: int, item: object) -> CompetencyQuestion:
        where = f"question {place}"
        question = self._object(item, where, _QUESTION_KEYS)
        ask = self._text(question, "ask", where)
        where = f"question {place} ('{ask}')"
        lang = self._text(question, "lang", where)
        if lang not in LANGUAGES:
            self._fail(f"{where}: 'lang' is '{lang}'; write zh or en")
        parameters = question.get("parameters", {})
        if not isinstance(parameters, dict):
            self._fail(f"{where}: 'parameters' wants names and values, found {parameters!r}")
        rows = question.get("rows")
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            self._fail(f"{where}: 'rows' wants a list of rows, each a list of cells; write [] when none is expected")
        if len({len(row) for row in rows}) > 1:
            self._fail(f"{where}: its rows are of different lengths; give each a cell for every column")
        for cell in (rows, parameters):
            self._check_cell(cell, where)
        return CompetencyQuestion(
            ask=ask,
            lang=lang,
            cypher=self._text(question, "cypher", where),
            parameters=parameters,
            rows=tuple(tuple(row) for row in rows),
        )

    def _check_cell(self, cell: object, where: str, depth: int = 0) -> None:
        if depth > _DEPTH:
            self._fail(f"{where}: lists or objects within one another deeper than {_DEPTH}; write them flatter")
        if isinstance(cell, list):
            for item in cell:
                self._check_cell(item, where, depth + 1)
        elif isinstance(cell, dict):
            for key, item in cell.items():
                if not isinstance(key, str):
                    self._fail(f"{where}: the name {key!r} is no text; put it in quotes")
                self._check_cell(item, where, depth + 1)
        elif not isinstance(cell, str | int | float | None) or (isinstance(cell, float) and not math.isfinite(cell)):
            self._fail(f"{where}: {cell} ({type(cell).__name__}) is no JSON value; put it in quotes")

    def _object(self, value: object, where: str, known: tuple[str, ...]) -> dict[Any, Any]:
        if not isinstance(value, dict):
            self._fail(f"{where} wants the keys {', '.join(known)}, found {str(value)[:80]!r}")
        for key in value:
            if key not in known:
                self._fail(f"{where}: unknown key '{key}'; known: {', '.join(known)}")
        return value

    def _text(self, value: dict[Any, Any], key: str, where: str) -> str:
        text = value.get(key)
        if not isinstance(text, str) or not text.strip():
            self._fail(f"{where}: '{key}' wants text, found {text!r}; write it in quotes")
        return text.strip()

    def _fail(self, problem: str) -> NoReturn:
        raise OntologyError(f"{self._path.name}: {problem}")
