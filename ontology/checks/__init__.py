"""What looks wrong in an ontology that can be read; nothing of it stops the ontology from being loaded.

One file a kind of fault: words, names, hierarchy, individuals, steering. `problems` runs them all.
"""

from __future__ import annotations

from ontology.checks.problem import Problem, ProblemKind
from ontology.checks.run import problems

__all__ = ["Problem", "ProblemKind", "problems"]
