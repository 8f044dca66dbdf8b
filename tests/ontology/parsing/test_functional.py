"""Functional syntax: what is read, and what a fault in it is told."""

import pytest

from ontology.errors import OntologyError
from ontology.owl import OWL, XSD, Anonymous, Expression, Iri, Literal
from ontology.parsing.functional import read_functional
from tests.ontology.axioms import NS, document


def _said(text: str) -> str:
    with pytest.raises(OntologyError) as caught:
        read_functional(text, file="a.ofn")
    return str(caught.value)


# A line that stands seventh in its file, and what is said of it.
_BROKEN = {
    "SubClassOf(none:A :B)": "7, column 12: the prefix 'none:' is not declared; write Prefix(none:=<...>) at the top",
    "SubClasOf(:A :B)": "7, column 1: expected an axiom; did you mean SubClassOf?",
    "ObjectUnionOf(:A :B)": "7, column 1: expected an axiom (at «ObjectUnionOf»)",
    "SubClassOf :A :B": "7, column 12: expected ( after SubClassOf",
    "SubClassOf(:A :B :C)": "7, column 18: expected ), for SubClassOf is complete (at «:C»)",
    "SubClassOf(:A)": "7, column 14: SubClassOf is not complete: expected a class expression",
    "SubClassOf(:A, :B)": "7, column 14: expected a class expression (at «,»)",
    "SubClassOf(A :B)": "7, column 12: expected a class expression (at «A»)",
    'SubClassOf(:A "B")': '7, column 15: expected a class expression (at «"B"»)',
    "SubClassOf(:A _:b)": "7, column 15: expected a class expression (at «_:b»)",
    "SubClassOf(:A DataOneOf(:b))": "7, column 15: expected a class expression (at «DataOneOf»)",
    "SubClassOf(:A ObjectUnionof(:B :C))": "7, column 15: expected a class expression; did you mean ObjectUnionOf?",
    "SubClassOf(:A ObjectUnionOf())": "7, column 29: ObjectUnionOf is not complete: expected a class expression",
    "SubClassOf(:A ObjectMinCardinality(-1 :p))": "7, column 36: expected a whole number of at most 18 digits",
    "SubClassOf(:A ObjectMinCardinality(:p :B))": "7, column 36: expected a whole number of at most 18 digits",
    "SubClassOf(:A DataHasValue(:d :x))": "7, column 31: expected a literal (at «:x»)",
    'SubClassOf(:A ObjectHasValue(:p "x"))': '7, column 33: expected an individual (at «"x"»)',
    'DataPropertyRange(:d DatatypeRestriction(xsd:integer :least "1"))': "7, column 54: no facet of OWL; expected",
    'DataPropertyAssertion(:d :i "x"@ )': "7, column 32: expected a language such as @zh",
    r'DataPropertyAssertion(:d :i "\d")': r"7, column 29: the text holds \d; write \\ for a backslash",
    "SubClassOf(:A :B Annotation(:n :m))": "7, column 18: expected ), for SubClassOf is complete (at «Annotation»)",
    "DisjointUnion(ObjectUnionOf(:A :B) :C)": "7, column 15: expected a class (at «ObjectUnionOf»)",
    "Declaration(:A)": "7, column 13: expected an entity (at «:A»)",
    "HasKey(:A :p)": "7, column 11: expected ( and the object properties of the key",
    "DLSafeRule(Head() Body())": "7, column 12: expected Body (at «Head»)",
    "DLSafeRule(Body(ClassAtom(:A ?x)) Head())": "7, column 30: expected an individual or a variable (at «?x»)",
    "DLSafeRule(Body(SubClassOf(:A :B)) Head())": "7, column 17: expected an atom of a rule (at «SubClassOf»)",
    "SubClassOf(:A <https://t.example/b": "7, column 15: expected a class expression; a closing > is missing",
    'AnnotationAssertion(:n :A "x)': "7, column 27: expected an IRI, an anonymous individual or a literal; a clos",
}


