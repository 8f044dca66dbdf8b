"""OBO written: frames for what has an OBO id, functional syntax for all else, nothing lost and nothing added."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ontology.load import read_ontology
from ontology.owl import Axiom
from ontology.reader import Document, read_file, read_text
from ontology.writing.export import export
from ontology.writing.functional import axiom_text
from tests.ontology.axioms import DECLARATIONS, document
from tools.compare import Pair, compare
from tools.maven import MavenError

_EVERYTHING = Path(__file__).parents[2] / "parsing" / "obo" / "everything.obo"

_KITCHEN = """! OBO 1.4
format-version: 1.4
data-version: 2026-11-01
subsetdef: gift "什么适合送礼"
synonymtypedef: trade "trade name" EXACT
ontology: kitchen

[Term]
id: K:1
name: water heater
def: "Heats water.\\nNever \\"dry\\"." [PMID:1, http://x.org/a\\,b]
comment: says \\{this\\} and 100 % of that\\!
subset: gift
synonym: "geyser" EXACT trade [S:1]
synonym: "热水器" RELATED []
xref: W:1 "a page"
property_value: weighs "12.5" xsd:decimal
is_a: K:2 {source="catalogue"}
intersection_of: K:2
intersection_of: heats K:3
relationship: heats K:3
relationship: part_of K:4 {maxCardinality="1"}

[Term]
id: K:2
name: appliance
disjoint_from: K:3

[Term]
id: K:3
name: water

[Term]
id: K:4
name: kitchen
is_obsolete: true
replaced_by: K:5

[Term]
id: K:5
name: room

[Typedef]
id: heats
name: heats
domain: K:2
is_asymmetric: true

[Typedef]
id: part_of
name: part of
xref: BFO:0000050
is_transitive: true
transitive_over: heats
holds_over_chain: heats part_of

[Typedef]
id: weighs
name: weighs
is_metadata_tag: true
"""


_PREFIXES = """Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>) Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)"""


def _kitchen() -> Document:
    return read_text(_KITCHEN, file="kitchen.obo")


def _of(axioms: Iterable[Axiom]) -> Document:
    """A document of these axioms, which has the name of the kitchen."""
    lines = "\n".join(map(axiom_text, axioms))
    return read_text(f"Ontology(<http://purl.obolibrary.org/obo/kitchen.owl>\n{lines})", file="some.ofn")


def _unsaid(text: str) -> list[str]:
    """The axioms that the header tells in functional syntax."""
    return re.findall(r"^owl-axioms: (.*)$", text, re.MULTILINE)


def test_a_file_in_the_order_of_the_format_comes_back_as_it_was() -> None:
    exported = export(_kitchen(), "obo")
    assert exported.text == _KITCHEN
    assert (exported.lost, exported.added) == ((), ())


def test_what_obo_has_no_line_for_stands_in_the_header_an_axiom_a_line() -> None:
    obo = "http://purl.obolibrary.org/obo/K_"
    more = f'owl-axioms: Ontology(AnnotationAssertion(<{obo}p> <{obo}1> "名"@zh))'
    union = f"owl-axioms: Ontology(SubClassOf(ObjectUnionOf(<{obo}1> <{obo}2>) <{obo}5>))"
    text = _KITCHEN.replace("ontology: kitchen\n", f"ontology: kitchen\n{more}\n{union}\n")
    assert export(read_text(text, file="kitchen.obo"), "obo").text == text


def test_terms_without_an_id_of_obo_have_no_frame() -> None:
    axioms = ("Declaration(ObjectProperty(:r))", 'AnnotationAssertion(:note :A "x")', "SubClassOf(:A :B)")
    before = read_text(document(*DECLARATIONS, *axioms), file="t.ofn")
    exported = export(before, "obo")
    assert "[Term]" not in exported.text
    assert len(_unsaid(exported.text)) == len(before.axioms)
    assert (exported.lost, exported.added) == ((), ())


def test_a_frame_that_would_say_more_than_the_document_is_not_written() -> None:
    """The tag of a cross reference brings its property and that property's label along."""
    document = _kitchen()
    brought = re.compile(r"Declaration\(AnnotationProperty\(<\S+hasDbXref>\)\)|AnnotationAssertion\(<\S+hasDbXref> ")
    before = _of(axiom for axiom in document.axioms if not brought.match(str(axiom)))
    assert len(before.axioms) == len(document.axioms) - 2
    exported = export(before, "obo")
    assert "xref:" not in exported.text
    assert (exported.lost, exported.added) == ((), ())


