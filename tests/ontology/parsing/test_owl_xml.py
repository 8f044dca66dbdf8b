"""OWL/XML: what is read, what a fault in it is told, and what ends in the report."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ontology.parsing.owl_xml
from ontology.errors import OntologyError
from ontology.owl import OWL, RDF, RDFS, XSD, Annotation, Anonymous, Expression, Iri, Literal, Variable
from ontology.parsing.owl_xml import read_owl_xml
from ontology.reader import read_text
from ontology.reading import Reading

_NS = "http://t.example/o#"
_A, _B = '<Class IRI="#A"/>', '<Class IRI="#B"/>'
_NOTE = '<Annotation><AnnotationProperty IRI="#n"/><Literal>x</Literal></Annotation>'


def _document(inside: str, *, head: str = f'xmlns="{OWL}" xml:base="http://t.example/o"') -> str:
    return f"<Ontology {head} ontologyIRI='http://t.example/o'>\n<Prefix name='e' IRI='http://e.example/'/>\n{inside}\n</Ontology>"


def _read(inside: str) -> Reading:
    return read_owl_xml(_document(inside), file="a.owx")


def _said(text: str) -> str:
    with pytest.raises(OntologyError) as caught:
        read_text(text, file="a.owx")
    return str(caught.value)


# What stands on the third line of a file, and what is said of it.
_BROKEN = {
    "<SubClasOf/>": "3, column 1: <SubClasOf> is no element of OWL/XML; did you mean SubClassOf?",
    "<Banana/>": "3, column 1: <Banana> is no element of OWL/XML; remove it",
    '<x:Class xmlns:x="urn:x"/>': "3, column 1: <Class> of «urn:x» is no element of OWL/XML; remove it",
    f"<SubClassOf>{_A}</SubClassOf>": "3, column 1: <SubClassOf> is not complete: expected a class expression",
    f"<SubClassOf>{_A}{_B}{_A}</SubClassOf>": "3, column 47: <SubClassOf> is complete before this <Class>; remove it",
    f'<SubClassOf>{_A}<ObjectProperty IRI="#p"/></SubClassOf>': "3, column 30: expected a class expression in",
    f"<SubClassOf>{_A}<SubClassOf>{_A}{_B}</SubClassOf></SubClassOf>": "3, column 30: <SubClassOf> stands in",
    f"<SubClassOf>{_A}<Class/></SubClassOf>": "3, column 30: <Class> needs the attribute IRI or abbrev",
    f'<SubClassOf>{_A}<Class iri="#B"/></SubClassOf>': "3, column 30: <Class> has no attribute iri; did you mean IRI",
    '<Declaration><Class abbreviatedIRI="f:x"/></Declaration>': "3, column 14: the prefix 'f:' is not declared; w",
    f"<Declaration><Class IRI='#A'>{_B}</Class></Declaration>": "3, column 30: <Class> holds no other element; end it",
    "<Declaration><Literal>x</Literal></Declaration>": "3, column 14: expected an entity in <Declaration>, not",
    _A: "3, column 1: <Class> is no axiom; put it into one",
    f"<Ontology>{_A}</Ontology>": "3, column 1: an <Ontology> inside another; keep each in a file of its own",
    f"<Declaration>{_A[:-2]}></Declaration>": "3, column 32: not well-formed XML: mismatched tag; <Class> of line 3",
    "<Declaration>&nothing;</Declaration>": "3, column 14: not well-formed XML: undefined entity; declare",
    f"<Declaration a=1>{_A}</Declaration>": "3, column 16: not well-formed XML: not well-formed (invalid token)",
    f"<DataOneOf>{_A}</DataOneOf>": "3, column 1: <DataOneOf> is no axiom",
    f"<SubClassOf>{_A}<ObjectUnionOf/></SubClassOf>": "3, column 30: <ObjectUnionOf> is not complete: expected a class",
    f'<SubClassOf>{_A}<ObjectMinCardinality><ObjectProperty IRI="#p"/></ObjectMinCardinality></SubClassOf>': (
        "3, column 30: <ObjectMinCardinality> needs the attribute cardinality, a whole number of"
    ),
    f'<SubClassOf>{_A}<ObjectMinCardinality cardinality="-1"><ObjectProperty IRI="#p"/></ObjectMinCardinality>'
    "</SubClassOf>": "3, column 30: <ObjectMinCardinality> needs the attribute cardinality, a whole number of",
    '<DatatypeDefinition><Datatype IRI="#d"/><DatatypeRestriction><Datatype abbreviatedIRI="xsd:integer"/>'
    '<FacetRestriction facet="least"><Literal>1</Literal></FacetRestriction></DatatypeRestriction>'
    "</DatatypeDefinition>": ("3, column 102: «least» is no facet; write facet="),
    f"<SubClassOf>{_A}<ObjectComplementOf>{_NOTE}{_B}</ObjectComplementOf></SubClassOf>": (
        "3, column 50: <ObjectComplementOf> takes no annotation; put it on the axiom"
    ),
    '<DataPropertyAssertion><DataProperty IRI="#d"/><AnonymousIndividual/><Literal/></DataPropertyAssertion>': (
        "3, column 48: <AnonymousIndividual> needs the attribute nodeID"
    ),
    '<DataPropertyAssertion><DataProperty IRI="#d"/><NamedIndividual IRI="#i"/>'
    '<Literal xml:lang="en" datatypeIRI="urn:x">x</Literal></DataPropertyAssertion>': (
        "3, column 75: a literal has a language or the datatype <urn:x>, not both; remove one"
    ),
    "<HasKey></HasKey>": "3, column 1: <HasKey> is not complete: expected a class expression and its properties",
    f"<HasKey>{_A}{_B}</HasKey>": "3, column 26: expected a property in <HasKey>, not <Class>",
    f"<DisjointUnion><ObjectComplementOf>{_A}</ObjectComplementOf>{_B}</DisjointUnion>": (
        "3, column 16: expected a class in <DisjointUnion>, not <ObjectComplementOf>"
    ),
    "<DLSafeRule><Head/><Body/></DLSafeRule>": "3, column 13: expected <Body> in <DLSafeRule>, not <Head>",
    '<Prefix name="x"/>': "3, column 1: <Prefix> needs the attributes name and IRI",
    f"<Declaration><Import>urn:x</Import>{_A}</Declaration>": "3, column 14: <Import> stands in <Ontology> itself, not",
    "<SubClassOf>" * 120: "3, column 1189: expressions are nested more than 100 deep; name some of them",
}


@pytest.mark.parametrize("inside", _BROKEN)
def test_a_fault_is_told_with_its_spot_and_what_belongs_there(inside: str) -> None:
    assert _said(_document(inside)).startswith(f"a.owx: line {_BROKEN[inside]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '<Ontology xmlns="http://t.example/"/>',
            "line 1, column 1: the root is <Ontology> of «http://t.example/»; expec",
        ),
        (_document("")[:-6], "line 4, column 1: not well-formed XML: unclosed token; <Ontology> of line 1"),
        (_document("") + "<more/>", "line 4, column 12: not well-formed XML: junk after document element"),
        (_document("", head='xmlns="x'), "line 2, column 1: not well-formed XML"),
        ('<!DOCTYPE o [<!ENTITY a "b>]>' + _document("&a;"), "line 1, column 13: a DOCTYPE that is not well-formed"),
    ],
)
def test_a_fault_around_the_axioms_is_told_too(text: str, said: str) -> None:
    assert _said(text).startswith(f"a.owx: {said}")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f'<Declaration id="7">{_A}</Declaration>', 'line 3: id="7" of <Declaration>'),
        (f'<Declaration xmlns:x="urn:x" x:y="z">{_A}</Declaration>', 'line 3: y="z" of <Declaration>'),
        (f"<Declaration>\nwords of\n mine {_A}</Declaration>", "line 3: «words of mine»"),
    ],
)
def test_what_changes_nothing_ends_in_the_report(inside: str, text: str) -> None:
    read = _read(inside)
    assert len(read.axioms) == 1
    (unread,) = read.unread
    assert (unread.text, unread.kind) == (text, "")
    assert unread.reason.endswith("it was left out")


def test_oddities_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontology.parsing.owl_xml, "MAX_LEFT", 2)
    inside = f'<Declaration a="1" b="2">{_A}</Declaration>'
    assert len(_read(inside).unread) == 2
    assert _said(_document(inside + "\nwords")).startswith(
        "a.owx: line 1: more than 2 attributes and texts that OWL/XML"
    )


def test_a_file_without_oddities_leaves_nothing_over() -> None:
    schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"'
    head = f'xmlns="{OWL}" {schema} xml:space="default"'
    assert read_owl_xml(_document(f"<!-- c --><Declaration>{_A}</Declaration>", head=head), file="a.owx").unread == ()


@pytest.mark.parametrize(
    ("base", "written", "iri"),
    [
        ("http://t.example/o", "#A", "http://t.example/o#A"),
        ("http://t.example/o#", "#A", "http://t.example/o#A"),
        ("http://t.example/o#", "A", "http://t.example/o#A"),
        ("http://t.example/o/", "A", "http://t.example/o/A"),
        ("http://t.example/o", "/A", "http://t.example/o/A"),
        ("http://t.example/o", "", "http://t.example/o"),
        ("http://t.example/o", " urn:x:A ", "urn:x:A"),
    ],
)
def test_relative_iris_are_completed_as_the_owlapi_shortens_them(base: str, written: str, iri: str) -> None:
    text = _document(f'<Declaration><Class IRI="{written}"/></Declaration>', head=f'xmlns="{OWL}" xml:base="{base}"')
    (axiom,) = read_owl_xml(text, file="a.owx").axioms
    assert axiom.args == (Expression("Class", (Iri(iri),)),)


def test_without_a_base_iris_are_relative_to_the_file() -> None:
    text = _document(f"<Declaration>{_A}</Declaration>", head=f'xmlns="{OWL}"')
    assert str(read_owl_xml(text, file="a b.owx").axioms[0]) == "Declaration(Class(<file:///a%20b.owx#A>))"


def test_a_base_inside_holds_for_what_it_encloses() -> None:
    inside = f'<Declaration xml:base="http://x.example/">{_A}</Declaration><Declaration>{_A}</Declaration>'
    assert [axiom.short() for axiom in _read(inside).axioms] == ["Declaration(Class(A))"] * 2
    assert [str(axiom)[18:-2] for axiom in _read(inside).axioms] == ["<http://x.example/#A>", f"<{_NS}A>"]


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ('<Class abbreviatedIRI="owl:Thing"/>', OWL + "Thing"),
        ('<Class abbreviatedIRI="rdfs:Resource"/>', RDFS + "Resource"),
        ('<Class abbreviatedIRI="e:A"/>', "http://e.example/A"),
        ('<OWLClass URI="#A"/>', _NS + "A"),
    ],
)
def test_names_are_written_out(element: str, name: str) -> None:
    assert _read(f"<Declaration>{element}</Declaration>").axioms[0].args == (Expression("Class", (Iri(name),)),)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("<Literal/>", Literal("")),
        ("<Literal>  \n</Literal>", Literal("  \n")),
        ("<Literal>a<!-- b -->c<![CDATA[<d>&]]></Literal>", Literal("ac<d>&")),
        ("<Literal>a&#13;\r\nb</Literal>", Literal("a\r\nb")),
        ('<Literal xml:lang="zh-CN">x</Literal>', Literal("x", lang="zh-cn")),
        ('<Literal xml:lang="">x</Literal>', Literal("x")),
        (f'<Literal datatypeIRI="{XSD}integer">5</Literal>', Literal("5", XSD + "integer")),
        (f'<Literal xml:lang="en" datatypeIRI="{RDF}PlainLiteral">x</Literal>', Literal("x", lang="en")),
        (f'<Literal datatypeIRI="{RDF}PlainLiteral">a@en</Literal>', Literal("a@en")),
        ("<IRI> #A </IRI>", Iri(_NS + "A")),
        ("<AbbreviatedIRI>e:x</AbbreviatedIRI>", Iri("http://e.example/x")),
        ('<AnonymousIndividual nodeID="_:x"/>', Anonymous("x")),
        ('<AnonymousIndividual nodeID="x"/>', Anonymous("x")),
    ],
)
def test_values_arrive_as_they_were_written(element: str, value: Literal | Iri | Anonymous) -> None:
    (axiom,) = _read(
        f'<AnnotationAssertion><AnnotationProperty IRI="#n"/><IRI>#A</IRI>{element}</AnnotationAssertion>'
    ).axioms
    assert axiom.args == (Iri(_NS + "A"), Iri(_NS + "n"), value)


def test_annotations_are_kept_on_axioms_on_annotations_and_on_the_ontology() -> None:
    nested = f'<Annotation>{_NOTE}<AnnotationProperty IRI="#m"/><IRI>#A</IRI></Annotation>'
    read = _read(f"{nested}<SubClassOf>{nested}{_A}{_B}</SubClassOf>")
    inner = Annotation(property=_NS + "n", value=Literal("x"))
    assert read.annotations == (Annotation(property=_NS + "m", value=Iri(_NS + "A"), annotations=(inner,)),)
    assert read.axioms[0].annotations == read.annotations


@pytest.mark.parametrize(
    ("written", "name"),
    [("urn:swrl#x", "urn:swrl#x"), ("x", "urn:swrl:var#x"), ("#x", _NS + "x")],
)
def test_variables_keep_their_names_and_bare_words_get_a_namespace(written: str, name: str) -> None:
    atom = f'<ClassAtom>{_A}<Variable IRI="{written}"/></ClassAtom>'
    (axiom,) = _read(f"<DLSafeRule><Body>{atom}</Body><Head/></DLSafeRule>").axioms
    body = Expression("Body", (Expression("ClassAtom", (Iri(_NS + "A"), Variable(name))),))
    assert axiom.args == (body, Expression("Head", ()))


def test_what_drafts_of_owl_2_wrote_is_read() -> None:
    text = f"""<Ontology xmlns="http://www.w3.org/2006/12/owl2-xml#" xml:base="{_NS}" URI="http://t.example/o">
    <Imports>http://t.example/p</Imports>
    <EntityAnnotation><OWLClass URI="#A"/>
      <Annotation annotationURI="{RDFS}label"><Constant>x</Constant></Annotation></EntityAnnotation>
    <DisjointUnion><OWLClass URI="#A"/><UnionOf><OWLClass URI="#B"/><OWLClass URI="#C"/></UnionOf></DisjointUnion>
    <SameIndividuals><Individual URI="#i"/><Individual URI="#j"/></SameIndividuals>
    <DataPropertyAssertion><DataProperty URI="#d"/><Individual URI="#i"/>
      <Constant Datatype="{XSD}integer">5</Constant></DataPropertyAssertion></Ontology>"""
    read = read_owl_xml(text, file="a.owx")
    assert (read.iri, read.imports, read.unread) == ("http://t.example/o", ("http://t.example/p",), ())
    assert [axiom.short() for axiom in read.axioms] == [
        'AnnotationAssertion(A label "x")',
        "DisjointUnion(A B C)",
        "SameIndividual(i j)",
        'DataPropertyAssertion(d i "5")',
    ]


_WHOLE = _document(
    f"<SubClassOf>{_NOTE}{_A}<ObjectMinCardinality cardinality='2'><ObjectProperty IRI='#p'/></ObjectMinCardinality>"
    f"</SubClassOf><AnnotationAssertion><AnnotationProperty IRI='#n'/><IRI>#A</IRI><Literal>x</Literal>"
    f"</AnnotationAssertion><DLSafeRule><Body/><Head/></DLSafeRule>"
)


@given(cut=st.integers(0, len(_WHOLE)), length=st.integers(0, 40), inserted=st.text(max_size=8))
def test_a_damaged_file_gives_an_ontology_or_an_ontology_error(cut: int, length: int, inserted: str) -> None:
    with suppress(OntologyError):
        read_text(_WHOLE[:cut] + inserted + _WHOLE[cut + length :], file="a.owx")


def test_a_doctype_inside_a_text_is_part_of_the_text() -> None:
    value = "<Literal><![CDATA[say <!DOCTYPE html> here]]></Literal>"
    noted = f'<AnnotationAssertion><AnnotationProperty IRI="#p"/><IRI>#a</IRI>{value}</AnnotationAssertion>'
    (axiom,) = read_text(_document(noted), file="t.owx").axioms
    assert axiom.args[2] == Literal("say <!DOCTYPE html> here")
