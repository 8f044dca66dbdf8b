"""What looks wrong in an ontology that can be read: missing labels, names nobody declared, names used twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from ontology.model import Ontology
from ontology.owl import OWL, RDF, RDFS, SKOS, SWRLB, XSD, Axiom, Iri, iris_in, local_name
from ontology.terms import Term, TermKind

_STANDARD = (OWL, RDF, RDFS, SKOS, SWRLB, XSD)
_LANGUAGES = ("zh", "en")
_CLOSE = 0.75

_PROPERTIES = (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY)


class ProblemKind(Enum):
    """What is wrong."""

    MISSING_LABEL = "missing label"
    UNDECLARED = "undeclared"
    SAME_LABEL = "same label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to look at: about which term, in which file, and in words what to do."""

    kind: ProblemKind
    term: str
    file: str
    text: str


def problems(ontology: Ontology) -> tuple[Problem, ...]:
    """Everything that looks wrong; nothing of it stops the ontology from being loaded."""
    declared = _declared_in(ontology)
    return (*_unlabelled(ontology, declared), *_undeclared(ontology), *_clashing(ontology, declared))


def _declared_in(ontology: Ontology) -> dict[str, str]:
    """The file that declares each term first."""
    files: dict[str, str] = {}
    for axiom in ontology.axioms:
        if axiom.kind == "Declaration":
            for iri in iris_in(axiom.args[0]):
                files.setdefault(iri, axiom.file)
    return files


def _unlabelled(ontology: Ontology, declared: dict[str, str]) -> Iterator[Problem]:
    for term in ontology.terms.values():
        spoken = {text.lang.split("-")[0] for text in term.labels}
        missing = [lang for lang in _LANGUAGES if lang not in spoken]
        if missing and not term.iri.startswith(_STANDARD):
            languages = " and ".join(missing)
            yield Problem(
                kind=ProblemKind.MISSING_LABEL,
                term=term.iri,
                file=declared[term.iri],
                text=f"{local_name(term.iri)} has no rdfs:label in {languages}; add one, or nobody can ask for it so",
            )


def _undeclared(ontology: Ontology) -> Iterator[Problem]:
    names: dict[str, str] = {}
    for iri in ontology.terms:
        names.setdefault(local_name(iri), iri)
    spaces = {_space(iri) for iri in ontology.terms}
    known = {*ontology.terms, *(document.iri for document in ontology.documents)}
    seen: set[tuple[str, str]] = set()
    for axiom in ontology.axioms:
        for iri in _mentioned(axiom, spaces):
            if iri in known or iri.startswith(_STANDARD) or (iri, axiom.file) in seen:
                continue
            seen.add((iri, axiom.file))
            close = get_close_matches(local_name(iri), names, n=1, cutoff=_CLOSE)
            hint = f"did you mean <{names[close[0]]}>?" if close else "declare it, or correct its name"
            yield Problem(
                kind=ProblemKind.UNDECLARED,
                term=iri,
                file=axiom.file,
                text=f"<{iri}> is used in {axiom.short()[:120]} and declared nowhere; {hint}",
            )


def _mentioned(axiom: Axiom, spaces: set[str]) -> Iterator[str]:
    """The terms that an axiom uses; an annotation's value counts when it stands in a namespace of terms."""
    if axiom.kind == "Declaration":
        return
    told = axiom.args[:2] if axiom.kind == "AnnotationAssertion" else axiom.args
    for arg in told:
        yield from iris_in(arg)
    values = [axiom.args[2]] if axiom.kind == "AnnotationAssertion" else []
    for annotation in axiom.annotations:
        yield annotation.property
        values.append(annotation.value)
    for value in values:
        if isinstance(value, Iri) and _space(value.text) in spaces:
            yield value.text


def _space(iri: str) -> str:
    return iri.removesuffix(local_name(iri))


def _clashing(ontology: Ontology, declared: dict[str, str]) -> Iterator[Problem]:
    """Two classes, or two properties, that are shown under the same words."""
    named: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in ontology.terms.values():
        sort = "class" if term.kind is TermKind.CLASS else "property" if term.kind in _PROPERTIES else ""
        for text in term.labels if sort else ():
            named[sort, text.lang.split("-")[0], text.text.strip().casefold()].append(term)
    for (sort, _, words), terms in named.items():
        for term in terms[1:]:
            first = terms[0].iri
            yield Problem(
                kind=ProblemKind.SAME_LABEL,
                term=term.iri,
                file=declared[term.iri],
                text=f"<{term.iri}> and the {sort} <{first}> are both called '{words}'; "
                "call one of them otherwise, or make the common name an skos:altLabel",
            )
