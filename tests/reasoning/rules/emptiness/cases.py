"""Small ontologies with classes that can have no member, and some that look alike and can."""

from __future__ import annotations

from tests.ontology.axioms import document

_DECLARED = (
    *(f"Declaration(Class(:{name}))" for name in "ABCDEFG"),
    *(f"Declaration(ObjectProperty(:{name}))" for name in "pqr"),
    *(f"Declaration(DataProperty(:{name}))" for name in "de"),
    *(f"Declaration(NamedIndividual(:{name}))" for name in "ij"),
    "DisjointClasses(:B :C)",
)
_OWL = "http://www.w3.org/2002/07/owl#"

EMPTY: dict[str, str] = {
    "SubClassOf(:A :B) SubClassOf(:A :C)": "A",
    "SubClassOf(:A :B) SubClassOf(:D :A) SubClassOf(:A :C)": "A D",
    f"SubClassOf(:A <{_OWL}Nothing>)": "A",
    "SubClassOf(:A ObjectComplementOf(:A))": "A",
    "SubClassOf(:A ObjectIntersectionOf(:B :C))": "A",
    "EquivalentClasses(:A ObjectIntersectionOf(:B :C))": "A",
    "DisjointUnion(:D :E :F) SubClassOf(:A :E) SubClassOf(:A :F)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) ObjectPropertyRange(:p :C)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :D)) ObjectPropertyDomain(:p :B) SubClassOf(:A :C)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectAllValuesFrom(:p :C))": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectSomeValuesFrom(:p :C)) "
    "FunctionalObjectProperty(:p)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectSomeValuesFrom(:q :C)) "
    "FunctionalObjectProperty(:r) SubObjectPropertyOf(:p :r) SubObjectPropertyOf(:q :r)": "A",
    "SubClassOf(:A ObjectMinCardinality(2 :p)) SubClassOf(:A ObjectMaxCardinality(1 :p))": "A",
    "SubClassOf(:A ObjectMinCardinality(5 :p :B)) SubClassOf(:A ObjectMaxCardinality(3 :p))": "A",
    "SubClassOf(:A ObjectExactCardinality(2 :p)) FunctionalObjectProperty(:p)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectMaxCardinality(0 :p))": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :D)) SubClassOf(:D :B) SubClassOf(:D :C)": "A D",
    "SubClassOf(:A ObjectSomeValuesFrom(:p ObjectSomeValuesFrom(:q ObjectIntersectionOf(:B :C))))": "A",
    "SubClassOf(:A ObjectHasValue(:p :i)) ClassAssertion(:B :i) ObjectPropertyRange(:p :C)": "A",
    "SubClassOf(:A ObjectOneOf(:i :j)) ClassAssertion(:B :i) ClassAssertion(:B :j) SubClassOf(:A :C)": "A",
    "SubClassOf(:A ObjectUnionOf(:D :E)) SubClassOf(:A :B) SubClassOf(:D :C) SubClassOf(:E :C)": "A",
    "SubClassOf(:A ObjectUnionOf(:D :E)) SubClassOf(:A :B) SubClassOf(:D :C) "
    "SubClassOf(:A ObjectComplementOf(:E))": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :D)) SubClassOf(:A ObjectAllValuesFrom(:p ObjectUnionOf(:E :F))) "
    "DisjointClasses(:D :E) DisjointClasses(:D :F)": "A",
    "SubClassOf(:A ObjectComplementOf(ObjectMaxCardinality(1 :p :B))) FunctionalObjectProperty(:p)": "A",
    "SubClassOf(:A ObjectComplementOf(ObjectAllValuesFrom(:p ObjectComplementOf(:B)))) ObjectPropertyRange(:p :C)": "A",
    "SubClassOf(:A ObjectHasSelf(:p)) IrreflexiveObjectProperty(:p)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :D)) AsymmetricObjectProperty(:p) SymmetricObjectProperty(:p)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :D)) SubObjectPropertyOf(:p :q) SubObjectPropertyOf(:p :r) "
    "DisjointObjectProperties(:q :r)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(ObjectInverseOf(:p) :B)) ObjectPropertyDomain(:p :C)": "A",
    "SubClassOf(:A ObjectSomeValuesFrom(:p ObjectSomeValuesFrom(:q :B))) SubClassOf(:A ObjectAllValuesFrom(:r :C)) "
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)": "A",
    "SubClassOf(ObjectSomeValuesFrom(:p :D) :B) SubClassOf(:A ObjectSomeValuesFrom(:p :D)) SubClassOf(:A :C)": "A",
    "SubClassOf(:A DataSomeValuesFrom(:d xsd:integer)) DataPropertyRange(:d xsd:string)": "A",
    'SubClassOf(:A DataHasValue(:d "5"^^xsd:integer)) DataPropertyRange(:d xsd:string)': "A",
    'SubClassOf(:A DataHasValue(:d "5"^^xsd:integer)) SubClassOf(:A DataHasValue(:d "6"^^xsd:integer)) '
    "FunctionalDataProperty(:d)": "A",
    "SubClassOf(:A DataSomeValuesFrom(:d xsd:positiveInteger)) DataPropertyRange(:d xsd:negativeInteger)": "A",
    'SubClassOf(:A DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer xsd:minInclusive "200"^^xsd:integer))) '
    'DataPropertyRange(:d DatatypeRestriction(xsd:integer xsd:maxInclusive "150"^^xsd:integer))': "A",
    'SubClassOf(:A DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer xsd:minExclusive "1"^^xsd:integer '
    'xsd:maxExclusive "2"^^xsd:integer)))': "A",
    'SubClassOf(:A DataSomeValuesFrom(:d DataOneOf("a" "b"))) SubClassOf(:A DataAllValuesFrom(:d DataOneOf("c")))': "A",
    "SubClassOf(:A DataMinCardinality(2 :d)) FunctionalDataProperty(:d)": "A",
    "SubClassOf(:A DataSomeValuesFrom(:d xsd:string)) SubClassOf(:A DataMaxCardinality(0 :e)) "
    "SubDataPropertyOf(:d :e)": "A",
    "SubClassOf(:A DataSomeValuesFrom(:d xsd:string)) DataPropertyDomain(:d :B) SubClassOf(:A :C)": "A",
    f"SubClassOf(:A ObjectSomeValuesFrom(<{_OWL}bottomObjectProperty> :B))": "A",
    "EquivalentClasses(:A ObjectMinCardinality(3 :p :B)) SubClassOf(:A ObjectMaxCardinality(2 :p :B))": "A",
}
"""What is said beside `B` and `C` being disjoint, and the classes that can then have no member."""

