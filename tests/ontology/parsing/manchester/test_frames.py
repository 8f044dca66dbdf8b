"""Each section of each frame, and the axioms that it says."""

import pytest

from ontology.parsing.manchester.reader import read_manchester
from tests.ontology.parsing.manchester.documents import HEAD, said

_SAID = {
    "Class: A SubClassOf: B, C": ["SubClassOf(A B)", "SubClassOf(A C)"],
    "Class: A SuperClassOf: p some B": ["SubClassOf(ObjectSomeValuesFrom(p B) A)"],
    "Class: A EquivalentTo: B DisjointWith: C": ["EquivalentClasses(A B)", "DisjointClasses(A C)"],
    "Class: A DisjointUnionOf: B, C": ["DisjointUnion(A B C)"],
    "Class: A HasKey: p, inverse q, d": [
        "HasKey(A ObjectProperties(p ObjectInverseOf(q)) DataProperties(d))",
    ],
    "Class: A HasKey: p d e HasKey: q": [
        "HasKey(A ObjectProperties(p) DataProperties(d e))",
        "HasKey(A ObjectProperties(q) DataProperties())",
    ],
    "Class: A Individuals: i, _:x": ["ClassAssertion(A i)", "ClassAssertion(A _:x)"],
    "Class: p some A SubClassOf: B": ["SubClassOf(ObjectSomeValuesFrom(p A) B)"],
    "Class: A and B EquivalentTo: C": ["EquivalentClasses(ObjectIntersectionOf(A B) C)"],
    "Class: (A or B) SubClassOf: C": ["SubClassOf(ObjectUnionOf(A B) C)"],
    "Class: not A SubClassOf: B": ["SubClassOf(ObjectComplementOf(A) B)"],
    "Class: {i} DisjointWith: A HasKey: d": [
        "DisjointClasses(ObjectOneOf(i) A)",
        "HasKey(ObjectOneOf(i) ObjectProperties() DataProperties(d))",
    ],
    "ObjectProperty: p SubPropertyOf: q, inverse r": [
        "SubObjectPropertyOf(p q)",
        "SubObjectPropertyOf(p ObjectInverseOf(r))",
    ],
    "ObjectProperty: p SuperPropertyOf: inverse q": ["SubObjectPropertyOf(ObjectInverseOf(q) p)"],
    "ObjectProperty: p SubPropertyChain: q o inverse r o q": [
        "SubObjectPropertyOf(ObjectPropertyChain(q ObjectInverseOf(r) q) p)"
    ],
    "ObjectProperty: p EquivalentTo: q DisjointWith: r InverseOf: q Inverses: r": [
        "EquivalentObjectProperties(p q)",
        "DisjointObjectProperties(p r)",
        "InverseObjectProperties(p q)",
        "InverseObjectProperties(p r)",
    ],
    "ObjectProperty: p Domain: A Range: B or C": [
        "ObjectPropertyDomain(p A)",
        "ObjectPropertyRange(p ObjectUnionOf(B C))",
    ],
    "ObjectProperty: p Characteristics: Functional, InverseFunctional, Reflexive, AntiSymmetric": [
        "FunctionalObjectProperty(p)",
        "InverseFunctionalObjectProperty(p)",
        "ReflexiveObjectProperty(p)",
        "AsymmetricObjectProperty(p)",
    ],
    "ObjectProperty: p Characteristics: Irreflexive, Symmetric, Asymmetric, Transitive": [
        "IrreflexiveObjectProperty(p)",
        "SymmetricObjectProperty(p)",
        "AsymmetricObjectProperty(p)",
        "TransitiveObjectProperty(p)",
    ],
    "ObjectProperty: inverse (p) Domain: A": ["ObjectPropertyDomain(ObjectInverseOf(p) A)"],
    "DataProperty: d Domain: A Range: {1} Characteristics: Functional": [
        "DataPropertyDomain(d A)",
        'DataPropertyRange(d DataOneOf("1"))',
        "FunctionalDataProperty(d)",
    ],
    "DataProperty: d SubPropertyOf: e SuperPropertyOf: e EquivalentTo: e DisjointWith: e": [
        "SubDataPropertyOf(d e)",
        "SubDataPropertyOf(e d)",
        "EquivalentDataProperties(d e)",
        "DisjointDataProperties(d e)",
    ],
    "AnnotationProperty: note SubPropertyOf: rdfs:comment Domain: A Range: <https://t.example/a#B>": [
        "SubAnnotationPropertyOf(note comment)",
        "AnnotationPropertyDomain(note A)",
        "AnnotationPropertyRange(note B)",
    ],
    "Datatype: money EquivalentTo: xsd:decimal": ["DatatypeDefinition(money decimal)"],
    "Individual: i Types: A, p some B SameAs: j DifferentFrom: k": [
        "ClassAssertion(A i)",
        "ClassAssertion(ObjectSomeValuesFrom(p B) i)",
        "SameIndividual(i j)",
        "DifferentIndividuals(i k)",
    ],
    "Individual: _:x Facts: p j, not inverse q _:y, d 5, not d true": [
        "ObjectPropertyAssertion(p _:x j)",
        "NegativeObjectPropertyAssertion(ObjectInverseOf(q) _:x _:y)",
        'DataPropertyAssertion(d _:x "5")',
        'NegativeDataPropertyAssertion(d _:x "true")',
    ],
    "Individual: i Facts: unknown 5, other j": [
        'DataPropertyAssertion(unknown i "5")',
        "ObjectPropertyAssertion(other i j)",
    ],
    "EquivalentClasses: p some A, B, C": ["EquivalentClasses(ObjectSomeValuesFrom(p A) B C)"],
    "DisjointClasses: A, B, C": ["DisjointClasses(A B C)"],
    "EquivalentProperties: p, inverse q": ["EquivalentObjectProperties(p ObjectInverseOf(q))"],
    "DisjointProperties: d, e": ["DisjointDataProperties(d e)"],
    "SameIndividual: i, j, _:x": ["SameIndividual(i j _:x)"],
    "DifferentIndividuals: i, j": ["DifferentIndividuals(i j)"],
}


