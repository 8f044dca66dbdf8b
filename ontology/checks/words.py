"""Labels that are missing, and words under which people would find two things where they mean one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ontology.checks.names import STANDARD, declaring_files
from ontology.checks.problem import Problem, ProblemKind
from ontology.model import Ontology
from ontology.owl import local_name
from ontology.terms import Term, TermKind, Text

_LANGUAGES = ("zh", "en")
_PROPERTIES = (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY)


def word_problems(ontology: Ontology) -> Iterator[Problem]:
    """Terms without a label in Chinese or English, and two of a sort with a label or a synonym in common."""
    files = declaring_files(ontology)
    yield from _unlabelled(ontology, files)
    yield from _shared(ontology, files)


def _unlabelled(ontology: Ontology, files: dict[str, str]) -> Iterator[Problem]:
    for term in ontology.terms.values():
        spoken = {_language(text) for text in term.labels}
        missing = [lang for lang in _LANGUAGES if lang not in spoken]
        if missing and not term.iri.startswith(STANDARD):
            languages = " and ".join(missing)
            yield Problem(
                kind=ProblemKind.MISSING_LABEL,
                term=term.iri,
                file=files[term.iri],
                text=f"{local_name(term.iri)} has no rdfs:label in {languages}; add one, or nobody can ask for it so",
            )


def _shared(ontology: Ontology, files: dict[str, str]) -> Iterator[Problem]:
    labelled: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    called: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in ontology.terms.values():
        for text in term.labels if _sort(term) else ():
            labelled[_sort(term), *_key(text)].append(term)
        for text in term.synonyms if _sort(term) else ():
            called[_sort(term), *_key(text)].append(term)
    for (sort, _, words), terms in labelled.items():
        for term in terms[1:]:
            first = terms[0].iri
            yield Problem(
                kind=ProblemKind.SAME_LABEL,
                term=term.iri,
                file=files[term.iri],
                text=f"<{term.iri}> and the {sort} <{first}> are both called '{words}'; "
                "call one of them otherwise, or make the common name an skos:altLabel",
            )
    for (sort, lang, words), terms in called.items():
        holders = [*labelled.get((sort, lang, words), ()), *terms]
        for term in holders[1:]:
            first = holders[0].iri
            if term.iri == first or _related(ontology, term.iri, first) or not _meet(ontology, term.iri, first):
                continue
            yield Problem(
                kind=ProblemKind.SAME_SYNONYM,
                term=term.iri,
                file=files[term.iri],
                text=f"'{words}' may be the {sort} <{first}> or <{term.iri}>, so that who says it is asked which; "
                "take the skos:altLabel from one of them, unless both are meant",
            )


def _related(ontology: Ontology, one: str, other: str) -> bool:
    """A word for a term and for one below it is no ambiguity: the wider meaning holds the narrower."""
    above = ontology.superclasses(one) | ontology.superproperties(one)
    below = ontology.subclasses(one) | ontology.subproperties(one)
    return other in above or other in below


def _meet(ontology: Ontology, one: str, other: str) -> bool:
    """Whether one thing may have both: two properties of quite different things are told apart by their subject."""
    domains, others = ontology.domains(one), ontology.domains(other)
    pairs = [(a, b) for a in domains for b in others]
    return not pairs or any(a in ontology.superclasses(b) or b in ontology.superclasses(a) for a, b in pairs)


def _sort(term: Term) -> str:
    return "class" if term.kind is TermKind.CLASS else "property" if term.kind in _PROPERTIES else ""


def _key(text: Text) -> tuple[str, str]:
    return _language(text), text.text.strip().casefold()


def _language(text: Text) -> str:
    return text.lang.split("-")[0]
