"""Data ranges whose facets say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.checks.problem import Problem, ProblemKind
from ontology.facets import facet_faults
from ontology.model import Ontology
from ontology.owl import Expression, Node


def facet_problems(ontology: Ontology) -> Iterator[Problem]:
    """Bounds of another kind than what they bound, lengths that are none, patterns that are none."""
    for axiom in ontology.axioms:
        for restriction in _restrictions(axiom.args):
            for fault in facet_faults(restriction):
                yield Problem(kind=ProblemKind.VALUE, term="", file=axiom.file, text=f"{axiom.short()}: {fault}")


def _restrictions(args: tuple[Node, ...]) -> Iterator[Expression]:
    for arg in args:
        if isinstance(arg, Expression):
            if arg.kind == "DatatypeRestriction":
                yield arg
            yield from _restrictions(arg.args)