@pytest.mark.parametrize("text", _SAID)
def test_a_frame_says_its_axioms(text: str) -> None:
    assert said(text) == _SAID[text]


_ANNOTATED = (
    "Class: A SubClassOf: Annotations: {} B",
    "Class: A DisjointUnionOf: Annotations: {} B, C",
    "Class: A HasKey: Annotations: {} p",
    "Class: Annotations: {} A",
    "Class: p some A SubClassOf: Annotations: {} B",
    "ObjectProperty: p Characteristics: Annotations: {} Transitive",
    "ObjectProperty: p SubPropertyChain: Annotations: {} q o r",
    "ObjectProperty: Annotations: {} p",
    "DataProperty: d Range: Annotations: {} money",
    "Datatype: money EquivalentTo: Annotations: {} xsd:decimal",
    "AnnotationProperty: note Domain: Annotations: {} A",
    "Individual: i Facts: Annotations: {} not p j",
    "Individual: Annotations: {} i",
    "Class: A Annotations: Annotations: {} rdfs:label 'x'".replace("'", '"'),
    "DisjointClasses: Annotations: {} A, B",
    "SameIndividual: Annotations: {} i, j",
    "Rule: Annotations: {} A(?x) -> B(?x)",
)


@pytest.mark.parametrize("text", _ANNOTATED)
def test_annotations_stay_with_their_axiom_and_those_on_annotations_with_these(text: str) -> None:
    annotated = text.format('rdfs:comment "one"@zh, Annotations: note "inner" rdfs:seeAlso <https://t.example/s>')
    axioms = read_manchester(HEAD + annotated, file="t.omn").axioms
    (axiom,) = [axiom for axiom in axioms if axiom.annotations]
    comment, see = axiom.annotations
    assert (str(comment.value), str(see.value)) == ('"one"@zh', "<https://t.example/s>")
    assert [str(inner.value) for inner in see.annotations] == ['"inner"']


def test_a_frame_declares_its_name_and_the_frame_of_an_expression_nothing() -> None:
    text = "Prefix: : <u:>\nClass: A Class: A ObjectProperty: p Class: p some A SubClassOf: A Individual: _:x Types: A"
    axioms = read_manchester(text, file="t.omn").axioms
    declared = [axiom.short() for axiom in axioms if axiom.kind == "Declaration"]
    assert declared == ["Declaration(Class(A))", "Declaration(Class(A))", "Declaration(ObjectProperty(p))"]


def test_keywords_are_read_in_small_and_capital_letters() -> None:
    assert said("CLASS: A SUBCLASSOF: p SOME B") == ["SubClassOf(A ObjectSomeValuesFrom(p B))"]
