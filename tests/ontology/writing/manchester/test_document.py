"""Documents in Manchester syntax: what is written where, and what the syntax has no words for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.canonical import canonical
from ontology.owl import XSD, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.reader import Document, read_text
from ontology.terms import TermKind
from ontology.writing.export import export
from tests.ontology.axioms import DECLARATIONS, NS, document


def _document(*lines: str) -> Document:
    return read_text(document(*DECLARATIONS, *lines), file="t.ofn")


def _frame(text: str, opening: str) -> list[str]:
    lines = text.splitlines()
    start = lines.index(opening)
    return [line.strip() for line in lines[start + 1 : lines.index("", start)]]


def test_a_frame_holds_what_is_said_of_its_term_with_a_disjoint_union_before_other_classes() -> None:
    text = export(
        _document(
            "SubClassOf(:A ObjectSomeValuesFrom(:p ObjectUnionOf(:B :C)))",
            "DisjointUnion(:A :B :C)",
            'AnnotationAssertion(<http://www.w3.org/2000/01/rdf-schema#label> :A "甲"@zh)',
            "HasKey(:A (:p) (:d))",
        ),
        "omn",
    ).text
    assert _frame(text, "Class: :A") == [
        *("Annotations:", 'rdfs:label "甲"@zh', "DisjointUnionOf:", ":B, :C"),
        *("SubClassOf:", ":p some (:B or :C)", "HasKey:", ":p, :d"),
    ]


def test_the_terms_of_most_declarations_need_no_prefix_and_others_stand_in_full() -> None:
    text = "Ontology(<https://t.example/o> Declaration(Class(<https://t.example/v/A>)) Declaration(Class(<urn:x>)))"
    written = export(read_text(text, file="t.ofn"), "omn").text
    assert "Prefix: : <https://t.example/v/>" in written
    assert "Class: :A" in written
    assert "Class: <urn:x>" in written


@pytest.mark.parametrize(
    "line",
    [
        "ObjectPropertyDomain(ObjectInverseOf(:p) :A)",
        "SubObjectPropertyOf(ObjectInverseOf(:p) ObjectInverseOf(:q))",
        "TransitiveObjectProperty(ObjectInverseOf(:p))",
        "DLSafeRule(Body() Head(ClassAtom(:A :i)))",
        "DLSafeRule(Body(ClassAtom(:A :i)) Head())",
        "DLSafeRule(Body(DataRangeAtom(DataComplementOf(xsd:integer) Variable(:x))) Head(ClassAtom(:A :i)))",
    ],
)
def test_what_the_syntax_has_no_words_for_is_told_and_nothing_else_is_lost(line: str) -> None:
    exported = export(_document(line, "SubClassOf(:A :B)"), "omn")
    assert [axiom.partition("(")[0] for axiom in exported.lost] == [line.partition("(")[0]]
    assert exported.added == ()


@pytest.mark.parametrize(
    "line",
    [
        "SubClassOf(ObjectUnionOf(:A :B) :C)",
        "SubClassOf(ObjectUnionOf(:A :B) ObjectComplementOf(:C))",
        "EquivalentClasses(ObjectUnionOf(:A :B) ObjectComplementOf(:C))",
        "HasKey(ObjectUnionOf(:A :B) (:p) ())",
        "ClassAssertion(ObjectComplementOf(:A) _:x)",
        "SubObjectPropertyOf(ObjectInverseOf(:p) :q)",
        "SubObjectPropertyOf(:p ObjectInverseOf(:q))",
        "DisjointObjectProperties(ObjectInverseOf(:p) ObjectInverseOf(:q))",
        "EquivalentObjectProperties(:p ObjectInverseOf(:q))",
        "SameIndividual(_:x _:y)",
        "ObjectPropertyAssertion(ObjectInverseOf(:p) :i :j)",
        "SubClassOf(:A ObjectHasValue(:p _:x))",
        'AnnotationAssertion(:note _:x "1"^^<https://t.example/type>)',
    ],
)
def test_general_axioms_and_nameless_individuals_are_said(line: str) -> None:
    exported = export(_document(line), "omn")
    assert exported.lost == ()
    assert all(added.startswith("Declaration(Datatype(<https://t.example/type>") for added in exported.added)


def test_a_term_that_nothing_declares_gets_a_frame_and_its_declaration_is_told_unless_it_is_imported() -> None:
    lines = f"Ontology(<{NS[:-1]}> SubClassOf(<{NS}A> <urn:b>) Declaration(Class(<{NS}A>)))"
    before = read_text(lines, file="t.ofn")
    assert export(before, "omn").added == ("Declaration(Class(<urn:b>))",)
    known = export(before, "omn", imported={TermKind.CLASS: {"urn:b"}})
    assert known.added == ()
    assert "Class: <urn:b>" not in known.text


def test_an_imported_term_is_no_subject_where_another_frame_can_say_it() -> None:
    lines = f"Ontology(<{NS[:-1]}> SubClassOf(<urn:b> <{NS}A>) Declaration(Class(<{NS}A>)))"
    exported = export(read_text(lines, file="t.ofn"), "omn", imported={TermKind.CLASS: {"urn:b"}})
    assert (exported.lost, exported.added) == ((), ())
    assert _frame(exported.text, "Class: :A") == ["SuperClassOf:", "<urn:b>"]


def test_an_iri_that_is_no_term_keeps_its_annotations_as_an_individual() -> None:
    exported = export(_document('AnnotationAssertion(:note <urn:page> "x")'), "omn")
    assert exported.lost == ()
    assert exported.added == ("Declaration(NamedIndividual(<urn:page>))",)


def _names(*names: str) -> st.SearchStrategy[Node]:
    return st.sampled_from([Iri(NS + name) for name in names])


_individuals = _names("i", "j")
_literals = st.builds(
    Literal,
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
    st.sampled_from([XSD + "string", XSD + "decimal", NS + "money"]),
) | st.builds(lambda text: Literal(text, lang="zh"), st.text(st.sampled_from("\\\"'\n#@^"), max_size=6))
_properties = _names("p", "q") | st.builds(lambda p: Expression("ObjectInverseOf", (p,)), _names("p", "q"))
_facets = st.builds(
    lambda name, value: Expression("FacetRestriction", (Literal(name), value)),
    st.sampled_from(["MinInclusive", "MaxExclusive", "Length", "Pattern", "LangRange", "FractionDigits"]),
    _literals,
)


def _sets(kind: str, parts: st.SearchStrategy[Node], least: int) -> st.SearchStrategy[Node]:
    return st.lists(parts, min_size=least, max_size=3, unique=True).map(lambda args: Expression(kind, tuple(args)))


_ranges = st.recursive(
    st.just(Iri(XSD + "integer"))
    | _names("money")
    | _sets("DataOneOf", _literals, 1)
    | st.lists(_facets, min_size=1, max_size=2).map(
        lambda facets: Expression("DatatypeRestriction", (Iri(XSD + "string"), *facets))
    ),
    lambda inner: (
        _sets("DataUnionOf", inner, 2)
        | _sets("DataIntersectionOf", inner, 2)
        | inner.map(lambda part: Expression("DataComplementOf", (part,)))
    ),
    max_leaves=5,
)
_counts = st.integers(0, 3)
_classes = st.recursive(
    _names("A", "B", "C")
    | _sets("ObjectOneOf", _individuals, 1)
    | st.builds(lambda p: Expression("ObjectHasSelf", (p,)), _properties)
    | st.builds(lambda p, i: Expression("ObjectHasValue", (p, i)), _properties, _individuals)
    | st.builds(lambda d, v: Expression("DataHasValue", (d, v)), _names("d"), _literals)
    | st.builds(lambda d, r: Expression("DataAllValuesFrom", (d, r)), _names("d"), _ranges)
    | st.builds(lambda n, d, r: Expression("DataMinCardinality", (n, d, r)), _counts, _names("d"), _ranges),
    lambda inner: (
        _sets("ObjectUnionOf", inner, 2)
        | _sets("ObjectIntersectionOf", inner, 2)
        | inner.map(lambda part: Expression("ObjectComplementOf", (part,)))
        | st.builds(lambda p, c: Expression("ObjectSomeValuesFrom", (p, c)), _properties, inner)
        | st.builds(lambda n, p, c: Expression("ObjectMaxCardinality", (n, p, c)), _counts, _properties, inner)
    ),
    max_leaves=8,
)
_variables = st.sampled_from([Variable("urn:swrl:var#x"), Variable(NS + "v")])


@settings(max_examples=300, deadline=None)
@given(_classes, _classes, _ranges, _variables)
def test_any_expression_is_read_back_as_it_was(one: Node, other: Node, range: Node, variable: Node) -> None:
    atom = Expression("ClassAtom", (one, variable))
    said = (
        Axiom("SubClassOf", (one, other)),
        Axiom("ClassAssertion", (one, Iri(NS + "i"))),
        Axiom("DatatypeDefinition", (Iri(NS + "money"), range)),
        Axiom("DLSafeRule", (Expression("Body", (atom,)), Expression("Head", (atom,)))),
    )
    base = _document()
    before = Document(
        file="t.ofn", iri=base.iri, version="", imports=(), text="", axioms=(*base.axioms, *map(canonical, said))
    )
    exported = export(before, "omn")
    assert (exported.lost, exported.added) == ((), ())
