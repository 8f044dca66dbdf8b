"""Results as text for people, Chinese first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

import click

from api.engine import LoadReport, OntologyReport
from ontology.owl import local_name
from reasoning.answer.reply import Reply
from reasoning.assist import Completion
from reasoning.dispute import Ruling
from reasoning.rules import InferReport, Proof

_KINDS = {"QUESTION": "问题", "ENTITY": "条目", "PROPERTY": "属性", "CLASS": "类别"}
_MOST_REJECTS = 10
MOST_CONTRADICTIONS = 3


def title(text: str) -> str:
    """A heading."""
    return click.style(text, bold=True)


def indented(text: str, by: int = 2) -> str:
    """The text with every line moved right."""
    return "\n".join(" " * by + line for line in text.splitlines())


def reply_text(reply: Reply) -> str:
    """Status and words, what may have been meant, and the proofs."""
    lines = [f"[{reply.status.name}] {reply.text}"]
    lines += [f"  · {choice.label}" for choice in reply.choices]
    lines += [proofs_text(reply.proofs)] if reply.proofs else []
    lines += [click.style(f"会话 {reply.session}", dim=True)]
    return "\n".join(lines)


def proofs_text(proofs: Iterable[Proof], lang: str = "zh") -> str:
    """Proof trees under one heading."""
    return "证明 / proof\n" + "\n".join(indented(proof.text(lang)) for proof in proofs)


def completions_text(completions: Sequence[Completion]) -> str:
    """One suggestion a line, best first."""
    if not completions:
        return "（没有可补全的内容）"
    return "\n".join(f"{c.text}  {click.style(_KINDS[c.kind.name], dim=True)}" for c in completions)


def ontology_text(report: OntologyReport) -> str:
    """What the store now holds."""
    lines = [f"已载入 {', '.join(report.documents)}：{report.axioms} 条公理"]
    lines.append(
        f"个体事实：新增 {report.individuals.created}，变更 {report.individuals.changed}，"
        f"删除 {report.individuals.removed}"
    )
    lines.append(infer_text(report.inferred))
    return "\n".join(lines)


def load_text(report: LoadReport) -> str:
    """Records by file, what was rejected and why, and what that changed in the store."""
    records = report.records
    lines = []
    for file in records.files:
        parts = f"{file.file}：记录 {file.records}，载入 {file.loaded}，拒绝 {file.rejected}，重复 {file.duplicate}"
        lines.append(parts + (f"，未用字段 {', '.join(file.unmapped)}" if file.unmapped else ""))
    written = records.written
    lines.append(
        f"合计：记录 {records.records}，载入 {records.loaded}，拒绝 {records.rejected}，重复 {records.duplicate}；"
        f"只被提及、未被描述的个体 {records.undescribed}"
    )
    verb = "将会" if records.dry_run else "事实"
    lines.append(
        f"{verb}：新增 {written.created}，变更 {written.changed}，删除 {written.removed}，不变 {written.unchanged}"
    )
    if records.kept:
        lines.append(f"保留 {records.kept} 条以前载入的事实：给出它们的记录这次被拒绝，改正后再载入即更新")
    for reject in records.rejects[:_MOST_REJECTS]:
        part = "" if reject.whole else "（仅此值）"
        lines.append(f"  拒绝{part} {reject.file}#{reject.record} {reject.field}={reject.value}：{reject.reason}")
    if records.rejects_file:
        lines.append(f"拒绝记录全文：{records.rejects_file}")
    if report.inferred:
        lines.append(infer_text(report.inferred))
    return "\n".join(lines)


def infer_text(report: InferReport) -> str:
    """What inference found and changed."""
    told = (
        f"推理：{report.rules} 条规则，{report.rounds} 轮，由 {report.asserted} 条事实推出 {report.facts} 条；"
        f"新增 {report.created}，变更 {report.changed}，删除 {report.removed}"
    )
    if report.narrowed:
        told += f"\n注意：{report.narrowed} 条事实本可推出为一直成立，但已写明只在一段时间内成立，以写明的为准"
    return told


def contradictions_text(shown: Sequence[Proof], count: int) -> Iterator[str]:
    """How many contradictions there are, and the proofs of those that are shown; nothing when there are none."""
    if count:
        yield f"矛盾：{count} 处，不影响回答" + (
            f"；以下 {len(shown)} 处，fengmi infer --all 列出全部" if len(shown) < count else ""
        )
    for proof in shown:
        yield indented(proof.text("zh"))


def ruling_text(ruling: Ruling) -> str:
    """The ruling in words, then its proof."""
    case, status = unquote(local_name(ruling.case)), f"{ruling.status.name} · {ruling.route.name}"
    lines = [title(f"案件 {case} [{status}] 把握 {ruling.confidence:.2f}"), indented(ruling.text("zh"))]
    lines += [indented(proofs_text((ruling.proof,)))] if ruling.proof else []
    return "\n".join(lines)
