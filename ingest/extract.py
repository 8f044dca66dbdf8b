"""Values out of long texts, by the ontology's extraction patterns (g:pattern)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timezone

from graph.fact import Fact, Scalar
from ingest.convert import convert
from ingest.quantity import Units
from ingest.sentence import quote
from ontology.checks import Problem, ProblemKind
from ontology.errors import OntologyError
from ontology.general import MULTIPLE, PATTERN, PATTERN_FIELD, UNIT
from ontology.model import Ontology
from ontology.owl import Iri, Literal, local_name
from ontology.terms import TermKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """A text about an individual: the data property it fills, and the source of that fact."""

    property: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    property: str
    domains: frozenset[str]
    fields: frozenset[str]
    unit: str
    datatype: str
    multiple: bool
    expressions: tuple[re.Pattern[str], ...]


def pattern_problems(ontology: Ontology) -> Iterator[Problem]:
    """Every extraction pattern that could not be used, or that captures nothing when it matches."""
    units = Units(ontology)
    for term in ontology.of_kind(TermKind.DATA_PROPERTY):
        unit = ontology.annotation(term.iri, UNIT)
        for value in ontology.annotations(term.iri, PATTERN):
            fault = _fault(units, value.text, unit)
            if fault:
                yield Problem(
                    kind=ProblemKind.STEERING,
                    term=term.iri,
                    file=_file_of(ontology, term.iri, value.text),
                    text=f"g:pattern '{value.text}' of {local_name(term.iri)} cannot be used: {fault}",
                )


def _fault(units: Units, pattern: str, unit: str) -> str:
    try:
        compiled = re.compile(units.expand(pattern, unit))
    except (re.error, OntologyError) as error:
        return str(error)
    if not {"v", "n", "q_n"} & set(compiled.groupindex):
        return "nothing in it is the value; write {q}, {n} or a group named v"
    return ""


def _file_of(ontology: Ontology, property: str, pattern: str) -> str:
    for axiom in ontology.axioms:
        if axiom.kind == "AnnotationAssertion" and axiom.args[:2] == (Iri(property), Iri(PATTERN)):
            value = axiom.args[2]
            if isinstance(value, Literal) and value.text == pattern:
                return axiom.file
    return ""


class Extractor:
    """Every extraction pattern of an ontology, compiled. Raises OntologyError for one that is not usable."""

    def __init__(self, ontology: Ontology, zone: timezone) -> None:
        self._ontology = ontology
        self._zone = zone
        self._units = Units(ontology)
        self._patterns = [
            self._compiled(term.iri)
            for term in ontology.of_kind(TermKind.DATA_PROPERTY)
            if ontology.annotations(term.iri, PATTERN)
        ]
        self._by_class: dict[frozenset[str], list[_Pattern]] = {}

    def facts(self, subject: str, classes: frozenset[str], texts: Sequence[LongText]) -> Iterator[Fact]:
        """What the texts say about an individual of the classes, each fact with the sentence that says it.

        Texts are searched in the order given; a property with one value takes the first text's leftmost match.
        """
        for pattern in self._fitting(classes):
            for text in texts:
                if pattern.fields and text.property not in pattern.fields:
                    continue
                found = [
                    Fact(
                        subject=subject,
                        property=pattern.property,
                        value=value,
                        source=text.source,
                        quote=quote(text.text, match.start(), match.end()),
                    )
                    for value, match in self._matches(pattern, text.text)
                ]
                yield from found
                if found and not pattern.multiple:
                    break

    def _matches(self, pattern: _Pattern, text: str) -> list[tuple[Scalar, re.Match[str]]]:
        matches = sorted(
            (match for expression in pattern.expressions for match in expression.finditer(text)),
            key=lambda match: (match.start(), match.start() - match.end()),
        )
        found: dict[Scalar, re.Match[str]] = {}
        for match in matches:
            value = self._value(pattern, match)
            if value is not None:
                found.setdefault(value, match)
                if not pattern.multiple:
                    break
        return list(found.items())

    def _value(self, pattern: _Pattern, match: re.Match[str]) -> Scalar | None:
        groups = match.groupdict()
        try:
            if groups.get("q_n"):
                number = self._units.normalise(groups["q_n"], groups["q_u"], pattern.unit)
                return convert(number, pattern.datatype, self._zone)
            text = groups.get("v") or groups.get("n")
            return convert(text.strip(), pattern.datatype, self._zone) if text and text.strip() else None
        except ValueError:
            # A match that is no value of the property, such as 一点五 for a decimal, is not a fact.
            return None

    def _fitting(self, classes: frozenset[str]) -> list[_Pattern]:
        if classes not in self._by_class:
            above = {high for cls in classes for high in self._ontology.superclasses(cls)}
            self._by_class[classes] = [p for p in self._patterns if not p.domains or p.domains & above]
        return self._by_class[classes]

    def _compiled(self, property: str) -> _Pattern:
        ontology = self._ontology
        unit = ontology.annotation(property, UNIT)
        expressions = []
        for value in ontology.annotations(property, PATTERN):
            try:
                expressions.append(re.compile(self._units.expand(value.text, unit)))
            except (re.error, OntologyError) as error:
                raise OntologyError(
                    f"<{property}>: g:pattern '{value.text}' cannot be used ({error}); repair it"
                ) from error
        return _Pattern(
            property=property,
            domains=frozenset(ontology.domains(property)),
            fields=frozenset(value.text for value in ontology.annotations(property, PATTERN_FIELD)),
            unit=unit,
            datatype=ontology.datatype(property),
            multiple=ontology.annotation(property, MULTIPLE) == "true",
            expressions=tuple(expressions),
        )
