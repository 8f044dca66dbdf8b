"""Proof trees as values, and as text and plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.fact import Fact, FactKey
from reasoning.rules.engine import Closure
from reasoning.rules.rule import Rule
from reasoning.rules.words import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A conclusion, the rule that gives it and the proofs of its premises; a leaf is a stated fact.

    Built-in conditions are not premises: they are checked by whoever checks that the step is an
    instance of the rule.
    """

    conclusion: Fact
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()
    words: Speaker = field(compare=False, repr=False)

    def facts(self) -> Iterator[Fact]:
        """Every conclusion in the tree, from the top."""
        yield self.conclusion
        for premise in self.premises:
            yield from premise.facts()

    def leaves(self) -> Iterator[Fact]:
        """The stated facts on which everything rests, left to right."""
        if not self.premises:
            yield self.conclusion
        for premise in self.premises:
            yield from premise.leaves()

    def text(self, lang: str = "zh") -> str:
        """The tree, indented, in words; a sub-proof that was already shown is only referred to."""
        return "\n".join(self._lines(lang, 0, set()))

    def _lines(self, lang: str, depth: int, shown: set[tuple[FactKey, str]]) -> Iterator[str]:
        indent = "  " * depth
        sentence = self.words.fact(self.conclusion, lang)
        if not self.premises:
            yield f"{indent}{sentence}{self._origin(lang)}"
            return
        step = (self.conclusion.key, self.rule.id if self.rule else "")
        if step in shown:
            yield f"{indent}{sentence}{'（见上）' if lang == 'zh' else ' (shown above)'}"
            return
        shown.add(step)
        because = "依据" if lang == "zh" else "by"
        name = self.words.rule(self.rule, lang) if self.rule else ""
        yield f"{indent}{sentence} ← {because} {name}" if name else f"{indent}{sentence}"
        for premise in self.premises:
            yield from premise._lines(lang, depth + 1, shown)

    def _origin(self, lang: str) -> str:
        fact = self.conclusion
        parts = [fact.source]
        if fact.quote:
            parts.append(f"“{fact.quote}”")
        text = " ".join(part for part in parts if part)
        if not text:
            return ""
        return f"（来源：{text}）" if lang == "zh" else f" (source: {text})"

    def data(self, lang: str = "zh") -> dict[str, Any]:
        """The tree as JSON knows it: conclusion in words, rule id, premises, and the fact itself."""
        fact = self.conclusion
        return {
            "conclusion": self.words.fact(fact, lang),
            "rule": self.rule.id if self.rule else None,
            "premises": [premise.data(lang) for premise in self.premises],
            "fact": {
                "subject": fact.subject,
                "property": fact.property,
                "object": fact.object,
                "value": None if fact.value is None else str(fact.value),
                "inferred": fact.inferred,
                "source": fact.source,
                "quote": fact.quote,
                "validFrom": fact.valid_from,
                "validTo": fact.valid_to,
            },
        }


def from_closure(closure: Closure, fact: Fact, leaf: Callable[[Fact], Proof], words: Speaker) -> Proof:
    """The proof of a fact of a closure, from the engine's own derivations.

    `leaf` proves what was given to the closure. A given fact may itself be inferred, in the store.
    """
    known: dict[FactKey, Proof] = {}

    def build(goal: Fact) -> Proof:
        if goal.key not in known:
            step = closure.derivation(goal)
            known[goal.key] = (
                leaf(goal)
                if step is None
                else Proof(
                    conclusion=step.conclusion,
                    rule=step.rule,
                    premises=tuple(build(premise) for premise in step.premises),
                    words=words,
                )
            )
        return known[goal.key]

    return build(fact)
