"""Checks a proof without the engine: every step an instance of its rule, no circle, leaves stated."""

from __future__ import annotations

from typing import Any

from graph.fact import Fact, FactKey
from ontology.owl import RDF_TYPE, Iri, Variable
from reasoning.rules import Atom, AtomKind, Proof
from reasoning.rules.builtins import COMPUTATIONS, TESTS


def problems(proof: Proof, path: frozenset[FactKey] = frozenset()) -> list[str]:
    """What is wrong with a proof; empty when it is sound."""
    if proof.conclusion.key in path:
        return [f"rests on itself: {proof.conclusion}"]
    if proof.rule is None:
        wrong = [f"a leaf is inferred: {proof.conclusion}"] if proof.conclusion.inferred else []
        return wrong + ([f"a leaf has premises: {proof.conclusion}"] if proof.premises else [])
    found = [] if _is_instance(proof) else [f"no instance of {proof.rule}: {proof.conclusion}"]
    for premise in proof.premises:
        found += problems(premise, path | {proof.conclusion.key})
    return found


def _is_instance(proof: Proof) -> bool:
    assert proof.rule is not None
    env: dict[str, Any] = {}
    relations = [atom for atom in proof.rule.body if atom.kind is not AtomKind.BUILTIN]
    if len(relations) != len(proof.premises):
        return False
    pairs = [(proof.rule.head, proof.conclusion), *zip(relations, (p.conclusion for p in proof.premises), strict=True)]
    if not all(_fits(atom, fact, env) for atom, fact in pairs):
        return False
    return all(_true(atom, env) for atom in proof.rule.body if atom.kind is AtomKind.BUILTIN)


def _fits(atom: Atom, fact: Fact, env: dict[str, Any]) -> bool:
    if atom.kind is AtomKind.CLASS:
        ends: tuple[Any, ...] = (fact.subject,)
        named = fact.property == RDF_TYPE and fact.object == atom.predicate
    else:
        ends = (fact.subject, fact.object if fact.object is not None else fact.value)
        named = fact.property == atom.predicate
    return named and all(_value(arg, env, end) == end for arg, end in zip(atom.args, ends, strict=True))


def _value(arg: Any, env: dict[str, Any], end: Any) -> Any:
    if isinstance(arg, Variable):
        return env.setdefault(arg.name, end)
    return arg.text if isinstance(arg, Iri) else arg


def _true(atom: Atom, env: dict[str, Any]) -> bool:
    values: list[Any] = [env.get(a.name) if isinstance(a, Variable) else _value(a, env, None) for a in atom.args]
    if atom.predicate in TESTS:
        return TESTS[atom.predicate](values) is not atom.negated
    return values[0] is None or COMPUTATIONS[atom.predicate](values[1:]) == values[0]
