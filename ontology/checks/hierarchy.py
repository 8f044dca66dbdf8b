"""Hierarchies that cannot be meant: circles, and properties with nothing to say."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from ontology.checks.problem import Problem, ProblemKind
from ontology.model import Ontology
from ontology.owl import Axiom, Iri, local_name
from ontology.terms import TermKind

_SUB = ("SubClassOf", "SubObjectPropertyOf", "SubDataPropertyOf")


def hierarchy_problems(ontology: Ontology) -> Iterator[Problem]:
    """Circles of told sub-axioms, and domains and ranges that exclude each other."""
    disjoint = _disjoint(ontology)
    yield from _circles(ontology)
    yield from _excluding_ends(ontology, disjoint)


def _circles(ontology: Ontology) -> Iterator[Problem]:
    told: dict[str, dict[str, Axiom]] = defaultdict(dict)
    for axiom in ontology.axioms:
        if axiom.kind in _SUB and all(isinstance(arg, Iri) for arg in axiom.args):
            low, high = (arg.text for arg in axiom.args if isinstance(arg, Iri))
            if low != high:
                told[low].setdefault(high, axiom)
    told = _without_ends(told)
    reported: set[str] = set()
    for start in sorted(told):
        way = [] if start in reported else _way_back(told, start)
        if way:
            reported.update(way)
            axiom = told[way[0]][way[1] if len(way) > 1 else way[0]]
            names = " -> ".join(local_name(iri) for iri in (*way, way[0]))
            yield Problem(
                kind=ProblemKind.CYCLE,
                term=start,
                file=axiom.file,
                text=f"{names}: each is below the next, so that all are the same; "
                f"remove one of the {axiom.kind} axioms, or say that they are equivalent",
            )


def _without_ends(told: Mapping[str, Mapping[str, Axiom]]) -> dict[str, dict[str, Axiom]]:
    """Only what lies on circles or leads from one to another: no term without one below and one above it."""
    low = {iri: set(highs) for iri, highs in told.items()}
    high: dict[str, set[str]] = defaultdict(set)
    for iri, highs in low.items():
        for above in highs:
            high[above].add(iri)
    for ways, back in ((low, high), (high, low)):
        ends = [iri for iri in {*low, *high} if not ways.get(iri)]
        while ends:
            end = ends.pop()
            for before in back.pop(end, ()):
                ways[before].discard(end)
                if not ways[before]:
                    ends.append(before)
    kept = {iri for iri in low if low[iri] and high.get(iri)}
    return {iri: {high: axiom for high, axiom in told[iri].items() if high in kept} for iri in kept}


def _way_back(told: dict[str, dict[str, Axiom]], start: str) -> list[str]:
    """The shortest circle through a term; [] when there is none."""
    before = {start: start}
    waiting = deque([start])
    while waiting:
        low = waiting.popleft()
        for high in told.get(low, ()):
            if high == start:
                way = [low]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if high not in before:
                before[high] = low
                waiting.append(high)
    return []


def _disjoint(ontology: Ontology) -> dict[str, dict[str, Axiom]]:
    """For each class the classes told to be disjoint with it, with the axiom that says so."""
    apart: dict[str, dict[str, Axiom]] = defaultdict(dict)
    for axiom in ontology.axioms:
        if axiom.kind in ("DisjointClasses", "DisjointUnion"):
            parts = axiom.args if axiom.kind == "DisjointClasses" else axiom.args[1:]
            named = [arg.text for arg in parts if isinstance(arg, Iri)]
            for one in named:
                for other in named:
                    if one != other:
                        apart[one].setdefault(other, axiom)
    return apart


def _apart(
    ontology: Ontology, disjoint: dict[str, dict[str, Axiom]], one: str, other: str
) -> tuple[str, str, Axiom] | None:
    """Two disjoint classes of which one is above each of the given classes, with the axiom."""
    others = ontology.superclasses(other)
    for high in sorted(ontology.superclasses(one)):
        for against, axiom in disjoint.get(high, {}).items():
            if against in others:
                return high, against, axiom
    return None


def _excluding_ends(ontology: Ontology, disjoint: dict[str, dict[str, Axiom]]) -> Iterator[Problem]:
    """A property whose ends and those of a property above it exclude each other has no values."""
    for kind in (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY):
        for term in ontology.of_kind(kind):
            for above in sorted(ontology.superproperties(term.iri) - {term.iri}):
                for end, ends in (("domain", ontology.domains), ("range", ontology.ranges)):
                    own, wider = ends(term.iri), ends(above)
                    pairs = [_apart(ontology, disjoint, a, b) for a in own for b in wider]
                    if pairs and all(pairs):
                        yield Problem(
                            kind=ProblemKind.CLASH,
                            term=term.iri,
                            file=_file_of(ontology, term.iri),
                            text=f"the {end} {', '.join(map(local_name, own))} of {local_name(term.iri)} excludes the "
                            f"{end} {', '.join(map(local_name, wider))} of {local_name(above)} above it; "
                            "correct one of them",
                        )


def _file_of(ontology: Ontology, iri: str) -> str:
    return next((a.file for a in ontology.axioms if a.args and a.args[0] == Iri(iri)), "")
