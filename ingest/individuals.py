"""Individuals of the stored ontology as facts like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta, timezone

from graph.fact import Fact
from graph.port import GraphStore, WriteReport
from ingest.convert import convert
from ingest.ledger import LABEL
from ingest.sync import Progress, sync
from ontology.checks import Problem, ProblemKind
from ontology.errors import OntologyError
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS, Axiom, Iri, Literal

_UTC = timezone(timedelta(0))
_AXIOM = re.compile(r"[^/]+?#(?:Class|ObjectProperty|DataProperty|Annotation)Assertion\(")


def load_individuals(store: GraphStore, progress: Progress | None = None) -> WriteReport:
    """Make the store hold what its ontology documents assert about individuals.

    The source of each fact is `file.ofn#axiom`; facts of documents that are stored no more go.
    Raises OntologyError for a value that its property cannot have.
    """
    return sync(store, from_ontology, individual_facts(store.ontology), progress=progress)


def from_ontology(source: str) -> bool:
    """Whether a fact's source is an axiom of an ontology file."""
    return _AXIOM.match(source) is not None


def value_problems(ontology: Ontology) -> Iterator[Problem]:
    """Values that their properties cannot have, for which `load_individuals` refuses the ontology."""
    for axiom in ontology.axioms:
        if axiom.kind == "DataPropertyAssertion":
            try:
                for _ in _asserted(axiom, ontology):
                    pass
            except OntologyError as error:
                term = axiom.args[1].text if isinstance(axiom.args[1], Iri) else str(axiom.args[1])
                yield Problem(
                    kind=ProblemKind.VALUE, term=term, file=axiom.file, text=str(error).removeprefix(f"{axiom.file}: ")
                )


def individual_facts(ontology: Ontology) -> Iterator[Fact]:
    """Classes, properties and display names of the ontology's named individuals.

    A name is the Chinese label when there is one. Assertions about anonymous individuals or with class
    expressions are left to the rules.
    """
    members: set[str] = set()
    for axiom in ontology.axioms:
        if axiom.kind in ("ClassAssertion", "ObjectPropertyAssertion", "DataPropertyAssertion"):
            for fact in _asserted(axiom, ontology):
                members.add(fact.subject)
                yield fact
    for axiom in ontology.axioms:
        if axiom.kind == "AnnotationAssertion":
            yield from _label(axiom, ontology, members)


def _asserted(axiom: Axiom, ontology: Ontology) -> Iterator[Fact]:
    first, second, *more = axiom.args
    if axiom.kind == "ClassAssertion":
        if isinstance(first, Iri) and isinstance(second, Iri) and ontology.is_class(first.text):
            yield Fact(subject=second.text, property=RDF_TYPE, object=first.text, source=axiom.source)
        return
    value = more[0]
    if not isinstance(first, Iri) or not isinstance(second, Iri):
        return
    if isinstance(value, Iri) and ontology.is_object_property(first.text):
        yield Fact(subject=second.text, property=first.text, object=value.text, source=axiom.source)
    elif isinstance(value, Literal) and ontology.is_data_property(first.text):
        try:
            scalar = convert(value.text, ontology.datatype(first.text), _UTC)
        except ValueError as error:
            raise OntologyError(f"{axiom.file}: {axiom.short()}: '{value.text}' {error}; repair the value") from error
        yield Fact(subject=second.text, property=first.text, value=scalar, source=axiom.source)


def _label(axiom: Axiom, ontology: Ontology, members: set[str]) -> Iterator[Fact]:
    subject, property, value = axiom.args
    if not isinstance(subject, Iri) or subject.text not in members or str(property) != f"<{RDFS}label>":
        return
    if isinstance(value, Literal) and value.text == ontology.label(subject.text):
        yield Fact(subject=subject.text, property=LABEL, value=value.text, source=axiom.source)
