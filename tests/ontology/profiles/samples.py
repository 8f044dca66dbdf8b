"""Axioms of every kind, with every expression where it may stand: what profiles draw their lines between."""

from __future__ import annotations

from tests.ontology.axioms import AXIOMS, CLASS_EXPRESSIONS, DATA_RANGES, DECLARATIONS, OTHERS, document

_PLACES = (
    "SubClassOf({} :B)",
    "SubClassOf(:B {})",
    "EquivalentClasses(:B {})",
    "DisjointClasses(:B {})",
    "ClassAssertion({} :i)",
    "ObjectPropertyDomain(:p {})",
    "ObjectPropertyRange(:p {})",
    "DataPropertyDomain(:d {})",
    "HasKey({} (:p) (:d))",
    "SubClassOf(ObjectIntersectionOf(:B {}) :C)",
    "SubClassOf(:C ObjectIntersectionOf(:B {}))",
    "SubClassOf(:C ObjectUnionOf(:B {}))",
    "SubClassOf(ObjectUnionOf(:B {}) :C)",
    "SubClassOf(:C ObjectComplementOf({}))",
    "SubClassOf(:C ObjectSomeValuesFrom(:p {}))",
    "SubClassOf(ObjectSomeValuesFrom(:p {}) :C)",
    "SubClassOf(:C ObjectAllValuesFrom(:p {}))",
    "SubClassOf(:C ObjectMaxCardinality(1 :p {}))",
    "EquivalentClasses(:C ObjectIntersectionOf(:B {}))",
)
_CLASSES = (
    "owl:Thing",
    "owl:Nothing",
    ":A",
    "ObjectOneOf(:i)",
    "ObjectSomeValuesFrom(:p owl:Thing)",
    "ObjectMaxCardinality(0 :p :A)",
    "ObjectMaxCardinality(1 :p)",
    "DataMaxCardinality(1 :d)",
    "ObjectSomeValuesFrom(ObjectInverseOf(:p) owl:Thing)",
    "ObjectHasValue(:p _:x)",
    "ObjectOneOf(_:x)",
)
_RANGES = (
    "DataPropertyRange(:d {})",
    "SubClassOf(:A DataSomeValuesFrom(:d {}))",
    "SubClassOf(DataSomeValuesFrom(:d {}) :A)",
    "SubClassOf(:A DataAllValuesFrom(:d {}))",
    "DatatypeDefinition(:money {})",
)
_DATA = (
    *(f"xsd:{name}" for name in ("string", "integer", "decimal", "boolean", "double", "float", "long", "byte", "date")),
    *("xsd:language", "xsd:anyURI", "xsd:positiveInteger", "xsd:dateTime", "xsd:hexBinary", "xsd:gYear"),
    *("rdfs:Literal", "rdf:PlainLiteral", "rdf:XMLLiteral", "rdf:langString", "owl:real", "owl:rational", ":size"),
    'DataOneOf("a")',
    "DataIntersectionOf(xsd:integer xsd:boolean)",
    'DatatypeRestriction(xsd:string xsd:pattern "a*")',
    'DatatypeRestriction(xsd:string xsd:minInclusive "a")',
    'DatatypeRestriction(xsd:boolean xsd:length "1"^^xsd:integer)',
    'DatatypeRestriction(xsd:dateTime xsd:maxExclusive "2026-01-01T00:00:00Z"^^xsd:dateTime)',
)
_ROLES = (
    "TransitiveObjectProperty(:p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:q :r) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :p) :p)",
    "TransitiveObjectProperty(:q) SubObjectPropertyOf(:q :p)",
    "TransitiveObjectProperty(:q) EquivalentObjectProperties(:p :q)",
    "TransitiveObjectProperty(:q) InverseObjectProperties(:q :p)",
    "TransitiveObjectProperty(:q) SubObjectPropertyOf(:p :q)",
)
_SIMPLE = (
    *("FunctionalObjectProperty(:p)", "InverseFunctionalObjectProperty(:p)", "IrreflexiveObjectProperty(:p)"),
    *("AsymmetricObjectProperty(:p)", "DisjointObjectProperties(:p :s)", "SubClassOf(:A ObjectHasSelf(:p))"),
    *("SubClassOf(:A ObjectMinCardinality(2 :p))", "SubClassOf(:A ObjectMaxCardinality(2 :p :B))"),
    *("SubClassOf(:A ObjectExactCardinality(2 ObjectInverseOf(:p)))", "SymmetricObjectProperty(:p)"),
    *("SubClassOf(:A ObjectSomeValuesFrom(:p :B))", "ReflexiveObjectProperty(:p)"),
)
_CHAINS = (
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:q :p) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:q :p :r) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q :p) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(ObjectPropertyChain(:s :r) :q)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(:r :q)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(:q :r)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) EquivalentObjectProperties(:q :r)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) InverseObjectProperties(:q :r)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p ObjectInverseOf(:p)) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) owl:topObjectProperty) SubObjectPropertyOf(:r :q)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(ObjectPropertyChain(:r :s) :p)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) ObjectPropertyRange(:r :A)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) ObjectPropertyRange(:r :A) ObjectPropertyRange(:q :A)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) ObjectPropertyRange(:s :A) SubObjectPropertyOf(:r :s)",
)
_NAMES = (
    "SubClassOf(:A :Undeclared)",
    "ObjectPropertyAssertion(:undeclared :i :j)",
    'DataPropertyAssertion(:undeclared :i "1")',
    'AnnotationAssertion(:undeclared :A "1")',
    "ClassAssertion(:A :undeclared)",
    "DataPropertyRange(:d :undeclared)",
    'DataPropertyAssertion(:d :i "1"^^:undeclared)',
    'DataPropertyAssertion(:d :i "1"^^:money)',
    'AnnotationAssertion(:note :A "1.5"^^xsd:float)',
    'AnnotationAssertion(:note :A "2026-01-01"^^xsd:date)',
    'DataPropertyAssertion(:d :i "no number"^^xsd:integer)',
    'AnnotationAssertion(:note :A "no number"^^xsd:integer)',
    'SubClassOf(Annotation(:note "no number"^^xsd:integer) :A :B)',
    'SubClassOf(Annotation(:undeclared "1") :A :B)',
    "Declaration(DataProperty(:p))",
    "Declaration(AnnotationProperty(:p))",
    "Declaration(AnnotationProperty(:d))",
    "Declaration(Class(:money))",
    "Declaration(NamedIndividual(:A))",
    "Declaration(ObjectProperty(:A))",
    "Declaration(Class(rdfs:Class))",
    "Declaration(ObjectProperty(rdf:value))",
    "Declaration(Datatype(xsd:date)) DataPropertyRange(:d xsd:date)",
    "ClassAssertion(:A owl:Class)",
    "SubDataPropertyOf(:d owl:topDataProperty)",
    "SubDataPropertyOf(owl:topDataProperty :d)",
    "DataPropertyRange(owl:topDataProperty xsd:integer)",
    "SubObjectPropertyOf(:p owl:topObjectProperty)",
    "SubClassOf(:A ObjectMaxCardinality(1 owl:topObjectProperty))",
    "FunctionalDataProperty(owl:bottomDataProperty)",
    "DatatypeDefinition(:money :size) DatatypeDefinition(:size :money)",
    "DatatypeDefinition(:money xsd:integer) DatatypeDefinition(:money xsd:decimal)",
    "DatatypeDefinition(:money xsd:integer) DataPropertyRange(:d :money)",
    "DatatypeDefinition(xsd:integer xsd:decimal)",
    "DataPropertyRange(:d :money)",
    'DatatypeDefinition(:money xsd:integer) DataPropertyRange(:d DatatypeRestriction(:money xsd:minInclusive "1"))',
    "ObjectPropertyAssertion(:p :i _:x)",
    "ObjectPropertyAssertion(:p _:x _:y) ObjectPropertyAssertion(:p _:y _:z)",
    "ObjectPropertyAssertion(:p _:x _:y) ObjectPropertyAssertion(:q _:y _:x)",
    "ObjectPropertyAssertion(:p _:x _:x)",
    "ObjectPropertyAssertion(:p :i _:x) ObjectPropertyAssertion(:q :j _:x)",
    "SameIndividual(:i _:x)",
    "NegativeObjectPropertyAssertion(:p :i _:x)",
    "EquivalentClasses(:A :A)",
    "DisjointClasses(:A :A)",
    "DifferentIndividuals(:i :i)",
    "SubClassOf(:A ObjectIntersectionOf(:B :B))",
    "InverseObjectProperties(:p :p)",
    "HasKey(:A () ())",
    "DisjointUnion(:A :B :B)",
    "EquivalentDataProperties(:d :d)",
)

_NAMED = ("Declaration(ObjectProperty(:s))", *(line for line in DECLARATIONS if "Datatype" not in line))
_DATATYPES = ("money", "size")


def samples() -> dict[str, str]:
    """Ontologies by what they say beside their declarations."""
    classes = (*CLASS_EXPRESSIONS, *_CLASSES)
    ranges = (*DATA_RANGES, *_DATA)
    said = (
        *AXIOMS,
        *OTHERS,
        *(place.format(cls) for place in _PLACES for cls in classes),
        *(place.format(data) for place in _RANGES for data in ranges),
        *(f"{role} {simple}" for role in _ROLES for simple in _SIMPLE),
        *_CHAINS,
        *_NAMES,
    )
    return {one: _whole(one) for one in dict.fromkeys(said)}


def _whole(said: str) -> str:
    prefixes = (
        "Prefix(rdf:=<http://www.w3.org/1999/02/22-rdf-syntax-ns#>)",
        "Prefix(owl:=<http://www.w3.org/2002/07/owl#>)",
    )
    used = (f"Declaration(Datatype(:{name}))" for name in _DATATYPES if f":{name}" in said)
    return "\n".join([*prefixes, document(*_NAMED, *used, said)])
