"""Absence and aggregates, which SWRL cannot say, said by a rule's annotations.

    Annotation(g:unless P)       the rule's conditions on the class or property P must not hold
    Annotation(g:sumOf "v")      the value of the head is the sum of ?v over all ways to meet the conditions that
                                 agree on the head's subject; so are g:countOf, g:leastOf and g:greatestOf

Such rules close the world: they ask what is known for all time. What is asserted for a time only is seen by
them neither as present nor as a value. Another OWL reasoner passes the annotations over, and would read
an absent condition as one to be met.
"""

from __future__ import annotations

from dataclasses import replace

from ontology.errors import RuleError
from ontology.general import NS
from ontology.owl import Axiom, Iri, Literal, Variable, local_name
from reasoning.rules.rule import Aggregate, AtomKind, Folding, Rule

UNLESS = NS + "unless"
"""Annotation on a rule: the class or property whose conditions must not hold."""

FOLDINGS = {
    NS + "countOf": Folding.COUNT,
    NS + "sumOf": Folding.SUM,
    NS + "leastOf": Folding.LEAST,
    NS + "greatestOf": Folding.GREATEST,
}
"""Annotations on a rule: the name of the variable that is folded."""


def closed(rule: Rule, axiom: Axiom) -> Rule:
    """The rule with what its axiom's annotations say of absence and folding.

    Raises RuleError, naming the rule, for an annotation that fits nothing in it.
    """
    for note in axiom.annotations:
        if note.property == UNLESS:
            rule = _negated(rule, note.value.text if isinstance(note.value, Iri) else str(note.value))
        elif note.property in FOLDINGS:
            name = note.value.text.removeprefix("?") if isinstance(note.value, Literal) else str(note.value)
            rule = _folding(rule, FOLDINGS[note.property], name)
    if rule.on_demand and (rule.aggregate or is_closed(rule)):
        raise RuleError(
            f"rule '{rule.id}' runs for one case at a time, whose own facts cannot settle what is absent or how many "
            "there are; conclude something that is kept in the graph"
        )
    return rule


def is_closed(rule: Rule) -> bool:
    """Whether a rule asks for an absence or folds, so that what it asks about must be complete before it runs."""
    return rule.aggregate is not None or any(atom.negated and atom.kind is not AtomKind.BUILTIN for atom in rule.body)


def _negated(rule: Rule, predicate: str) -> Rule:
    body = tuple(replace(atom, negated=True) if atom.predicate == predicate else atom for atom in rule.body)
    if body == rule.body:
        raise RuleError(
            f"rule '{rule.id}' holds unless {local_name(predicate)}, which is in none of its conditions; "
            "add the condition that must not hold, or name its class or property by IRI"
        )
    if all(atom.negated or atom.kind is AtomKind.BUILTIN for atom in body):
        raise RuleError(f"rule '{rule.id}' has only conditions that must not hold; add one that must")
    return replace(rule, body=body)


def _folding(rule: Rule, folding: Folding, name: str) -> Rule:
    variables = {local_name(v.name): v for atom in rule.body for v in atom.variables()}
    result = rule.head.args[-1]
    if rule.aggregate is not None:
        raise RuleError(f"rule '{rule.id}' folds twice; write a rule for each result")
    if name not in variables:
        known = ", ".join(f"?{known}" for known in sorted(variables))
        raise RuleError(f"rule '{rule.id}' folds ?{name}, which is in no condition; name one of {known}")
    if not isinstance(result, Variable):
        raise RuleError(f"rule '{rule.id}' folds ?{name}, but its head {rule.head} has no variable for the result")
    return replace(rule, aggregate=Aggregate(folding=folding, over=variables[name], result=result))
