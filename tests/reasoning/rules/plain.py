"""A speaker for tests that need no words."""

from __future__ import annotations

from graph.fact import Fact
from reasoning.rules import Rule


class Plain:
    """Says facts as they are."""

    def label(self, iri: str, lang: str) -> str:
        return iri

    def fact(self, fact: Fact, lang: str) -> str:
        return f"{fact.subject} {fact.property} {fact.object or fact.value}"

    def rule(self, rule: Rule, lang: str) -> str:
        return rule.id
