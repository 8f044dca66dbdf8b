"""Annotations that steer Fengmi (patterns' units, flags, places, questions) and say something it cannot use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from string import Formatter

from ontology.checks.problem import Problem, ProblemKind
from ontology.general import NS, TEMPLATE
from ontology.lexical import lexical_fault
from ontology.model import Ontology
from ontology.owl import XSD, Axiom, Iri, Literal, local_name

_SLOTS = {NS + "question": {"subject"}, TEMPLATE: {"subject", "property", "value"}}


def steering_problems(ontology: Ontology) -> Iterator[Problem]:
    """Annotation values outside the annotation property's range, and slots that nothing fills."""
    ranges = _ranges(ontology)
    members = _members(ontology)
    for axiom in ontology.axioms:
        if axiom.kind != "AnnotationAssertion":
            continue
        subject, property, value = axiom.args
        if not (isinstance(property, Iri) and isinstance(subject, Iri)):
            continue
        faults = [_fault(value, wanted, members, ontology) for wanted in ranges.get(property.text, ())]
        if faults and all(faults):
            yield _problem(axiom, subject, faults[0])
        if isinstance(value, Literal) and property.text in _SLOTS:
            unknown = [slot for slot in _slots(value.text) if slot not in _SLOTS[property.text]]
            if unknown:
                known = ", ".join(f"{{{slot}}}" for slot in sorted(_SLOTS[property.text]))
                yield _problem(axiom, subject, f"'{{{unknown[0]}}}' is no slot; the slots are {known}")


def _ranges(ontology: Ontology) -> dict[str, list[str]]:
    ranges: dict[str, list[str]] = defaultdict(list)
    for axiom in ontology.axioms:
        if axiom.kind == "AnnotationPropertyRange":
            property, wanted = axiom.args
            if isinstance(property, Iri) and isinstance(wanted, Iri):
                ranges[property.text].append(wanted.text)
    return ranges


def _members(ontology: Ontology) -> dict[str, set[str]]:
    """The individuals of each class, of the classes above it too."""
    members: dict[str, set[str]] = defaultdict(set)
    for member, classes in ontology.told_classes.items():
        for cls in classes:
            for above in ontology.superclasses(cls):
                members[above].add(member)
    return members


def _fault(value: object, wanted: str, members: dict[str, set[str]], ontology: Ontology) -> str:
    """Why a value is not of the wanted datatype or class; '' when it is."""
    if wanted.startswith(XSD):
        if not isinstance(value, Literal):
            return f"is no {local_name(wanted)}; write a literal"
        advice = lexical_fault(value.text, wanted)
        return f"'{value.text}' is no {local_name(wanted)}; {advice}" if advice else ""
    if isinstance(value, Iri) and (value.text in members[wanted] or value.text in ontology.subclasses(wanted)):
        return ""
    known = ", ".join(sorted(map(local_name, members[wanted]))[:8])
    told = local_name(value.text) if isinstance(value, Iri | Literal) else str(value)
    return f"'{told}' is no {local_name(wanted)}; the known ones are {known or 'none yet'}"


def _slots(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]


def _problem(axiom: Axiom, subject: Iri, text: str) -> Problem:
    property = axiom.args[1]
    name = local_name(property.text) if isinstance(property, Iri) else ""
    return Problem(
        kind=ProblemKind.STEERING,
        term=subject.text,
        file=axiom.file,
        text=f"{name} of {local_name(subject.text)}: {text}",
    )
