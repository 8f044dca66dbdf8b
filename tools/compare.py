"""Two ontology files beside each other through the OWLAPI, an independent reader: what only one of them says."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.maven import MavenError, jars, program
from tools.robot import VERSION

COMPARER = Path(__file__).parent / "OwlapiCompare.java"
SECONDS = 1800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two files to compare; `imports` says where an imported ontology lies, None for one to leave alone."""

    first: Path
    second: Path
    imports: Mapping[str, Path | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the OWLAPI makes of a pair: the first file's axioms, and in words what only one of the two files says.

    `own` is what differs as well when the OWLAPI itself writes the first file in the second's syntax and reads it
    again. `error` is its complaint when it cannot read one of them.
    """

    axioms: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    error: str = ""


def compare(pairs: Sequence[Pair]) -> list[Compared]:
    """Compare each pair, all in one JVM; pairs with the same first file should follow one another.

    Raises MavenError when Java or the jars cannot be had.
    """
    java = program("java", "install a Java 17 runtime")
    found = jars("org.obolibrary.robot", "robot-command", VERSION, name="robot")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.writelines(_line(pair) for pair in pairs)
        listed.flush()
        command = [java, "-cp", f"{found}/*", str(COMPARER), listed.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    compared = [_compared(part.split("\n")) for part in done.stdout.split("PAIR\t")[1:]]
    if len(compared) != len(pairs):
        raise MavenError(f"the OWLAPI compared {len(compared)} of {len(pairs)} pairs: {done.stderr.strip()[-500:]}")
    return compared


def _line(pair: Pair) -> str:
    imports = (f"\t{iri}" if path is None else f"\t{iri}={path}" for iri, path in pair.imports.items())
    return f"{pair.first}\t{pair.second}{''.join(imports)}\n"


def _compared(lines: list[str]) -> Compared:
    found: dict[str, list[str]] = {"MISSING": [], "EXTRA": [], "OWN": [], "ERROR": []}
    for line in lines[1:]:
        what, _, text = line.partition("\t")
        if what in found:
            found[what].append(text)
    return Compared(
        axioms=int(lines[0].partition("\t")[0]),
        missing=tuple(found["MISSING"]),
        extra=tuple(found["EXTRA"]),
        own=tuple(found["OWN"]),
        error=" ".join(found["ERROR"]),
    )