@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_document_with_frames_loses_the_rest_is_written_to_the_last_axiom(seed: int) -> None:
    """Leaves out axioms at random, so that tags lack their labels, relations their ids, terms their declarations."""
    chance = random.Random(seed)
    document = read_file(_EVERYTHING)
    share = chance.choice((0.5, 0.8, 0.95, 0.99))
    exported = export(_of(axiom for axiom in document.axioms if chance.random() < share), "obo")
    assert (exported.lost, exported.added) == ((), ())


def test_a_version_and_notes_that_obo_has_no_lines_for_come_back() -> None:
    text = """Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
    Ontology(<https://t.example/a> <https://t.example/a/2>
    Annotation(rdfs:label "本体"@zh) Annotation(rdfs:comment "c"))"""
    before = read_text(text, file="a.ofn")
    exported = export(before, "obo")
    after = read_text(exported.text, file="a.obo")
    assert (after.iri, after.version, after.annotations) == (before.iri, before.version, before.annotations)
    assert "\nremark: c\n" in exported.text


def test_a_note_on_cross_references_is_no_line_when_its_property_would_come_along() -> None:
    oio = "http://www.geneontology.org/formats/oboInOwl#"
    head = f'Annotation(<{oio}treat-xrefs-as-equivalent> "CL")'
    term = f'Declaration(Class(<urn:t:A>)) AnnotationAssertion(<{oio}id> <urn:t:A> "A:1")'
    before = read_text(f"Ontology(<https://t.example/a> {head} {term})", file="a.ofn")
    exported = export(before, "obo")
    assert (exported.lost, exported.added) == ((), ())
    assert read_text(exported.text, file="a.obo").annotations == before.annotations


_OIO = "http://www.geneontology.org/formats/oboInOwl#"
_KNOWN_ID = f'Declaration(AnnotationProperty(<{_OIO}id>)) AnnotationAssertion(rdfs:label <{_OIO}id> "id")'


def _with_id(term: str, id: str, kind: str = "Class") -> str:
    return f'Declaration({kind}(<{term}>)) AnnotationAssertion(<{_OIO}id> <{term}> "{id}")'


@pytest.mark.parametrize(
    "axioms",
    [
        _with_id("urn:t:p", "has part", "ObjectProperty"),
        _with_id("urn:t:p", "", "ObjectProperty"),
        _with_id("urn:t:p", "a{b}!c", "ObjectProperty"),
        _with_id("urn:t:5", ":5"),
        _with_id("5", "a:5"),
        _with_id("urn:t:A", "A 1"),
        _with_id("urn:t:p", "p", "ObjectProperty")
        + f'AnnotationAssertion(<{_OIO}is_class_level> <urn:t:p> "yes")'
        + f'AnnotationAssertion(<{_OIO}hasDbXref> <urn:t:p> "")',
        _with_id("urn:t:p", "p", "AnnotationProperty")
        + f'AnnotationAssertion(<{_OIO}is_metadata_tag> <urn:t:p> "1"^^xsd:boolean)',
        f'AnnotationAssertion(<{_OIO}Class> <urn:t:A> "x")',
    ],
)
def test_ids_and_marks_that_obo_cannot_read_keep_nothing_from_being_written(axioms: str) -> None:
    before = read_text(f"{_PREFIXES} Ontology(<https://t.example/a> {_KNOWN_ID} {axioms})", file="a.ofn")
    exported = export(before, "obo")
    assert (exported.lost, exported.added) == ((), ())
    assert export(read_text(exported.text, file="a.obo"), "obo").text == exported.text


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("<https://t.example/a>", f'Annotation(<{_OIO}treat-xrefs-as-equivalent> "CL"@en)'),
        ("<https://t.example/a>", f'Annotation(Annotation(rdfs:comment "c") <{_OIO}treat-xrefs-as-equivalent> "CL")'),
        ("<https://t.example/a>", 'Annotation(rdfs:comment "c"^^xsd:anyURI) Annotation(rdfs:label _:n)'),
        ("<http://purl.obolibrary.org/obo/TEMP.owl>", ""),
        ("<http://purl.obolibrary.org/obo/TEMP.owl> <urn:t:1>", ""),
        ("", f'Annotation(<{_OIO}Class> "x")'),
        ("", f'Annotation(<{_OIO}Ontology> "x")'),
    ],
)
def test_the_header_comes_back_as_it_was(name: str, notes: str) -> None:
    treated = f"Declaration(AnnotationProperty(<{_OIO}treat-xrefs-as-equivalent>))"
    label = f'AnnotationAssertion(rdfs:label <{_OIO}treat-xrefs-as-equivalent> "treat-xrefs-as-equivalent")'
    axioms = f"{_KNOWN_ID} {treated} {label} {_with_id('urn:t:A', 'A:1')}"
    exported = export(read_text(f"{_PREFIXES} Ontology({name} {notes} {axioms})", file="a.ofn"), "obo")
    assert (exported.lost, exported.added) == ((), ())
    assert export(read_text(exported.text, file="a.obo"), "obo").text == exported.text


