"""What a check found, as text for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from api.check import CheckReport, OntologyCounts
from ontology.deep import DeepReport
from ontology.profiles import Profile, ProfileReport
from ontology.report import DocumentReport, Fate
from reasoning.dispute import PolicyScope
from reasoning.rules.emptiness import MOST_CLASSES

_FATES = {Fate.APPROXIMATED: "近似", Fate.IGNORED: "忽略"}

_MOST_VIOLATIONS = 2
_MOST_LEFT_OUT = 5
_MOST_SHOWN = 120
_MOST_LINES = 200


def check_text(report: CheckReport) -> str:
    """Documents with what becomes of their axioms, counts, and what looks wrong."""
    lines = [line for document in report.documents for line in _document_lines(document, report.packs)]
    lines.append(counts_text(report.counts))
    lines += [_profile_line(profile, found) for profile, found in report.profiles.items()]
    if report.unexamined:
        lines.append(f"类多于 {MOST_CLASSES} 个，没有查哪些不可能有成员；--deep 请 HermiT 来查")
    lines += _deep_lines(report.deep) if report.deep is not None else []
    lines.append(f"需要留意的问题 {len(report.problems)} 个")
    for problem in report.problems:
        lines.append(f"  {problem.file}: [{problem.kind.value}] {problem.text}")
        lines += [f"      例 {fact}" for fact in problem.example]
    if report.of_packs:
        lines.append(f"  引入的自带本体另有 {len(report.of_packs)} 个，--json 列出")
    lines += _policy_lines(report.policy)
    return "\n".join(lines)


def counts_text(counts: OntologyCounts) -> str:
    """An ontology's sizes in one line."""
    return (
        f"类 {counts.classes} · 对象属性 {counts.object_properties} · 数据属性 {counts.data_properties} · "
        f"个体 {counts.individuals} · 公理 {counts.axioms} · 规则 {counts.rules}"
    )


def _profile_line(profile: Profile, found: ProfileReport) -> str:
    """Whether the ontology is in a profile, and the first constructs that are outside."""
    if found.holds:
        return f"OWL 2 {profile.value}：是"
    axioms = len({(outside.file, outside.axiom) for outside in found.violations if outside.axiom})
    first = "；".join(
        f"{outside.axiom[:_MOST_SHOWN]}: {outside.construct}" if outside.axiom else outside.construct
        for outside in found.violations[:_MOST_VIOLATIONS]
    )
    more = "……（其余见 --json）" if len(found.violations) > _MOST_VIOLATIONS else ""
    return f"OWL 2 {profile.value}：否" + (f"，{axioms} 条公理" if axioms else "") + f"；{first}{more}"


def _deep_lines(deep: DeepReport) -> Iterator[str]:
    """What HermiT said, and what it was not given."""
    if deep.consistent:
        yield f"HermiT：一致；不可能有成员的词 {len(deep.unsatisfiable)} 个"
    else:
        yield "HermiT：不一致，个体的说法不能同时成立"
    if deep.left_out:
        yield f"  没有交给 HermiT 的公理 {len(deep.left_out)} 条"
        first = deep.left_out[:_MOST_LEFT_OUT]
        yield from (f"    {left.file}: {left.axiom[:_MOST_SHOWN]}: {left.reason}" for left in first)
    if len(deep.left_out) > _MOST_LEFT_OUT:
        yield "    ……（其余见 --json）"


def _policy_lines(scope: PolicyScope) -> Iterator[str]:
    """What of the dispute policy was looked at; nothing where there is none."""
    if scope.rules:
        yield (
            f"纠纷政策：{scope.rules} 条规则、{scope.claims} 类诉求、{scope.periods} 个时期，逐一检查案件情形 "
            f"{scope.cases} 种"
        )
    if scope.sampled:
        yield f"  情形太多、只抽样检查的诉求：{'、'.join(scope.sampled)}"


def _document_lines(document: DocumentReport, packs: Collection[str]) -> list[str]:
    """Totals, then each axiom that is not used whole; of imported `packs`, which are not the reader's, totals alone."""
    axioms = document.axioms
    lines = [
        f"{document.file}  <{document.iri}>  {document.syntax}",
        f"  公理 {axioms.total}：采用 {axioms.used}，近似 {axioms.approximated}，忽略 {axioms.ignored}",
    ]
    if document.file in packs:
        return lines
    lines += [f"    {_FATES[remark.fate]} {remark.axiom}: {remark.reason}" for remark in document.remarks]
    if document.unread:
        lines.append(f"  不成公理的语句 {len(document.unread)} 条")
        lines += _some([f"    {unread.text}: {unread.reason}" for unread in document.unread])
    if document.assumed:
        lines.append(f"  未声明、按用法推定的词 {len(document.assumed)} 个")
        lines += _some([f"    <{a.iri}> {a.kind.value}: {a.reason}" for a in document.assumed])
    return lines


def _some(lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"    ……还有 {more} 条，见 --json"]
