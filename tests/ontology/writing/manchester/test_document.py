"""Documents in Manchester syntax: what is written where, and what the syntax has no words for."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.canonical import canonical
from ontology.owl import XSD, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.rdf.names import FACETS
from ontology.reader import Document, read_text
from ontology.writing.export import export
from tests.ontology.axioms import DECLARATIONS, NS, document

OTHER = read_text("Ontology(<urn:o> Declaration(Class(<urn:b>)))", file="o.ofn")


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
    lines = f"Ontology(<{NS[:-1]}> Import(<urn:o>) SubClassOf(<{NS}A> <urn:b>) Declaration(Class(<{NS}A>)))"
    before = read_text(lines, file="t.ofn")
    assert export(before, "omn").added == ("Declaration(Class(<urn:b>))",)
    known = export(before, "omn", imports=[OTHER])
    assert known.added == ()
    assert "Class: <urn:b>" not in known.text


def test_an_imported_term_is_no_subject_where_another_frame_can_say_it() -> None:
    lines = f"Ontology(<{NS[:-1]}> Import(<urn:o>) SubClassOf(<urn:b> <{NS}A>) Declaration(Class(<{NS}A>)))"
    exported = export(read_text(lines, file="t.ofn"), "omn", imports=[OTHER])
    assert (exported.lost, exported.added) == ((), ())
    assert _frame(exported.text, "Class: :A") == ["SuperClassOf:", "<urn:b>"]


def test_a_term_that_only_an_import_of_an_import_declares_gets_a_frame() -> None:
    lines = f"Ontology(<{NS[:-1]}> Import(<urn:near>) SubClassOf(<{NS}A> <urn:b>) Declaration(Class(<{NS}A>)))"
    near = read_text("Ontology(<urn:near> Import(<urn:o>) SubClassOf(<urn:b> <urn:b>))", file="near.ofn")
    exported = export(read_text(lines, file="t.ofn"), "omn", imports=[OTHER, near])
    assert exported.added == ("Declaration(Class(<urn:b>))",)


def test_an_iri_that_is_no_term_keeps_its_annotations_as_an_individual() -> None:
    exported = export(_document('AnnotationAssertion(:note <urn:page> "x")'), "omn")
    assert exported.lost == ()
    assert exported.added == ("Declaration(NamedIndividual(<urn:page>))",)


def _iri(random: Random, names: str) -> Node:
    return Iri(NS + random.choice(names.split()))


def _literal(random: Random) -> Node:
    text = "".join(random.choices("ab 中\\\"'\n#@^<", k=random.randrange(5)))
    if random.random() < 0.3:
        return Literal(text, lang="zh")
    return Literal(text, random.choice([XSD + "string", XSD + "decimal", NS + "money"]))


def _set(kind: str, random: Random, member: Callable[[Random], Node], least: int) -> Node:
    members = dict.fromkeys(member(random) for _ in range(random.randint(least, 3)))
    return Expression(kind, tuple(members)) if len(members) >= least else next(iter(members))


def _facet(random: Random) -> Node:
    return Expression("FacetRestriction", (Literal(random.choice(sorted(FACETS.values()))), _literal(random)))


def _range(random: Random, depth: int = 3) -> Node:
    def inner(random: Random) -> Node:
        return _range(random, depth - 1)

    kind = random.randrange(7 if depth else 4)
    if kind < 2:
        return Iri(XSD + "integer") if kind else _iri(random, "money")
    if kind == 2:
        return _set("DataOneOf", random, _literal, 1)
    if kind == 3:
        facets = (_facet(random) for _ in range(random.randint(1, 2)))
        return Expression("DatatypeRestriction", (Iri(XSD + "string"), *facets))
    if kind == 4:
        return Expression("DataComplementOf", (inner(random),))
    return _set("DataUnionOf" if kind == 5 else "DataIntersectionOf", random, inner, 2)


def _property(random: Random) -> Node:
    name = _iri(random, "p q")
    return Expression("ObjectInverseOf", (name,)) if random.random() < 0.3 else name


def _class(random: Random, depth: int = 4) -> Node:
    def inner(random: Random) -> Node:
        return _class(random, depth - 1)

    kind = random.choice([*_FLAT, *(_DEEP if depth else ())])
    if kind == "Class":
        return _iri(random, "A B C")
    if kind.endswith("Cardinality"):
        data = kind.startswith("Data")
        ends = (_iri(random, "d"), _range(random)) if data else (_property(random), inner(random))
        return Expression(kind, (random.randrange(4), *ends))
    if kind == "ObjectOneOf":
        return _set(kind, random, lambda chosen: _iri(chosen, "i j"), 1)
    if kind == "ObjectHasSelf":
        return Expression(kind, (_property(random),))
    if kind == "ObjectHasValue":
        return Expression(kind, (_property(random), _iri(random, "i j")))
    if kind.startswith("Data"):
        return Expression(kind, (_iri(random, "d"), _literal(random) if kind == "DataHasValue" else _range(random)))
    if kind == "ObjectComplementOf":
        return Expression(kind, (inner(random),))
    if kind.endswith("From"):
        return Expression(kind, (_property(random), inner(random)))
    return _set(kind, random, inner, 2)


_FLAT = (
    *("Class", "ObjectOneOf", "ObjectHasSelf", "ObjectHasValue", "DataHasValue", "DataSomeValuesFrom"),
    *("DataAllValuesFrom", "DataMinCardinality", "DataExactCardinality"),
)
_DEEP = (
    *("ObjectUnionOf", "ObjectIntersectionOf", "ObjectComplementOf", "ObjectSomeValuesFrom", "ObjectAllValuesFrom"),
    *("ObjectMinCardinality", "ObjectMaxCardinality", "ObjectExactCardinality"),
)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_expression_is_read_back_as_it_was(random: Random) -> None:
    one, other, range = _class(random), _class(random), _range(random)
    variable = random.choice([Variable("urn:swrl:var#x"), Variable(NS + "v")])
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
