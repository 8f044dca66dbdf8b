"""N-Triples into columns, as fast as Python reads lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ontology.owl import RDF_TYPE, XSD
from reasoning.rules.columnar import Terms
from reasoning.rules.columnar.keys import Ids, pack
from reasoning.rules.columnar.terms import NOTHING

BLOCK = 1 << 24


class _Tokens(dict[bytes, int]):
    """Ids of terms by how they are written."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, token: bytes) -> int:
        text = token.decode("utf-8")
        id = self._terms.iri(text[1:-1]) if text.startswith("<") else self._terms.value(_value(text))
        self[token] = id
        return id


def _value(literal: str) -> str | int:
    """An integer as a number; any other literal as it is written, quotation marks and all."""
    return int(literal[1 : -len(_INTEGER)]) if literal.endswith(_INTEGER) else literal


_INTEGER = f'"^^<{XSD}integer>'

_LINE = re.compile(rb"(\S+) (\S+) (.+) \.\n")


def read(path: Path, terms: Terms) -> dict[str, Ids]:
    """The facts of a file in canonical form (one space between terms, ' .' at the end of each line).

    Gives sorted keys by predicate. Raises ValueError for a line in another form.
    """
    ids = _Tokens(terms)
    subjects, predicates, objects = [], [], []
    for block in _blocks(path):
        lines = _LINE.findall(block)
        if len(lines) != block.count(b"\n"):
            raise ValueError(f"{path.name}: not in canonical N-Triples")
        subjects.append(np.array([ids[line[0]] for line in lines], dtype=np.int64))
        predicates.append(np.array([ids[line[1]] for line in lines], dtype=np.int64))
        objects.append(np.array([ids[line[2]] for line in lines], dtype=np.int64))
    return _by_predicate(np.concatenate(subjects), np.concatenate(predicates), np.concatenate(objects), terms)


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces that end where a line does."""
    rest = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            whole, end, rest = (rest + block).rpartition(b"\n")
            yield whole + end
    if rest:
        raise ValueError(f"{path.name}: the last line is cut off")


def _by_predicate(subjects: Ids, predicates: Ids, objects: Ids, terms: Terms) -> dict[str, Ids]:
    type_id = terms.iri(RDF_TYPE)
    is_type = predicates == type_id
    groups = np.where(is_type, objects, predicates)
    keys = pack(subjects, np.where(is_type, NOTHING, objects))
    order = np.argsort(groups, kind="stable")
    groups, keys = groups[order], keys[order]
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    found: dict[str, Ids] = {}
    for start, part in zip(starts.tolist(), np.split(keys, starts[1:]), strict=True):
        found[str(terms.name(int(groups[start])))] = np.sort(part)
    return found
