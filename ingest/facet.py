"""Least values that the ontology's datatypes allow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ontology.model import Ontology
from ontology.owl import Expression, Iri, Literal, Node


def least_values(ontology: Ontology) -> dict[str, Decimal]:
    """By datatype IRI, the xsd:minInclusive of its definition (`DatatypeDefinition`)."""
    found: dict[str, Decimal] = {}
    for axiom in ontology.axioms:
        if axiom.kind == "DatatypeDefinition" and isinstance(axiom.args[0], Iri):
            for least in _least(axiom.args[1]):
                found[axiom.args[0].text] = least
    return found


def _least(node: Node) -> Iterator[Decimal]:
    if not isinstance(node, Expression):
        return
    if node.kind == "FacetRestriction":
        facet, value = node.args
        if isinstance(facet, Literal) and facet.text == "MinInclusive" and isinstance(value, Literal):
            try:
                yield Decimal(value.text)
            except InvalidOperation:
                return  # a bound that is no number, such as a date, bounds no number
    for arg in node.args:
        yield from _least(arg)
