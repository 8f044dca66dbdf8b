"""A reasoner that is too simple to be wrong: the oracle for the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from ontology.owl import Iri, Variable
from reasoning.rules import Atom, AtomKind, Rule
from reasoning.rules.builtins import COMPUTATIONS, TESTS

Triple: TypeAlias = "tuple[str, str, Any]"


def naive_closure(rules: Iterable[Rule], facts: Iterable[Triple]) -> set[Triple]:
    """Everything that follows: try every rule on every combination of facts until nothing is new."""
    known = set(facts)
    while True:
        new = {_ground(rule.head, env) for rule in rules for env in _solve(rule.body, known)} - known
        if not new:
            return known
        known |= new


def _solve(body: tuple[Atom, ...], known: set[Triple]) -> Iterator[dict[str, Any]]:
    relations = [atom for atom in body if atom.kind is not AtomKind.BUILTIN]
    builtins = [atom for atom in body if atom.kind is AtomKind.BUILTIN]
    envs: list[dict[str, Any]] = [{}]
    for atom in relations:
        envs = [{**env, **new} for env in envs for fact in known if (new := _match(atom, fact, env)) is not None]
    for env in envs:
        if all(_holds(atom, env) for atom in builtins):
            yield env


def _match(atom: Atom, fact: Triple, env: dict[str, Any]) -> dict[str, Any] | None:
    new = dict(env)
    ends = fact[1:] if len(atom.args) == 2 else (fact[1],)
    for term, value in zip(atom.args, ends, strict=True):
        wanted = new.setdefault(term.name, value) if isinstance(term, Variable) else _constant(term)
        if wanted != value:
            return None
    return new if atom.predicate == fact[0] else None


def _holds(atom: Atom, env: dict[str, Any]) -> bool:
    values: list[Any] = [env.get(arg.name) if isinstance(arg, Variable) else _constant(arg) for arg in atom.args]
    if atom.predicate in TESTS:
        return TESTS[atom.predicate](values)
    result = COMPUTATIONS[atom.predicate](values[1:])
    first = atom.args[0]
    return (
        result is not None and (env.setdefault(first.name, result) if isinstance(first, Variable) else first) == result
    )


def _ground(head: Atom, env: dict[str, Any]) -> Triple:
    ends = [env[arg.name] if isinstance(arg, Variable) else _constant(arg) for arg in head.args]
    return (head.predicate, ends[0], ends[1] if len(ends) == 2 else None)


def _constant(term: Any) -> Any:
    return term.text if isinstance(term, Iri) else term
