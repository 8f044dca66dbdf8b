"""A document in OWL/XML, whose elements are named as axioms and expressions are.

Source: https://www.w3.org/TR/owl2-xml-serialization/.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from ontology.errors import OntologyError
from ontology.grammar import places
from ontology.owl import OWL, XSD, Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.rdf.names import FACETS
from ontology.reader import Document

_NAMES = {
    "C": "Class",
    "D": "Datatype",
    "o": "ObjectProperty",
    "d": "DataProperty",
    "a": "AnnotationProperty",
    "i": "NamedIndividual",
}
# The OWLAPI takes the whole document for broken where one IRI is no URI of Java's.
_NO_URI = re.compile(r'[\s\x00-\x20\x7f-\xa0"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')
_FACET_NAMES = {name: iri for iri, name in FACETS.items()}


def xml_text(document: Document) -> str:
    """The document in OWL/XML, every IRI written out."""
    head = "" if document.nameless else f" ontologyIRI={quoteattr(_iri(document.iri))}"
    if document.version:
        head += f" versionIRI={quoteattr(_iri(document.version))}"
    base = "" if document.nameless else f" xml:base={quoteattr(document.iri)}"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<Ontology xmlns="{OWL}"{base}{head}>']
    lines += [f"  <Import>{escape(_iri(iri))}</Import>" for iri in document.imports]
    lines += [f"  {_annotation(note)}" for note in document.annotations]
    lines += [f"  {_axiom(axiom)}" for axiom in document.axioms]
    return "\n".join([*lines, "</Ontology>", ""])


def _iri(text: str) -> str:
    wrong = _NO_URI.search(text)
    if wrong is not None:
        raise OntologyError(f"no other program reads the IRI <{text}> in it ('{wrong.group()}'); rename it")
    return text


def _axiom(axiom: Axiom) -> str:
    notes = "".join(map(_annotation, axiom.annotations))
    kind, args = axiom.kind, axiom.args
    if kind == "AnnotationAssertion":
        body = _node(args[1], "a") + _node(args[0], "s") + _node(args[2], "s")
    else:
        body = "".join(_node(arg, place) for arg, place in zip(args, places(kind, len(args)), strict=True))
    return f"<{kind}>{notes}{body}</{kind}>"


def _annotation(note: Annotation) -> str:
    nested = "".join(map(_annotation, note.annotations))
    property = _node(Iri(note.property), "a")
    return f"<Annotation>{nested}{property}{_node(note.value, 's')}</Annotation>"


def _node(node: Node, place: str) -> str:
    if isinstance(node, Iri):
        if place in _NAMES:
            return f"<{_NAMES[place]} IRI={quoteattr(_iri(node.text))}/>"
        return f"<IRI>{escape(_iri(node.text))}</IRI>"
    if isinstance(node, Anonymous):
        return f"<AnonymousIndividual nodeID={quoteattr('_:' + node.id)}/>"
    if isinstance(node, Literal):
        return f"<Literal{_type(node)}>{_text(node.text)}</Literal>"
    if isinstance(node, Variable):
        return f"<Variable IRI={quoteattr(_iri(node.name))}/>"
    return _expression(node) if isinstance(node, Expression) else str(node)


def _expression(node: Expression) -> str:
    kind, args = node.kind, node.args
    attribute = ""
    if kind in _NAMES.values():
        return _node(args[0], places(kind, 1))
    if kind in ("ObjectProperties", "DataProperties"):
        return "".join(_node(arg, "o" if kind.startswith("Object") else "d") for arg in args)
    if kind == "FacetRestriction":
        facet, value = args
        name = _FACET_NAMES[facet.text if isinstance(facet, Literal) else ""]
        return f"<FacetRestriction facet={quoteattr(name)}>{_node(value, 'l')}</FacetRestriction>"
    letters = places(kind, len(args))
    if letters.startswith("n"):
        attribute = f' cardinality="{args[0]}"'
        args, letters = args[1:], letters[1:]
    if kind == "BuiltInAtom":
        name = args[0].text if isinstance(args[0], Iri) else ""
        attribute = f" IRI={quoteattr(name)}"
        args, letters = args[1:], letters[1:]
    body = "".join(_node(arg, place) for arg, place in zip(args, letters, strict=True))
    return f"<{kind}{attribute}>{body}</{kind}>"


def _type(literal: Literal) -> str:
    """A literal's language or datatype; none for a text, which the OWLAPI too writes without."""
    if literal.lang:
        return f" xml:lang={quoteattr(literal.lang)}"
    return "" if literal.datatype == XSD + "string" else f" datatypeIRI={quoteattr(_iri(literal.datatype))}"


def _text(text: str) -> str:
    """Text as XML; a carriage return would else be read back as a line's end."""
    return escape(text, {"\r": "&#13;"})
