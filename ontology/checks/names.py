"""Names that nobody declared: most are misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ontology.checks.problem import Problem, ProblemKind
from ontology.model import Ontology
from ontology.owl import OWL, RDF, RDFS, SKOS, SWRLB, XSD, Axiom, Iri, iris_in, local_name

STANDARD = (OWL, RDF, RDFS, SKOS, SWRLB, XSD)
_CLOSE = 75.0
_CLOSE_SPACES = 90.0
_FEW = 3
_MOST_NEAR = 20
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
    """Each name that an axiom uses and nothing declares, once a file, with the declared name most like it.

    Of a vocabulary that nothing declares any term of, only a few are named: it is one problem, a missing import.
    """
    spaces = {_space(iri) for iri in ontology.terms}
    undeclared = _undeclared(ontology, spaces)
    foreign: dict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, file in undeclared:
        if _space(iri) not in spaces:
            foreign[_space(iri), file].append(iri)
    names: dict[str, str] = {}
    for iri in (*ontology.terms, *_VOCABULARY):
        names.setdefault(local_name(iri), iri)
    known = tuple(names)
    for (iri, file), axiom in undeclared.items():
        others = foreign.get((_space(iri), file), [])
        if len(others) > _FEW:
            if iri == others[0]:
                yield _foreign(_space(iri), others, file, spaces)
            continue
        meant = _nearest(local_name(iri), known, _CLOSE)
        hint = f"did you mean <{names[meant]}>?" if meant else "declare it, or correct its name"
        text = f"<{iri}> is used in {axiom.short()[:120]} and declared nowhere; {hint}"
        yield Problem(kind=ProblemKind.UNDECLARED, term=iri, file=file, text=text)


def _undeclared(ontology: Ontology, spaces: set[str]) -> dict[tuple[str, str], Axiom]:
    """Each name that is declared nowhere with the file that uses it, and the first axiom there that does."""
    known = {*ontology.terms, *(document.iri for document in ontology.documents)}
    found: dict[tuple[str, str], Axiom] = {}
    for axiom in ontology.axioms:
        for iri in _mentioned(axiom, spaces):
            if iri not in known and not _is_standard(iri):
                found.setdefault((iri, axiom.file), axiom)
    return found


def _foreign(space: str, iris: Sequence[str], file: str, spaces: Collection[str]) -> Problem:
    shown = ", ".join(local_name(iri) for iri in iris[:_FEW])
    meant = _nearest(space, spaces, _CLOSE_SPACES)
    hint = f"did you mean <{meant}>?" if meant else "import what declares them, or declare them"
    text = f"{len(iris)} names of <{space}> are used and declared nowhere ({shown}, …); {hint}"
    return Problem(kind=ProblemKind.UNDECLARED, term=space, file=file, text=text)


def _nearest(name: str, names: Collection[str], cutoff: float) -> str:
    """The name most like another, '' when none is like enough; `cutoff` in percent of equal characters."""
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_MOST_NEAR)
    best = (str(near) for near, score, _ in found if score == found[0][1])
    return min(best, key=lambda near: Levenshtein.distance(name, near), default="")


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
