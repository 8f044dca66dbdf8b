"""OWL 2 and SWRL as values: one tree shape for every axiom and expression.

An axiom or an expression is a `kind` (the name that the OWL 2 structural specification and the
functional syntax give it) and its arguments in that syntax's order, so that reading, compiling and
writing walk one shape instead of a hundred classes. Source: https://www.w3.org/TR/owl2-syntax/ and,
for rules, https://www.w3.org/Submission/SWRL/ in its functional form (`DLSafeRule`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SWRLB = "http://www.w3.org/2003/11/swrlb#"
XSD = "http://www.w3.org/2001/XMLSchema#"

RDF_TYPE = RDF + "type"
THING = OWL + "Thing"


@dataclass(frozen=True, slots=True)
class Iri:
    """The name of a term or an individual, in full."""

    text: str

    def __str__(self) -> str:
        return f"<{self.text}>"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written: its text, its datatype's IRI, and its language when it has one."""

    text: str
    datatype: str = XSD + "string"
    lang: str = ""

    def __str__(self) -> str:
        quoted = '"' + self.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if self.lang:
            return f"{quoted}@{self.lang}"
        return quoted if self.datatype == XSD + "string" else f"{quoted}^^<{self.datatype}>"


_TAGGED = re.compile(r"(.*)@((?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?)", re.DOTALL)


def typed_literal(text: str, datatype: str) -> Literal:
    """The value of a text and a datatype; rdf:PlainLiteral writes a text and its language as one, `text@lang`.

    Source: https://www.w3.org/TR/rdf-plain-literal/, §3; a text without an @ is, as editors write it, just a text.
    """
    if datatype != RDF + "PlainLiteral":
        return Literal(text, datatype)
    tagged = _TAGGED.fullmatch(text)
    return Literal(tagged.group(1), lang=tagged.group(2).lower()) if tagged else Literal(text)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a SWRL rule."""

    name: str

    def __str__(self) -> str:
        return f"Variable(<{self.name}>)"


@dataclass(frozen=True, slots=True)
class Anonymous:
    """An individual without a name; its id is good within one file only."""

    id: str

    def __str__(self) -> str:
        return f"_:{self.id}"


@dataclass(frozen=True, slots=True)
class Expression:
    """A class, property, data-range or atom expression, such as ObjectSomeValuesFrom(p C)."""

    kind: str
    args: tuple[Node, ...]

    def __str__(self) -> str:
        return f"{self.kind}({' '.join(map(str, self.args))})"


Node: TypeAlias = "Iri | Literal | Variable | Anonymous | Expression | int"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation on an axiom, on the ontology or on another annotation."""

    property: str
    value: Iri | Literal | Anonymous
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom, rule, declaration or annotation assertion, with the file that said it."""

    kind: str
    args: tuple[Node, ...]
    annotations: tuple[Annotation, ...] = ()
    file: str = ""

    def __str__(self) -> str:
        return f"{self.kind}({' '.join(map(str, self.args))})"

    def labels(self) -> dict[str, str]:
        """Labels of the axiom itself by language ('' when none is given)."""
        return {
            a.value.lang: a.value.text
            for a in self.annotations
            if a.property == RDFS + "label" and isinstance(a.value, Literal)
        }

    @property
    def source(self) -> str:
        """Where a fact that this axiom asserts came from: `file#axiom`."""
        return f"{self.file}#{self.short()}"

    def short(self) -> str:
        """The axiom in functional syntax with local names only, for people."""
        return f"{self.kind}({' '.join(_short(arg) for arg in self.args)})"


def _short(node: Node) -> str:
    if isinstance(node, Iri):
        return local_name(node.text)
    if isinstance(node, Variable):
        return "?" + local_name(node.name)
    if isinstance(node, Literal):
        return f'"{node.text}"'
    if isinstance(node, Expression):
        told = " ".join(_short(arg) for arg in node.args)
        if node.kind == "FacetRestriction" and isinstance(node.args[0], Literal):
            # As functional syntax writes a facet, which is no expression there.
            facet = node.args[0].text
            return f"{facet[:1].lower()}{facet[1:]}{told.removeprefix(_short(node.args[0]))}"
        return f"{node.kind}({told})"
    return str(node)


def local_name(iri: str) -> str:
    """The part of an IRI after its last '#', '/' or ':'; the whole text when nothing follows."""
    for mark in ("#", "/", ":"):
        _, found, tail = iri.rpartition(mark)
        if found and tail:
            return tail
    return iri


def iris_in(node: Node) -> Iterator[str]:
    """Every IRI that a node mentions, in order."""
    if isinstance(node, Iri):
        yield node.text
    elif isinstance(node, Expression):
        for arg in node.args:
            yield from iris_in(arg)
