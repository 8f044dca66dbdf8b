"""Ways through the ontology from one class to another, along object properties in either direction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ontology.general import OWNED_BY, QUOTED_FROM, SIDE_LINK
from ontology.model import Ontology
from ontology.owl import THING
from ontology.terms import TermKind

MOST_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One object property, followed forwards (subject to object) or backwards; `to` is the class it arrives at."""

    property: str
    forward: bool
    to: str


class Paths:
    """Shortest ways between classes; a step backwards costs half a step more than one forwards."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._steps = self._all_steps()
        self.between = lru_cache(maxsize=4096)(self._between)

    def _all_steps(self) -> list[tuple[str, Step]]:
        steps: list[tuple[str, Step]] = []
        for term in self._ontology.of_kind(TermKind.OBJECT_PROPERTY):
            if term.iri in (OWNED_BY, QUOTED_FROM) or self._ontology.annotation(term.iri, SIDE_LINK) == "true":
                continue
            for domain in self._ontology.domains(term.iri):
                for range_ in self._ontology.ranges(term.iri):
                    if THING in (domain, range_):
                        continue
                    steps.append((domain, Step(property=term.iri, forward=True, to=range_)))
                    steps.append((range_, Step(property=term.iri, forward=False, to=domain)))
        return steps

    def fits(self, cls: str, wanted: str) -> bool:
        """Whether members of `cls` may be members of `wanted`: one is the other or above it."""
        return wanted in self._ontology.superclasses(cls) or cls in self._ontology.superclasses(wanted)

    def _between(self, start: str, goal: str) -> tuple[tuple[Step, ...], ...]:
        """All cheapest paths of at most three steps from a class to one that fits the goal; () when none."""
        best: list[tuple[Step, ...]] = []
        best_cost = MOST_STEPS * 1.5 + 1
        waiting: list[tuple[float, str, tuple[Step, ...]]] = [(0.0, start, ())]
        while waiting:
            waiting.sort(key=lambda item: item[0])
            cost, here, path = waiting.pop(0)
            if cost > best_cost or len(path) >= MOST_STEPS:
                continue
            for domain, step in self._steps:
                if domain not in self._ontology.superclasses(here) or any(s.to == step.to for s in path):
                    continue
                total = cost + (1.0 if step.forward else 1.5)
                if total > best_cost:
                    continue
                if self.fits(step.to, goal):
                    if total < best_cost:
                        best, best_cost = [], total
                    best.append((*path, step))
                else:
                    waiting.append((total, step.to, (*path, step)))
        return tuple(best)

    def cost(self, start: str, goal: str) -> float:
        """0 when the class itself fits, else the cheapest path's cost; infinite when there is none."""
        if self.fits(start, goal):
            return 0.0
        paths = self.between(start, goal)
        return sum(1.0 if s.forward else 1.5 for s in paths[0]) if paths else float("inf")
