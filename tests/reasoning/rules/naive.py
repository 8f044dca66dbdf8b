"""A reasoner that is too simple to be wrong: the oracle for the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from ontology.owl import OWL, Iri, Variable
from reasoning.rules import Atom, AtomKind, Rule
from reasoning.rules.builtins import COMPUTATIONS, TESTS
from reasoning.rules.rule import Folding

Triple: TypeAlias = "tuple[str, str, Any]"


SAME = OWL + "sameAs"
FOLD: dict[Folding, Callable[[list[Any]], Any]] = {
    Folding.COUNT: lambda values: len(set(values)),
    Folding.SUM: sum,
    Folding.LEAST: min,
    Folding.GREATEST: max,
}


def naive_closure(rules: Iterable[Rule], facts: Iterable[Triple]) -> set[Triple]:
    """Everything that follows: try every rule on every combination of facts until nothing is new.

    Rules with negated conditions wait until all that those ask about is complete.
    """
    known = set(facts)
    rules = list(rules)
    for height in range(len(rules) + 1):
        layer = [rule for rule in rules if _height(rule.head.predicate, rules) == height]
        while True:
            new = {fact for rule in layer for fact in _conclude(rule, known)} | _alike(known)
            if new <= known:
                break
            known |= new
    return {fact for fact in known if fact[0] != SAME}


def _conclude(rule: Rule, known: set[Triple]) -> set[Triple]:
    envs = list(_solve(rule.body, known))
    fold = rule.aggregate
    if fold is None:
        return {_ground(rule.head, env) for env in envs}
    ways = {tuple(sorted(env.items())): env for env in envs}.values()
    groups: dict[Any, list[Any]] = {}
    for env in ways:
        key = rule.head.args[0]
        groups.setdefault(env[key.name] if isinstance(key, Variable) else _constant(key), []).append(
            env[fold.over.name]
        )
    return {(rule.head.predicate, group, FOLD[fold.folding](values)) for group, values in groups.items()}


def _height(predicate: str, rules: list[Rule], above: tuple[str, ...] = ()) -> int:
    """How many negations lie below a predicate, at most; equality lies below every one."""
    if predicate in above:
        return 0
    below = [
        _height(under, rules, (*above, predicate)) + (atom.negated or rule.aggregate is not None)
        for rule in rules
        if rule.head.predicate == predicate
        for atom in rule.body
        if atom.kind is not AtomKind.BUILTIN
        for under in ((atom.predicate, SAME) if atom.negated or rule.aggregate else (atom.predicate,))
    ]
    return max(below, default=0)


def _alike(known: set[Triple]) -> set[Triple]:
    """Equality is symmetric and transitive, and what holds of one holds of the other."""
    pairs = [(a, b) for p, a, b in known if p == SAME]
    pairs += [(b, a) for a, b in pairs]
    new = {(p, b if s == a else s, b if o == a else o) for a, b in pairs for p, s, o in known if a in (s, o)}
    new |= {(p, b if s == a else s, o) for a, b in pairs for p, s, o in known if a == s}
    new |= {(p, s, b if o == a else o) for a, b in pairs for p, s, o in known if a == o}
    return new | {(SAME, a, b) for a, b in pairs}


def _solve(body: tuple[Atom, ...], known: set[Triple]) -> Iterator[dict[str, Any]]:
    relations = [atom for atom in body if atom.kind is not AtomKind.BUILTIN and not atom.negated]
    absent = [atom for atom in body if atom.kind is not AtomKind.BUILTIN and atom.negated]
    builtins = [atom for atom in body if atom.kind is AtomKind.BUILTIN]
    envs: list[dict[str, Any]] = [{}]
    for atom in relations:
        envs = [{**env, **new} for env in envs for fact in known if (new := _match(atom, fact, env)) is not None]
    for env in envs:
        if all(_holds(atom, env) for atom in builtins) and not any(_ground(atom, env) in known for atom in absent):
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
        return TESTS[atom.predicate](values) is not atom.negated
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
