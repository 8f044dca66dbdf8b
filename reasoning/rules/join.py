"""Matching a rule's conditions against facts, wherever the facts are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from graph.fact import Fact, Scalar
from ontology.errors import RuleError
from ontology.owl import RDF_TYPE, Iri, Variable
from reasoning.rules.builtins import COMPUTATIONS, TESTS
from reasoning.rules.interval import intersection
from reasoning.rules.plan import Step
from reasoning.rules.relation import UNBOUND, Ground, Known, Tuple
from reasoning.rules.rule import Atom, AtomKind, Rule, Term
from reasoning.rules.values import derived

Bindings: TypeAlias = "Mapping[str, Ground]"
"""What each variable stands for, by name."""

Used: TypeAlias = "tuple[tuple[int, Fact], ...]"
"""The facts that met conditions so far, each with its condition's place."""

Source: TypeAlias = "Callable[[Atom, Known, Known], Iterable[tuple[str, Ground, Fact]]]"
"""Facts that may match an atom whose ends are so far known; more than match is allowed, fewer is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One step: the conclusion, the rule, and the facts that met its conditions, in the body's order.

    Built-ins are conditions without a fact, so there may be fewer premises than conditions.
    """

    conclusion: Fact
    rule: Rule
    premises: tuple[Fact, ...]


def join(steps: tuple[Step, ...], env: Bindings, used: Used, source: Source) -> Iterator[tuple[Bindings, Used]]:
    """Every way to meet the conditions, in the given order, that agrees with the bindings so far."""
    if not steps:
        yield env, used
        return
    (place, atom), rest = steps[0], steps[1:]
    if atom.kind is AtomKind.BUILTIN:
        after = _run_builtin(atom, env)
        if after is not None:
            yield from join(rest, after, used, source)
        return
    known_other = None if atom.kind is AtomKind.CLASS else value_of(atom.args[1], env)
    found = source(atom, value_of(atom.args[0], env), known_other)
    if atom.negated:
        # What holds for a time only is not seen by what asks for an absence.
        always = (bind(atom, s, other, env) for s, other, fact in found if not (fact.valid_from or fact.valid_to))
        if all(after is None for after in always):
            yield from join(rest, env, used, source)
        return
    for subject, other, fact in found:
        after = bind(atom, subject, other, env)
        if after is not None:
            yield from join(rest, after, (*used, (place, fact)), source)


def value_of(term: Term, env: Bindings) -> Known:
    """What a term stands for under the bindings."""
    if isinstance(term, Variable):
        return env.get(term.name, UNBOUND)
    return term.text if isinstance(term, Iri) else term


def bind(atom: Atom, subject: str, other: Ground, env: Bindings) -> Bindings | None:
    """The bindings with a fact's ends added; None when they do not fit the atom."""
    added: dict[str, Ground] = {}
    for term, value in zip(atom.args, (subject, other), strict=False):
        if isinstance(term, Variable):
            known = added.get(term.name, UNBOUND)
            if known is UNBOUND:
                known = env.get(term.name, UNBOUND)
            if known is UNBOUND:
                added[term.name] = value
                continue
        else:
            known = term.text if isinstance(term, Iri) else term
        if known != value:
            return None
    return {**env, **added} if added else env


def _run_builtin(atom: Atom, env: Bindings) -> Bindings | None:
    result, *_ = atom.args
    # The join order makes sure that all arguments but a computation's result are bound.
    values = [cast(Scalar, value_of(arg, env)) for arg in atom.args]
    test = TESTS.get(atom.predicate)
    if test is not None:
        return env if test(values) is not atom.negated else None
    computed = COMPUTATIONS[atom.predicate](values[1:])
    if computed is None:
        return None
    known = value_of(result, env)
    if known is UNBOUND and isinstance(result, Variable):
        return {**env, result.name: computed}
    return env if known == computed else None


def head_of(rule: Rule, env: Bindings) -> Tuple | None:
    """What the rule's head says under these bindings; None for a value, which is first made to fit its property."""
    head = rule.head
    if head.kind is AtomKind.DATA:
        return None
    other = None if head.kind is AtomKind.CLASS else str(value_of(head.args[1], env))
    return head.predicate, str(value_of(head.args[0], env)), other


def conclude(rule: Rule, env: Bindings, used: Used) -> Derivation | None:
    """The rule's head under these bindings, valid where all premises are; None when that is never."""
    premises = tuple(fact for _, fact in sorted(used, key=lambda pair: pair[0]))
    interval = intersection(premises)
    if interval is None:
        return None
    object, value = _other_end(rule, env)
    fact = Fact(
        subject=str(value_of(rule.head.args[0], env)),
        property=RDF_TYPE if rule.head.kind is AtomKind.CLASS else rule.head.predicate,
        object=object,
        value=value,
        rule=rule.id,
        valid_from=interval[0],
        valid_to=interval[1],
    )
    return Derivation(conclusion=fact, rule=rule, premises=premises)


def _other_end(rule: Rule, env: Bindings) -> tuple[str | None, Scalar | None]:
    head = rule.head
    if head.kind is AtomKind.CLASS:
        return head.predicate, None
    end = value_of(head.args[1], env)
    if head.kind is AtomKind.OBJECT:
        return str(end), None
    try:
        return None, derived(cast(Scalar, end), head.datatype)
    except RuleError as error:
        raise RuleError(f"rule '{rule.id}' gives {head}: {error}") from error
