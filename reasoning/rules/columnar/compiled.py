"""Rules with numbers for their constants: what the columnar engine runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from ontology.owl import Iri, Variable
from reasoning.rules.columnar.terms import NOTHING, Terms
from reasoning.rules.rule import Atom, AtomKind, Rule, Term

Slot: TypeAlias = "str | int"
"""A variable by name, or a constant by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A condition or a conclusion over pairs; a class membership's object is the constant `NOTHING`."""

    predicate: str
    subject: Slot
    object: Slot
    negated: bool = False
    datatype: str = ""

    def variables(self) -> Iterator[str]:
        """The names of its variables."""
        return (slot for slot in (self.subject, self.object) if isinstance(slot, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """A test or a computation over values; the first argument of a computation is its result."""

    predicate: str
    args: tuple[Slot, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A rule ready to run. `place` is its number among the program's rules.

    `fits` says that the head's value needs no fitting to its property's datatype.
    """

    rule: Rule
    place: int
    head: Pattern
    patterns: tuple[Pattern, ...]
    builtins: tuple[BuiltIn, ...]
    fits: bool


def compiled(rule: Rule, place: int, terms: Terms) -> Compiled:
    """A rule with the ids that `terms` has, or now gives, to its constants."""
    head = _pattern(rule.head, terms)
    sources = {atom.args[1]: atom.datatype for atom in rule.body if atom.kind is AtomKind.DATA and not atom.negated}
    end = rule.head.args[-1]
    fits = rule.head.kind is not AtomKind.DATA or not isinstance(end, Variable)
    return Compiled(
        rule=rule,
        place=place,
        head=head,
        patterns=tuple(_pattern(atom, terms) for atom in rule.body if atom.kind is not AtomKind.BUILTIN),
        builtins=tuple(
            BuiltIn(predicate=atom.predicate, args=tuple(_slot(arg, terms) for arg in atom.args), negated=atom.negated)
            for atom in rule.body
            if atom.kind is AtomKind.BUILTIN
        ),
        fits=fits or sources.get(end) == rule.head.datatype,
    )


def _pattern(atom: Atom, terms: Terms) -> Pattern:
    return Pattern(
        predicate=atom.predicate,
        subject=_slot(atom.args[0], terms),
        object=NOTHING if atom.kind is AtomKind.CLASS else _slot(atom.args[1], terms),
        negated=atom.negated,
        datatype=atom.datatype,
    )


def _slot(term: Term, terms: Terms) -> Slot:
    if isinstance(term, Variable):
        return term.name
    return terms.iri(term.text) if isinstance(term, Iri) else terms.value(term)


def renamed(rule: Compiled, name: Callable[[int], int]) -> Compiled:
    """The rule with other ids for its constant individuals."""

    def pattern(old: Pattern) -> Pattern:
        return replace(old, subject=_renamed(old.subject, name), object=_renamed(old.object, name))

    return replace(rule, head=pattern(rule.head), patterns=tuple(map(pattern, rule.patterns)))


def _renamed(slot: Slot, name: Callable[[int], int]) -> Slot:
    return name(slot) if isinstance(slot, int) else slot
