"""The class of a product from its name, by the ontology's class patterns (g:classPattern)."""

from __future__ import annotations

import re

from ontology.errors import OntologyError
from ontology.general import CLASS_PATTERN
from ontology.model import Ontology
from ontology.terms import TermKind


class Classifier:
    """Every class pattern of an ontology, compiled. Raises OntologyError for one that is no regular expression."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._patterns = [
            (term.iri, _compiled(term.iri, value.text))
            for term in ontology.of_kind(TermKind.CLASS)
            for value in ontology.annotations(term.iri, CLASS_PATTERN)
        ]

    def classes(self, text: str, below: str) -> tuple[str, ...]:
        """The most specific classes under `below` whose pattern is found in the text, in the order of their IRIs."""
        under = self._ontology.subclasses(below) - {below}
        found = {iri for iri, pattern in self._patterns if iri in under and pattern.search(text)}
        above = {high for iri in found for high in self._ontology.superclasses(iri) - {iri}}
        return tuple(sorted(found - above))


def _compiled(iri: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise OntologyError(
            f"{iri}: g:classPattern '{pattern}' is no regular expression ({error}); repair it"
        ) from error
