"""Which cases in a store two versions of an ontology rule on otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.port import GraphReader
from ontology.errors import FengmiError
from ontology.general import CASE
from ontology.owl import RDF_TYPE, local_name
from reasoning.dispute import Ruling, judge

MOST_CASES = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RulingSummary:
    """What matters of a ruling: how it is decided, who acts on it, and by which rules; `fault` when there is none."""

    status: str = ""
    verdict: str = ""
    amount: str = ""
    route: str = ""
    fault: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RulingChange:
    """One case in the store that the versions rule on otherwise."""

    case: str
    before: RulingSummary
    after: RulingSummary


def cases_of(graph: GraphReader) -> Iterator[str]:
    """The cases that a graph holds, by IRI."""
    for cls in sorted(graph.ontology.subclasses(CASE)):
        for fact in graph.facts(objects=[cls]):
            if fact.property == RDF_TYPE:
                yield fact.subject


def changed_rulings(
    before: GraphReader, after: GraphReader, cases: Iterable[str], as_of: datetime
) -> Iterator[RulingChange]:
    """The cases that two graphs rule on otherwise, as of a moment."""
    for case in cases:
        one, other = _summary(before, case, as_of), _summary(after, case, as_of)
        if one != other:
            yield RulingChange(case=case, before=one, after=other)


def _summary(graph: GraphReader, case: str, as_of: datetime) -> RulingSummary:
    try:
        return _summed(judge(graph, case, as_of))
    except FengmiError as error:
        return RulingSummary(fault=str(error))


def _summed(ruling: Ruling) -> RulingSummary:
    return RulingSummary(
        status=ruling.status.name,
        verdict=local_name(ruling.verdict.iri) if ruling.verdict else "",
        amount=f"{ruling.amount.amount} {ruling.amount.currency}" if ruling.amount else "",
        route=ruling.route.name,
    )
