"""The ways in which cases can differ, as far as some conditions can tell them apart, with facts for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from graph.fact import Fact, Scalar
from ontology.owl import RDF_TYPE, XSD, Iri, Variable, local_name
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.conditions import CASE_VARIABLE, Body, Condition, Tested, condition_text
from reasoning.rules import Atom, AtomKind
from reasoning.rules.builtins import TESTS
from reasoning.rules.rule import Term

_EXAMPLES = "urn:fengmi:example:"
CASE = _EXAMPLES + CASE_VARIABLE.name
"""The case of every example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way in which a case can be: the conditions that it meets, the facts and findings that make it so.

    `said` tells it in the words of a rule's conditions; nothing for a case of which nothing is said.
    """

    meets: frozenset[Condition] = frozenset()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Fact, ...] = ()
    said: tuple[str, ...] = ()


OPEN = Choice()
"""Nothing is said, and nothing found."""

Aspect: TypeAlias = "tuple[Choice, ...]"
"""All the ways of one kind in which cases differ, the plainest first; a case is of exactly one of them."""


def aspects(conditions: Iterable[Condition], given: frozenset[str] = frozenset()) -> tuple[Aspect, ...]:
    """What cases can differ in, in a stable order: each fact to be proven, the rest, each value that is tested.

    No value and one that meets no test are taken for the same, but for values of the properties in `given`.
    """
    findings: dict[str, list[Atom]] = defaultdict(list)
    values: dict[str, list[Tested]] = defaultdict(list)
    others: list[Body] = []
    for condition in sorted(set(conditions), key=condition_text):
        if isinstance(condition, Tested):
            values[condition_text(condition.path)].append(condition)
        elif isinstance(condition, Atom):
            findings[str(condition.args[1])].append(condition)
        else:
            others.append(condition)
    return (
        *(_of_finding(atoms) for atoms in findings.values()),
        *((OPEN, _holding(body)) for body in others),
        *(_of_value(tests, given) for tests in values.values()),
    )


def _of_finding(atoms: list[Atom]) -> Aspect:
    """Not proven in time, proven, and disproven where that makes a difference."""
    kind = atoms[0].args[1]
    asked = {atom.predicate: atom for atom in atoms}
    ways = [(dp.UNPROVEN,), (dp.PROVEN,), (dp.DISPROVEN, dp.UNPROVEN)]
    return tuple(
        Choice(
            meets=frozenset(asked[name] for name in way if name in asked),
            findings=tuple(Fact(subject=CASE, property=name, object=_iri(kind)) for name in way),
            said=(f"{local_name(way[0])}({CASE_VARIABLE.name}, {local_name(_iri(kind))})",),
        )
        for way in (ways if dp.DISPROVEN in asked else ways[:2])
    )


def _holding(body: Body) -> Choice:
    return Choice(meets=frozenset((body,)), facts=facts_of(body), said=_said(body))


def facts_of(body: Body, values: dict[Term, Scalar] | None = None) -> tuple[Fact, ...]:
    """Facts that meet conditions other than built-ins; a variable without a value is an individual of its name."""
    return tuple(_fact(atom, values or {}) for atom in body if atom.kind is not AtomKind.BUILTIN)


def _fact(atom: Atom, values: dict[Term, Scalar]) -> Fact:
    subject = _iri(atom.args[0])
    if atom.kind is AtomKind.CLASS:
        return Fact(subject=subject, property=RDF_TYPE, object=atom.predicate)
    if atom.kind is AtomKind.OBJECT:
        return Fact(subject=subject, property=atom.predicate, object=_iri(atom.args[1]))
    end = values.get(atom.args[1], atom.args[1])
    value = _some(atom.datatype) if isinstance(end, Variable | Iri) else end
    return Fact(subject=subject, property=atom.predicate, value=value)


def _iri(term: Term) -> str:
    if isinstance(term, Variable):
        return _EXAMPLES + term.name
    return term.text if isinstance(term, Iri) else str(term)


def _some(datatype: str) -> Scalar:
    """A value of a datatype, for a condition that only asks that there be one."""
    if datatype == XSD + "boolean":
        return True
    return "x" if datatype in ("", XSD + "string") else Decimal(1)


def _said(body: Body, values: dict[Term, Scalar] | None = None) -> tuple[str, ...]:
    """The conditions as text, a value that is given in place of its variable and of the built-ins about it."""
    known = values or {}
    told = (atom for atom in body if not known or atom.kind is not AtomKind.BUILTIN)
    return tuple(f"{local_name(a.predicate)}({', '.join(_name(arg, known) for arg in a.args)})" for a in told)


def _name(term: Term, values: dict[Term, Scalar]) -> str:
    if term in values:
        return str(values[term])
    if isinstance(term, Variable):
        return local_name(term.name)
    return local_name(term.text) if isinstance(term, Iri) else str(term)


def _of_value(tests: list[Tested], given: frozenset[str]) -> Aspect:
    """No value, then values on both sides of everything it is compared with, each where it first makes a difference."""
    path, variable = tests[0].path, tests[0].variable
    apart = any(atom.predicate in given for atom in path)
    ways: dict[frozenset[Condition], Choice] = {} if apart else {frozenset(): OPEN}
    for value in _around([a for t in tests for a in t.test.args if not isinstance(a, Variable | Iri)]):
        meets = frozenset(test for test in tests if _passes(test.test, value))
        if meets not in ways:
            known: dict[Term, Scalar] = {variable: value}
            ways[meets] = Choice(meets=meets, facts=facts_of(path, known), said=_said(path, known))
    return (OPEN, *ways.values()) if apart else tuple(ways.values())


def _passes(test: Atom, value: Scalar) -> bool:
    args = [value if isinstance(arg, Variable) else arg for arg in test.args]
    return TESTS[test.predicate]([arg for arg in args if not isinstance(arg, Variable | Iri)])


def _around(limits: Iterable[Scalar]) -> Iterator[Scalar]:
    """The limits themselves, and values below, between and above them; of texts, also one that is none of them."""
    known = list(dict.fromkeys(limits))
    numbers = sorted(Decimal(v) for v in known if isinstance(v, int | Decimal) and not isinstance(v, bool))
    yield from known
    if numbers:
        yield numbers[0] - 1
        yield from ((low + high) / 2 for low, high in pairwise(numbers))
        yield numbers[-1] + 1
    for value in known:
        if isinstance(value, bool):
            yield not value
        elif isinstance(value, str):
            yield value + "x"
        elif isinstance(value, datetime | date):
            yield value - timedelta(days=1)
            yield value + timedelta(days=1)
