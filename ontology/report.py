"""What an ontology says, what is made of it, and what looks wrong in it.

Which axioms become rules is decided where rules are compiled, above this room; the caller passes in
those that do not. The rest of what is asked here needs the documents alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ontology.checks import Problem, problems
from ontology.model import Ontology
from ontology.owl import Axiom, Expression, Iri
from ontology.reader import Document


class Unused(Protocol):
    """An axiom that no rule stands for: its short form (`Axiom.short`), its file, and why."""

    @property
    def axiom(self) -> str:
        """The axiom in functional syntax with local names."""

    @property
    def file(self) -> str:
        """The file that says it."""

    @property
    def reason(self) -> str:
        """Why no rule stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReport:
    """How many axioms of one kind a document has, and what becomes of them; the three parts add up to `total`.

    An approximated axiom is read in part: the hierarchy, the domains and ranges or the number of values
    that it tells are known, but what else it says is not derived. An ignored one has no effect.
    """

    kind: str
    total: int
    used: int
    approximated: int
    ignored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """One document: its axioms by kind, in the order of the kinds' names."""

    file: str
    iri: str
    version: str
    imports: tuple[str, ...]
    kinds: tuple[KindReport, ...]

    @property
    def axioms(self) -> int:
        """All axioms, declarations, annotations and rules of the document."""
        return sum(kind.total for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyReport:
    """All documents, in loading order, and the problems found in them together."""

    documents: tuple[DocumentReport, ...]
    problems: tuple[Problem, ...]


def report(ontology: Ontology, unused: Iterable[Unused] = ()) -> OntologyReport:
    """Report on an ontology; `unused` are the axioms that no rule stands for."""
    left = Counter((axiom.file, axiom.axiom) for axiom in unused)
    return OntologyReport(
        documents=tuple(_document(document, left) for document in ontology.documents),
        problems=problems(ontology),
    )


def _document(document: Document, left: Counter[tuple[str, str]]) -> DocumentReport:
    counts: dict[str, Counter[str]] = {}
    for axiom in document.axioms:
        fate = "used"
        said = (document.file, axiom.short())
        if left[said] > 0:
            left[said] -= 1
            fate = "approximated" if _read_in_part(axiom) else "ignored"
        counts.setdefault(axiom.kind, Counter())[fate] += 1
    return DocumentReport(
        file=document.file,
        iri=document.iri,
        version=document.version,
        imports=document.imports,
        kinds=tuple(
            KindReport(
                kind=kind,
                total=found.total(),
                used=found["used"],
                approximated=found["approximated"],
                ignored=found["ignored"],
            )
            for kind, found in sorted(counts.items())
        ),
    )


def _read_in_part(axiom: Axiom) -> bool:
    """Whether the Ontology value itself reads something of the axiom (model.py)."""
    if axiom.kind.startswith("Functional"):
        return True
    if axiom.kind.endswith(("PropertyDomain", "PropertyRange")):
        end = axiom.args[1]
        named = end.args if isinstance(end, Expression) and end.kind in ("ObjectUnionOf", "DataUnionOf") else (end,)
        return any(isinstance(arg, Iri) for arg in named)
    if axiom.kind.startswith("Equivalent"):
        return sum(isinstance(arg, Iri) for arg in axiom.args) > 1
    if axiom.kind == "SubClassOf" and isinstance(axiom.args[0], Iri) and isinstance(axiom.args[1], Expression):
        above = axiom.args[1]
        return above.kind == "ObjectIntersectionOf" and any(isinstance(arg, Iri) for arg in above.args)
    return False
