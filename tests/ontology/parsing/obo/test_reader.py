"""OBO documents: every line an axiom, an annotation of the ontology, or told as unread; broken ones told where."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from ontology.canonical import canonical
from ontology.errors import OntologyError
from ontology.owl import RDFS
from ontology.parsing.obo import clauses
from ontology.parsing.obo.reader import read_obo
from ontology.reader import Document, read_file
from ontology.reading import Reading
from tools.maven import MavenError
from tools.robot import read

_EVERYTHING = Path(__file__).parent / "everything.obo"
_HEAD = "format-version: 1.4\nontology: shop\n"


def _read(lines: str, *, kind: str = "Term", id: str = "S:1") -> Reading:
    return read_obo(f"{_HEAD}\n[{kind}]\nid: {id}\n{lines}\n", file="t.obo")


def _said(lines: str, *, kind: str = "Term", id: str = "S:1") -> list[str]:
    """What the lines of one frame say beyond the frame itself, without the properties that they bring along."""
    plain = {str(axiom) for axiom in _read("", kind=kind, id=id).axioms}
    brought = re.compile(r"Declaration\(AnnotationProperty|AnnotationAssertion\((?!S_)\S+ label ")
    axioms = [axiom for axiom in _read(lines, kind=kind, id=id).axioms if str(axiom) not in plain]
    return [axiom.short() for axiom in axioms if not brought.match(axiom.short())]


_TERMS = {
    "name: 热水器 ! a comment": ['AnnotationAssertion(S_1 label "热水器")'],
    'def: "a \\"b\\"\\nc" [P:1, http://x.org/a\\,b]': ['AnnotationAssertion(S_1 IAO_0000115 "a "b"\nc")'],
    "comment: with \\{braces\\}": ['AnnotationAssertion(S_1 comment "with {braces}")'],
    'synonym: "x" EXACT []': ['AnnotationAssertion(S_1 hasExactSynonym "x")'],
    'synonym: "x" []': ['AnnotationAssertion(S_1 hasRelatedSynonym "x")'],
    'broad_synonym: "x" []': ['AnnotationAssertion(S_1 hasBroadSynonym "x")'],
    'xref: W:1 "page"': ['AnnotationAssertion(S_1 hasDbXref "W:1")'],
    "is_obsolete: true": ['AnnotationAssertion(S_1 deprecated "true")'],
    "replaced_by: S:2": ["AnnotationAssertion(S_1 IAO_0100001 S_2)"],
    'property_value: p "1.5" xsd:decimal': ['AnnotationAssertion(S_1 p "1.5")'],
    "property_value: p S:2": ["AnnotationAssertion(S_1 p S_2)"],
    'is_a: S:2 {source="x"} ! two': ["SubClassOf(S_1 S_2)"],
    'is_a: S:2 {gci_relation="r", gci_filler="S:3"}': [
        "Declaration(Class(S_3))",
        "SubClassOf(ObjectIntersectionOf(S_1 ObjectSomeValuesFrom(r S_3)) S_2)",
    ],
    "disjoint_from: S:2": ["DisjointClasses(S_1 S_2)"],
    "equivalent_to: http://x.org/y": ["EquivalentClasses(S_1 y)"],
    "intersection_of: S:2\nintersection_of: r S:3": [
        "Declaration(Class(S_3))",
        "EquivalentClasses(S_1 ObjectIntersectionOf(S_2 ObjectSomeValuesFrom(r S_3)))",
    ],
    "union_of: S:2\nunion_of: S:3": ["EquivalentClasses(S_1 ObjectUnionOf(S_2 S_3))"],
    "relationship: r S:2": ["Declaration(Class(S_2))", "SubClassOf(S_1 ObjectSomeValuesFrom(r S_2))"],
    'relationship: r S:2 {cardinality="2"}': [
        "Declaration(Class(S_2))",
        "SubClassOf(S_1 ObjectExactCardinality(2 r S_2))",
    ],
    "alt_id: S:9": [
        "Declaration(Class(S_9))",
        'AnnotationAssertion(S_9 deprecated "true")',
        "AnnotationAssertion(S_9 IAO_0100001 S_1)",
        "AnnotationAssertion(S_9 IAO_0000231 IAO_0000227)",
        'AnnotationAssertion(S_1 hasAlternativeId "S:9")',
    ],
}


@pytest.mark.parametrize("lines", _TERMS)
def test_a_line_of_a_term_says_its_axioms(lines: str) -> None:
    assert _said(lines) == _TERMS[lines]


_RELATIONS = {
    "is_a: S:2": "SubObjectPropertyOf(S_1 S_2)",
    "inverse_of: S:2": "InverseObjectProperties(S_1 S_2)",
    "domain: S:2": "ObjectPropertyDomain(S_1 S_2)",
    "range: S:2": "ObjectPropertyRange(S_1 S_2)",
    "is_transitive: true": "TransitiveObjectProperty(S_1)",
    "is_symmetric: false": 'AnnotationAssertion(S_1 is_symmetric "false")',
    "transitive_over: S:2": "SubObjectPropertyOf(ObjectPropertyChain(S_1 S_2) S_1)",
    "holds_over_chain: S:2 S:3": "SubObjectPropertyOf(ObjectPropertyChain(S_2 S_3) S_1)",
}


@pytest.mark.parametrize("lines", _RELATIONS)
def test_a_line_of_a_relation_says_its_axiom(lines: str) -> None:
    assert _said(lines, kind="Typedef") == [_RELATIONS[lines]]


def test_a_line_ends_where_editors_end_it_only() -> None:
    text = "[Term]\r\nid: S:1\r\nname: one\u2028two\u0085three\r\n"
    said = [axiom.short() for axiom in read_obo(text, file="t.obo").axioms]
    assert 'AnnotationAssertion(S_1 label "one\u2028two\u0085three")' in said


def test_qualifiers_and_cross_references_annotate_the_axiom() -> None:
    axiom = _read('def: "x" [A:1, B:2] {source="here"}').axioms[-1]
    assert [str(note.value) for note in axiom.annotations] == ['"A:1"', '"B:2"', '"here"']


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('is_a: S:2 {cardinality="2"}', 'cardinality="2" says nothing'),
        ('is_a: S:2 {gci_relation="r"}', 'gci_relation="r", without the other'),
        ('synonym: "x" EXACT [] {all_only="true"}', 'all_only="true" says nothing'),
        ('relationship: r S:2 {cardinality="two"}', 'cardinality="two", which is no number'),
        ('relationship: r S:2 {cardinality="2", maxCardinality="3"}', 'maxCardinality="3", beside a cardinality'),
        ('relationship: r S:2 {maxCardinality="3", all_only="true"}', 'all_only="true", beside a cardinality'),
        ('relationship: r S:2 {all_only="maybe"}', 'all_only="maybe", which is neither true nor false'),
    ],
)
def test_a_qualifier_that_became_part_of_no_axiom_is_told(line: str, reason: str) -> None:
    (unread,) = _read(line).unread
    assert line in unread.text
    assert reason in unread.reason


def test_owl_axioms_of_the_header_are_a_document_of_their_own() -> None:
    inner = "Ontology(Import(<http://x.org/c>) Annotation(<http://x.org/p> <http://x.org/v>) Declaration(Class(<http://x.org/C>)))"
    reading = read_obo(f"ontology: shop\nowl-axioms: {inner}\n", file="t.obo")
    assert reading.imports == ("http://x.org/c",)
    assert [note.property for note in reading.annotations] == ["http://x.org/p"]
    assert [axiom.short() for axiom in reading.axioms] == ["Declaration(Class(C))"]


def test_the_default_namespace_is_that_of_each_frame_without_one() -> None:
    text = "default-namespace: shop\n[Term]\nid: S:1\n[Term]\nid: S:2\nnamespace: own\n"
    said = [axiom.short() for axiom in read_obo(text, file="t.obo").axioms]
    assert 'AnnotationAssertion(S_1 hasOBONamespace "shop")' in said
    assert 'AnnotationAssertion(S_2 hasOBONamespace "own")' in said
    assert 'AnnotationAssertion(S_2 hasOBONamespace "shop")' not in said


def test_the_header_names_ontology_version_and_imports_and_annotates() -> None:
    text = "ontology: shop\ndata-version: 2026\nimport: http://x.org/b\nremark: r\nsaved-by: me\n"
    reading = read_obo(text, file="t.obo")
    base = "http://purl.obolibrary.org/obo/"
    assert (reading.iri, reading.version) == (f"{base}shop.owl", f"{base}shop/2026/shop.owl")
    assert reading.imports == ("http://x.org/b",)
    assert [(note.property.removeprefix(RDFS), str(note.value)) for note in reading.annotations] == [
        ("http://www.geneontology.org/formats/oboInOwl#saved-by", '"me"'),
        ("comment", '"r"'),
    ]


def test_ids_are_short_names_of_relations_have_spaces_or_are_iris_themselves() -> None:
    text = """idspace: E http://e.org/
