"""The terms of axioms, by what they are there: what one document has to know of those that it imports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from ontology.grammar import terms_of
from ontology.owl import Axiom
from ontology.terms import TermKind

Signature = Mapping[TermKind, AbstractSet[str]]
"""Terms by kind, each by its IRI."""


def signature_of(axioms: Iterable[Axiom]) -> Signature:
    """The terms that axioms declare or use."""
    signature: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
    for axiom in axioms:
        for kind, iri in terms_of(axiom):
            signature[kind].add(iri)
    return signature


def declared_in(axioms: Iterable[Axiom]) -> Signature:
    """The terms that axioms declare."""
    return signature_of(axiom for axiom in axioms if axiom.kind == "Declaration")
