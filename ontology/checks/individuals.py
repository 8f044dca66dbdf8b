"""What is said of individuals and cannot hold together: values of no datatype, disjoint classes and properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ontology.checks.problem import Problem, ProblemKind
from ontology.lexical import lexical_fault, value_key
from ontology.model import Ontology
from ontology.owl import Axiom, Iri, Literal, local_name

_ASSERTIONS = ("ObjectPropertyAssertion", "DataPropertyAssertion")


def individual_problems(ontology: Ontology) -> Iterator[Problem]:
    """Values that are none of their property's datatype, and assertions that exclude each other."""
    yield from _values(ontology)
    yield from _memberships(ontology)
    yield from _properties(ontology)


def _values(ontology: Ontology) -> Iterator[Problem]:
    for axiom in ontology.axioms:
        if axiom.kind != "DataPropertyAssertion":
            continue
        property, subject, value = axiom.args
        if not (isinstance(property, Iri) and isinstance(value, Literal)):
            continue
        ranges = ontology.ranges(property.text)
        faults = [lexical_fault(value.text, datatype) for datatype in ranges]
        if faults and all(faults):
            yield _problem(
                ProblemKind.VALUE,
                subject,
                axiom,
                f"'{value.text}' is no {local_name(ranges[0])}, which {local_name(property.text)} takes; {faults[0]}",
            )


def _memberships(ontology: Ontology) -> Iterator[Problem]:
    classes: dict[str, dict[str, Axiom]] = defaultdict(dict)
    for axiom in ontology.axioms:
        if axiom.kind == "ClassAssertion":
            cls, member = axiom.args
            if isinstance(cls, Iri) and isinstance(member, Iri):
                for above in ontology.superclasses(cls.text):
                    classes[member.text].setdefault(above, axiom)
    for axiom in ontology.axioms:
        if axiom.kind != "DisjointClasses":
            continue
        apart = [arg.text for arg in axiom.args if isinstance(arg, Iri)]
        for iri, told in classes.items():
            both = [cls for cls in apart if cls in told]
            if len(both) > 1:
                names = " and ".join(map(local_name, both[:2]))
                yield _problem(
                    ProblemKind.CLASH,
                    Iri(iri),
                    told[both[1]],
                    f"{local_name(iri)} is {names}, which {axiom.short()} keeps apart; remove one ClassAssertion",
                )


def _properties(ontology: Ontology) -> Iterator[Problem]:
    """Two disjoint properties between the same two, and two values of a functional property."""
    told: dict[str, dict[tuple[str, str], Axiom]] = defaultdict(dict)
    for axiom in ontology.axioms:
        if axiom.kind in _ASSERTIONS and isinstance(axiom.args[0], Iri):
            told[axiom.args[0].text].setdefault((str(axiom.args[1]), str(axiom.args[2])), axiom)
    for axiom in ontology.axioms:
        if axiom.kind in ("DisjointObjectProperties", "DisjointDataProperties"):
            named = [arg.text for arg in axiom.args if isinstance(arg, Iri)]
            for place, one in enumerate(named):
                for other in named[place + 1 :]:
                    for pair in told[one].keys() & told[other].keys():
                        yield _both(told[one][pair], told[other][pair])
    for property, pairs in told.items():
        if ontology.is_functional(property):
            first: dict[str, Axiom] = {}
            for (subject, _), axiom in pairs.items():
                if axiom.kind == "DataPropertyAssertion" and subject in first and _differ(axiom, first[subject]):
                    yield _problem(
                        ProblemKind.CLASH,
                        axiom.args[1],
                        axiom,
                        f"{axiom.short()} gives a second value where {local_name(property)} may have one, after "
                        f"{first[subject].short()}; remove one of them",
                    )
                first.setdefault(subject, axiom)


def _differ(one: Axiom, other: Axiom) -> bool:
    """Whether two axioms say different values, which may be one value in two spellings."""
    mine, theirs = one.args[2], other.args[2]
    if isinstance(mine, Literal) and isinstance(theirs, Literal):
        return value_key(mine) != value_key(theirs)
    return mine != theirs


def _both(one: Axiom, other: Axiom) -> Problem:
    properties = " and ".join(local_name(str(a.args[0]).strip("<>")) for a in (one, other))
    return _problem(
        ProblemKind.CLASH,
        other.args[1],
        other,
        f"{other.short()} and {one.short()} ({one.file}) exclude each other, as {properties} are disjoint; remove one",
    )


def _problem(kind: ProblemKind, subject: object, axiom: Axiom, text: str) -> Problem:
    return Problem(
        kind=kind, term=subject.text if isinstance(subject, Iri) else str(subject), file=axiom.file, text=text
    )