POSSIBLE = (
    'DataPropertyRange(:d DataComplementOf(xsd:string)) SubClassOf(:A DataHasValue(:d "b"@en))',
    "SubClassOf(:A :B) SubClassOf(:D :C)",
    "SubClassOf(:A ObjectUnionOf(:B :C))",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectSomeValuesFrom(:p :C))",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:D ObjectSomeValuesFrom(:p :C)) "
    "FunctionalObjectProperty(:p)",
    "SubClassOf(:B ObjectHasValue(:p :i)) SubClassOf(:C ObjectHasValue(:p :i)) InverseFunctionalObjectProperty(:p)",
    "SubClassOf(:A ObjectHasValue(:p :i)) SubClassOf(:D ObjectHasValue(:q :i)) ObjectPropertyRange(:p :B) "
    "SubClassOf(:D ObjectAllValuesFrom(:r :C))",
    "SubClassOf(:A ObjectMinCardinality(2 :p)) SubClassOf(:A ObjectMaxCardinality(2 :p))",
    "SubClassOf(:A ObjectMinCardinality(5 :p :D)) SubClassOf(:A ObjectMaxCardinality(3 :p :E))",
    "SubClassOf(:A ObjectAllValuesFrom(:p :B)) SubClassOf(:A ObjectAllValuesFrom(:p :C))",
    "SubClassOf(:A DataSomeValuesFrom(:d xsd:integer)) DataPropertyRange(:d xsd:decimal)",
    'SubClassOf(:A DataHasValue(:d "5"^^xsd:integer))',
    'SubClassOf(:A DataHasValue(:d "a")) SubClassOf(:D DataHasValue(:d "b")) FunctionalDataProperty(:d)',
    'SubClassOf(:A DataHasValue(:d "1.0"^^xsd:decimal)) SubClassOf(:A DataHasValue(:d "1"^^xsd:integer)) '
    "FunctionalDataProperty(:d)",
    'SubClassOf(:A DataSomeValuesFrom(:d DatatypeRestriction(xsd:decimal xsd:minExclusive "1"^^xsd:decimal '
    'xsd:maxExclusive "2"^^xsd:decimal)))',
    "SubClassOf(:A ObjectSomeValuesFrom(:p :A)) FunctionalObjectProperty(:p)",
    "HasKey(:D () (:d)) SubClassOf(:B :D) SubClassOf(:C :D) SubClassOf(:B DataHasValue(:d \"1\")) "
    'SubClassOf(:C DataHasValue(:d "1"))',
    "SubClassOf(:A ObjectOneOf(:i)) SubClassOf(:D ObjectOneOf(:i)) ClassAssertion(:B :j) SubClassOf(:A :B)",
    "SubObjectPropertyOf(:p :q) SubClassOf(:A ObjectMinCardinality(2 :q)) FunctionalObjectProperty(:p)",
)  # fmt: skip


def whole(said: str) -> str:
    """An ontology that says it."""
    return document(*_DECLARED, said)
