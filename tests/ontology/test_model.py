"""The Ontology value: terms, annotations, hierarchies, domains and ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.general import MULTIPLE
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import XSD
from ontology.terms import TermKind, Text
from tests.ontology.axioms import DECLARATIONS, NS, document


def _ontology(*lines: str) -> Ontology:
    return ontology_from_texts([("t.ofn", document(*DECLARATIONS, *lines))])


def _names(iris: frozenset[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(iri.removeprefix(NS) for iri in iris))


NAMES = "ABCDEF"
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


def _above(edges: list[tuple[str, str]], start: str) -> frozenset[str]:
    """Walk the edges until nothing new is met: the oracle."""
    found = {start}
    for _ in edges:
        found |= {high for low, high in edges if low in found}
    return frozenset(found)


@given(sub=EDGES, same=EDGES)
def test_superclasses_are_what_is_met_on_the_way_up(sub: list[tuple[str, str]], same: list[tuple[str, str]]) -> None:
    same = [pair for pair in same if pair[0] != pair[1]]
    lines = [
        *(f"SubClassOf(:{low} :{high})" for low, high in sub),
        *(f"EquivalentClasses(:{one} :{other})" for one, other in same),
    ]
    ontology = _ontology(*lines)
    edges = [*sub, *same, *((other, one) for one, other in same)]
    for name in NAMES:
        assert ontology.superclasses(NS + name) == {NS + high for high in _above(edges, name)}
        assert ontology.subclasses(NS + name) == {NS + low for low in NAMES if name in _above(edges, low)}


@given(sub=EDGES)
def test_superproperties_are_what_is_met_on_the_way_up(sub: list[tuple[str, str]]) -> None:
    ontology = _ontology(*(f"SubObjectPropertyOf(:p{low} :p{high})" for low, high in sub))
    for name in NAMES:
        assert ontology.superproperties(f"{NS}p{name}") == {f"{NS}p{high}" for high in _above(sub, name)}
        assert ontology.subproperties(f"{NS}p{name}") == {f"{NS}p{low}" for low in NAMES if name in _above(sub, low)}


def test_classes_in_a_circle_are_all_above_one_another() -> None:
    ontology = _ontology("SubClassOf(:A :B)", "SubClassOf(:B :C)", "SubClassOf(:C :A)")
    assert {_names(ontology.superclasses(NS + name)) for name in "ABC"} == {"A B C"}


def test_a_class_is_below_each_named_part_of_an_intersection() -> None:
    ontology = _ontology("SubClassOf(:A ObjectIntersectionOf(:B :C ObjectSomeValuesFrom(:p :A)))")
    assert _names(ontology.superclasses(NS + "A")) == "A B C"


def test_no_other_expression_makes_a_hierarchy() -> None:
    ontology = _ontology("SubClassOf(:A ObjectUnionOf(:B :C))", "SubClassOf(ObjectUnionOf(:A :B) :C)")
    assert _names(ontology.superclasses(NS + "A")) == "A"


def test_a_chain_makes_no_property_hierarchy() -> None:
    ontology = _ontology("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)")
    assert _names(ontology.superproperties(NS + "p")) == "p"


def test_equivalent_data_properties_are_above_each_other() -> None:
    ontology = _ontology("EquivalentDataProperties(:d :e)")
    assert _names(ontology.superproperties(NS + "d")) == _names(ontology.subproperties(NS + "e")) == "d e"


def test_an_unknown_term_stands_alone() -> None:
    ontology = _ontology()
    assert ontology.superclasses("urn:x") == ontology.subclasses("urn:x") == {"urn:x"}
    assert ontology.superproperties("urn:x") == ontology.subproperties("urn:x") == {"urn:x"}


def test_domains_of_a_union_are_all_its_named_classes() -> None:
    ontology = _ontology("DataPropertyDomain(:d ObjectUnionOf(:A :B ObjectComplementOf(:C)))")
    assert ontology.domains(NS + "d") == (NS + "A", NS + "B")


def test_several_domains_are_all_told_once() -> None:
    ontology = _ontology(
        "ObjectPropertyDomain(:p :B)", "ObjectPropertyDomain(:p :A)", "ObjectPropertyDomain(:p ObjectUnionOf(:A :C))"
    )
    assert _names(ontology.domains(NS + "p")) == "A B C"


def test_domains_and_ranges_are_taken_from_above_when_none_is_told() -> None:
    ontology = _ontology(
        "SubObjectPropertyOf(:p :q)",
        "SubObjectPropertyOf(:q :r)",
        "ObjectPropertyDomain(:r :A)",
        "ObjectPropertyRange(:r :B)",
    )
    assert (ontology.domains(NS + "p"), ontology.ranges(NS + "p")) == ((NS + "A",), (NS + "B",))


def test_a_domain_of_its_own_hides_those_above() -> None:
    ontology = _ontology("SubObjectPropertyOf(:p :q)", "ObjectPropertyDomain(:p :A)", "ObjectPropertyDomain(:q :B)")
    assert ontology.domains(NS + "p") == (NS + "A",)


@pytest.mark.parametrize(
    ("line", "datatype"),
    [
        ("DataPropertyRange(:d xsd:decimal)", XSD + "decimal"),
        ("DataPropertyRange(:d :money)", NS + "money"),
        ("Declaration(DataProperty(:f))", XSD + "string"),
        ('DataPropertyRange(:d DataOneOf("a"))', XSD + "string"),
    ],
)
def test_the_datatype_is_the_named_range_or_text(line: str, datatype: str) -> None:
    assert _ontology(line).datatype(NS + "d") == datatype


def test_functional_properties_have_one_value() -> None:
    ontology = _ontology("FunctionalDataProperty(:d)", "FunctionalObjectProperty(:p)")
    assert [ontology.is_functional(NS + name) for name in ("d", "p", "e", "q")] == [True, True, False, False]


def test_a_property_has_one_value_unless_it_is_multiple_and_not_functional() -> None:
    multiple = [f'AnnotationAssertion(<{MULTIPLE}> :{name} "true"^^xsd:boolean)' for name in ("d", "p")]
    ontology = _ontology("FunctionalDataProperty(:d)", *multiple)
    assert [ontology.has_one_value(NS + name) for name in ("d", "p", "e")] == [True, False, True]


def test_words_are_collected_by_what_they_are_for() -> None:
    ontology = _ontology(
        'AnnotationAssertion(rdfs:label :A "甲"@zh)',
        'AnnotationAssertion(skos:prefLabel :A "ay"@en)',
        'AnnotationAssertion(skos:altLabel :A "首"@zh)',
        'AnnotationAssertion(skos:hiddenLabel :A "钾"@zh)',
        'AnnotationAssertion(skos:definition :A "第一个"@zh)',
        'AnnotationAssertion(rdfs:comment :A "the first")',
        'AnnotationAssertion(:note :A "not a word")',
    )
    term = ontology.terms[NS + "A"]
    assert set(term.labels) == {Text(text="甲", lang="zh"), Text(text="ay", lang="en")}
    assert [text.text for text in (*term.synonyms, *term.wordings)] == ["首", "钾"]
    assert {text.text for text in term.definitions} == {"第一个", "the first"}


def test_one_label_said_twice_is_one_label() -> None:
    ontology = _ontology('AnnotationAssertion(rdfs:label :A "甲"@zh)', 'AnnotationAssertion(skos:prefLabel :A "甲"@zh)')
    assert len(ontology.terms[NS + "A"].labels) == 1


def test_terms_of_a_kind_come_in_the_order_of_their_iris() -> None:
    assert _names(tuple(term.iri for term in _ontology().of_kind(TermKind.CLASS))) == "A B C"


def test_a_term_is_of_the_kind_it_is_declared_as() -> None:
    ontology = _ontology()
    assert ontology.is_class(NS + "A")
    assert not ontology.is_class(NS + "p")
    assert ontology.is_object_property(NS + "p")
    assert ontology.is_data_property(NS + "d")
    assert not ontology.is_data_property("urn:x")


def test_a_label_is_the_local_name_when_there_is_none() -> None:
    ontology = _ontology('AnnotationAssertion(rdfs:label :A "甲"@zh)')
    assert [ontology.label(NS + "A"), ontology.label(NS + "B"), ontology.label("https://t.example/x/Y")] == [
        "甲",
        "B",
        "Y",
    ]


def test_annotation_values_come_sorted_and_the_first_is_the_single_one() -> None:
    ontology = _ontology(
        'AnnotationAssertion(:note :A "b")', 'AnnotationAssertion(:note :A "a")', "AnnotationAssertion(:note :A :B)"
    )
    assert [value.text for value in ontology.annotations(NS + "A", NS + "note")] == ["a", "b", NS + "B"]
    assert ontology.annotation(NS + "A", NS + "note") == "a"
    assert ontology.annotation(NS + "B", NS + "note") == ""


def test_documents_together_are_one_ontology() -> None:
    second = document(
        'AnnotationAssertion(rdfs:label <https://test.example/t#A> "甲"@zh)', iri="https://test.example/u"
    )
    ontology = ontology_from_texts([("t.ofn", document(*DECLARATIONS)), ("u.ofn", second)])
    assert ontology.label(NS + "A") == "甲"


def test_an_empty_ontology_has_nothing() -> None:
    assert Ontology([]).axioms == ()
    assert Ontology([]).terms == {}
