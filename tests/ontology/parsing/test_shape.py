"""The table that both syntaxes are parsed by."""

import pytest

from ontology.grammar import PLACES
from ontology.owl import RDF, RDFS, THING, XSD, Iri, Literal
from ontology.parsing.shape import AXIOMS, BUILDS, ENTITIES, NOUNS, PATTERNS, literal, near, shape, with_filler


def test_every_kind_of_the_grammar_has_a_pattern_and_every_place_a_name() -> None:
    assert set(PLACES) <= set(PATTERNS)
    assert {letter for pattern in PATTERNS.values() for letter in pattern.removesuffix("*")} <= set(NOUNS)


def test_axioms_expressions_and_entities_are_apart() -> None:
    assert not AXIOMS & (set(BUILDS) | set(ENTITIES))
    assert {"SubClassOf", "HasKey", "DLSafeRule", "Declaration", "AnnotationAssertion"} <= AXIOMS


@pytest.mark.parametrize(
    ("kind", "number"),
    [("SubClassOf", 2), ("DisjointUnion", 2), ("EquivalentClasses", 1), ("DataMinCardinality", 2), ("Head", 0)],
)
def test_what_a_kind_needs_at_least(kind: str, number: int) -> None:
    assert shape(kind, PATTERNS[kind]).least == number


@pytest.mark.parametrize(("name", "said"), [("subclasof", "; did you mean SubClassOf?"), ("Banana", "")])
def test_a_misspelt_name_is_guessed_and_nothing_else(name: str, said: str) -> None:
    assert near(name, AXIOMS) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("colour@en-GB", Literal("colour", lang="en-gb")),
        ("me@home@", Literal("me@home")),
        ("me@t.example", Literal("me@t.example")),
        ("plain", Literal("plain")),
    ],
)
def test_a_plain_literal_holds_its_language_in_its_text(text: str, value: Literal) -> None:
    assert literal(text, RDF + "PlainLiteral") == value


def test_the_datatype_of_strings_need_not_be_written() -> None:
    assert literal("x", XSD + "string") == literal("x") == Literal("x")


def test_a_cardinality_without_a_filler_counts_anything() -> None:
    assert with_filler("ObjectMinCardinality", [2, Iri("p")])[2] == Iri(THING)
    assert with_filler("DataMinCardinality", [2, Iri("d")])[2] == Iri(RDFS + "Literal")
    assert with_filler("ObjectHasSelf", [Iri("p")]) == [Iri("p")]
