"""The grammar of a profile as a table, and the walk that finds what is outside it.

A place is written as a letter, as in `ontology.grammar`; each profile adds letters of its own for class expressions,
which it lets be one thing here and another there. A star after the last letter means that it repeats; arguments that
are left out are allowed. Source: https://www.w3.org/TR/owl2-profiles/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ontology.owl import THING, Anonymous, Axiom, Expression, Iri, Literal, Node
from ontology.profiles.datatypes import DATATYPES, datatype_of
from ontology.profiles.parts import short

ANNOTATIONS = frozenset(
    (
        "Declaration",
        "AnnotationAssertion",
        "SubAnnotationPropertyOf",
        "AnnotationPropertyDomain",
        "AnnotationPropertyRange",
    )
)
"""Axioms that every profile takes as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What may stand where.

    `axioms` has the places of each kind of axiom, `expressions` for each letter the kinds that may stand there with
    their places, `said` how a letter's place is told. owl:Thing may not stand at the letters of `not_thing`, nothing
    else at those of `only_thing`.
    """

    axioms: Mapping[str, str]
    expressions: Mapping[str, Mapping[str, str]]
    datatypes: frozenset[str]
    said: Mapping[str, str] = field(default_factory=dict)
    not_thing: str = ""
    only_thing: str = ""
    anonymous: bool = False

    def outside(self, axiom: Axiom) -> Iterator[str]:
        """Each construct of an axiom that the grammar does not have."""
        pattern = self.axioms.get(axiom.kind)
        if pattern is not None:
            yield from self._args(axiom.kind, axiom.args, pattern)
        elif axiom.kind not in ANNOTATIONS:
            yield "a SWRL rule" if axiom.kind == "DLSafeRule" else f"the axiom {axiom.kind}"

    def _args(self, kind: str, args: tuple[Node, ...], pattern: str) -> Iterator[str]:
        if pattern.endswith("*"):
            head = pattern[:-1]
            pattern = head + head[-1] * (len(args) - len(head))
        elif len(args) > len(pattern):
            yield f"{kind} of more than {len(pattern)}"
        for letter, arg in zip(pattern, args, strict=False):
            yield from self._node(letter, arg)

    def _node(self, letter: str, node: Node) -> Iterator[str]:
        if isinstance(node, Expression):
            pattern = self.expressions.get(letter, {}).get(node.kind)
            if pattern is None:
                yield self._told(short(node), letter)
            else:
                yield from self._args(node.kind, node.args, pattern)
        elif isinstance(node, Iri) and letter == "D":
            yield from self._datatype(node.text)
        elif isinstance(node, Literal):
            yield from self._datatype(datatype_of(node))
        elif isinstance(node, Anonymous) and not self.anonymous:
            yield f"the individual {node}, which has no name"
        elif isinstance(node, Iri) and self._bars(node, letter):
            yield self._told("owl:Thing" if node.text == THING else short(node), letter)
        elif isinstance(node, int) and letter == "z" and node > 1:
            yield f"the number {node} in a cardinality, where only 0 and 1 may stand"

    def _bars(self, node: Iri, letter: str) -> bool:
        return letter in (self.not_thing if node.text == THING else self.only_thing)

    def _datatype(self, iri: str) -> Iterator[str]:
        if iri in DATATYPES and iri not in self.datatypes:
            yield f"the datatype {DATATYPES[iri].name}"

    def _told(self, what: str, letter: str) -> str:
        where = self.said.get(letter, "")
        return f"{what} {where}" if where else what
