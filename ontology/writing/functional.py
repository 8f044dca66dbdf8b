"""A document in OWL functional syntax (https://www.w3.org/TR/owl2-syntax/), one axiom a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ontology.owl import OWL, RDF, RDFS, SKOS, SWRLB, XSD, Annotation, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.rdf.names import FACETS
from ontology.reader import Document

PREFIXES: Mapping[str, str] = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "swrlb": SWRLB, "xsd": XSD}

_LOCAL = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_FACET_NAMES = {name: iri for iri, name in FACETS.items()}


def functional_text(document: Document) -> str:
    """The document in functional syntax, its own terms and the standard ones shortened."""
    prefixes = dict(PREFIXES) if document.nameless else {**PREFIXES, "": document.iri.rstrip("#/") + "#"}
    write = _Writer(prefixes)
    head = "" if document.nameless else f"<{document.iri}>" + (f" <{document.version}>" if document.version else "")
    lines = [f"Prefix({name}:=<{iri}>)" for name, iri in sorted(prefixes.items())]
    lines += ["", f"Ontology({head}"]
    lines += [f"Import(<{iri}>)" for iri in document.imports]
    lines += [write.annotation(note) for note in document.annotations]
    lines += [write.axiom(axiom) for axiom in document.axioms]
    return "\n".join([*lines, ")", ""])


def axiom_text(axiom: Axiom) -> str:
    """One axiom with every IRI in full."""
    return _Writer({}).axiom(axiom)


def note_text(note: Annotation) -> str:
    """One annotation with every IRI in full."""
    return _Writer({}).annotation(note)


class _Writer:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest namespace first, as one may begin another.
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def axiom(self, axiom: Axiom) -> str:
        notes = [self.annotation(note) for note in axiom.annotations]
        args = axiom.args
        if axiom.kind == "AnnotationAssertion":
            # Written property first, kept subject first.
            args = (args[1], args[0], args[2])
        return f"{axiom.kind}({' '.join([*notes, *map(self._node, args)])})"

    def annotation(self, note: Annotation) -> str:
        nested = "".join(self.annotation(inner) + " " for inner in note.annotations)
        return f"Annotation({nested}{self._iri(note.property)} {self._node(note.value)})"

    def _node(self, node: Node) -> str:
        if isinstance(node, Iri):
            return self._iri(node.text)
        if isinstance(node, Variable):
            return f"Variable({self._iri(node.name)})"
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, Expression):
            return self._expression(node)
        return str(node)

    def _expression(self, node: Expression) -> str:
        if node.kind in ("ObjectProperties", "DataProperties"):
            return f"({self._all(node.args)})"
        if node.kind == "FacetRestriction":
            facet, value = node.args
            name = _FACET_NAMES[facet.text] if isinstance(facet, Literal) else ""
            return f"{self._iri(name)} {self._node(value)}"
        return f"{node.kind}({self._all(node.args)})"

    def _all(self, nodes: Iterable[Node]) -> str:
        return " ".join(map(self._node, nodes))

    def _literal(self, literal: Literal) -> str:
        quoted = '"' + literal.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if literal.lang:
            return f"{quoted}@{literal.lang}"
        return quoted if literal.datatype == XSD + "string" else f"{quoted}^^{self._iri(literal.datatype)}"

    def _iri(self, iri: str) -> str:
        for name, space in self._prefixes:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{name}:{iri[len(space) :]}"
        return f"<{iri}>"
