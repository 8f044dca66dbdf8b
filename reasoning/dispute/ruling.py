"""What a ruling is. The platform judges as an ordinary person would; a ruling is no court's judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from reasoning.dispute.parts import (
    AppliedRule,
    Article,
    Counterfactual,
    Finding,
    MissingEvidence,
    Money,
    Named,
    Party,
    RuleOutcome,
)
from reasoning.rules import Proof


class RulingStatus(Enum):
    """Whether the rules and the facts on file lead to one verdict."""

    DECIDED = "DECIDED"
    UNDECIDABLE = "UNDECIDABLE"


class Route(Enum):
    """Who acts on a ruling. An undecidable one is never carried out automatically."""

    AUTO = "AUTO"
    HUMAN = "HUMAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How a dispute is decided, on what, and who acts on it.

    `amount` goes to the buyer, in the order's currency. `route_reasons` are routing rules (H1 to H8).
    `policy_version` is the one valid when the order was placed. `confidence` is a rank, not a
    probability: 0.95 on proven facts, 0.8 where a burden of proof decided, 0.3 for a tie, 0 otherwise.
    """

    case: str
    status: RulingStatus
    verdict: Named | None
    liable: Party | None
    remedy: Named | None
    recourse: Named | None
    freight: Named | None
    amount: Money | None
    articles: tuple[Article, ...]
    proof: Proof | None
    missing: tuple[MissingEvidence, ...]
    counterfactuals: tuple[Counterfactual, ...]
    findings: tuple[Finding, ...]
    rules: tuple[AppliedRule, ...]
    confidence: float
    route: Route
    route_reasons: tuple[Named, ...]
    policy_version: str
    as_of: datetime

    def text(self, lang: str = "zh") -> str:
        """The ruling in words, without its proof."""
        return "\n".join(_chinese(self) if lang == "zh" else _english(self))


def _chinese(ruling: Ruling) -> Iterator[str]:
    if ruling.status is RulingStatus.DECIDED and ruling.verdict and ruling.liable and ruling.remedy:
        yield f"处理结果：{ruling.verdict.zh}"
        yield f"责任方：{ruling.liable.label('zh')}；处理方式：{ruling.remedy.zh}"
        if ruling.amount:
            yield f"退赔金额：{ruling.amount.amount} {ruling.amount.currency}"
    else:
        yield "处理结果：目前还不能裁定"
    yield from (f"需要补充：{missing.text('zh')}" for missing in ruling.missing)
    for rule in ruling.rules:
        beaten = f"（{_FATE_ZH[rule.outcome]}{'、'.join(rule.by)}）" if rule.by else ""
        yield f"适用规则：{rule.id} {rule.rule.zh}{beaten}"
    yield from (f"条款：{article.name.zh}——{article.text_zh}（{article.source}）" for article in ruling.articles)
    yield from (f"分流：{reason.zh}" for reason in ruling.route_reasons)
    yield from (f"如有新证据：{other.text('zh')}" for other in ruling.counterfactuals)
    yield f"政策版本：{ruling.policy_version or '未登记'}（以下单时有效者为准）"
    yield "说明：平台依据双方提交的材料，按普通人的一般判断作出处理；这不是司法裁判，不影响任何一方另寻其他途径。"


def _english(ruling: Ruling) -> Iterator[str]:
    if ruling.status is RulingStatus.DECIDED and ruling.verdict and ruling.liable and ruling.remedy:
        yield f"Result: {ruling.verdict.en}"
        yield f"Liable: {ruling.liable.label('en')}; remedy: {ruling.remedy.en}"
        if ruling.amount:
            yield f"Amount to the buyer: {ruling.amount.amount} {ruling.amount.currency}"
    else:
        yield "Result: cannot be decided yet"
    yield from (f"Needed: {missing.text('en')}" for missing in ruling.missing)
    for rule in ruling.rules:
        beaten = f" ({_FATE_EN[rule.outcome]} {', '.join(rule.by)})" if rule.by else ""
        yield f"Rule: {rule.id} {rule.rule.en}{beaten}"
    yield from (f"Article: {article.name.en}: {article.text_en} ({article.source})" for article in ruling.articles)
    yield from (f"Route: {reason.en}" for reason in ruling.route_reasons)
    yield from (f"New evidence: {other.text('en')}" for other in ruling.counterfactuals)
    yield f"Policy version: {ruling.policy_version or 'none on file'} (the one valid when the order was placed)"
    yield (
        "Note: the platform judged the material given by both sides as an ordinary person would; "
        "this is no court's judgement and leaves every other remedy open."
    )


_FATE_ZH = {RuleOutcome.OVERRIDDEN: "被推翻：", RuleOutcome.OUTRANKED: "优先级低于", RuleOutcome.TIED: "结论冲突："}
_FATE_EN = {
    RuleOutcome.OVERRIDDEN: "overridden by",
    RuleOutcome.OUTRANKED: "outranked by",
    RuleOutcome.TIED: "tied with",
}
