"""Which profiles of OWL 2 an ontology is in (RL, EL, QL, DL), and for each the axioms that are outside, with why.

Read in this order: violation, parts, grammar, rl, el, ql; then the restrictions of DL: vocabulary, shape, datatypes,
roles, nameless; then check, which runs all of them in one pass.
"""

from __future__ import annotations

from ontology.profiles.check import profiles
from ontology.profiles.violation import Profile, ProfileReport, Violation

__all__ = ["Profile", "ProfileReport", "Violation", "profiles"]
