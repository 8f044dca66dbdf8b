"""Values told of individuals that are certainly outside the range of their property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ontology.checks import Problem, ProblemKind
from ontology.lexical import lexical_fault
from ontology.model import Ontology
from ontology.owl import XSD, Axiom, Expression, Iri, Literal, Node, local_name
from reasoning.rules.emptiness.ranges import is_empty


def range_problems(ontology: Ontology) -> Iterator[Problem]:
    """Each value of a data property that is in none of what a range of it, or of one above it, allows.

    A text without a datatype is taken for one of the range's, as loading takes it; what is no value of its datatype at
    all is left to `individual_problems`.
    """
    ranges: dict[str, list[tuple[Node, Axiom]]] = defaultdict(list)
    for axiom in ontology.axioms:
        if axiom.kind == "DataPropertyRange" and isinstance(axiom.args[0], Iri):
            ranges[axiom.args[0].text].append((axiom.args[1], axiom))
    for axiom in ontology.axioms if ranges else ():
        if axiom.kind != "DataPropertyAssertion":
            continue
        property, subject, value = axiom.args
        if not (isinstance(property, Iri) and isinstance(subject, Iri) and isinstance(value, Literal)):
            continue
        for above in sorted(ontology.superproperties(property.text)):
            for node, told in ranges.get(above, ()):
                if _is_outside(value, node):
                    what = f"'{value.text}', the {local_name(property.text)} of {local_name(subject.text)}"
                    text = f"{what}, is outside {told.short()} ({told.file}); correct the value or the range"
                    yield Problem(kind=ProblemKind.VALUE, term=subject.text, file=axiom.file, text=text)


def _is_outside(value: Literal, node: Node) -> bool:
    base = _base(node)
    if value.datatype == XSD + "string" and not value.lang and base:
        value = Literal(value.text, base)
    if lexical_fault(value.text, value.datatype):
        return False
    return is_empty((node, Expression("DataOneOf", (value,))))


def _base(node: Node) -> str:
    """The datatype of which a range is a part; '' for another kind of range."""
    if isinstance(node, Expression) and node.kind in ("DatatypeRestriction", "DataOneOf"):
        node = node.args[0]
    if isinstance(node, Literal):
        return node.datatype
    return node.text if isinstance(node, Iri) else ""
