"""What Fengmi makes of an ontology: its counts, what becomes of each axiom, and what looks wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph.axiom_nodes import axiom_rows
from graph.ontology_nodes import Statement
from ingest.extract import pattern_problems
from ingest.individuals import value_problems
from ontology.checks import Problem, ProblemKind
from ontology.checks.names import declaring_files
from ontology.checks.overlays import overlay_problems
from ontology.deep import DeepReport, reason
from ontology.errors import OntologyError
from ontology.load import Loaded, read_ontology, shipped_packs
from ontology.model import Ontology
from ontology.owl import local_name
from ontology.profiles import Profile, ProfileReport, profiles
from ontology.reader import Document
from ontology.report import DocumentReport, axiom_fates, report
from ontology.source import read_source
from ontology.terms import TermKind
from reasoning.dispute import PolicyAnalysis, PolicyScope, analyse, read_policy
from reasoning.rules import Skipped, compile_rules, kind_problems, range_problems, runnable
from reasoning.rules.emptiness import empty_class_problems, unexamined

_REFUSED = (ProblemKind.RULE, ProblemKind.POLICY, ProblemKind.OVERLAY)
_IRI = re.compile(r"<([^<>\s]+)>")


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
    at, and `deep` what HermiT said, where it was asked: their problems stand among the others. `of_packs` are apart:
    problems of shipped packs that are only imported (`packs`, by file) and that concern nothing but their own terms.
    `unexamined` is how many classes there are where they are too many to look for empty ones; else 0. `loads` is False
    where `fengmi ontology load` refuses for more than a missing import: a rule, policy or value, or an overlay's reach.
    """

    documents: tuple[DocumentReport, ...]
    loads: bool
    counts: OntologyCounts
    profiles: Mapping[Profile, ProfileReport]
    problems: tuple[Problem, ...]
    policy: PolicyScope
    deep: DeepReport | None = None
    packs: tuple[str, ...] = ()
    of_packs: tuple[Problem, ...] = ()
    unexamined: int = 0


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


def check_files(files: Iterable[str | Path], *, deep: float | None = None) -> CheckReport:
    """Read packs or OWL files and report on them; a missing import is a problem of the report.

    `deep` is how many seconds HermiT may take; None leaves it alone. Raises OntologyError for a file that cannot be
    read, and JavaError when HermiT cannot be had or cannot do it.
    """
    asked = list(files)
    loaded = read_ontology(asked)
    ontology = loaded.ontology
    sound, broken = runnable(ontology)
    # Without an import, policy and rules may lack what they name; their faults would be of that alone.
    analysis = PolicyAnalysis() if loaded.missing else _analysed(sound)
    of_rules = () if loaded.missing else (*map(_broken, broken), *kind_problems(sound))
    faults = (*_faults(loaded), *pattern_problems(ontology), *of_rules)
    found = report(ontology, (*compile_rules(sound).skipped, *broken), faults)
    empty = tuple(empty_class_problems(sound))
    said = None if deep is None else reason(ontology, seconds=deep)
    of_hermit = _deep_problems(said, {problem.term for problem in empty}, ontology)
    refused = tuple(value_problems(ontology))
    of_values = {problem.term for problem in found.problems if problem.kind is ProblemKind.VALUE}
    unfit = (problem for problem in refused if problem.term not in of_values)
    everything = (*found.problems, *range_problems(ontology), *unfit, *empty, *analysis.problems, *of_hermit)
    packs = _imported_packs(asked, ontology)
    of_packs = tuple(_of_packs(everything, packs))
    apart = set(of_packs)
    return CheckReport(
        documents=found.documents,
        loads=not refused and not any(problem.kind in _REFUSED for problem in everything),
        counts=replace(count_ontology(sound), axioms=len(ontology.axioms)),
        profiles=profiles(ontology),
        problems=tuple(problem for problem in everything if problem not in apart),
        policy=analysis.scope,
        deep=said,
        packs=tuple(document.file for document in packs),
        of_packs=of_packs,
        unexamined=unexamined(sound),
    )


def _imported_packs(asked: Iterable[str | Path], ontology: Ontology) -> list[Document]:
    """The documents that are shipped packs as they were shipped and that nobody asked about."""
    shipped = {path.name: path for path in shipped_packs().values()}
    named = {Path(source).name for source in asked} | {f"{source}.ofn" for source in asked}
    return [
        document
        for document in ontology.documents
        if document.file in shipped
        and document.file not in named
        and document.text == read_source(shipped[document.file])
    ]


def _of_packs(problems: Iterable[Problem], packs: Iterable[Document]) -> Iterator[Problem]:
    files, own = {pack.file for pack in packs}, Ontology(packs).terms
    for problem in problems:
        if problem.file in files and all(iri in own for iri in _IRI.findall(problem.text)):
            yield problem


def _analysed(sound: Ontology) -> PolicyAnalysis:
    """The policy looked at; one that cannot be read is a problem."""
    try:
        return analyse(sound)
    except OntologyError as error:
        main = sound.documents[-1]
        fault = Problem(kind=ProblemKind.POLICY, term=main.iri, file=main.file, text=str(error))
        return PolicyAnalysis(problems=(fault,))


def _broken(rule: Skipped) -> Problem:
    return Problem(kind=ProblemKind.RULE, term=rule.axiom, file=rule.file, text=rule.reason)


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


def _deep_problems(said: DeepReport | None, known: set[str], ontology: Ontology) -> Iterator[Problem]:
    """What HermiT finds, but for classes of which our own rules already tell why."""
    main = ontology.documents[-1].file
    explain = "open the ontology in Protégé and let a reasoner explain it"
    if said is not None and not said.consistent:
        text = f"HermiT finds the ontology inconsistent: what it says of its individuals cannot all be true; {explain}"
        yield Problem(kind=ProblemKind.INCONSISTENT, term=ontology.documents[-1].iri, file=main, text=text)
    files = declaring_files(ontology) if said is not None and said.unsatisfiable else {}
    for iri in said.unsatisfiable if said is not None else ():
        if iri not in known:
            of_class = f"nothing can be a {local_name(iri)}"
            found = of_class if ontology.is_class(iri) else f"{local_name(iri)} can relate nothing"
            text = f"HermiT finds that {found}; {explain}"
            yield Problem(kind=ProblemKind.UNSATISFIABLE, term=iri, file=files.get(iri, main), text=text)
