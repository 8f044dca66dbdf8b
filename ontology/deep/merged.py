"""An ontology with all it imports as one document, without what HermiT does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from ontology.facets import facet_faults
from ontology.model import Ontology
from ontology.owl import Anonymous, Axiom, Expression, Literal, Node
from ontology.profiles.parts import parts_of
from ontology.profiles.roles import Roles
from ontology.profiles.shape import meaningless
from ontology.reader import Document
from ontology.syntax import Syntax
from ontology.terms import TermKind

IRI = "urn:fengmi:merged"

# HermiT takes an escaped letter for that letter and these marks for operators; it knows no class less another.
_OTHERWISE = re.compile(r"\\[0-9A-Za-z]|-\[|[\"<>#&~@]")

# Annotations mean nothing to a reasoner, and what is not read need not be classified.
_UNREAD = ("AnnotationAssertion", "SubAnnotationPropertyOf", "AnnotationPropertyDomain", "AnnotationPropertyRange")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An axiom, in its short form, that the reasoner was not given, and why."""

    axiom: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The one document, and the axioms that are not in it."""

    document: Document
    left_out: tuple[LeftOut, ...]


def merged(ontology: Ontology) -> Merged:
    """Everything that a reasoner reads; nameless individuals of different documents stay different."""
    barred = _barred(ontology)
    axioms: dict[Axiom, None] = {}
    left_out: list[LeftOut] = []
    for number, document in enumerate(ontology.documents):
        for axiom in document.axioms:
            if axiom.kind in _UNREAD or _declares_annotation(axiom):
                continue
            reason = _built_in(axiom) or _meaningless(axiom) or (barred.get(axiom, "") if barred else "")
            if reason:
                left_out.append(LeftOut(axiom=axiom.short(), file=axiom.file, reason=reason))
            else:
                args = tuple(_apart(arg, number) for arg in axiom.args)
                axioms[replace(axiom, args=args, annotations=(), file="")] = None
    whole = Document(
        file="merged.ofn", iri=IRI, version="", imports=(), text="", axioms=tuple(axioms), syntax=Syntax.FUNCTIONAL
    )
    return Merged(document=whole, left_out=tuple(left_out))


def _built_in(axiom: Axiom) -> str:
    if axiom.kind == "DLSafeRule" and "BuiltInAtom" in set(_kinds(axiom.args)):
        return "a rule with built-ins, which HermiT does not know"
    return ""


def _meaningless(axiom: Axiom) -> str:
    """Why HermiT would refuse the whole ontology for this axiom."""
    parts = parts_of(axiom)
    restrictions = [node for _, node in parts if _restricts(node)]
    faults = (
        *meaningless(axiom, parts),
        *(fault for one in restrictions for fault in facet_faults(one)),
        *("a pattern that HermiT reads otherwise than XML Schema does" for one in restrictions if _odd(one)),
    )
    return next(iter(faults), "")


def _odd(restriction: Expression) -> bool:
    facets = (facet.args for facet in restriction.args if isinstance(facet, Expression) and len(facet.args) == 2)
    return any(
        name == Literal("Pattern") and isinstance(pattern, Literal) and _OTHERWISE.search(pattern.text)
        for name, pattern in facets
    )


def _restricts(node: Node) -> TypeGuard[Expression]:
    return isinstance(node, Expression) and node.kind == "DatatypeRestriction"


def _barred(ontology: Ontology) -> dict[Axiom, str]:
    """Axioms that break DL's rules on object properties, which HermiT rests on: it would refuse them all."""
    roles = Roles()
    for axiom in ontology.axioms:
        if axiom.kind not in _UNREAD:
            roles.see(axiom, parts_of(axiom))
    return {axiom: f"{construct}, which OWL 2 DL forbids" for axiom, construct in roles.faults()}


def _declares_annotation(axiom: Axiom) -> bool:
    said = axiom.args[0] if axiom.kind == "Declaration" else None
    return isinstance(said, Expression) and said.kind == TermKind.ANNOTATION_PROPERTY.value


def _kinds(args: tuple[Node, ...]) -> Iterator[str]:
    for arg in args:
        if isinstance(arg, Expression):
            yield arg.kind
            yield from _kinds(arg.args)


def _apart(node: Node, number: int) -> Node:
    if isinstance(node, Anonymous):
        return Anonymous(f"d{number}-{node.id}")
    if isinstance(node, Expression):
        return Expression(node.kind, tuple(_apart(arg, number) for arg in node.args))
    return node
