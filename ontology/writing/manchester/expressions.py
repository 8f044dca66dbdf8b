"""Expressions, values, annotations and rules as Manchester text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ontology.owl import XSD, Annotation, Anonymous, Expression, Iri, Literal, Node, Variable
from ontology.parsing.manchester.rules import VARIABLES
from ontology.writing.manchester.names import Names, UnsayableError, full

_RESTRICTIONS = {
    "SomeValuesFrom": "some",
    "AllValuesFrom": "only",
    "HasValue": "value",
    "MinCardinality": "min",
    "MaxCardinality": "max",
    "ExactCardinality": "exactly",
}
_FACETS = {
    **{"MinInclusive": ">=", "MaxInclusive": "<=", "MinExclusive": ">", "MaxExclusive": "<"},
    **{"Length": "length", "MinLength": "minLength", "MaxLength": "maxLength", "Pattern": "pattern"},
    **{"LangRange": "langRange", "TotalDigits": "totalDigits", "FractionDigits": "fractionDigits"},
}
_ATOMS: Final = {
    **dict.fromkeys(("ClassAtom", "DataRangeAtom", "ObjectPropertyAtom", "DataPropertyAtom", "BuiltInAtom"), ""),
    "SameIndividualAtom": "SameAs",
    "DifferentIndividualsAtom": "DifferentFrom",
}
_VARIABLE = re.compile(r"[^\W\d]\w*")
_BLANK = re.compile(r"[\w-]+")


class Words:
    """Writes what axioms are made of. Every method raises UnsayableError for what the syntax has no words for."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def word(self, node: Node) -> str:
        """An expression, name or value; what has parts stands as it is, without brackets around it."""
        if isinstance(node, Iri):
            return self._names.short(node.text)
        if isinstance(node, Anonymous):
            if not _BLANK.fullmatch(node.id):
                raise UnsayableError(f"the name _:{node.id} of an individual")
            return f"_:{node.id}"
        if isinstance(node, Literal):
            return self.literal(node)
        if isinstance(node, Expression):
            return self._expression(node)
        raise UnsayableError(str(node))

    def words(self, nodes: Iterable[Node]) -> str:
        """Several with commas between them; none at all cannot be said."""
        listed = [self.word(node) for node in nodes]
        if not listed:
            raise UnsayableError("an empty list")
        return ", ".join(listed)

    def literal(self, literal: Literal) -> str:
        """A value in quotes with its language or datatype: exact in every case, as numbers without quotes are not."""
        quoted = '"' + literal.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if literal.lang:
            return f"{quoted}@{literal.lang}"
        return quoted if literal.datatype == XSD + "string" else f"{quoted}^^{self._names.short(literal.datatype)}"

    def annotation(self, note: Annotation) -> str:
        """A property and its value, after the annotations on them."""
        # An IRI stands in full, as it need not name a term.
        value = full(note.value.text) if isinstance(note.value, Iri) else self.word(note.value)
        return f"{self.notes(note.annotations)}{self._names.short(note.property)} {value}"

    def notes(self, annotations: Iterable[Annotation]) -> str:
        """The annotations of what is said next, with the keyword and a blank after them; '' for none."""
        listed = ", ".join(map(self.annotation, annotations))
        return f"Annotations: {listed} " if listed else ""

    def rule(self, body: Node, head: Node) -> str:
        """A rule. One that lacks a side is not read by the OWLAPI, and so not said."""
        sides = [side.args if isinstance(side, Expression) else () for side in (body, head)]
        if not all(sides):
            raise UnsayableError("a rule without body or head")
        return " -> ".join(", ".join(map(self._atom, side)) for side in sides)

    def chain(self, links: Iterable[Node]) -> str:
        """Properties with `o` between them."""
        return " o ".join(map(self.word, links))

    def _expression(self, node: Expression) -> str:
        kind, args = node.kind, node.args
        sort = kind.removeprefix("Object").removeprefix("Data")
        if kind == "ObjectInverseOf":
            return f"inverse ({self.word(args[0])})"
        if sort in ("IntersectionOf", "UnionOf"):
            if len(args) < 2:
                raise UnsayableError(f"{kind} of less than two")
            return (" and " if sort == "IntersectionOf" else " or ").join(map(self._part, args))
        if sort == "ComplementOf":
            return f"not ({self.word(args[0])})"
        if sort == "OneOf":
            return f"{{{self.words(args)}}}"
        if kind == "ObjectHasSelf":
            return f"{self.word(args[0])} Self"
        if kind == "DatatypeRestriction":
            return f"{self.word(args[0])}[{self.words(args[1:])}]"
        if kind == "FacetRestriction":
            return self._facet(args)
        if sort in _RESTRICTIONS:
            return self._restriction(_RESTRICTIONS[sort], args)
        raise UnsayableError(kind)

    def _restriction(self, word: str, args: tuple[Node, ...]) -> str:
        if isinstance(args[0], int):
            count, property, filler = args
            return f"{self.word(property)} {word} {count} {self._part(filler)}"
        property, filler = args
        return f"{self.word(property)} {word} {self._part(filler)}"

    def _facet(self, args: tuple[Node, ...]) -> str:
        facet, value = args
        name = _FACETS.get(facet.text) if isinstance(facet, Literal) else None
        if name is None:
            raise UnsayableError(f"the facet {facet}")
        return f"{name} {self.word(value)}"

    def _part(self, node: Node) -> str:
        """An expression where another goes on: in brackets unless it is one word."""
        text = self.word(node)
        return f"({text})" if isinstance(node, Expression) else text

    def _atom(self, node: Node) -> str:
        if not isinstance(node, Expression) or node.kind not in _ATOMS:
            raise UnsayableError(f"the atom {node}")
        name = _ATOMS[node.kind]
        if name:
            return f"{name}({self._arguments(node.args)})"
        predicate, *arguments = node.args
        return f"{self._predicate(node.kind, predicate)}({self._arguments(arguments)})"

    def _predicate(self, kind: str, predicate: Node) -> str:
        if kind == "BuiltInAtom" and isinstance(predicate, Iri):
            return full(predicate.text)
        if isinstance(predicate, Iri):
            return self.word(predicate)
        if kind == "ClassAtom":
            return self._part(predicate)
        if kind == "DataRangeAtom" and isinstance(predicate, Expression) and predicate.kind == "DatatypeRestriction":
            return self.word(predicate)
        raise UnsayableError(f"{predicate} in an atom")

    def _arguments(self, nodes: Iterable[Node]) -> str:
        return ", ".join(self._variable(node) if isinstance(node, Variable) else self.word(node) for node in nodes)

    def _variable(self, variable: Variable) -> str:
        name = variable.name.removeprefix(VARIABLES)
        if name != variable.name and _VARIABLE.fullmatch(name):
            return f"?{name}"
        return f"?{full(variable.name)}"
