"""Clauses of an axiom or a SWRL rule, made ready to be rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontology.owl import Variable
from reasoning.rules.expression import SAME, Body
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.rule import Atom, Term


def unified(head: Atom, body: Body) -> tuple[Atom, Body]:
    """The clause with every condition `sameAs(x, y)` carried out: one name instead of two.

    Facts are kept under one representative of individuals that are the same, so equal names are what
    the condition asks for. Raises NotHornError when the condition is about two named individuals.
    """
    for atom in body:
        if atom.predicate != SAME:
            continue
        one, other = atom.args
        rest = tuple(part for part in body if part is not atom)
        if one == other:
            return unified(head, rest)
        if isinstance(other, Variable):
            one, other = other, one
        if not isinstance(one, Variable):
            raise NotHornError(f"{atom} asks about two named individuals, which is not supported")
        return unified(_renamed(head, one, other), tuple(_renamed(part, one, other) for part in rest))
    return head, distinct_atoms(body)


def distinct_atoms(body: Iterable[Atom]) -> Body:
    """The conditions, each once."""
    return tuple(dict.fromkeys(body))


def _renamed(atom: Atom, old: Variable, new: Term) -> Atom:
    return replace(atom, args=tuple(new if arg == old else arg for arg in atom.args))
