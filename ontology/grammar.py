"""What stands at each place of an axiom or expression: the one table that walks of OWL's trees go by.

A place is written as a letter: C class expression, D data range, o object property expression, d data property,
a annotation property, i individual, l literal, n number, s subject or object of an annotation, x anything; a star
after the last letter means that it repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ontology.owl import Annotation, Axiom, Expression, Iri, Node
from ontology.terms import TermKind

PLACES: Final = {
    "Class": "C",
    "Datatype": "D",
    "ObjectProperty": "o",
    "DataProperty": "d",
    "AnnotationProperty": "a",
    "NamedIndividual": "i",
    "Declaration": "x",
    "SubClassOf": "CC",
    "EquivalentClasses": "C*",
    "DisjointClasses": "C*",
    "DisjointUnion": "C*",
    "SubObjectPropertyOf": "oo",
    "ObjectPropertyChain": "o*",
    "EquivalentObjectProperties": "o*",
    "DisjointObjectProperties": "o*",
    "InverseObjectProperties": "oo",
    "ObjectPropertyDomain": "oC",
    "ObjectPropertyRange": "oC",
    "FunctionalObjectProperty": "o",
    "InverseFunctionalObjectProperty": "o",
    "ReflexiveObjectProperty": "o",
    "IrreflexiveObjectProperty": "o",
    "SymmetricObjectProperty": "o",
    "AsymmetricObjectProperty": "o",
    "TransitiveObjectProperty": "o",
    "SubDataPropertyOf": "dd",
    "EquivalentDataProperties": "d*",
    "DisjointDataProperties": "d*",
    "DataPropertyDomain": "dC",
    "DataPropertyRange": "dD",
    "FunctionalDataProperty": "d",
    "DatatypeDefinition": "DD",
    "HasKey": "Cxx",
    "ObjectProperties": "o*",
    "DataProperties": "d*",
    "SameIndividual": "i*",
    "DifferentIndividuals": "i*",
    "ClassAssertion": "Ci",
    "ObjectPropertyAssertion": "oii",
    "NegativeObjectPropertyAssertion": "oii",
    "DataPropertyAssertion": "dil",
    "NegativeDataPropertyAssertion": "dil",
    "AnnotationAssertion": "sas",
    "SubAnnotationPropertyOf": "aa",
    "AnnotationPropertyDomain": "as",
    "AnnotationPropertyRange": "as",
    "ObjectInverseOf": "o",
    "ObjectIntersectionOf": "C*",
    "ObjectUnionOf": "C*",
    "ObjectComplementOf": "C",
    "ObjectOneOf": "i*",
    "ObjectSomeValuesFrom": "oC",
    "ObjectAllValuesFrom": "oC",
    "ObjectHasValue": "oi",
    "ObjectHasSelf": "o",
    "ObjectMinCardinality": "noC",
    "ObjectMaxCardinality": "noC",
    "ObjectExactCardinality": "noC",
    "DataSomeValuesFrom": "dD",
    "DataAllValuesFrom": "dD",
    "DataHasValue": "dl",
    "DataMinCardinality": "ndD",
    "DataMaxCardinality": "ndD",
    "DataExactCardinality": "ndD",
    "DataIntersectionOf": "D*",
    "DataUnionOf": "D*",
    "DataComplementOf": "D",
    "DataOneOf": "l*",
    "DatatypeRestriction": "Dl*",
    "FacetRestriction": "ll",
    "DLSafeRule": "xx",
    "Body": "x*",
    "Head": "x*",
    "ClassAtom": "Ci",
    "DataRangeAtom": "Dl",
    "ObjectPropertyAtom": "oii",
    "DataPropertyAtom": "dil",
    "BuiltInAtom": "xl*",
    "SameIndividualAtom": "ii",
    "DifferentIndividualsAtom": "ii",
}

_KINDS: Final = {
    "C": TermKind.CLASS,
    "D": TermKind.DATATYPE,
    "o": TermKind.OBJECT_PROPERTY,
    "d": TermKind.DATA_PROPERTY,
    "a": TermKind.ANNOTATION_PROPERTY,
    "i": TermKind.INDIVIDUAL,
}


def places(kind: str, count: int) -> str:
    """The letters of an axiom's or expression's places, one for each of `count` arguments; 'x' for unknown kinds."""
    pattern = PLACES.get(kind, "x*")
    if pattern.endswith("*"):
        head = pattern[:-1]
        return (head + head[-1] * (count - len(head)))[:count]
    return pattern.ljust(count, "x")


def terms_of(axiom: Axiom) -> Iterator[tuple[TermKind, str]]:
    """Every IRI that the axiom uses as a term, with what it is there, annotations included."""
    yield from _terms(axiom.kind, axiom.args)
    for note in axiom.annotations:
        yield from _noted(note)


def _terms(kind: str, args: tuple[Node, ...]) -> Iterator[tuple[TermKind, str]]:
    for letter, arg in zip(places(kind, len(args)), args, strict=False):
        if isinstance(arg, Expression):
            yield from _terms(arg.kind, arg.args)
        elif isinstance(arg, Iri) and letter in _KINDS:
            yield _KINDS[letter], arg.text


def _noted(note: Annotation) -> Iterator[tuple[TermKind, str]]:
    yield TermKind.ANNOTATION_PROPERTY, note.property
    for inner in note.annotations:
        yield from _noted(inner)