def test_an_id_with_a_blank_and_most_of_the_ids_of_a_space_make_frames() -> None:
    usual = " ".join(_with_id(f"http://purl.obolibrary.org/obo/K_{n}", f"K:{n}") for n in range(9))
    odd = _with_id("urn:a:0x", "K:0x") + _with_id("http://purl.obolibrary.org/obo/a#A+1", "A 1")
    before = read_text(
        f"{_PREFIXES} Ontology(<http://purl.obolibrary.org/obo/a.owl> {_KNOWN_ID} {usual} {odd})", file="a.ofn"
    )
    text = export(before, "obo").text
    assert text.count("[Term]") == 10
    assert "id: A\\W1\n" in text


def test_what_the_header_loses_is_told() -> None:
    before = read_text(f'{_PREFIXES} Ontology(<https://t.example/a> Annotation(rdfs:comment "a\r\nb"))', file="a.ofn")
    (lost,) = export(before, "obo").lost
    assert lost.startswith("Annotation(<http://www.w3.org/2000/01/rdf-schema#comment>")


def test_axioms_about_one_node_without_a_name_stand_on_one_line() -> None:
    notes = ("SubClassOf(Annotation(rdfs:seeAlso _:n) :A :B)", 'AnnotationAssertion(rdfs:label _:n "x")')
    text = export(read_text(document(*DECLARATIONS, *notes), file="t.ofn"), "obo").text
    (line,) = (line for line in _unsaid(text) if "_:" in line)
    assert "SubClassOf(" in line
    assert "AnnotationAssertion(" in line


def test_an_ontology_without_name_and_axioms_is_written() -> None:
    exported = export(read_text("Ontology()", file="empty.ofn"), "obo")
    assert read_text(exported.text, file="empty.obo").axioms == ()


def test_a_carriage_return_is_what_obo_cannot_say() -> None:
    before = read_text(document(*DECLARATIONS, 'AnnotationAssertion(:note :A "a\rb")'), file="t.ofn")
    (lost,) = export(before, "obo").lost
    assert lost.startswith("AnnotationAssertion")


def test_the_owlapi_reads_from_it_what_we_wrote(tmp_path: Path) -> None:
    """Its own reading of our text beside its reading of the file that we read."""
    pairs = []
    kitchen = tmp_path / "kitchen.obo"
    kitchen.write_text(_KITCHEN, encoding="utf-8")
    for file in (_EVERYTHING, kitchen):
        (before,) = read_ontology([file]).ontology.documents
        written = tmp_path / f"{file.stem}.written.obo"
        written.write_text(export(before, "obo").text, encoding="utf-8", newline="")
        pairs.append(Pair(first=file, second=written, imports=dict.fromkeys(before.imports)))
    try:
        found = compare(pairs)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    for compared in found:
        assert compared.axioms > 60
        assert (compared.missing, compared.extra, compared.error) == ((), (), "")
