"""One thing in an ontology that looks wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ProblemKind(Enum):
    """What is wrong."""

    MISSING_LABEL = "missing label"
    UNDECLARED = "undeclared"
    SAME_LABEL = "same label"
    SAME_SYNONYM = "same synonym"
    CYCLE = "cycle"
    UNSATISFIABLE = "unsatisfiable"
    INCONSISTENT = "inconsistent"
    CLASH = "clash"
    VALUE = "value"
    STEERING = "steering"
    MISSING_IMPORT = "missing import"
    IMPORT_CIRCLE = "import circle"
    IMPORT_CLASH = "import clash"
    NO_NAME = "no name"
    RULE = "rule"
    POLICY = "policy"
    TYPES = "types"
    INCOMPLETE = "incomplete"
    VERSIONS = "versions"
    UNREACHABLE = "unreachable"
    GAP = "gap"
    OVERLAP = "overlap"
    OVERLAY = "overlay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to look at: about which term, in which file, and in words what to do.

    `example` is the smallest case that shows it, a fact a line, of problems that only show in a case.
    """

    kind: ProblemKind
    term: str
    file: str
    text: str
    example: tuple[str, ...] = ()
