"""Names that nobody declared: most are misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ontology.checks.problem import Problem, ProblemKind
from ontology.model import Ontology
from ontology.owl import OWL, RDF, RDFS, SKOS, SWRLB, XSD, Axiom, Iri, iris_in, local_name

STANDARD = (OWL, RDF, RDFS, SKOS, SWRLB, XSD)
_CLOSE = 0.75
_VOCABULARY = frozenset(
    SKOS + name for name in ("altLabel", "prefLabel", "hiddenLabel", "definition", "example", "note", "scopeNote")
)


def declaring_files(ontology: Ontology) -> dict[str, str]:
    """The file that declares each term first."""
    files: dict[str, str] = {}
    for axiom in ontology.axioms:
        if axiom.kind == "Declaration":
            for iri in iris_in(axiom.args[0]):
                files.setdefault(iri, axiom.file)
    return files


def name_problems(ontology: Ontology) -> Iterator[Problem]:
    """Each name that an axiom uses and nothing declares, once a file, with the declared name most like it."""
    names: dict[str, str] = {}
    for iri in (*ontology.terms, *_VOCABULARY):
        names.setdefault(local_name(iri), iri)
    spaces = {_space(iri) for iri in ontology.terms}
    known = {*ontology.terms, *(document.iri for document in ontology.documents)}
    seen: set[tuple[str, str]] = set()
    for axiom in ontology.axioms:
        for iri in _mentioned(axiom, spaces):
            if iri in known or _is_standard(iri) or (iri, axiom.file) in seen:
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


def _is_standard(iri: str) -> bool:
    """Whether a name belongs to a standard; of SKOS, which is annotations here, only names that it has."""
    return iri in _VOCABULARY if iri.startswith(SKOS) else iri.startswith(STANDARD)


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
