"""What Fengmi makes of an ontology: its counts, what becomes of each axiom, and what looks wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.axiom_nodes import axiom_rows
from graph.ontology_nodes import Statement
from ingest.extract import pattern_problems
from ontology.checks import Problem, ProblemKind
from ontology.checks.overlays import overlay_problems
from ontology.errors import OntologyError
from ontology.load import Loaded, read_ontology
from ontology.model import Ontology
from ontology.profiles import Profile, ProfileReport, profiles
from ontology.report import DocumentReport, axiom_fates, report
from ontology.terms import TermKind
from reasoning.dispute import PolicyAnalysis, PolicyScope, analyse, read_policy
from reasoning.rules import compile_rules, kind_problems


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
    """A whole ontology, document by document in loading order, with the problems of all of them together.

    `profiles` says in which profiles of OWL 2 all of them together are, `policy` what of a dispute policy was looked
    at: its problems stand among the others.
    """

    documents: tuple[DocumentReport, ...]
    counts: OntologyCounts
    profiles: Mapping[Profile, ProfileReport]
    problems: tuple[Problem, ...]
    policy: PolicyScope


def count_ontology(ontology: Ontology) -> OntologyCounts:
    """Count an ontology's terms, axioms and rules."""
    program = compile_rules(ontology)
    return OntologyCounts(
        axioms=len(ontology.axioms),
        classes=len(ontology.of_kind(TermKind.CLASS)),
        object_properties=len(ontology.of_kind(TermKind.OBJECT_PROPERTY)),
        data_properties=len(ontology.of_kind(TermKind.DATA_PROPERTY)),
        individuals=len(ontology.of_kind(TermKind.INDIVIDUAL)),
        rules=len(program.rules) + len(program.closed),
    )


def check_ontology(ontology: Ontology) -> None:
    """Raise OntologyError for an overlay that would change what other shops see, and as `check_rules` does."""
    changing = next(overlay_problems(ontology), None)
    if changing is not None:
        raise OntologyError(f"{changing.file}: {changing.text}")
    check_rules(ontology)


def check_rules(ontology: Ontology) -> None:
    """Raise RuleError for a rule that cannot be run, OntologyError for a dispute policy that contradicts itself."""
    compile_rules(ontology)
    for shop in (None, *ontology.shops):
        read_policy(ontology.for_shop(shop))


def fates_of(ontology: Ontology) -> Iterator[Statement]:
    """Statements that write what becomes of each axiom beside the ontology."""
    return axiom_rows(axiom_fates(ontology, compile_rules(ontology).skipped))


def check_files(files: Iterable[str | Path]) -> CheckReport:
    """Read packs or OWL files and report on them; a missing import is a problem of the report.

    Raises OntologyError for a file that cannot be read, and what `check_rules` raises when nothing is missing.
    """
    loaded = read_ontology(files)
    ontology = loaded.ontology
    # Without an import, policy and rules may lack what they name; their faults would be of that alone.
    analysis = PolicyAnalysis() if loaded.missing else analyse(ontology)
    of_rules = () if loaded.missing else tuple(kind_problems(ontology))
    faults = (*_faults(loaded), *pattern_problems(ontology), *of_rules)
    found = report(ontology, compile_rules(ontology).skipped, faults)
    return CheckReport(
        documents=found.documents,
        counts=count_ontology(ontology),
        profiles=profiles(ontology),
        problems=(*found.problems, *analysis.problems),
        policy=analysis.scope,
    )


def _faults(loaded: Loaded) -> Iterator[Problem]:
    kinds = (
        (ProblemKind.MISSING_IMPORT, loaded.missing),
        (ProblemKind.IMPORT_CIRCLE, loaded.circles),
        (ProblemKind.IMPORT_CLASH, loaded.clashes),
    )
    for kind, faults in kinds:
        for fault in faults:
            yield Problem(kind=kind, term=fault.iri, file=fault.file, text=fault.text)
    for document in loaded.ontology.documents:
        if document.nameless:
            text = f"{document.file}: the ontology has no IRI; give it one, or nothing can import it"
            yield Problem(kind=ProblemKind.NO_NAME, term=document.iri, file=document.file, text=text)
