"""RDF graphs read as OWL: each construct, old spellings, what is left out, and where every triple ends."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benchmarks
from ontology.canonical import canonical
from ontology.owl import Axiom
from ontology.rdf.mapping import fates, read_graph
from ontology.rdf.syntaxes import RdfSyntax
from ontology.rdf.triples import parse
from ontology.reader import read_file
from ontology.reading import Reading, Unread
from ontology.terms import TermKind
from ontology.writing.graph import triples_of

_PREFIXES = """
@prefix : <https://t.example/t#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix swrl: <http://www.w3.org/2003/11/swrl#> .
@prefix swrlb: <http://www.w3.org/2003/11/swrlb#> .
@prefix owl11: <http://www.w3.org/2006/12/owl11#> .
@prefix daml: <http://www.daml.org/2001/03/daml+oil#> .
"""
_TYPES = """
:A a owl:Class . :B a owl:Class . :C a owl:Class . :p a owl:ObjectProperty . :q a owl:ObjectProperty .
:d a owl:DatatypeProperty . :e a owl:DatatypeProperty . :note a owl:AnnotationProperty . :dt a rdfs:Datatype .
"""


def _read(turtle: str, types: str = _TYPES) -> Reading:
    triples = parse(_PREFIXES + types + turtle, RdfSyntax.TURTLE, base="file:///t.ttl", file="t.ttl")
    return read_graph(triples, file="t.ttl")


def _said(turtle: str, types: str = _TYPES) -> list[str]:
    """The axioms that the text adds to the declarations, short."""
    plain = {axiom.short() for axiom in _read("", types).axioms}
    return [axiom.short() for axiom in _read(turtle, types).axioms if axiom.short() not in plain]


_CLASSES = {
    "[ owl:intersectionOf ( :A :B ) ]": "ObjectIntersectionOf(A B)",
    "[ owl:unionOf ( :A :B ) ]": "ObjectUnionOf(A B)",
    "[ owl:complementOf :A ]": "ObjectComplementOf(A)",
    "[ owl:oneOf ( :i :j ) ]": "ObjectOneOf(i j)",
    "[ owl:unionOf ( :A ) ]": "A",
    "[ owl:unionOf () ]": "Nothing",
    "[ owl:intersectionOf () ]": "Thing",
    "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :A ]": "ObjectSomeValuesFrom(p A)",
    "[ a owl:Restriction ; owl:onProperty [ owl:inverseOf :p ] ; owl:allValuesFrom :A ]": (
        "ObjectAllValuesFrom(ObjectInverseOf(p) A)"
    ),
    "[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :i ]": "ObjectHasValue(p i)",
    "[ a owl:Restriction ; owl:onProperty :p ; owl:hasSelf true ]": "ObjectHasSelf(p)",
    "[ a owl:SelfRestriction ; owl:onProperty :p ]": "ObjectHasSelf(p)",
    "[ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 3 ]": "ObjectMaxCardinality(3 p Thing)",
    "[ a owl:Restriction ; owl:onProperty :p ; owl:qualifiedCardinality 2 ; owl:onClass :A ]": (
        "ObjectExactCardinality(2 p A)"
    ),
    "[ a owl:Restriction ; owl:onProperty :p ; owl:minCardinality 2 ; owl:valuesFrom :A ]": (
        "ObjectMinCardinality(2 p A)"
    ),
    "[ a owl:Restriction ; owl:onProperty :d ; owl:someValuesFrom xsd:integer ]": "DataSomeValuesFrom(d integer)",
    "[ a owl:Restriction ; owl:onProperty :d ; owl:allValuesFrom [ a owl:DataRange ; owl:oneOf ( 1 2 ) ] ]": (
        'DataAllValuesFrom(d DataOneOf("1" "2"))'
    ),
    '[ a owl:Restriction ; owl:onProperty :d ; owl:hasValue "五" ]': 'DataHasValue(d "五")',
    "[ a owl:Restriction ; owl:onProperty :d ; owl:cardinality 1 ]": "DataExactCardinality(1 d Literal)",
    "[ a owl:Restriction ; owl:onProperty :d ; owl:minQualifiedCardinality 1 ; owl:onDataRange xsd:string ]": (
        "DataMinCardinality(1 d string)"
    ),
    "[ a owl11:DataRestriction ; owl11:onProperty :d ; owl11:someValuesFrom xsd:int ]": "DataSomeValuesFrom(d int)",
    "[ a daml:Restriction ; daml:onProperty :p ; daml:toClass :A ]": "ObjectAllValuesFrom(p A)",
}


@pytest.mark.parametrize(("turtle", "said"), _CLASSES.items())
def test_each_class_expression_is_read(turtle: str, said: str) -> None:
    assert _said(f":C rdfs:subClassOf {turtle} .") == [f"SubClassOf(C {said})"]


_RANGES = {
    "[ a rdfs:Datatype ; owl:unionOf ( xsd:integer xsd:string ) ]": "DataUnionOf(integer string)",
    "[ a rdfs:Datatype ; owl:intersectionOf ( xsd:integer xsd:string ) ]": "DataIntersectionOf(integer string)",
    "[ a rdfs:Datatype ; owl:datatypeComplementOf xsd:integer ]": "DataComplementOf(integer)",
    '[ a rdfs:Datatype ; owl:oneOf ( "a" "b" ) ]': 'DataOneOf("a" "b")',
    "[ a rdfs:Datatype ; owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 5 ] ) ]": (
        'DatatypeRestriction(integer minInclusive "5")'
    ),
    "[ a owl:DataRange ; owl11:onDataRange xsd:integer ; owl:onDatatype xsd:integer ; owl11:minInclusive 5 ]": (
        'DatatypeRestriction(integer minInclusive "5")'
    ),
}


@pytest.mark.parametrize(("turtle", "said"), _RANGES.items())
def test_each_data_range_is_read(turtle: str, said: str) -> None:
    assert _said(f":d rdfs:range {turtle} .") == [f"DataPropertyRange(d {said})"]


_AXIOMS = {
    ":A owl:equivalentClass :B .": ["EquivalentClasses(A B)"],
    ":A owl:disjointWith :B .": ["DisjointClasses(A B)"],
    ":A owl:disjointUnionOf ( :B :C ) .": ["DisjointUnion(A B C)"],
    ":A owl:unionOf ( :B :C ) .": ["EquivalentClasses(A ObjectUnionOf(B C))"],
    ":A owl:hasKey ( :p :d ) .": ["HasKey(A ObjectProperties(p) DataProperties(d))"],
    "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .": ["DisjointClasses(A B C)"],
    "[] a owl:AllDisjointProperties ; owl:members ( :p :q ) .": ["DisjointObjectProperties(p q)"],
    "[] a owl:AllDisjointProperties ; owl:members ( :d :e ) .": ["DisjointDataProperties(d e)"],
    "[] a owl:AllDifferent ; owl:distinctMembers ( :i :j ) .": ["DifferentIndividuals(i j)"],
    ":i owl:sameAs :j .": ["SameIndividual(i j)"],
    ":p rdfs:subPropertyOf :q .": ["SubObjectPropertyOf(p q)"],
    ":d rdfs:subPropertyOf :e .": ["SubDataPropertyOf(d e)"],
    ":p owl:propertyChainAxiom ( :q :q ) .": ["SubObjectPropertyOf(ObjectPropertyChain(q q) p)"],
    "[ owl11:propertyChain ( :q :q ) ] rdfs:subPropertyOf :p .": ["SubObjectPropertyOf(ObjectPropertyChain(q q) p)"],
    ":p owl:inverseOf :q .": ["InverseObjectProperties(p q)"],
    ":p a owl:FunctionalProperty . :d a owl:FunctionalProperty .": [
        "FunctionalObjectProperty(p)",
        "FunctionalDataProperty(d)",
    ],
    ":p a owl:AsymmetricProperty .": ["AsymmetricObjectProperty(p)"],
    ":p owl:propertyDisjointWith :q .": ["DisjointObjectProperties(p q)"],
    ":d owl:equivalentProperty :e .": ["EquivalentDataProperties(d e)"],
    ":p rdfs:domain :A .": ["ObjectPropertyDomain(p A)"],
    ":note rdfs:domain :A .": ["AnnotationPropertyDomain(note A)"],
    ":dt owl:equivalentClass [ a rdfs:Datatype ; owl:oneOf ( 1 ) ] .": ['DatatypeDefinition(dt DataOneOf("1"))'],
    ":i a :A .": ["ClassAssertion(A i)"],
    "_:x a :A ; :p :i .": ["ClassAssertion(A _:b0)", "ObjectPropertyAssertion(p _:b0 i)"],
    ':i :d "热水器"@zh .': ['DataPropertyAssertion(d i "热水器")'],
    ':A :note "n" .': ['AnnotationAssertion(A note "n")'],
    "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :i ; owl:assertionProperty :p ;"
    " owl:targetIndividual :j .": ["NegativeObjectPropertyAssertion(p i j)"],
    "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :i ; owl:assertionProperty :d ; owl:targetValue 1 .": [
        'NegativeDataPropertyAssertion(d i "1")'
    ],
    ":A a owl:DeprecatedClass .": ['AnnotationAssertion(A deprecated "true")'],
}


@pytest.mark.parametrize(("turtle", "said"), _AXIOMS.items())
def test_each_axiom_is_read(turtle: str, said: list[str]) -> None:
    # Blank nodes are numbered through the whole document.
    found = [text.replace("_:b9", "_:b0").replace("_:b10", "_:b0") for text in _said(turtle)]
    assert [_one_blank(text) for text in found] == [_one_blank(text) for text in said]


def _one_blank(text: str) -> str:
    return " ".join("_:b" if word.startswith("_:") else word for word in text.split())


@pytest.mark.parametrize("turtle", [*(f":C rdfs:subClassOf {t} ." for t in _CLASSES), *_AXIOMS])
def test_every_triple_of_a_sound_document_ends_in_an_axiom(turtle: str) -> None:
    read = _read(turtle)
    assert read.unread == ()
    triples = parse(_PREFIXES + _TYPES + turtle, RdfSyntax.TURTLE, base="file:///t.ttl", file="t.ttl")
    settled = fates(triples, file="t.ttl")
    assert len(settled) == len(triples)
    assert all(isinstance(fate, Axiom) for _, fate in settled)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_triples_says_nothing(seed: int) -> None:
    triples = triples_of(read_file(Path(benchmarks.__file__).parent / "whole.ofn"))
    mixed = list(triples)
    random.Random(seed).shuffle(mixed)
    straight, shuffled = read_graph(triples, file="t.ttl"), read_graph(mixed, file="t.ttl")
    assert shuffled.unread == straight.unread == ()
    assert {canonical(axiom) for axiom in shuffled.axioms} == {canonical(axiom) for axiom in straight.axioms}
    assert shuffled.annotations == straight.annotations


def test_a_rule_is_read_with_its_built_ins_variables_and_annotations() -> None:
    (rule,) = [axiom for axiom in _read(_RULE).axioms if axiom.kind == "DLSafeRule"]
    assert rule.short() == (
        'DLSafeRule(Body(ClassAtom(A ?x) DataPropertyAtom(d ?x ?y) BuiltInAtom(greaterThan ?y "3")) '
        "Head(ObjectPropertyAtom(p ?x i)))"
    )
    assert rule.labels() == {"zh": "规则一"}


_RULE = """
<urn:swrl#x> a swrl:Variable . :y a swrl:Variable . swrlb:greaterThan a swrl:Builtin .
[] a swrl:Imp ; rdfs:label "规则一"@zh ;
  swrl:body [ a swrl:AtomList ; rdf:first [ a swrl:ClassAtom ; swrl:classPredicate :A ; swrl:argument1 <urn:swrl#x> ] ;
    rdf:rest ( [ a swrl:DatavaluedPropertyAtom ; swrl:propertyPredicate :d ; swrl:argument1 <urn:swrl#x> ;
                 swrl:argument2 :y ]
               [ a swrl:BuiltinAtom ; swrl:builtin swrlb:greaterThan ; swrl:arguments ( :y 3 ) ] ) ] ;
  swrl:head ( [ a swrl:IndividualPropertyAtom ; swrl:propertyPredicate :p ; swrl:argument1 <urn:swrl#x> ;
                swrl:argument2 :i ] ) .
"""


def test_a_rule_may_have_no_head() -> None:
    rule = "[] a swrl:Imp ; swrl:body ( [ a swrl:ClassAtom ; swrl:classPredicate :A ; swrl:argument1 :i ] ) ."
    assert _said(rule) == ["DLSafeRule(Body(ClassAtom(A i)) Head())"]


def test_annotations_on_an_axiom_and_on_its_annotations_stay_where_they_stand() -> None:
    turtle = """
    :A rdfs:subClassOf :B .
    _:a a owl:Axiom ; owl:annotatedSource :A ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :B ;
      rdfs:label "l" .
    [] a owl:Annotation ; owl:annotatedSource _:a ; owl:annotatedProperty rdfs:label ; owl:annotatedTarget "l" ;
      rdfs:comment "c" .
    """
    read = _read(turtle)
    (axiom,) = [axiom for axiom in read.axioms if axiom.kind == "SubClassOf"]
    (note,) = axiom.annotations
    assert (note.property.rpartition("#")[2], len(note.annotations), read.unread) == ("label", 1, ())


def test_an_annotated_axiom_needs_no_triple_of_its_own() -> None:
    turtle = (
        "[] a owl:Axiom ; owl:annotatedSource :A ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :B ;"
        ' rdfs:label "l" .'
    )
    assert _said(turtle) == ["SubClassOf(A B)"]


def test_an_undeclared_term_is_taken_for_what_its_use_tells_and_reported() -> None:
    read = _read(":r rdfs:range :A . :s rdfs:range xsd:string . :i :t :j .")
    kinds = {(assumed.iri.rpartition("#")[2], assumed.kind) for assumed in read.assumed}
    assert {
        ("r", TermKind.OBJECT_PROPERTY),
        ("s", TermKind.DATA_PROPERTY),
        ("t", TermKind.ANNOTATION_PROPERTY),
    } <= kinds


def test_terms_of_an_imported_document_need_no_declaration() -> None:
    triples = parse(_PREFIXES + ":i :far :j .", RdfSyntax.TURTLE, base="file:///t.ttl", file="t.ttl")
    (axiom,) = read_graph(
        triples, file="t.ttl", imported={TermKind.OBJECT_PROPERTY: {"https://t.example/t#far"}}
    ).axioms
    assert axiom.kind == "ObjectPropertyAssertion"


_BROKEN = {
    ":A rdfs:subClassOf [ owl:unionOf _:l ] . _:l rdf:first :B ; rdf:rest _:l .": "runs in a circle",
    ":A rdfs:subClassOf [ owl:unionOf _:l ] . _:l rdf:first :B .": "lacks rdf:rest",
    ":A rdfs:subClassOf [ owl:unionOf [ rdf:first :B, :C ; rdf:rest () ] ] .": "has several rdf:first",
    ":A rdfs:subClassOf [ a owl:Class ] .": "neither what it is made of",
    ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ] .": "says nothing about it",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 'many' ] .": "is no number",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality -1 ] .": "must not be below 0",
    ":A rdfs:subClassOf _:x . _:x owl:complementOf _:x .": "is part of itself",
    ":A rdfs:subClassOf 'B' .": "stands where a class must",
    "[] a owl:AllDifferent .": "has no owl:members",
    "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :i .": "lacks owl:assertionProperty",
    "[] a swrl:Imp ; swrl:body ( [ a swrl:ClassAtom ; swrl:argument1 :i ] ) .": "lacks swrl:classPredicate",
    "[] a swrl:Imp ; swrl:body ( [ swrl:argument1 :i ] ) .": "has no type that SWRL knows",
    "[] a owl:Axiom ; owl:annotatedSource :A .": "lacks owl:annotatedProperty",
    ":u a owl:FunctionalProperty .": "declare it",
    ":u owl:equivalentProperty :v .": "not both known",
    ":u a rdf:Property .": "declare an owl: property kind",
    "[ a owl:Class ; owl:unionOf ( :A :B ) ] rdfs:label 'unused' .": "no axiom uses",
    ":i owl:nonsense :j .": "no meaning as an axiom",
}


@pytest.mark.parametrize(("turtle", "reason"), _BROKEN.items())
def test_what_cannot_be_read_is_reported_with_its_reason(turtle: str, reason: str) -> None:
    assert any(reason in unread.reason for unread in _read(turtle).unread), _read(turtle).unread


@pytest.mark.parametrize("turtle", _BROKEN)
def test_every_triple_of_a_broken_document_ends_in_an_axiom_or_in_the_report(turtle: str) -> None:
    triples = parse(_PREFIXES + turtle, RdfSyntax.TURTLE, base="file:///t.ttl", file="t.ttl")
    assert len(fates(triples, file="t.ttl")) == len(triples)


def test_expressions_nested_too_deep_are_reported_and_not_a_crash() -> None:
    deep = "[ owl:complementOf " * 3000 + ":A" + " ]" * 3000
    assert any("nested more than" in unread.reason for unread in _read(f":A rdfs:subClassOf {deep} .").unread)


_NODES = st.sampled_from([":A", ":p", ":d", ":i", "_:x", "_:y", "rdf:nil", "owl:Class", "owl:Axiom", "swrl:Imp", "'t'"])
_LISTS = ["rdf:first", "rdf:rest", "owl:unionOf", "owl:members", "owl:hasKey", "swrl:body"]
_CLAIMS = ["a", ":p", ":d", "rdfs:subClassOf", "rdfs:subPropertyOf", "owl:onProperty", "owl:someValuesFrom"]
_PREDICATES = st.sampled_from([*_LISTS, *_CLAIMS, "owl:annotatedSource", "owl:annotatedProperty"])


@given(st.lists(st.tuples(_NODES, _PREDICATES, _NODES), max_size=25))
def test_any_graph_is_read_and_each_of_its_triples_accounted_for(lines: list[tuple[str, str, str]]) -> None:
    turtle = " ".join(f"{s} {p} {o} ." for s, p, o in lines if s != "'t'")
    triples = parse(_PREFIXES + turtle, RdfSyntax.TURTLE, base="file:///t.ttl", file="t.ttl")
    assert len(fates(triples, file="t.ttl")) == len(triples)


@pytest.mark.shared_data
def test_public_ontologies_lose_no_triple(shared_data: Path) -> None:
    for path in sorted((shared_data / "ontologies").iterdir()):
        read = read_file(path)
        assert read.axioms, path.name
        assert all(isinstance(unread, Unread) and unread.reason for unread in read.unread)


def test_an_expression_that_stands_in_many_places_is_read_once() -> None:
    shared = "".join(f"_:c{n} a owl:Class ; owl:intersectionOf ( _:c{n + 1} _:c{n + 1} ) . " for n in range(60))
    read = _read(f":C rdfs:subClassOf _:c0 . {shared} _:c60 a owl:Class ; owl:unionOf ( :A :B ) .")
    assert read.unread == ()


def test_what_is_said_of_an_imported_ontology_is_no_annotation_of_the_one_that_imports() -> None:
    read = _read('<http://ex/o> a owl:Ontology ; owl:imports <http://ex/lib> . <http://ex/lib> rdfs:label "the lib" .')
    assert read.annotations == ()
    assert [str(axiom) for axiom in read.axioms if axiom.kind != "Declaration"] == [
        'AnnotationAssertion(<http://ex/lib> <http://www.w3.org/2000/01/rdf-schema#label> "the lib")'
    ]
