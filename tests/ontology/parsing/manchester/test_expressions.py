"""Class expressions, data ranges and property expressions as they are written by people and by Protégé."""

import re

import pytest

from ontology.errors import OntologyError
from tests.ontology.parsing.manchester.documents import said

_CLASSES = {
    "A": "A",
    "A and B": "ObjectIntersectionOf(A B)",
    "A or B and C": "ObjectUnionOf(A ObjectIntersectionOf(B C))",
    "(A or B) and C": "ObjectIntersectionOf(ObjectUnionOf(A B) C)",
    "A and (B and C)": "ObjectIntersectionOf(A ObjectIntersectionOf(B C))",
    "A and B and C": "ObjectIntersectionOf(A B C)",
    "A and A": "A",
    "A AND NOT B": "ObjectIntersectionOf(A ObjectComplementOf(B))",
    "not not A": "ObjectComplementOf(ObjectComplementOf(A))",
    "not p some A": "ObjectComplementOf(ObjectSomeValuesFrom(p A))",
    "A that p some B": "ObjectIntersectionOf(A ObjectSomeValuesFrom(p B))",
    "{i, j}": "ObjectOneOf(i j)",
    "p some A and B": "ObjectIntersectionOf(ObjectSomeValuesFrom(p A) B)",
    "p some q some A": "ObjectSomeValuesFrom(p ObjectSomeValuesFrom(q A))",
    "p some not A": "ObjectSomeValuesFrom(p ObjectComplementOf(A))",
    "p only (A or {i})": "ObjectAllValuesFrom(p ObjectUnionOf(A ObjectOneOf(i)))",
    "p value i": "ObjectHasValue(p i)",
    "p value _:x": "ObjectHasValue(p _:x)",
    "p Self": "ObjectHasSelf(p)",
    "p some Self": "ObjectHasSelf(p)",
    "inverse p some A": "ObjectSomeValuesFrom(ObjectInverseOf(p) A)",
    "inverse (p) value i": "ObjectHasValue(ObjectInverseOf(p) i)",
    "p min 2": "ObjectMinCardinality(2 p Thing)",
    "p min 2 and q max 3 A": "ObjectIntersectionOf(ObjectMinCardinality(2 p Thing) ObjectMaxCardinality(3 q A))",
    "p exactly 0 (not (A))": "ObjectExactCardinality(0 p ObjectComplementOf(A))",
    "p onlysome [A, B]": (
        "ObjectIntersectionOf(ObjectSomeValuesFrom(p A) ObjectSomeValuesFrom(p B) "
        "ObjectAllValuesFrom(p ObjectUnionOf(A B)))"
    ),
    "d some xsd:integer": "DataSomeValuesFrom(d integer)",
    "d some integer": "DataSomeValuesFrom(d integer)",
    "d only {1, 2}": 'DataAllValuesFrom(d DataOneOf("1" "2"))',
    'd value "x"': 'DataHasValue(d "x")',
    "d min 2": "DataMinCardinality(2 d Literal)",
    "d max 1 money": "DataMaxCardinality(1 d money)",
    "d exactly 1 and A": "ObjectIntersectionOf(DataExactCardinality(1 d Literal) A)",
    "d some xsd:integer and A": "ObjectIntersectionOf(DataSomeValuesFrom(d integer) A)",
    "d some xsd:integer and money": "DataSomeValuesFrom(d DataIntersectionOf(integer money))",
    "d some (xsd:integer or not money)": "DataSomeValuesFrom(d DataUnionOf(integer DataComplementOf(money)))",
    "d some (xsd:integer or xsd:string and money)": (
        "DataSomeValuesFrom(d DataUnionOf(integer DataIntersectionOf(string money)))"
    ),
    "d some xsd:integer[>= 1, < 10]": (
        'DataSomeValuesFrom(d DatatypeRestriction(integer minInclusive "1" maxExclusive "10"))'
    ),
    'd some xsd:string[length 2, pattern "a+"]': (
        'DataSomeValuesFrom(d DatatypeRestriction(string length "2" pattern "a+"))'
    ),
}


@pytest.mark.parametrize("text", _CLASSES)
def test_a_class_expression_is_read_with_its_precedence(text: str) -> None:
    assert said(f"Class: A SubClassOf: {text}") == [f"SubClassOf(A {_CLASSES[text]})"]


@pytest.mark.parametrize(
    "facet", ["minLength", "maxLength", "langRange", "totalDigits", "fractionDigits", "digits", ">", "<="]
)
def test_every_facet_is_kept(facet: str) -> None:
    (axiom,) = said(f"DataProperty: d Range: money[{facet} 3]")
    assert re.fullmatch(r'DataPropertyRange\(d DatatypeRestriction\(money [a-zA-Z]+ "3"\)\)', axiom)


def test_a_bare_bound_is_of_the_restricted_datatype_and_a_length_is_a_whole_number() -> None:
    (axiom,) = said('Datatype: money EquivalentTo: xsd:decimal[>= 0, <= "9"^^xsd:int, totalDigits 5]')
    assert axiom == (
        'DatatypeDefinition(money DatatypeRestriction(decimal minInclusive "0" maxInclusive "9" totalDigits "5"))'
    )


def test_a_name_may_be_spelt_as_a_keyword_where_no_keyword_can_stand() -> None:
    assert said("Class: Value Class: min SubClassOf: Value, p some Value") == [
        "SubClassOf(min Value)",
        "SubClassOf(min ObjectSomeValuesFrom(p Value))",
    ]


@pytest.mark.parametrize(
    ("filler", "restriction"),
    [
        ("xsd:date", "DataSomeValuesFrom(u date)"),
        ("{1}", 'DataSomeValuesFrom(u DataOneOf("1"))'),
        ("(not money)", "DataSomeValuesFrom(u DataComplementOf(money))"),
        ("Unknown", "ObjectSomeValuesFrom(u Unknown)"),
        ("{i}", "ObjectSomeValuesFrom(u ObjectOneOf(i))"),
    ],
)
def test_a_property_that_nothing_declares_is_what_its_filler_makes_it(filler: str, restriction: str) -> None:
    assert said(f"Class: A SubClassOf: u some {filler}") == [f"SubClassOf(A {restriction})"]


def test_a_property_of_both_kinds_is_what_its_filler_makes_it() -> None:
    assert said(
        "DataProperty: p Class: A SubClassOf: p some A, p some money, p value 5 Individual: i Facts: p 5, p j"
    ) == [
        "SubClassOf(A ObjectSomeValuesFrom(p A))",
        "SubClassOf(A DataSomeValuesFrom(p money))",
        'SubClassOf(A DataHasValue(p "5"))',
        'DataPropertyAssertion(p i "5")',
        "ObjectPropertyAssertion(p i j)",
    ]


@pytest.mark.parametrize("nesting", ["not ", "(", "p some ", "inverse (", "p some (not "])
def test_nesting_of_classes_has_a_limit(nesting: str) -> None:
    with pytest.raises(OntologyError, match="nested more than 100 deep"):
        said(f"Class: A SubClassOf: {nesting * 200}")


@pytest.mark.parametrize("nesting", ["not ", "(", "(not "])
def test_nesting_of_data_ranges_has_a_limit(nesting: str) -> None:
    with pytest.raises(OntologyError, match="nested more than 100 deep"):
        said(f"DataProperty: d Range: {nesting * 200}")
