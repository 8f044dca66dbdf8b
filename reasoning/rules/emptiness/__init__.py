"""Classes that can have no member, and why, found by our own rules: sound, not complete; HermiT is (`ontology.deep`).

Every class gets a supposed member. What our Horn rules say of it follows as of any individual; what an axiom says it
must have (a value, an individual) is supposed too. Where that breaks a constraint, the class is empty. Supposed
members never meet: named individuals and values stand for classes of their own. Read in this order: abstract, ranges,
clauses, search, told.
"""

from reasoning.rules.emptiness.told import MOST_CLASSES, empty_class_problems, unexamined

__all__ = ["MOST_CLASSES", "empty_class_problems", "unexamined"]