[Typedef]
id: part_of
xref: BFO:0000050
[Term]
id: E:1
relationship: part_of http://x.org/a#b
is_a: plain
is_a: owl:Thing
"""
    said = "\n".join(str(axiom) for axiom in read_obo(text, file="t.obo").axioms)
    assert (
        "<http://e.org/1> ObjectSomeValuesFrom(<http://purl.obolibrary.org/obo/BFO_0000050> <http://x.org/a#b>)" in said
    )
    assert "<http://purl.obolibrary.org/obo/TEMP#plain>" in said
    assert "SubClassOf(<http://e.org/1> <http://www.w3.org/2002/07/owl#Thing>)" in said


def test_what_owl_has_no_place_for_is_told_with_its_line() -> None:
    text = """[Instance]
id: S:i
name: mine

[Typedef]
id: r
union_of: a
relationship: q S:1

[Term]
id: S:1
def: "x" [A:1 "described"]
"""
    unread = read_obo(text, file="t.obo").unread
    assert [one.text.partition(":")[0] for one in unread] == ["line 1", "line 7", "line 8", "line 12"]
    assert "[Instance] S:i with 2 clauses" in unread[0].text
    assert "«described»" in unread[3].reason


_BROKEN = {
    "just text": "line 6, column 1: «just text» stands where a tag with a colon",
    'def: "open': 'line 6, column 6: «"open» stands where a text that ends in a quote',
    "def: none": "line 6, column 6: «none» stands where a text in double quotes",
    'def: "x" [A:1': "line 6, column 14: the line ends where '\\]' or ',' is",
    'synonym: "x" EXACT': "line 6, column 19: the line ends where a list of cross references",
    "is_a: S:1 S:2": "line 6, column 11: «S:2» stands where the end of the line",
    "is_a:": "line 6, column 6: the line ends where an id",
    "relationship: r": "line 6, column 16: the line ends where an id",
    "is_obsolete: yes": "line 6, column 14: «yes» stands where true or false",
    'is_a: S:1 {source="x"': "line 6, column 22: the line ends where '}' or ','",
    "comment: a {b}": "line 6, column 14: «}» stands where a qualifier .*in a text a brace is written",
    "property_value: p": "line 6, column 18: the line ends where an id",
}


@pytest.mark.parametrize("line", _BROKEN)
def test_a_broken_line_is_told_where_and_what_was_expected(line: str) -> None:
    with pytest.raises(OntologyError, match=rf"^t\.obo: {_BROKEN[line]}"):
        _read(line)


def test_a_frame_without_its_id_is_told() -> None:
    with pytest.raises(OntologyError, match=r"t\.obo: line 2: a \[Term\] begins with its id"):
        read_obo("[Term]\nname: x\n", file="t.obo")


def _compared(document: Document) -> tuple[Counter[str], object]:
    axioms = (canonical(axiom) for axiom in document.axioms)
    header = (document.iri, document.version, document.imports, document.annotations)
    return Counter(f"{axiom} {axiom.annotations!r}" for axiom in axioms), header


def test_everything_that_obo_says_is_what_the_owlapi_reads_from_it(tmp_path: Path) -> None:
    try:
        (counted,) = read([_EVERYTHING], tmp_path)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    ours = read_file(_EVERYTHING)
    assert len(ours.axioms) == counted.axioms > 200
    assert _compared(ours) == _compared(read_file(counted.functional))


def test_a_document_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clauses, "MAX_LINES", 3)
    with pytest.raises(OntologyError, match="line 4: more than 3 lines"):
        read_obo("a: b\n" * 9, file="t.obo")
