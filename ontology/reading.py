"""What one reading of an ontology document yields, whatever its syntax."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.owl import Annotation, Axiom
from ontology.terms import TermKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something in the document that became no axiom, and why.

    `kind` is the kind of axiom that was meant, when that much is certain: such an axiom is counted as
    ignored. It is '' for what is no axiom at all, such as a list that nothing uses.
    """

    text: str
    reason: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """A term that the document does not declare, the kind it was taken for, and what made us take it so."""

    iri: str
    kind: TermKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Header and axioms of one document, each axiom once; `iri` is '' when the ontology has no name."""

    iri: str
    version: str = ""
    imports: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    axioms: tuple[Axiom, ...] = ()
    unread: tuple[Unread, ...] = ()
    assumed: tuple[Assumed, ...] = ()
