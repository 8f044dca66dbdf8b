"""Rules of a shop's overlay, kept to that shop.

    head(x, …) :- body, ownedByShop(x), seenByShop(y), …      for every variable y that stands for an individual

An overlay may not change what other shops see: its rules conclude about the shop's own individuals alone, from
those and from shared ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ontology.overlay import Belongings
from ontology.owl import Iri, Variable
from reasoning.rules.rule import OWNED_BY, SEEN_BY, Atom, AtomKind, Rule


def kept_to(rule: Rule, owner: Belongings) -> Rule | None:
    """The rule with those conditions; None for one that concludes about a named individual not the shop's own."""
    subject = rule.head.args[0]
    if isinstance(subject, Iri) and not owner.own(subject.text):
        return None
    tests = [_test(OWNED_BY, subject, owner.shop, owner.overlays)] if isinstance(subject, Variable) else []
    for variable in dict.fromkeys(_individuals(rule)):
        if variable != subject:
            tests.append(_test(SEEN_BY, variable, owner.shop, owner.others))
    return replace(rule, body=(*rule.body, *tests))


def freed(rule: Rule) -> Rule:
    """The rule without those conditions: for one case of the shop's, whose conclusions nobody else sees."""
    return replace(rule, body=tuple(atom for atom in rule.body if atom.predicate not in (OWNED_BY, SEEN_BY)))


def _individuals(rule: Rule) -> Iterator[Variable]:
    """The variables of the body that stand for individuals."""
    for atom in rule.body:
        ends = atom.args[:1] if atom.kind is AtomKind.DATA else atom.args
        yield from (end for end in ends if isinstance(end, Variable) and atom.kind is not AtomKind.BUILTIN)


def _test(predicate: str, variable: Variable, shop: str, overlays: frozenset[str]) -> Atom:
    return Atom(kind=AtomKind.BUILTIN, predicate=predicate, args=(variable, shop, " ".join(sorted(overlays))))
