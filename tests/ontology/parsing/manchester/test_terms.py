"""Names, values and annotations of Manchester syntax."""

import pytest

from ontology.owl import RDFS, XSD, Annotation, Anonymous, Iri, Literal
from ontology.parsing.manchester.reader import read_manchester
from tests.ontology.parsing.manchester.documents import HEAD

_VALUES = {
    '"x"': Literal("x"),
    '"a \\"b\\" \\\\ \\n"': Literal('a "b" \\ \\n'),
    '"two\nlines # no comment"': Literal("two\nlines # no comment"),
    '"热水器"@zh-CN': Literal("热水器", lang="zh-cn"),
    '"5"^^xsd:int': Literal("5", XSD + "int"),
    '"5"^^<http://www.w3.org/2001/XMLSchema#int>': Literal("5", XSD + "int"),
    '"5"^^integer': Literal("5", XSD + "integer"),
    '"x@en"^^rdf:PlainLiteral': Literal("x", lang="en"),
    "5": Literal("5", XSD + "integer"),
    "-007": Literal("-007", XSD + "integer"),
    "1.50": Literal("1.50", XSD + "decimal"),
    ".5": Literal(".5", XSD + "decimal"),
    "1.5f": Literal("1.5", XSD + "float"),
    "1E3F": Literal("1E3", XSD + "float"),
    "INFf": Literal("INF", XSD + "float"),
    "true": Literal("true", XSD + "boolean"),
    "A": Iri("https://t.example/a#A"),
    "<https://t.example/x(y)>": Iri("https://t.example/x(y)"),
    "_:n": Anonymous("n"),
}


@pytest.mark.parametrize("text", _VALUES)
def test_an_annotation_has_a_value_of_any_kind(text: str) -> None:
    axiom = read_manchester(f"{HEAD}Class: A Annotations: note {text}", file="t.omn").axioms[-1]
    assert axiom.args[2] == _VALUES[text]


def test_names_have_prefixes_the_default_one_or_none_at_all() -> None:
    text = """Prefix: : <u:> Prefix: a: <v:> Prefix: old = <w:>
    Class: A SubClassOf: :B, a:c.d-e/f%20g, old:C, <x:y>, owl:Thing, 热水器"""
    axioms = read_manchester(text, file="t.omn").axioms
    assert [str(axiom.args[1]) for axiom in axioms[1:]] == [
        *("<u:B>", "<v:c.d-e/f%20g>", "<w:C>", "<x:y>", "<http://www.w3.org/2002/07/owl#Thing>", "<u:热水器>"),
    ]


def test_comments_stand_anywhere_and_a_mark_in_a_text_or_an_iri_begins_none() -> None:
    text = 'Prefix: : <u:#> # one\nClass: A# two "\n Annotations: # three\n rdfs:label "a # b"#four'
    axioms = read_manchester(text, file="t.omn").axioms
    assert str(axioms[-1]) == f'AnnotationAssertion(<u:#A> <{RDFS}label> "a # b")'


def test_the_header_tells_iri_version_imports_and_nested_annotations() -> None:
    text = """Prefix: : <u:>
    Ontology: <https://t.example/a> <https://t.example/a/1> Import: <https://t.example/c> Import: <https://t.example/b>
    Annotations: Annotations: rdfs:comment "inner" rdfs:label "头"@zh Annotations: owl:versionInfo "1" """
    reading = read_manchester(text, file="t.omn")
    assert (reading.iri, reading.version) == ("https://t.example/a", "https://t.example/a/1")
    assert reading.imports == ("https://t.example/b", "https://t.example/c")
    inner = Annotation(property=RDFS + "comment", value=Literal("inner"))
    assert [note.annotations for note in reading.annotations] == [(inner,), ()]


def test_what_nothing_declares_is_told_with_the_kind_that_it_was_taken_for() -> None:
    text = HEAD + "Class: A SubClassOf: Z, p some Z Individual: i Facts: p nobody"
    assumed = read_manchester(text, file="t.omn").assumed
    assert [(one.iri.rpartition("#")[2], one.kind.value) for one in assumed] == [
        ("Z", "Class"),
        ("nobody", "NamedIndividual"),
    ]
