"""OWL as values: how they are written for people and for files."""

import pytest

from ontology.owl import (
    RDF,
    RDFS,
    XSD,
    Annotation,
    Anonymous,
    Axiom,
    Expression,
    Iri,
    Literal,
    Node,
    Variable,
    iris_in,
    local_name,
    typed_literal,
)

A, B = Iri("https://t.example/a#A"), Iri("https://t.example/a#B")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://t.example/a#soldBy", "soldBy"),
        ("https://t.example/a/热水器", "热水器"),
        ("urn:x:y", "y"),
        ("https://t.example/a#", "/t.example/a#".rpartition("/")[2]),
        ("plain", "plain"),
        ("https://t.example/", "//t.example/"),
    ],
)
def test_local_name_is_what_follows_the_last_mark(iri: str, name: str) -> None:
    assert local_name(iri) == name


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Literal("x"), '"x"'),
        (Literal("名", lang="zh"), '"名"@zh'),
        (Literal("5", XSD + "integer"), f'"5"^^<{XSD}integer>'),
        (Literal('a "b" \\'), '"a \\"b\\" \\\\"'),
        (Anonymous("b1"), "_:b1"),
        (Variable("urn:x"), "Variable(<urn:x>)"),
        (Expression("ObjectMinCardinality", (2, A)), f"ObjectMinCardinality(2 {A})"),
    ],
)
def test_a_node_is_written_in_functional_syntax(node: Node, text: str) -> None:
    assert str(node) == text


def test_an_axiom_for_people_has_local_names_only() -> None:
    axiom = Axiom("SubClassOf", (A, Expression("ObjectSomeValuesFrom", (Iri("urn:p"), B))))
    assert axiom.short() == "SubClassOf(A ObjectSomeValuesFrom(p B))"


def test_the_source_of_a_fact_is_its_file_and_axiom() -> None:
    assert Axiom("ClassAssertion", (A, B), file="general.ofn").source == "general.ofn#ClassAssertion(A B)"


def test_labels_of_an_axiom_are_by_language() -> None:
    notes = (
        Annotation(RDFS + "label", Literal("甲", lang="zh")),
        Annotation(RDFS + "label", Literal("plain")),
        Annotation(RDFS + "comment", Literal("no label", lang="en")),
    )
    assert Axiom("SubClassOf", (A, B), notes).labels() == {"zh": "甲", "": "plain"}


def test_every_iri_of_an_expression_is_found_in_order() -> None:
    node = Expression("ObjectUnionOf", (A, Expression("ObjectComplementOf", (B,)), Literal("x"), A))
    assert list(iris_in(node)) == [A.text, B.text, A.text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("热水器@ZH-Hans", Literal("热水器", lang="zh-hans")),
        ("a@b@en", Literal("a@b", lang="en")),
        ("plain@", Literal("plain")),
        ("plain", Literal("plain")),
        ("info@shop.example", Literal("info@shop.example")),
    ],
)
def test_a_plain_literal_is_a_text_and_its_language(text: str, value: Literal) -> None:
    assert typed_literal(text, RDF + "PlainLiteral") == value
    assert typed_literal(text, XSD + "token") == Literal(text, XSD + "token")
