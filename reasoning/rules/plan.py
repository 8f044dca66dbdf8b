"""In which order a rule's conditions are joined; finding no order is what makes a rule unsafe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from ontology.errors import RuleError
from ontology.owl import Iri, Variable, local_name
from reasoning.rules.builtins import COMPUTATIONS, INPUTS, TEST_ARGUMENTS, TESTS
from reasoning.rules.rule import Aggregate, Atom, AtomKind, Rule

Step: TypeAlias = "tuple[int, Atom]"
"""A condition with its place in the rule's body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What to do with a new fact that may be condition `place` of a rule: join the `rest` to it."""

    rule: Rule
    place: int
    atom: Atom
    rest: tuple[Step, ...]


class Plan:
    """The join orders of a set of rules, made once and used for any number of closures.

    Semi-naive evaluation needs, for every rule `h :- a1, …, an` and every non-built-in `ai`, the order
    in which to join the others once `ai` is a new fact.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Order every rule's conditions. Raises RuleError for an unsafe rule."""
        self.rules = tuple(rules)
        closed = next((rule for rule in self.rules if rule.aggregate or any(map(_asks_absence, rule.body))), None)
        if closed is not None:
            raise RuleError(
                f"rule '{closed.id}' has a negated condition or an aggregate, which a case's own facts cannot settle; "
                "run it over the whole graph"
            )
        self._any: dict[str, list[Trigger]] = defaultdict(list)
        self._exact: dict[tuple[str, object], list[Trigger]] = defaultdict(list)
        self._orders: dict[str, tuple[Step, ...]] = {}
        for rule in self.rules:
            for place, atom in enumerate(rule.body):
                if atom.kind is not AtomKind.BUILTIN:
                    self._add(Trigger(rule=rule, place=place, atom=atom, rest=order(rule, first=place)))

    def _add(self, trigger: Trigger) -> None:
        """File a trigger under its predicate; one that wants a certain object under that object too."""
        end = trigger.atom.args[-1] if len(trigger.atom.args) > 1 else None
        if end is None or isinstance(end, Variable):
            self._any[trigger.atom.predicate].append(trigger)
        else:
            constant = end.text if isinstance(end, Iri) else end
            self._exact[trigger.atom.predicate, constant].append(trigger)

    def triggers(self, predicate: str, other: object) -> Iterable[Trigger]:
        """What a new fact with this predicate and object or value may set off."""
        return chain(self._any.get(predicate, ()), self._exact.get((predicate, other), ()))

    def steps(self, rule: Rule) -> tuple[Step, ...]:
        """The order of a whole rule's body, worked out once."""
        if rule.id not in self._orders:
            self._orders[rule.id] = order(rule)
        return self._orders[rule.id]


def _asks_absence(atom: Atom) -> bool:
    return atom.negated and atom.kind is not AtomKind.BUILTIN


def check(rule: Rule) -> None:
    """Raise RuleError when a rule is unsafe or uses an unknown built-in."""
    for atom in rule.body:
        if atom.kind is AtomKind.BUILTIN:
            _check_builtin(rule, atom)
    order(rule)
    bound = {v.name for atom in rule.body if not atom.negated for v in atom.variables()}
    if rule.aggregate is not None:
        _check_aggregate(rule, rule.aggregate, bound)
        bound.add(rule.aggregate.result.name)
    for variable in rule.head.variables():
        if variable.name not in bound:
            raise RuleError(
                f"rule '{rule.id}' is unsafe: ?{local_name(variable.name)} of its head {rule.head} is in no condition; "
                "add a condition that binds it"
            )


def _check_aggregate(rule: Rule, aggregate: Aggregate, bound: set[str]) -> None:
    result = rule.head.args[-1]
    if rule.head.kind is not AtomKind.DATA or result != aggregate.result or aggregate.result.name in bound:
        raise RuleError(f"rule '{rule.id}': an aggregate's result is the value of its head, and of nothing else")
    if aggregate.over.name not in bound:
        over = local_name(aggregate.over.name)
        raise RuleError(f"rule '{rule.id}' is unsafe: nothing binds ?{over}, which it folds; add a condition")


def _check_builtin(rule: Rule, atom: Atom) -> None:
    if atom.predicate not in TESTS and atom.predicate not in COMPUTATIONS:
        known = ", ".join(sorted(local_name(name) for name in (*TESTS, *COMPUTATIONS)))
        raise RuleError(f"rule '{rule.id}' uses the unknown built-in {atom.predicate}; known: {known}")
    wanted = TEST_ARGUMENTS.get(atom.predicate, 2)
    if atom.predicate in TESTS and len(atom.args) != wanted:
        raise RuleError(f"rule '{rule.id}': {atom} needs {wanted} arguments, not {len(atom.args)}; correct the rule")
    if atom.predicate in COMPUTATIONS:
        least, most = INPUTS[atom.predicate]
        if not least <= len(atom.args) - 1 <= most:
            bound = f"at least {least}" if len(atom.args) <= least else f"at most {most}"
            raise RuleError(f"rule '{rule.id}': {atom} needs a result and {bound} arguments; correct the rule")


def order(rule: Rule, *, first: int | None = None, known: Iterable[str] = ()) -> tuple[Step, ...]:
    """The body in the order to join it, most bound condition first and built-ins as soon as they can run.

    With `first`, that condition is already matched and left out; `known` names variables that are bound
    from the start. Raises RuleError when a built-in's variables are never bound.
    """
    waiting = {place: atom for place, atom in enumerate(rule.body) if place != first}
    bound = set(known)
    if first is not None:
        bound.update(v.name for v in rule.body[first].variables())
    steps: list[Step] = []
    while waiting:
        place = min(waiting, key=lambda p: (-_readiness(waiting[p], bound), p))
        atom = waiting.pop(place)
        if (atom.kind is AtomKind.BUILTIN or atom.negated) and not _runs(atom, bound):
            raise RuleError(
                f"rule '{rule.id}' is unsafe: no condition binds the arguments of {atom}; "
                "add a class or property condition for them"
            )
        bound.update(v.name for v in atom.variables())
        steps.append((place, atom))
    return tuple(steps)


def _runs(atom: Atom, bound: set[str]) -> bool:
    inputs = atom.args[1:] if atom.kind is AtomKind.BUILTIN and atom.predicate in COMPUTATIONS else atom.args
    return all(arg.name in bound for arg in inputs if isinstance(arg, Variable))


def _readiness(atom: Atom, bound: set[str]) -> int:
    """Higher goes first: a built-in that can run, then by the number of known ends; one that cannot, last."""
    if atom.kind is AtomKind.BUILTIN or atom.negated:
        return 9 if _runs(atom, bound) else -1
    known = sum(not isinstance(arg, Variable) or arg.name in bound for arg in atom.args)
    return 3 if known == len(atom.args) else known
