"""Which profiles of OWL 2 an ontology is in, and what is told of the axioms that are outside."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.load import ontology_from_texts
from ontology.profiles import Profile, ProfileReport, profiles
from tests.ontology.axioms import DECLARATIONS, document

NAMED = [line for line in DECLARATIONS if "Datatype" not in line]
OWL = "http://www.w3.org/2002/07/owl#"


def _profiles(*lines: str, imported: str = "") -> dict[Profile, ProfileReport]:
    imports = ("https://test.example/i",) if imported else ()
    texts = [("i.ofn", imported)] if imported else []
    return profiles(ontology_from_texts([*texts, ("t.ofn", document(*NAMED, *lines, imports=imports))]))


def _in(*lines: str) -> str:
    return " ".join(profile.value for profile, found in _profiles(*lines).items() if found.holds)


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("SubClassOf(:A :B)", "RL EL QL DL"),
        ("SubClassOf(:A ObjectSomeValuesFrom(:p :B))", "EL QL DL"),
        ("SubClassOf(ObjectSomeValuesFrom(:p :A) :B)", "RL EL DL"),
        ("SubClassOf(ObjectUnionOf(:A :B) :C)", "RL DL"),
        ("SubClassOf(:A ObjectUnionOf(:B :C))", "DL"),
        ("SubClassOf(:A ObjectAllValuesFrom(:p :B))", "RL DL"),
        ("SubClassOf(:A ObjectComplementOf(:B))", "RL QL DL"),
        ("SubClassOf(:A ObjectMaxCardinality(1 :p :B))", "RL DL"),
        ("SubClassOf(:A ObjectMaxCardinality(2 :p :B))", "DL"),
        (f"SubClassOf(:A <{OWL}Thing>)", "EL QL DL"),
        (f"SubClassOf(ObjectSomeValuesFrom(:p <{OWL}Thing>) :B)", "RL EL QL DL"),
        ("SubClassOf(:A ObjectHasSelf(:p))", "EL DL"),
        ("SubClassOf(:A ObjectOneOf(:i))", "EL DL"),
        ("SubClassOf(:A ObjectOneOf(:i :j))", "DL"),
        ("EquivalentClasses(:A ObjectIntersectionOf(:B :C))", "RL EL DL"),
        ("DisjointClasses(:A ObjectSomeValuesFrom(:p :B))", "RL EL DL"),
        ("DisjointUnion(:A :B :C)", "DL"),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)", "RL EL DL"),
        ("InverseObjectProperties(:p :q)", "RL QL DL"),
        ("ReflexiveObjectProperty(:p)", "EL QL DL"),
        ("FunctionalObjectProperty(:p)", "RL DL"),
        ("FunctionalDataProperty(:d)", "RL EL DL"),
        ("HasKey(:A (:p) (:d))", "RL EL DL"),
        ("HasKey(:A (ObjectInverseOf(:p)) ())", "RL DL"),
        ("DataPropertyRange(:d xsd:boolean)", "RL DL"),
        ("DataPropertyRange(:d DataOneOf(\"a\"))", "EL DL"),
        ("SameIndividual(:i :j)", "RL EL DL"),
        ("DifferentIndividuals(:i :j)", "RL EL QL DL"),
        ("ObjectPropertyAssertion(:p :i _:x)", "RL DL"),
        ("DLSafeRule(Body(ClassAtom(:A Variable(<urn:x>))) Head(ClassAtom(:B Variable(<urn:x>))))", "DL"),
        ("SubClassOf(:A :Missing)", ""),
        ("SubClassOf(:A ObjectIntersectionOf(:B :B))", ""),
    ],
)  # fmt: skip
def test_an_axiom_is_in_the_profiles_whose_grammar_has_it(line: str, held: str) -> None:
    assert _in(line) == held


def test_a_violation_names_the_axiom_its_file_and_the_construct() -> None:
    (found,) = _profiles("SubClassOf(:A ObjectUnionOf(:B :C))")[Profile.RL].violations
    assert found.axiom == "SubClassOf(A ObjectUnionOf(B C))"
    assert found.construct == "ObjectUnionOf(B C) as a superclass expression"
    assert found.file == "t.ofn"


def test_what_is_outside_dl_stands_under_dl_and_is_one_violation_of_the_others() -> None:
    found = _profiles("SubClassOf(:A :Missing)", "SubClassOf(:Missing :A)")
    assert [v.axiom for v in found[Profile.DL].violations] == ["SubClassOf(A Missing)", "SubClassOf(Missing A)"]
    (summary,) = found[Profile.EL].violations
    assert summary.construct.startswith("outside OWL 2 DL in 2 places")


def test_an_imported_document_counts_and_declares() -> None:
    imported = document("Declaration(Class(:Missing))", iri="https://test.example/i")
    found = _profiles("SubClassOf(:A <https://test.example/i#Missing>)", imported=imported)
    assert all(report.holds for report in found.values())
    bad = document("Declaration(Class(:Missing))", "SubClassOf(:Missing :Other)", iri="https://test.example/i")
    assert [v.file for v in _profiles(imported=bad)[Profile.DL].violations] == ["i.ofn"]


def _outside(*lines: str) -> list[str]:
    return [found.construct for found in _profiles(*lines)[Profile.DL].violations]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Declaration(DataProperty(:p))", "which is both an object property and a data property"),
        ("Declaration(Datatype(:A))", "which is both a class and a datatype"),
        (f"ClassAssertion(:A <{OWL}Class>)", "a name of the reserved vocabulary"),
        ("DataPropertyRange(:d xsd:date)", "the datatype date, which is not in OWL 2's datatype map"),
        ("Declaration(Datatype(:t)) DataPropertyRange(:d :t)", "neither in OWL 2's datatype map nor defined"),
        ("DatatypeDefinition(xsd:integer xsd:decimal)", "a definition of integer, which is OWL's own"),
        ('DataPropertyAssertion(:d :i "five"^^xsd:integer)', '"five", which is no integer'),
        ('DataPropertyRange(:d DatatypeRestriction(xsd:string xsd:minInclusive "1"))', "no facet MinInclusive"),
        (f"SubDataPropertyOf(<{OWL}topDataProperty> :d)", "owl:topDataProperty"),
        ("TransitiveObjectProperty(:p) FunctionalObjectProperty(:p)", "p in FunctionalObjectProperty, which is not"),
        ("ObjectPropertyAssertion(:p _:x _:x)", "linked in a circle"),
        ("SameIndividual(:i _:x)", "SameIndividual of the individual _:"),
        ("HasKey(:A () ())", "HasKey without a property"),
    ],
)
def test_what_dl_does_not_take_is_told_in_words(lines: str, told: str) -> None:
    assert told in "; ".join(_outside(lines))


def test_definitions_of_datatypes_may_build_on_each_other_and_not_go_in_circles() -> None:
    declared = ("Declaration(Datatype(:s))", "Declaration(Datatype(:t))")
    ladder = ("DatatypeDefinition(:s xsd:integer)", "DatatypeDefinition(:t DataUnionOf(:s xsd:string))")
    assert _outside(*declared, *ladder) == []
    circle = ("DatatypeDefinition(:s :t)", "DatatypeDefinition(:t :s)")
    assert _outside(*declared, *circle) == ["a definition of s by itself", "a definition of t by itself"]


def test_a_property_that_has_a_chain_below_it_is_not_simple() -> None:
    below = ("SubObjectPropertyOf(ObjectPropertyChain(:p :p) :q)", "SubObjectPropertyOf(:q :r)")
    assert len(_outside(*below, "SubClassOf(:A ObjectMinCardinality(2 ObjectInverseOf(:r)))")) == 1
    assert _outside(*below, "SubClassOf(:A ObjectMinCardinality(2 :p))") == []


@pytest.mark.parametrize(
    ("lines", "regular"),
    [
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :p) :p)", True),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :p)", True),
        ("SubObjectPropertyOf(ObjectPropertyChain(:q :p) :p)", True),
        ("SubObjectPropertyOf(ObjectPropertyChain(:q :p :q) :p)", False),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(:q :r)", True),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) SubObjectPropertyOf(:r :q)", False),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r) InverseObjectProperties(:q :r)", False),
        (
            "SubObjectPropertyOf(ObjectPropertyChain(:p :p) :q) SubObjectPropertyOf(ObjectPropertyChain(:q :q) :p)",
            False,
        ),
        (f"SubObjectPropertyOf(ObjectPropertyChain(:p :q) <{OWL}topObjectProperty>)", True),
    ],
)
def test_chains_may_not_define_each_other_in_circles(lines: str, regular: bool) -> None:
    assert (_outside(lines) == []) is regular


NAMES = ascii_lowercase[:5]
LINKS = st.lists(st.tuples(st.sampled_from("<-"), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=8)


@given(LINKS)
def test_chains_are_regular_when_a_naive_search_finds_no_way_back(links: list[tuple[str, str, str]]) -> None:
    """`<` is a chain of a property `z` and another for a third, `-` one property below another."""
    declared = [f"Declaration(ObjectProperty(:{name}))" for name in (*NAMES, "z")]
    lines = [
        f"SubObjectPropertyOf(ObjectPropertyChain(:z :{low} :z) :{high})"
        if sign == "<"
        else f"SubObjectPropertyOf(:{low} :{high})"
        for sign, low, high in links
    ]
    found = profiles(ontology_from_texts([("t.ofn", document(*declared, *lines))]))[Profile.DL]
    before = _closed({(low, high) for sign, low, high in links if sign == "<"})
    below = _closed({(low, high) for sign, low, high in links if sign == "-"}) | {(name, name) for name in NAMES}
    assert found.holds is not any((high, low) in below for low, high in before)


def _closed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    while more := {(a, d) for (a, b), (c, d) in product(pairs, pairs) if b == c} - pairs:
        pairs = pairs | more
    return pairs


@pytest.mark.parametrize(
    ("links", "held"),
    [
        (("x y", "y z"), True),
        (("x y", "y x"), False),
        (("x y", "y z", "z x"), False),
        (("i x", "x y", "y j"), True),
        (("i x", "j x"), False),
        (("i x", "j x", "x y"), True),
        (("i x", "j x", "x y", "i y", "j y"), False),
    ],
)
def test_individuals_without_names_hang_together_as_trees(links: tuple[str, ...], held: bool) -> None:
    def name(one: str) -> str:
        return f":{one}" if one in "ij" else f"_:{one}"

    lines = [f"ObjectPropertyAssertion(:p {' '.join(map(name, link.split()))})" for link in links]
    assert (_outside(*lines) == []) is held


def test_the_range_of_a_chains_head_must_be_one_of_its_last_property_in_el() -> None:
    chain = "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)"
    found = _profiles(chain, "ObjectPropertyRange(:r :A)")
    assert (found[Profile.EL].holds, found[Profile.RL].holds) == (False, True)
    assert "whose range A is no range of q" in found[Profile.EL].violations[0].construct
    assert _profiles(chain, "ObjectPropertyRange(:r :A)", "ObjectPropertyRange(:q :A)")[Profile.EL].holds


def test_triples_that_are_no_axiom_keep_a_document_out_of_dl() -> None:
    turtle = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://test.example/t#> .
    <https://test.example/t> a owl:Ontology . :A a owl:Class . :x owl:onProperty :A ."""
    found = profiles(ontology_from_texts([("t.ttl", turtle)]))[Profile.DL]
    assert not found.holds
    assert {v.axiom for v in found.violations} == {""}


def test_attributes_that_owl_xml_does_not_know_keep_no_document_out_of_dl() -> None:
    text = """<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="https://t.example/o">
    <Declaration id="7"><Class IRI="https://t.example/o#A"/></Declaration></Ontology>"""
    found = ontology_from_texts([("a.owx", text)])
    assert found.documents[0].unread
    assert profiles(found)[Profile.DL].holds


def test_values_of_annotations_may_be_of_any_datatype() -> None:
    assert _outside('AnnotationAssertion(:note :A "2026-01-01"^^xsd:date)') == []


def test_ten_thousand_chains_are_looked_at_without_searching_from_each() -> None:
    many = 10_000
    declared = [f"Declaration(ObjectProperty(:n{n}))" for n in range(many)]
    chains = [f"SubObjectPropertyOf(ObjectPropertyChain(:n{n} :p) :n{(n + 1) % many})" for n in range(many)]
    found = profiles(ontology_from_texts([("t.ofn", document(*NAMED, *declared, *chains))]))[Profile.DL]
    assert len(found.violations) == many
