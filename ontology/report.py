"""What an ontology says, what is made of it, and what looks wrong in it.

Which axioms become rules is decided where rules are compiled, above this room; the caller passes in
those that do not. The rest of what is asked here needs the documents alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ontology.checks import Problem, problems
from ontology.model import Ontology
from ontology.owl import Axiom, Expression, Iri
from ontology.reader import Document
from ontology.reading import Assumed, Unread


class Unused(Protocol):
    """An axiom that no rule stands for, or none for all it says: its short form (`Axiom.short`), its file, and why."""

    @property
    def axiom(self) -> str:
        """The axiom in functional syntax with local names."""

    @property
    def file(self) -> str:
        """The file that says it."""

    @property
    def reason(self) -> str:
        """Why no rule stands for it."""

    @property
    def partly(self) -> bool:
        """Whether rules say the rest of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReport:
    """How many axioms of one kind a document has, and what becomes of them; the three parts add up to `total`.

    An approximated axiom is read in part: one direction of an equivalence is derived, or the hierarchy, the domains
    and ranges or the number of values that it tells are known, but not what else it says. An ignored one has no effect.
    """

    kind: str
    total: int
    used: int
    approximated: int
    ignored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AxiomTotals:
    """All axioms of a document, declarations, annotations and rules included; the three parts add up to `total`."""

    total: int
    used: int
    approximated: int
    ignored: int
    by_kind: tuple[KindReport, ...]


class Fate(Enum):
    """What becomes of an axiom."""

    USED = "used"
    APPROXIMATED = "approximated"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One axiom that is not used whole: what becomes of it, and why."""

    fate: Fate
    axiom: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxiomFate:
    """What becomes of one axiom, in its short form, of the document with an IRI; why, unless it is used."""

    document: str
    kind: str
    axiom: str
    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """One document: its syntax, its axioms by kind in the order of the kinds' names, and what is not used whole.

    `unread` are the statements of an RDF document that are no axiom, `assumed` the terms that no one declares and
    that were taken for what their use tells.
    """

    file: str
    iri: str
    version: str
    syntax: str
    imports: tuple[str, ...]
    axioms: AxiomTotals
    remarks: tuple[Remark, ...]
    unread: tuple[Unread, ...]
    assumed: tuple[Assumed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyReport:
    """All documents, in loading order, and the problems found in them together."""

    documents: tuple[DocumentReport, ...]
    problems: tuple[Problem, ...]


def report(ontology: Ontology, unused: Iterable[Unused] = (), faults: Iterable[Problem] = ()) -> OntologyReport:
    """Report on an ontology; `unused` are the axioms that no rule stands for, `faults` what was wrong in reading it."""
    left = _by_axiom(unused)
    return OntologyReport(
        documents=tuple(_document(document, left) for document in ontology.documents),
        problems=(*faults, *problems(ontology)),
    )


def axiom_fates(ontology: Ontology, unused: Iterable[Unused] = ()) -> Iterator[AxiomFate]:
    """What becomes of each axiom, document by document; those that could not be read come last in theirs."""
    left = _by_axiom(unused)
    return (fate for document in ontology.documents for fate in _fates(document, left))


def _by_axiom(unused: Iterable[Unused]) -> dict[tuple[str, str], list[Unused]]:
    left: dict[tuple[str, str], list[Unused]] = defaultdict(list)
    for axiom in unused:
        left[axiom.file, axiom.axiom].append(axiom)
    return left


def _fates(document: Document, left: dict[tuple[str, str], list[Unused]]) -> Iterator[AxiomFate]:
    for axiom in document.axioms:
        short = axiom.short()
        unused = left.get((document.file, short))
        if unused:
            found = unused.pop()
            fate = Fate.APPROXIMATED if found.partly or _read_in_part(axiom) else Fate.IGNORED
            yield AxiomFate(document=document.iri, kind=axiom.kind, axiom=short, fate=fate, reason=found.reason)
        else:
            yield AxiomFate(document=document.iri, kind=axiom.kind, axiom=short, fate=Fate.USED)
    for unread in document.unread:
        if unread.kind:
            yield AxiomFate(
                document=document.iri, kind=unread.kind, axiom=unread.text, fate=Fate.IGNORED, reason=unread.reason
            )


def _document(document: Document, left: dict[tuple[str, str], list[Unused]]) -> DocumentReport:
    counts: dict[str, Counter[Fate]] = defaultdict(Counter)
    remarks: list[Remark] = []
    for axiom in _fates(document, left):
        counts[axiom.kind][axiom.fate] += 1
        if axiom.fate is not Fate.USED:
            remarks.append(Remark(fate=axiom.fate, axiom=axiom.axiom, reason=axiom.reason))
    kinds = tuple(_kind(kind, found) for kind, found in sorted(counts.items()))
    return DocumentReport(
        file=document.file,
        iri=document.iri,
        version=document.version,
        syntax=document.syntax.value,
        imports=document.imports,
        axioms=AxiomTotals(
            total=sum(kind.total for kind in kinds),
            used=sum(kind.used for kind in kinds),
            approximated=sum(kind.approximated for kind in kinds),
            ignored=sum(kind.ignored for kind in kinds),
            by_kind=kinds,
        ),
        remarks=tuple(remarks),
        unread=tuple(unread for unread in document.unread if not unread.kind),
        assumed=document.assumed,
    )


def _kind(kind: str, found: Counter[Fate]) -> KindReport:
    return KindReport(
        kind=kind,
        total=found.total(),
        used=found[Fate.USED],
        approximated=found[Fate.APPROXIMATED],
        ignored=found[Fate.IGNORED],
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
