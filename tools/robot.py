"""ROBOT and the OWLAPI inside it: an independent reader of OWL that tests compare ours with.

    python -m tools.robot measure --input FILE      any command of ROBOT's

Needs `java` (17 or later) and, the first time, `mvn`. Licences: ROBOT BSD-3, OWLAPI LGPL or Apache-2.0; both run
beside us and are never shipped.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.deep.hermit import ROBOT_VERSION, java, robot
from tools.maven import MavenError

VERSION = ROBOT_VERSION
READER = Path(__file__).parent / "OwlapiRead.java"
PROFILER = Path(__file__).parent / "OwlapiProfiles.java"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the OWLAPI made of one file: its axioms, and where they stand in functional syntax; or its complaint."""

    axioms: int
    functional: Path
    error: str = ""

    @property
    def owl_xml(self) -> Path:
        """Where they stand in OWL/XML, if that was asked for."""
        return self.functional.with_name(self.functional.name + ".owx")

    @property
    def manchester(self) -> Path:
        """Where they stand in Manchester syntax, if that was asked for."""
        return self.functional.with_name(self.functional.name + ".omn")

    @property
    def manchester_read(self) -> Path:
        """What the OWLAPI reads from its own Manchester text, in functional syntax; no file when it cannot."""
        return self.functional.with_name(self.functional.name + ".omn.ofn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """What the OWLAPI finds outside each profile (RL, EL, QL, DL) in one file, by kind; or its complaint."""

    outside: Mapping[str, tuple[str, ...]]
    error: str = ""


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of ROBOT's commands. Raises MavenError when Java or the jars cannot be had."""
    return robot(*arguments)


def read(
    files: Sequence[Path],
    folder: Path,
    *,
    ignored_imports: Iterable[str] = (),
    xml_too: bool = False,
    manchester_too: bool = False,
) -> list[Counted]:
    """What the OWLAPI reads from each file, imports left aside, written to `folder`; one JVM for all.

    With `xml_too` it is written there in OWL/XML as well, with `manchester_too` in Manchester syntax.

    Raises MavenError when Java or the jars cannot be had.
    """
    wanted = [folder / f"{number}-{file.name}.ofn" for number, file in enumerate(files)]
    imports = "".join(f"\t{iri}" for iri in ignored_imports)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as list_file:
        list_file.writelines(f"{file}\t{target}{imports}\n" for file, target in zip(files, wanted, strict=True))
        list_file.flush()
        also = [*(["owx"] if xml_too else []), *(["omn"] if manchester_too else [])]
        done = java(str(READER), list_file.name, *also)
    lines = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    if len(lines) != len(files):
        raise MavenError(f"the OWLAPI read {len(lines)} of {len(files)} files: {done.stderr.strip()[-500:]}")
    return [
        Counted(axioms=-1, functional=target, error=line[2])
        if line[1] == "ERROR"
        else Counted(axioms=int(line[1]), functional=target)
        for line, target in zip(lines, wanted, strict=True)
    ]


def profiles(files: Sequence[Path]) -> list[Profiled]:
    """What the OWLAPI finds outside OWL 2's profiles in each file, imports left aside; one JVM for all.

    Raises MavenError when Java or the jars cannot be had.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as list_file:
        list_file.writelines(f"{file}\n" for file in files)
        list_file.flush()
        done = java(str(PROFILER), list_file.name)
    parts = done.stdout.split("\n.\n")[:-1]
    if len(parts) != len(files):
        raise MavenError(f"the OWLAPI looked at {len(parts)} of {len(files)} files: {done.stderr.strip()[-500:]}")
    return [_profiled(part.splitlines()) for part in parts]


def _profiled(lines: Iterable[str]) -> Profiled:
    outside: dict[str, list[str]] = {}
    for line in lines:
        kind, _, told = line.partition("\t")
        if kind == "ERROR":
            return Profiled(outside={}, error=told)
        if kind == "PROFILE":
            outside[told] = found = []
        elif outside:
            found.append(kind)
    return Profiled(outside={profile: tuple(kinds) for profile, kinds in outside.items()})


def main() -> int:
    """Run ROBOT with our arguments."""
    try:
        done = command(*sys.argv[1:])
    except MavenError as error:
        print(f"robot: {error}", file=sys.stderr)
        return 1
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
