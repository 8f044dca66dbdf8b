"""Records of one source file, each with its name, its shop and the way into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ingest.mapping import EntitySpec, FileSpec
from ingest.reference import Json, Reference, Scope
from ingest.reference import Path as FieldPath
from ingest.section import near
from ingest.source import Repeated, Row, check_columns, pairs_of, read_csv, read_json
from ontology.errors import SourceError

_UNPAIRED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: its key, or its place when it has none; its shop's id; why it cannot be used, '' when it can.

    `content` is the record as JSON text with sorted keys. `keyed` is False when `name` is only a place, or part
    of the way into a file of another shape.
    """

    file: str
    name: str
    shop: str
    scope: Scope
    content: str
    keyed: bool
    problem: str = ""


def read_records(spec: FileSpec, folder: Path) -> list[Record]:
    """All records of a file, in its order. Raises SourceError when the file as a whole cannot be read."""
    path = folder / spec.file
    if not spec.csv:
        root = Scope(value=read_json(path, spec.encoding))
        _check_root(path, root.value, spec.records)
        return [
            _record(spec, scope, place, problem)
            for place, (scope, problem) in enumerate(_walk(root, spec.records, {}), 1)
        ]
    header, rows = read_csv(path, spec.encoding, spec.delimiter)
    check_columns(path, header, _columns(spec.entities))
    return [_record(spec, _row_scope(row, place), place, row.problem) for place, row in enumerate(rows, 1)]


def _row_scope(row: Row, place: int) -> Scope:
    return Scope(value=row.cells, variables={"place": str(place)})


def _record(spec: FileSpec, scope: Scope, place: int, problem: str) -> Record:
    shop = spec.shop.fill(scope) or ""
    content = json.dumps(scope.value, ensure_ascii=False, sort_keys=True, default=_number)
    key = spec.record.fill(scope) or "/".join(_variables(scope))
    return Record(
        file=spec.file,
        name=key or str(place),
        keyed=bool(key) and not problem,
        shop=shop,
        scope=scope,
        content=content,
        problem=problem or _problem(spec, scope, shop, content),
    )


def _problem(spec: FileSpec, scope: Scope, shop: str, content: str) -> str:
    twice = _contradiction(scope.value)
    if twice:
        return f"the key '{twice}' stands in it twice, with different values"
    if spec.shop.parts and not shop:
        return f"names no shop where {spec.shop.text} looks for one"
    if "\\u0000" in content or _UNPAIRED.search(content):
        return "holds a character that is no text (NUL, or half of a pair); remove it"
    return ""


def _variables(scope: Scope) -> list[str]:
    return [value for key, value in scope.variables.items() if key != "place"]


def _walk(scope: Scope, steps: tuple[str, ...], variables: dict[str, str]) -> Iterator[tuple[Scope, str]]:
    if not steps:
        yield scope, ""
        return
    step, rest = steps[0], steps[1:]
    if step == "[]":
        if not isinstance(scope.value, list):
            yield scope, "is not a list, and records are wanted in a list here"
            return
        for place, value in enumerate(scope.value, 1):
            known = {**variables, "place": str(place)}
            yield from _walk(Scope(value=value, parent=scope.parent or scope, variables=known), rest, known)
        return
    if not isinstance(scope.value, dict):
        yield scope, "is not an object, and records are wanted inside it"
        return
    for key, value in pairs_of(scope.value):
        if step.startswith("{"):
            known = {**variables, step[1:-1]: key}
        elif step == key:
            known = variables
        else:
            continue
        yield from _walk(Scope(value=value, parent=scope, variables=known), rest, known)


def _check_root(path: Path, value: Json, steps: tuple[str, ...]) -> None:
    """Raise SourceError when the file as a whole is not shaped as its mapping says."""
    step = steps[0] if steps else ""
    kind = "a list" if step == "[]" else "an object"
    if step and not isinstance(value, list if step == "[]" else dict):
        raise SourceError(f"{path}: {kind} is wanted at the top; correct `records` in the mapping or export it again")
    if isinstance(value, dict) and not step.startswith("{") and step not in ("", *value):
        raise SourceError(
            f"{path}: no key '{step}' at the top{near(step, value)}; correct `records` in the mapping or the file"
        )


def _contradiction(value: Json) -> str:
    """A key that stands twice in one object with different values; '' when there is none."""
    if isinstance(value, Repeated):
        for key, found in value.pairs:
            if found != value[key]:
                return key
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for found in map(_contradiction, inner) if found), "")


def _columns(entities: tuple[EntitySpec, ...]) -> Iterator[tuple[str, ...]]:
    for entity in entities:
        for reference in entity.references():
            names = tuple(path.steps[0] for path in reference.paths if _is_column(path))
            if names and len(names) == len(reference.paths):
                yield names


def _is_column(path: FieldPath) -> bool:
    return bool(path.steps) and not path.variable


def unmapped_fields(spec: FileSpec, records: list[Record]) -> tuple[str, ...]:
    """Fields that stand in the records and that neither the mapping nor its `ignore` mentions."""
    mapped = {tuple(path.split("/")) for path in spec.ignore}
    for entity in spec.entities:
        for reference in entity.references():
            mapped.update(_from_record(reference, entity.each))
    found: dict[tuple[str, ...], None] = {}
    for record in records:
        for leaf in _leaves(record.scope.value, ()):
            if not any(leaf[: len(known)] == known for known in mapped):
                found.setdefault(leaf)
    return tuple("/".join(leaf) or "." for leaf in found)


def _from_record(reference: Reference, each: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for path in reference.paths:
        if not path.variable and path.up <= len(each):
            yield (*each[: len(each) - path.up], *path.steps)


def _leaves(value: Json, trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*trail, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, trail)
    elif value is not None:
        yield trail


def _number(value: object) -> int | float:
    """Decimals as JSON numbers, for showing a record; never for storing a value."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")
