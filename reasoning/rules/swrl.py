"""SWRL rules as Horn rules. Unlike an axiom, a rule that cannot be run is an error: somebody wrote it to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from ontology.errors import RuleError
from ontology.model import Ontology
from ontology.owl import RDFS, SWRLB, Axiom, Expression, Iri, Literal, Node, Variable, local_name
from ontology.terms import Text
from reasoning.rules.builtins import NOT_RUN, TESTS
from reasoning.rules.clause import unified
from reasoning.rules.closed import closed, is_closed
from reasoning.rules.datarange import tests
from reasoning.rules.expression import Body, Expressions, constant, joined
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.plan import check
from reasoning.rules.rule import NOTHING, Atom, AtomKind, Rule


def foreign_built_in(axiom: Axiom) -> str:
    """A built-in of a rule that is somebody's own, or SWRL's and not run here; '' when there is none.

    A name in SWRL's namespace that SWRL does not have is misspelt, and none of these.
    """
    for side in axiom.args:
        for atom in side.args if isinstance(side, Expression) else ():
            if isinstance(atom, Expression) and atom.kind == "BuiltInAtom" and isinstance(atom.args[0], Iri):
                name = atom.args[0].text
                if name in NOT_RUN or (not name.startswith(SWRLB) and name not in TESTS):
                    return name
    return ""


def swrl_rules(axiom: Axiom, ontology: Ontology, *, on_demand: frozenset[str]) -> Iterator[Rule]:
    """The Horn rules of one DLSafeRule: one for each head atom, named after the rule's label.

    Raises RuleError, naming the rule, for an unsafe one, an undeclared term, or an atom that is not
    supported (unknown built-ins, data ranges that no test can tell).
    """
    body, head = axiom.args
    name = _name(axiom)
    heads_told = head.args if isinstance(head, Expression) else ()
    if not isinstance(body, Expression) or not (heads_told or body.args):
        raise RuleError(f"rule '{name}' says nothing; give it a body or a head")
    reader = Expressions(ontology)
    try:
        bodies = joined([_conditions(node, reader) for node in body.args])
        heads = [_head(node, reader) for node in heads_told or (_impossible(body, name),)]
    except NotHornError as error:
        raise RuleError(f"rule '{name}' in {axiom.file}: {error}; correct the rule or declare the term") from error
    except RuleError as error:
        raise RuleError(f"rule '{name}' in {axiom.file}: {error}") from error
    many = len(bodies) * len(heads) > 1
    for body_atoms, head_atom in product(bodies, heads):
        try:
            conclusion, conditions = unified(head_atom, body_atoms)
        except NotHornError as error:
            raise RuleError(f"rule '{name}' in {axiom.file}: {error}; correct the rule") from error
        rule = Rule(
            id=name,
            head=conclusion,
            body=conditions,
            labels=rule_labels(axiom),
            source=f"{axiom.file}#{name}",
            on_demand=conclusion.predicate in on_demand,
        )
        rule = closed(rule, axiom)
        if is_closed(rule) and len(bodies) > 1:
            raise RuleError(
                f"rule '{name}' in {axiom.file}: a condition that is a union cannot stand beside an absence or an "
                "aggregate; give the union a class of its own"
            )
        check(rule)
        yield rule if not many else _distinct(rule)


def rule_labels(axiom: Axiom) -> tuple[Text, ...]:
    """An axiom's own labels that say a language."""
    return tuple(Text(text=text, lang=lang) for lang, text in sorted(axiom.labels().items()) if lang)


def _distinct(rule: Rule) -> Rule:
    return replace(rule, id=f"{rule.id} [{rule}]")


def _name(axiom: Axiom) -> str:
    """A rule's id: its label without a language, else its English or Chinese one, else its text."""
    labels = axiom.labels()
    plain = [
        a.value.text
        for a in axiom.annotations
        if a.property == RDFS + "label" and isinstance(a.value, Literal) and not a.value.lang
    ]
    return plain[0] if plain else labels.get("en") or labels.get("zh") or axiom.short()


def _conditions(node: Node, reader: Expressions) -> list[Body]:
    if not isinstance(node, Expression):
        raise NotHornError(f"{node} is no atom")
    if node.kind == "ClassAtom":
        return reader.conditions(node.args[0], constant(node.args[1]))
    if node.kind == "DataRangeAtom":
        value = constant(node.args[1])
        if not isinstance(value, Variable):
            raise NotHornError(f"{node} is about no variable")
        return list(tests(node.args[0], value))
    if node.kind == "BuiltInAtom" and isinstance(node.args[0], Iri):
        args = tuple(constant(arg) for arg in node.args[1:])
        return [(Atom(kind=AtomKind.BUILTIN, predicate=node.args[0].text, args=args),)]
    return [(_property_atom(node, reader),)]


def _impossible(body: Expression, name: str) -> Node:
    """The head of a rule without one: its body never holds, so that whoever it is true of would be nothing at all."""
    for node in body.args:
        if isinstance(node, Expression) and node.kind in ("ClassAtom", "ObjectPropertyAtom", "DataPropertyAtom"):
            return Expression("ClassAtom", (Iri(NOTHING), node.args[1]))
    raise RuleError(f"rule '{name}' has no head, and no condition on an individual; add one")


def _head(node: Node, reader: Expressions) -> Atom:
    if isinstance(node, Expression) and node.kind == "ClassAtom":
        if not isinstance(node.args[0], Iri):
            raise NotHornError(f"the head {node.args[0]} is not a named class")
        return reader.class_atom(node.args[0].text, constant(node.args[1]))
    if not isinstance(node, Expression):
        raise NotHornError(f"{node} is no atom")
    return _property_atom(node, reader)


def _property_atom(node: Expression, reader: Expressions) -> Atom:
    if node.kind == "SameIndividualAtom":
        return reader.same(*map(constant, node.args))
    if node.kind == "DifferentIndividualsAtom":
        return reader.apart(*map(constant, node.args), values=False)
    if node.kind not in ("ObjectPropertyAtom", "DataPropertyAtom"):
        raise NotHornError(f"{node.kind} ({local_name(str(node))}) is not supported in a rule")
    property, subject, other = node.args
    return reader.property_atom(property, constant(subject), constant(other))
