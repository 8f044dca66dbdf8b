"""What puts an ontology outside a profile of OWL 2."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ontology.owl import Axiom


class Profile(Enum):
    """A sublanguage of OWL 2 that tools are made for."""

    RL = "RL"
    EL = "EL"
    QL = "QL"
    DL = "DL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One axiom, in its short form, with the construct of it that is outside; `axiom` is '' for a whole document."""

    axiom: str
    construct: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileReport:
    """Whether an ontology is in a profile, and the axioms that are outside, in the documents' order."""

    holds: bool
    violations: tuple[Violation, ...]


def violation(axiom: Axiom, construct: str) -> Violation:
    """The construct as a violation of its axiom."""
    return Violation(axiom=axiom.short(), construct=construct, file=axiom.file)
