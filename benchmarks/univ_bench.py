"""LUBM's ontology and data in the forms that the engines under comparison want."""

from __future__ import annotations

import gzip
from pathlib import Path

from ontology.model import Ontology
from ontology.reader import read_file
from reasoning.rules import compile_rules

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "lubm"
ONTOLOGY = DATA / "univ-bench.owl"


def ontology(path: Path = ONTOLOGY) -> Ontology:
    """univ-bench, as it stands, through our own reader."""
    return Ontology([read_file(path)])


def unpacked(universities: int, folder: Path) -> Path:
    """A LUBM data set as a plain N-Triples file in a folder, as every engine here reads it."""
    target = folder / f"lubm{universities}.nt"
    if not target.exists():
        with gzip.open(DATA / f"lubm{universities}.nt.gz") as source:
            target.write_bytes(source.read())
    return target


def used(ontology: Ontology) -> frozenset[str]:
    """The classes and properties that some rule mentions: those whose facts every engine here has."""
    rules = compile_rules(ontology).rules
    return frozenset(atom.predicate for rule in rules for atom in (rule.head, *rule.body))
