"""What differs between two versions of an ontology, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from api.difference import AnswersChange, DifferenceReport, Impact
from api.ruling_changes import RulingChange, RulingSummary
from graph.fact import Fact
from ontology.difference import Names, OntologyDifference
from ontology.owl import local_name

MOST_FACTS_SHOWN = 20


def difference_text(report: DifferenceReport) -> Iterator[str]:
    """The report for people: axioms, terms and rules, then answers, inferred facts and rulings."""
    if report.axioms.empty:
        yield "两个版本说的一样"
    else:
        yield from axioms_text(report.axioms)
    if report.answers is not None:
        yield from _answers(report.answers)
    if report.impact is not None:
        yield from _impact(report.impact)
    else:
        yield "没有图库，未比较推出的事实与裁定（--store 指定）"


def axioms_text(told: OntologyDifference) -> Iterator[str]:
    """Axioms added, removed and changed, then terms and rules by name."""
    yield f"公理：新增 {len(told.added)}，删除 {len(told.removed)}，变更 {len(told.changed)}"
    yield from (f"  + {axiom.text}" for axiom in told.added)
    yield from (f"  - {axiom.text}" for axiom in told.removed)
    for axiom in told.changed:
        yield f"  ~ {axiom.before}"
        yield f"    → {axiom.after}"
    yield from _names("词", told.terms)
    yield from _names("规则", told.rules)


def _names(what: str, names: Names) -> Iterator[str]:
    for verb, found in (("新增", names.added), ("删除", names.removed), ("变更", names.changed)):
        if found:
            yield f"{what}{verb} {len(found)}：{'、'.join(map(local_name, found))}"


def _answers(answers: AnswersChange) -> Iterator[str]:
    if answers.fault:
        yield f"问题 {answers.file}：未能比较，{answers.fault}"
        return
    yield f"问题 {answers.file}：共 {answers.asked}，答案变更 {len(answers.changed)}"
    for change in answers.changed:
        yield f"  ~ {change.ask}"
        yield f"    {_rows(change.before)} → {_rows(change.after)}"


def _rows(rows: Sequence[Sequence[object]]) -> str:
    return "; ".join(", ".join(map(str, row)) for row in rows) or "（无）"


def _impact(impact: Impact) -> Iterator[str]:
    yield (
        f"由 {impact.asserted} 条事实推出的事实：出现 {len(impact.appeared)}，消失 {len(impact.vanished)}；"
        f"案件 {impact.cases}，裁定变更 {len(impact.rulings)}"
    )
    for sign, facts in (("+", impact.appeared), ("-", impact.vanished)):
        yield from (f"  {sign} {_fact(fact)}" for fact in facts[:MOST_FACTS_SHOWN])
        if len(facts) > MOST_FACTS_SHOWN:
            yield f"  {sign} 其余 {len(facts) - MOST_FACTS_SHOWN} 条见 --json"
    yield from rulings_text(impact.rulings)
    if impact.cases_left:
        yield f"  另有 {impact.cases_left} 个案件太多，没有裁定比较"


def rulings_text(rulings: Iterable[RulingChange]) -> Iterator[str]:
    """Each case with its rulings, before and after."""
    for change in rulings:
        yield f"  ~ {_individual(change.case)}"
        yield f"    {_ruling(change.before)} → {_ruling(change.after)}"


def _fact(fact: Fact) -> str:
    end = local_name(fact.object) if fact.object is not None else str(fact.value)
    return f"{_individual(fact.subject)} {local_name(fact.property)} {unquote(end)}（{fact.rule}）"


def _individual(iri: str) -> str:
    return unquote(local_name(iri))


def _ruling(ruling: RulingSummary) -> str:
    return ruling.fault or " ".join(
        part for part in (ruling.status, ruling.verdict, ruling.amount, ruling.route) if part
    )
