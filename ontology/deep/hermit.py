"""HermiT, started through ROBOT: whether an ontology is consistent, and which of its classes can have no member."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ontology.deep.jars import jars, program
from ontology.deep.merged import LeftOut, merged
from ontology.errors import JavaError
from ontology.model import Ontology
from ontology.writing.functional import functional_text

ROBOT_VERSION = "1.9.6"
SECONDS = 300.0
"""How long HermiT may take, unless the caller says otherwise."""

# Names that are not English come back as they are, whatever the locale.
_UTF_8 = tuple(f"-D{what}.encoding=UTF-8" for what in ("file", "stdout", "stderr", "sun.stdout", "sun.stderr"))
_INCONSISTENT = "ontology is inconsistent"
_UNSATISFIABLE = re.compile(r"unsatisfiable(?: property)?: <?([^\s>]+)>?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepReport:
    """What HermiT says of an ontology without the axioms `left_out`.

    `unsatisfiable` are IRIs of classes that can have no member, sorted; where there is none, of properties that can
    relate nothing. They are not worked out when the ontology is not `consistent`, as then nothing can have any.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def robot(*arguments: str, seconds: float = SECONDS) -> subprocess.CompletedProcess[str]:
    """Run one of ROBOT's commands. Raises JavaError when Java or the jars cannot be had, and past the time limit."""
    return java("org.obolibrary.robot.CommandLineInterface", *arguments, seconds=seconds)


def java(*arguments: str, seconds: float = SECONDS) -> subprocess.CompletedProcess[str]:
    """Run a class, or a Java file, with ROBOT's libraries. Raises JavaError as `robot` does."""
    path = program("java", "install a Java 17 runtime")
    found = jars("org.obolibrary.robot", "robot-command", ROBOT_VERSION, name="robot")
    command = [path, *_UTF_8, "-cp", f"{found}/*", *arguments]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        told = f"ROBOT, in which HermiT runs, did not end within {seconds:g} s; give it more time with --seconds"
        raise JavaError(told) from error


def reason(ontology: Ontology, *, seconds: float = SECONDS) -> DeepReport:
    """Ask HermiT about an ontology with all it imports.

    Raises JavaError when Java, Maven or the jars cannot be had, when HermiT refuses the ontology, and past the limit.
    """
    whole = merged(ontology)
    with tempfile.TemporaryDirectory(prefix="fengmi-deep-") as folder:
        source, out = Path(folder) / "merged.ofn", Path(folder) / "reasoned.ofn"
        source.write_text(functional_text(whole.document), encoding="utf-8")
        files = ("--input", str(source), "--output", str(out))
        done = robot("reason", "--reasoner", "HermiT", *files, seconds=seconds)
    said = done.stdout + done.stderr
    consistent = _INCONSISTENT not in said
    unsatisfiable = tuple(sorted(set(_UNSATISFIABLE.findall(said))))
    if done.returncode and consistent and not unsatisfiable:
        raise JavaError(f"HermiT cannot take the ontology: {_first_error(said)}")
    return DeepReport(consistent=consistent, unsatisfiable=unsatisfiable, left_out=whole.left_out)


def _first_error(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR" in line or "Exception" in line]
    return (errors or lines or ["it says nothing"])[0][:300]
