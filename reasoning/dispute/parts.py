"""The parts of a ruling: parties, money, articles, findings, missing evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from ontology.owl import local_name


class FactStatus(Enum):
    """What the evidence makes of a fact."""

    PROVEN = "PROVEN"
    DISPROVEN = "DISPROVEN"
    UNKNOWN = "UNKNOWN"


class RuleOutcome(Enum):
    """What became of a rule whose conditions hold."""

    WON = "WON"
    OVERRIDDEN = "OVERRIDDEN"
    OUTRANKED = "OUTRANKED"
    TIED = "TIED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A term or an individual with what to call it."""

    iri: str
    zh: str
    en: str

    def label(self, lang: str = "zh") -> str:
        """What to call it in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is liable: the side in the dispute, and which individual that is when the case tells."""

    role: Named
    individual: Named | None

    def label(self, lang: str = "zh") -> str:
        """The side, and who it is."""
        if self.individual is None:
            return self.role.label(lang)
        who = self.individual.label(lang)
        return f"{self.role.label(lang)}（{who}）" if lang == "zh" else f"{self.role.label(lang)} ({who})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency's main unit (yuan), to the cent."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A provision that a rule cites, in our own words, and where it comes from."""

    name: Named
    text_zh: str
    text_en: str
    source: str

    def text(self, lang: str = "zh") -> str:
        """What it says."""
        return self.text_zh if lang == "zh" else self.text_en


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEvidence:
    """A fact that decides and is not known: who must prove it, with what, and until when.

    `due` is None as long as that side has not been asked; with `conflict`, evidence speaks for both sides.
    """

    fact: Named
    by: Named
    evidence: tuple[Named, ...]
    due: datetime | None
    conflict: bool = False

    def text(self, lang: str = "zh") -> str:
        """The request as a sentence."""
        kinds = ("、" if lang == "zh" else ", ").join(kind.label(lang) for kind in self.evidence)
        if lang == "zh":
            until = f"，期限至北京时间 {self.due:%Y-%m-%d %H:%M}" if self.due else "，平台尚未提出举证要求"
            return f"请{self.by.zh}证明「{self.fact.zh}」，可提交：{kinds}{until}"
        until = f", by {self.due:%Y-%m-%d %H:%M} Beijing time" if self.due else ", not yet asked"
        return f"the {self.by.en} is to prove “{self.fact.en}” with: {kinds}{until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """The smallest evidence that would change the ruling: facts that, once proven, lead to another verdict."""

    facts: tuple[Named, ...]
    by: tuple[Named, ...]
    verdict: Named

    def text(self, lang: str = "zh") -> str:
        """The condition and its consequence as a sentence."""
        if lang == "zh":
            proofs = "，且".join(f"{b.zh}证明「{f.zh}」" for f, b in zip(self.facts, self.by, strict=True))
            return f"若{proofs}，则改为：{self.verdict.zh}"
        proofs = " and ".join(f"the {b.en} proves “{f.en}”" for f, b in zip(self.facts, self.by, strict=True))
        return f"if {proofs}: {self.verdict.en}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The status of one fact. `by_default` when it counts as unproven because its burden was not met in time."""

    fact: Named
    status: FactStatus
    burden: Named
    by_default: bool
    conflict: bool
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedRule:
    """A policy rule whose conditions hold, and what became of it; `by` names the rules that beat it."""

    rule: Named
    priority: int
    verdict: Named
    outcome: RuleOutcome
    by: tuple[str, ...]

    @property
    def id(self) -> str:
        """The rule's local name, such as R12."""
        return local_name(self.rule.iri)