@pytest.mark.parametrize("line", _BROKEN)
def test_a_fault_is_told_with_its_spot_and_what_belongs_there(line: str) -> None:
    assert _said(document(line)).startswith(f"a.ofn: line {_BROKEN[line]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Prefix(:=<http://t.example/>)", "line 1, column 30: expected Prefix or Ontology (at the end of the file)"),
        ("Prefix(ex=<http://t.example/>)", "line 1, column 8: expected a prefix such as ex:=<http://example.org/>"),
        ("Prefix(ex:=ex)", "line 1, column 12: expected the prefix's IRI in < and >"),
        ("Ontologie()", "line 1, column 1: expected Prefix or Ontology"),
        ("Ontology(", "line 1, column 10: the file ends inside its ontology; a closing bracket is missing"),
        ("Ontology(<a> <b> <c>)", "line 1, column 18: expected an axiom"),
        ("Ontology()\nOntology()", "line 2, column 1: the ontology ends before this"),
        ("Ontology(Import(a))", "line 1, column 17: expected an IRI"),
    ],
)
def test_a_fault_around_the_axioms_is_told_too(text: str, said: str) -> None:
    assert _said(text).startswith(f"a.ofn: {said}")


def test_a_quotation_mark_that_is_never_closed_is_guessed_where_the_text_runs_on() -> None:
    lines = ('AnnotationAssertion(:n :A "one)', "SubClassOf(:A :B)", 'AnnotationAssertion(:n :A "two")')
    assert "or the text that begins on line 7 lacks its closing quotation mark" in _said(document(*lines))


def test_the_prefixes_of_the_standard_need_no_declaration() -> None:
    (axiom,) = read_functional("Ontology(SubClassOf(owl:Nothing xsd:x))", file="a.ofn").axioms
    assert axiom.args == (Iri(OWL + "Nothing"), Iri(XSD + "x"))


@pytest.mark.parametrize("name", ["with.dot", "1st", "x/y", "x%20y", "a:b", "a+b", "o'x", "热水器", "é·̀", "", "end."])
def test_local_names_are_taken_as_liberally_as_other_readers_take_them(name: str) -> None:
    (axiom,) = read_functional(document(f"Declaration(Class(:{name}))"), file="a.ofn").axioms
    assert axiom.args == (Expression("Class", (Iri(NS + name),)),)


@pytest.mark.parametrize("iri", ["relative", "#part", "", "http://t.example/a b", "urn:x:(y)'{z}"])
def test_an_iri_in_brackets_is_kept_as_it_is_written(iri: str) -> None:
    (axiom,) = read_functional(f"Ontology(Declaration(Class(<{iri}>)))", file="a.ofn").axioms
    assert axiom.args == (Expression("Class", (Iri(iri),)),)


def test_comments_and_blanks_stand_anywhere_but_not_inside_texts_and_iris() -> None:
    text = """# Ontology(
    Ontology ( <http://t.example/#a> # ) " <
    ClassAssertion( # :A
    <http://t.example/#A>\u3000_:x)DataPropertyAssertion(<#d> _:x "# no comment")) # the end"""
    read = read_functional(text, file="a.ofn")
    assert read.iri == "http://t.example/#a"
    assert read.axioms[0].args == (Iri("http://t.example/#A"), Anonymous("x"))
    assert read.axioms[1].args == (Iri("#d"), Anonymous("x"), Literal("# no comment"))


def test_annotations_are_kept_at_every_depth() -> None:
    notes = 'Annotation(Annotation(Annotation(:z "3") :y "2"@zh-CN) :x _:a) Annotation(:w :v)'
    (axiom,) = read_functional(document(f"SubClassOf({notes} :A :B)"), file="a.ofn").axioms
    (first, second) = axiom.annotations
    assert (first.property, first.value) == (NS + "w", Iri(NS + "v"))
    assert (second.value, second.annotations[0].value) == (Anonymous("a"), Literal("2", lang="zh-cn"))
    assert second.annotations[0].annotations[0].value == Literal("3")


def test_names_of_drafts_are_read_as_todays() -> None:
    lines = ("SubObjectPropertyOf(PropertyChain(:p :q) :r)", "SubClassOf(:A ObjectExistsSelf(:p))")
    assert [str(axiom).replace(NS, ":") for axiom in read_functional(document(*lines), file="a.ofn").axioms] == [
        "SubObjectPropertyOf(ObjectPropertyChain(<:p> <:q>) <:r>)",
        "SubClassOf(<:A> ObjectHasSelf(<:p>))",
    ]
