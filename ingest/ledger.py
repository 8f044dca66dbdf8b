"""All facts of one load: each said once, contradictions found, and what is named but not described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.fact import Fact, FactKey, Scalar
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS

LABEL = RDFS + "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An individual as a reference names it: its class, its key, and the source that names it."""

    iri: str
    cls: str
    key: str
    source: str


@dataclass(slots=True, kw_only=True)
class Ledger:
    """Facts in the order in which they were said; the first source of a fact stays."""

    ontology: Ontology
    facts: dict[FactKey, Fact] = field(default_factory=dict)
    described: set[str] = field(default_factory=set)
    named: dict[str, Naming] = field(default_factory=dict)
    coined: dict[str, Naming] = field(default_factory=dict)
    _single: dict[tuple[str, str], Fact] = field(default_factory=dict)
    _is_single: dict[str, bool] = field(default_factory=dict)

    def conflict(self, facts: Iterable[Fact]) -> tuple[Fact, Fact] | None:
        """The first fact that contradicts a fact already said, or a value before it, with that fact.

        Several objects of one property in the same record are taken to be meant.
        """
        here: dict[tuple[str, str], Fact] = {}
        for fact in facts:
            if self._one_only(fact):
                slot = (fact.subject, fact.property)
                known = self._single.get(slot) or (here.setdefault(slot, fact) if fact.object is None else fact)
                if known.key != fact.key:
                    return fact, known
        return None

    def add(self, facts: Iterable[Fact]) -> None:
        """Say facts that `conflict` found no fault with."""
        for fact in facts:
            self.facts.setdefault(fact.key, fact)
            if self._one_only(fact):
                self._single.setdefault((fact.subject, fact.property), fact)

    def offer(self, fact: Fact) -> Fact | None:
        """Say a fact unless its property already has another value; that fact is returned then."""
        known = self._single.get((fact.subject, fact.property)) if self._one_only(fact) else None
        if known is not None and known.key != fact.key:
            return known
        self.add((fact,))
        return None

    def name(self, naming: Naming) -> None:
        """Note that something names an individual; the first naming stays."""
        self.named.setdefault(naming.iri, naming)

    def value(self, subject: str, property: str) -> Scalar | None:
        """The value that a single-valued data property was given."""
        known = self._single.get((subject, property))
        return known.value if known else None

    def _one_only(self, fact: Fact) -> bool:
        if fact.property not in self._is_single:
            single = fact.property != RDF_TYPE and self.ontology.has_one_value(fact.property)
            self._is_single[fact.property] = single
        return self._is_single[fact.property]
