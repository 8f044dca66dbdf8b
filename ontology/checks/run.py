"""All checks of an ontology, in the order in which an editor mends: names first, then what they make wrong."""

from __future__ import annotations

from ontology.checks.facets import facet_problems
from ontology.checks.hierarchy import hierarchy_problems
from ontology.checks.individuals import individual_problems
from ontology.checks.names import name_problems
from ontology.checks.overlays import overlay_problems
from ontology.checks.problem import Problem
from ontology.checks.steering import steering_problems
from ontology.checks.words import word_problems
from ontology.model import Ontology

_CHECKS = (
    *(name_problems, facet_problems, hierarchy_problems, individual_problems),
    *(steering_problems, word_problems, overlay_problems),
)


def problems(ontology: Ontology) -> tuple[Problem, ...]:
    """Everything that looks wrong, each problem once."""
    return tuple(dict.fromkeys(problem for check in _CHECKS for problem in check(ontology)))
