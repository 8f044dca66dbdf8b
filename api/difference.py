"""What changes when one version of an ontology takes another's place: what it says, and what follows from that.

Everything is worked out beside the store, which is read and never written: its asserted facts, with what each
version asserts of individuals, are closed under each version's rules; each case in the store is judged by both;
the questions of the pack are asked of both, in stores of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from api.check import check_rules
from api.questions import QuestionsReport, ask_competency
from api.ruling_changes import MOST_CASES, RulingChange, cases_of, changed_rulings
from graph.fact import Fact
from graph.port import Cell, GraphReader
from ingest.individuals import from_ontology, individual_facts
from ontology.competency import SUFFIX, read_questions, shipped_questions
from ontology.difference import OntologyDifference, difference
from ontology.errors import FengmiError, InputError
from ontology.load import load_ontology, shipped_packs
from ontology.model import Ontology
from ontology.owl import local_name
from ontology.reader import read_file
from reasoning.rules import Supposed
from reasoning.rules.competency import same_rows

MOST_FACTS = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """What changes in a store of `asserted` facts: inferred facts, by subject, and rulings on `cases`, by case.

    Of more than MOST_CASES cases the first were judged, by IRI; `cases_left` is how many were not.
    """

    asserted: int
    appeared: tuple[Fact, ...]
    vanished: tuple[Fact, ...]
    cases: int
    cases_left: int
    rulings: tuple[RulingChange, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One question that the versions answer otherwise over the pack's examples."""

    ask: str
    before: tuple[tuple[Cell, ...], ...]
    after: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswersChange:
    """What became of one file of questions; `fault` says why they could not be asked of a version."""

    file: str
    asked: int
    changed: tuple[AnswerChange, ...]
    fault: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceReport:
    """All that differs; `impact` is None where there is no store, `answers` where the pack has no questions."""

    axioms: OntologyDifference
    answers: AnswersChange | None
    impact: Impact | None


def compare(old: str | Path, new: str | Path, store: GraphReader | None, as_of: datetime) -> DifferenceReport:
    """Compare two packs or OWL files, each with its imports; rulings are as of a moment.

    Raises OntologyError for a version that cannot be read or whose rules cannot be run, InputError for a store of
    more than MOST_FACTS asserted facts.
    """
    versions = load_ontology([old]), load_ontology([new])
    for version in versions:
        check_rules(version)
    told = difference(*versions)
    return DifferenceReport(
        axioms=told,
        answers=None if told.empty else _answers(old, new, versions[1]),
        impact=_impact(store, *versions, as_of) if store is not None else None,
    )


def _answers(old: str | Path, new: str | Path, ontology: Ontology) -> AnswersChange | None:
    name = _questions_of(new, ontology)
    if name is None:
        return None
    competency = read_questions(name)
    try:
        before, after = (
            ask_competency(replace(competency, sources=(source, *competency.sources[1:]))) for source in (old, new)
        )
    except FengmiError as error:
        return AnswersChange(file=competency.file, asked=0, changed=(), fault=str(error))
    return AnswersChange(
        file=competency.file, asked=len(competency.questions), changed=tuple(_changed_answers(before, after))
    )


def _questions_of(source: str | Path, ontology: Ontology) -> str | Path | None:
    """The file of questions beside an OWL file, else the shipped ones of a pack of the same IRI."""
    beside = Path(source).with_name(Path(source).stem + SUFFIX)
    if source not in shipped_packs() and beside.is_file():
        return beside
    # What is imported comes first, so the file itself is the last.
    own = ontology.documents[-1].iri
    name = local_name(own)
    known = name in shipped_questions() and name in shipped_packs()
    return name if known and read_file(shipped_packs()[name]).iri == own else None


def _changed_answers(before: QuestionsReport, after: QuestionsReport) -> Iterator[AnswerChange]:
    for one, other in zip(before.outcomes, after.outcomes, strict=True):
        if not same_rows(one.question, one.rows, other.rows):
            yield AnswerChange(ask=one.question.ask, before=one.rows, after=other.rows)


def _impact(store: GraphReader, old: Ontology, new: Ontology, as_of: datetime) -> Impact:
    told = (fact for fact in store.facts() if not fact.inferred and not from_ontology(fact.source))
    facts = list(islice(told, MOST_FACTS + 1))
    if len(facts) > MOST_FACTS:
        raise InputError(f"the store holds more than {MOST_FACTS} asserted facts; compare over a smaller one")
    before, after = (_supposed(store, version, facts) for version in (old, new))
    cases = sorted({*cases_of(before), *cases_of(after)})
    return Impact(
        asserted=len(facts),
        appeared=_sorted(after.inferred[key] for key in after.inferred.keys() - before.inferred.keys()),
        vanished=_sorted(before.inferred[key] for key in before.inferred.keys() - after.inferred.keys()),
        cases=len(cases[:MOST_CASES]),
        cases_left=len(cases[MOST_CASES:]),
        rulings=tuple(changed_rulings(before, after, cases[:MOST_CASES], as_of)),
    )


def _supposed(store: GraphReader, version: Ontology, facts: list[Fact]) -> Supposed:
    """The store as if a version had been loaded into it, in place of documents of the same IRIs."""
    documents = {document.iri: document for document in (*store.ontology.documents, *version.documents)}
    ontology = Ontology(documents.values())
    return Supposed(store, ontology, [*facts, *individual_facts(ontology)])


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: tuple(map(str, fact.key))))
