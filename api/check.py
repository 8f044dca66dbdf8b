"""What Fengmi makes of an ontology: its counts, and which axioms become rules and which do not."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract import pattern_problems
from ontology.checks import Problem
from ontology.model import Ontology
from ontology.report import KindReport, report
from ontology.terms import TermKind
from reasoning.dispute import read_policy
from reasoning.rules import Skipped, compile_rules


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentReport:
    """One document of an ontology; `kinds` says what becomes of its axioms."""

    file: str
    iri: str
    imports: tuple[str, ...]
    axioms: int
    kinds: tuple[KindReport, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OntologyCounts:
    """Sizes of an ontology; `rules` are the Horn rules that its axioms and SWRL rules become."""

    axioms: int
    classes: int
    object_properties: int
    data_properties: int
    individuals: int
    rules: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckReport:
    """A whole ontology; `ignored` are the logical axioms that no rule stands for, with the reason.

    `problems` are what looks wrong; none of them keeps the ontology from being loaded.
    """

    documents: tuple[DocumentReport, ...]
    counts: OntologyCounts
    ignored: tuple[Skipped, ...]
    problems: tuple[Problem, ...]


def count_ontology(ontology: Ontology) -> OntologyCounts:
    """Count an ontology's terms, axioms and rules."""
    return OntologyCounts(
        axioms=len(ontology.axioms),
        classes=len(ontology.of_kind(TermKind.CLASS)),
        object_properties=len(ontology.of_kind(TermKind.OBJECT_PROPERTY)),
        data_properties=len(ontology.of_kind(TermKind.DATA_PROPERTY)),
        individuals=len(ontology.of_kind(TermKind.INDIVIDUAL)),
        rules=len(compile_rules(ontology).rules),
    )


def check_rules(ontology: Ontology) -> None:
    """Raise OntologyError for a rule that cannot be run, and for a dispute policy that contradicts itself."""
    compile_rules(ontology)
    read_policy(ontology)


def check_ontology(ontology: Ontology) -> CheckReport:
    """Report on an ontology. Raises what `check_rules` raises."""
    check_rules(ontology)
    skipped = tuple(compile_rules(ontology).skipped)
    found = report(ontology, skipped)
    return CheckReport(
        documents=tuple(
            DocumentReport(file=d.file, iri=d.iri, imports=d.imports, axioms=d.axioms, kinds=d.kinds)
            for d in found.documents
        ),
        counts=count_ontology(ontology),
        ignored=skipped,
        problems=(*found.problems, *pattern_problems(ontology)),
    )
