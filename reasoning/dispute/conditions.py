"""What a policy rule asks of a case, taken apart into single conditions that can each be met or not.

The text of a rule becomes one or more `Conditions`: more than one when a conclusion that it asks for is
derived, from findings, by several rules, which are put in its place. Variables are named by the way from
the case ('case/aboutOrder'), so that two rules that ask about the case's order ask about one order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

from ontology.general import CASE
from ontology.model import Ontology
from ontology.owl import Iri, Variable, local_name
from reasoning.dispute import vocabulary as dp
from reasoning.rules import Atom, AtomKind, Rule
from reasoning.rules.builtins import TESTS
from reasoning.rules.rule import Term

FINDINGS = frozenset((dp.PROVEN, dp.DISPROVEN, dp.UNPROVEN))
CASE_VARIABLE = Variable("case")
MOST_WAYS = 64
_DEEPEST = 4

Body: TypeAlias = "tuple[Atom, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A test of one value of the case: the atoms that lead to the value, and the built-in that compares it."""

    path: Body
    test: Atom

    @property
    def variable(self) -> Variable:
        """The variable that stands for the value."""
        return next(self.test.variables())

    def __str__(self) -> str:
        return " & ".join(map(str, (*self.path, self.test)))


Condition: TypeAlias = "Atom | Body | Tested"
"""A finding (an atom), something that holds of the case and what it is linked to (atoms), or a test of a value."""


def condition_text(condition: Condition) -> str:
    """A condition as Datalog."""
    return " & ".join(map(str, condition)) if isinstance(condition, tuple) else str(condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """One way to meet a rule's text: the kinds of case it is for, and everything that must be so."""

    kinds: frozenset[str]
    all: frozenset[Condition]

    def fit(self, ontology: Ontology, claim: str) -> bool:
        """Whether a claim of this class is of every kind that is asked for."""
        return self.kinds <= ontology.superclasses(claim)


class Reader:
    """Takes rules apart; knows which conclusions rest on findings, and so have to be replaced by their grounds."""

    def __init__(self, ontology: Ontology, rules: Iterable[Rule]) -> None:
        """`rules` are those that derive facts of a case before policy rules are looked at."""
        self._kinds = ontology.subclasses(dp.CLAIM) | ontology.superclasses(dp.CLAIM) | {CASE}
        by_head: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            by_head[rule.head.predicate].append(rule)
        resting: set[str] = set()
        while True:
            rules_of = (r for found in by_head.values() for r in found)
            more = {r.head.predicate for r in rules_of if any(_rests(a, resting) for a in r.body)} - self._kinds
            if more <= resting:
                break
            resting |= more
        self._grounds = {name: by_head[name] for name in resting}

    def read(self, text: Rule) -> tuple[Conditions, ...]:
        """Every way to meet a rule's text, at most MOST_WAYS."""
        case = text.head.args[0]
        ways = []
        for body in self._unfolded(text.body, _DEEPEST):
            ways.append(self._conditions(_named(body, case)))
            if len(ways) == MOST_WAYS:
                break
        return tuple(dict.fromkeys(ways))

    def _unfolded(self, body: Body, depth: int) -> Iterator[Body]:
        choices = [list(self._ways(atom, depth)) for atom in body]
        for chosen in product(*choices):
            yield tuple(dict.fromkeys(atom for part in chosen for atom in part))

    def _ways(self, atom: Atom, depth: int) -> Iterator[Body]:
        if atom.predicate not in self._grounds or not depth:
            yield (atom,)
            return
        for rule in self._grounds[atom.predicate]:
            body = _instance(rule, atom, depth)
            if body is not None:
                yield from self._unfolded(body, depth - 1)

    def _conditions(self, body: Body) -> Conditions:
        kinds: set[str] = set()
        found: set[Condition] = set()
        for part in _parts(body):
            if len(part) == 1 and part[0].kind is AtomKind.CLASS and part[0].predicate in self._kinds:
                kinds.add(part[0].predicate)
            elif len(part) == 1 and part[0].predicate in FINDINGS:
                found.add(part[0])
            else:
                found.update(_tested(part) or (part,))
        return Conditions(kinds=frozenset(kinds), all=frozenset(found))


def _rests(atom: Atom, resting: set[str]) -> bool:
    """Whether an atom is a finding about one kind of fact, or follows from some."""
    return atom.predicate in resting or (atom.predicate in FINDINGS and isinstance(atom.args[1], Iri))


def _instance(rule: Rule, atom: Atom, depth: int) -> Body | None:
    """A rule's body for one conclusion; None when the rule concludes another."""
    names: dict[Term, Term] = {}
    for own, wanted in zip(rule.head.args, atom.args, strict=True):
        if isinstance(own, Variable):
            names[own] = wanted
        elif own != wanted and not isinstance(wanted, Variable):
            return None
    mine = {v for part in rule.body for v in part.variables()}
    names = {v: names.get(v, Variable(f"{v.name}'{local_name(rule.id)}{depth}")) for v in mine}
    return tuple(_renamed(part, names) for part in rule.body)


def _renamed(atom: Atom, names: Mapping[Term, Term]) -> Atom:
    return replace(atom, args=tuple(names.get(arg, arg) if isinstance(arg, Variable) else arg for arg in atom.args))


def _named(body: Body, case: Term) -> Body:
    """The body with every variable named by the way to it from the case."""
    names: dict[Term, Term] = {case: CASE_VARIABLE}
    links = sorted((a for a in body if len(a.args) == 2 and a.kind is not AtomKind.BUILTIN), key=str)
    waiting = True
    while waiting:
        waiting = False
        for atom in links:
            for here, there, mark in ((*atom.args, "/"), (*reversed(atom.args), "/^")):
                if here in names and isinstance(there, Variable) and there not in names:
                    start = names[here]
                    name = f"{start.name if isinstance(start, Variable) else start}{mark}{local_name(atom.predicate)}"
                    while Variable(name) in names.values():
                        name += "'"
                    names[there] = Variable(name)
                    waiting = True
    return tuple(_renamed(atom, names) for atom in body)


def _parts(body: Body) -> list[Body]:
    """The atoms in groups that share variables other than the case, each sorted by its text."""
    parts: list[tuple[set[str], list[Atom]]] = []
    for atom in body:
        names, atoms = {v.name for v in atom.variables()} - {CASE_VARIABLE.name}, [atom]
        apart = []
        for other_names, others in parts:
            if names & other_names:
                names, atoms = names | other_names, others + atoms
            else:
                apart.append((other_names, others))
        parts = [*apart, (names, atoms)]
    return [tuple(sorted(atoms, key=str)) for _, atoms in parts]


def _tested(part: Body) -> list[Tested]:
    """The tests of a part that compares one value with constants; none when it is of another shape."""
    tests = [atom for atom in part if atom.kind is AtomKind.BUILTIN]
    path = tuple(atom for atom in part if atom.kind is not AtomKind.BUILTIN)
    values = {v for test in tests for v in test.variables()}
    ends = [atom for atom in path if atom.kind is AtomKind.DATA and atom.args[1] in values]
    alone = len(values) == 1 and len(ends) == 1 and not any(isinstance(a.args[-1], Iri) for a in tests)
    if not alone or any(t.predicate not in TESTS or len(list(t.variables())) != 1 for t in tests):
        return []
    return [Tested(path=path, test=test) for test in tests]
