"""Source files in: JSON and CSV as nested values, or a SourceError that says what is wrong and where."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from ingest.reference import Json
from ontology.errors import SourceError

MAX_BYTES = 256 * 1024 * 1024
_CUT = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")


class Repeated(dict[str, Json]):
    """An object in which a key stands more than once; `pairs` has all of them in order."""

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a CSV file; `problem` says why its cells do not fit the header, '' when they do."""

    cells: dict[str, str]
    problem: str = ""


def pairs_of(value: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """An object's keys and values, repeated keys included."""
    yield from value.pairs if isinstance(value, Repeated) else value.items()


def read_json(path: Path, encoding: str) -> Json:
    """A JSON file's value, decimals exact. Raises SourceError when it is missing, undecodable or cut off."""
    text = _read_text(path, encoding)
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        cut = "the file seems cut off; " if not text[error.pos :].strip() or "Unterminated" in error.msg else ""
        raise SourceError(
            f"{path}: not JSON at line {error.lineno}, column {error.colno} ({error.msg}); {cut}export it again"
        ) from error
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise SourceError(f"{path}: not JSON ({reason}); export it again") from error


def read_csv(path: Path, encoding: str, delimiter: str) -> tuple[tuple[str, ...], list[Row]]:
    """A CSV file's header and rows. Raises SourceError when it is missing, undecodable, cut off or has no header."""
    reader = csv.reader(io.StringIO(_read_text(path, encoding), newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        header = tuple(name.strip() for name in next(reader, ()))
        twice = sorted({name for name in header if header.count(name) > 1})
        if not any(header) or twice:
            problem = f"the column '{twice[0]}' stands twice" if twice else "there is no header line"
            raise SourceError(f"{path}: {problem}; the first line must name each column once")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                fits = len(cells) == len(header)
                problem = "" if fits else f"has {len(cells)} cells, and the header has {len(header)} columns"
                rows.append(Row(cells=dict(zip(header, cells, strict=False)), problem=problem))
    except csv.Error as error:
        raise SourceError(f"{path}: not CSV at line {reader.line_num} ({error}); export it again") from error
    return header, rows


def check_columns(path: Path, header: tuple[str, ...], wanted: Iterator[tuple[str, ...]]) -> None:
    """Raise SourceError for the first wanted column of which no spelling is in the header."""
    for spellings in wanted:
        if not set(spellings) & set(header):
            near = get_close_matches(spellings[0], header, n=1)
            hint = f"; did '{near[0]}' mean that?" if near else ""
            raise SourceError(
                f"{path}: no column '{' or '.join(spellings)}'{hint}; the columns are {', '.join(header)}; "
                "rename the column or correct the mapping"
            )


def _read_text(path: Path, encoding: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: larger than {MAX_BYTES} bytes; split the file")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file; check the data folder given with --data") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}; check the path and its permissions") from error
    try:
        return raw.decode("utf-8-sig" if encoding.lower().replace("-", "") == "utf8" else encoding)
    except UnicodeDecodeError as error:
        if error.end == len(raw) and error.reason in _CUT:
            raise SourceError(f"{path}: cut off inside its last character; export it again") from error
        raise SourceError(
            f"{path}: not {encoding} (byte {error.start}: {raw[error.start]:#04x}){_guess(raw, encoding)}"
        ) from error


def _guess(raw: bytes, encoding: str) -> str:
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for other in ("utf-16",) if marked else ("utf-8", "gbk", "gb18030"):
        if other != encoding.lower():
            try:
                raw.decode(other)
            except UnicodeDecodeError:
                continue
            return f"; it reads as {other}: write `encoding: {other}` for this file in the mapping, or save it as UTF-8"
    return "; save it as UTF-8"


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    return value if len(value) == len(pairs) else Repeated(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
