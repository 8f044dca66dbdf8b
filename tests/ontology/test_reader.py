"""OWL files in: what arrives, and what a broken file is told."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ontology.source
from ontology.errors import OntologyError
from ontology.load import PACKS
from ontology.owl import RDFS, Annotation, Iri, Literal
from ontology.reader import read_file, read_text
from tests.ontology.axioms import AXIOMS, DECLARATIONS, NS, OTHERS, document, spelled


@pytest.mark.parametrize("line", [*DECLARATIONS, *AXIOMS])
def test_each_kind_of_component_arrives_as_one_axiom_that_says_the_same(line: str) -> None:
    axioms = read_text(document(line), file="a.ofn").axioms
    assert [str(axiom) for axiom in axioms] == list(spelled((line,)))


@pytest.mark.parametrize("line", OTHERS)
def test_components_with_a_spelling_of_their_own_arrive_as_one_axiom(line: str) -> None:
    (axiom,) = read_text(document(line), file="a.ofn").axioms
    assert axiom.kind == line.partition("(")[0]


def test_a_whole_document_loses_no_component() -> None:
    lines = (*DECLARATIONS, *AXIOMS, *OTHERS)
    assert len(read_text(document(*lines), file="a.ofn").axioms) == len(set(lines))


def test_a_rule_arrives_with_its_body_before_its_head() -> None:
    rule = "DLSafeRule(Body(ClassAtom(:A Variable(:x))) Head(ClassAtom(:B Variable(:x))))"
    (axiom,) = read_text(document(rule), file="a.ofn").axioms
    assert axiom.short() == "DLSafeRule(Body(ClassAtom(A ?x)) Head(ClassAtom(B ?x)))"


def test_a_facet_keeps_its_name_and_its_value() -> None:
    (axiom,) = read_text(document(OTHERS[4]), file="a.ofn").axioms
    assert 'minInclusive "0"' in axiom.short()


def test_an_annotation_on_an_axiom_stays_with_it() -> None:
    line = 'SubClassOf(Annotation(rdfs:label "规则一"@zh) :A :B)'
    (axiom,) = read_text(document(line), file="a.ofn").axioms
    assert axiom.annotations == (Annotation(property=RDFS + "label", value=Literal("规则一", lang="zh")),)


def test_the_order_of_lines_does_not_matter() -> None:
    lines = (*DECLARATIONS, *AXIOMS)
    assert read_text(document(*lines), file="a.ofn").axioms == read_text(document(*lines[::-1]), file="a.ofn").axioms


def test_header_tells_iri_version_and_imports_in_order() -> None:
    text = "Ontology(<https://t.example/a> <https://t.example/a/2> Import(<https://t.example/c>) Import(<https://t.example/b>))"
    read = read_text(text, file="a.ofn")
    assert (read.iri, read.version) == ("https://t.example/a", "https://t.example/a/2")
    assert read.imports == ("https://t.example/b", "https://t.example/c")


def test_an_annotation_of_the_ontology_is_no_axiom() -> None:
    text = 'Ontology(<https://t.example/a> Annotation(<https://t.example/n> "x"))'
    assert read_text(text, file="a.ofn").axioms == ()


def test_a_language_is_compared_in_small_letters() -> None:
    (axiom,) = read_text(document('DataPropertyAssertion(:d :i "x"@zh-CN)'), file="a.ofn").axioms
    assert axiom.args[2] == Literal("x", lang="zh-cn")


def test_a_file_is_named_in_each_of_its_axioms(tmp_path: Path) -> None:
    path = tmp_path / "店铺.ofn"
    path.write_text(document("Declaration(Class(:A))"), encoding="utf-8")
    assert [axiom.file for axiom in read_file(path).axioms] == ["店铺.ofn"]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.ofn"
    path.write_text(document("Declaration(Class(:A))"), encoding="utf-8-sig")
    assert read_file(path).axioms[0].kind == "Declaration"


def test_manchester_syntax_is_known_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.omn"
    path.write_text("Prefix: : <https://t.example/a#>\nOntology: <https://t.example/a>\nClass: :A\n", encoding="utf-8")
    assert Iri("https://t.example/a#A") in [arg for axiom in read_file(path).axioms for arg in axiom.args[0].args]  # type: ignore[union-attr]


def test_a_syntax_error_is_told_with_line_and_column() -> None:
    with pytest.raises(
        OntologyError, match=r"bad\.ofn: line 7, column 15: expected a class expression \(at «\?\?»\); repair it there"
    ):
        read_text(document("SubClassOf(:A ?? :B)"), file="bad.ofn")


def test_an_undeclared_prefix_is_told() -> None:
    with pytest.raises(OntologyError, match=r"bad\.ofn: line 7, column 12: the prefix 'nope:' is not declared"):
        read_text(document("SubClassOf(nope:A :B)"), file="bad.ofn")


def test_an_ontology_without_an_iri_is_called_by_its_file() -> None:
    read = read_text("Ontology(Declaration(Class(<https://t.example/A>)))", file="a b.ofn")
    assert (read.iri, read.nameless, len(read.axioms)) == ("urn:fengmi:file:a%20b.ofn", True, 1)


@pytest.mark.parametrize("text", ["", "   \n", "hello", "{}", "<?xml version='1.0'?><a/>", "Ontology("])
def test_what_is_no_ontology_is_refused(text: str) -> None:
    with pytest.raises(OntologyError, match=r"^a\.ofn: "):
        read_text(text, file="a.ofn")


def test_a_file_that_is_not_utf8_is_told_with_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "gbk.ofn"
    path.write_bytes("Ontology(<https://t.example/热水器>)".encode("gbk"))
    with pytest.raises(OntologyError, match=r"gbk\.ofn: not UTF-8 \(line 1, byte 28: 0xc8\); save it as UTF-8"):
        read_file(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ofn: no such file"):
        read_file(tmp_path / "none.ofn")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.ofn").mkdir()
    with pytest.raises(OntologyError, match="directory"):
        read_file(tmp_path / "a.ofn")


def test_a_text_that_is_no_ontology_is_told_with_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("dear customer", encoding="utf-8")
    with pytest.raises(
        OntologyError, match=r"a\.txt: not an ontology \(it begins with «dear customer»\); known are OWL"
    ):
        read_file(tmp_path / "a.txt")


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ofn"
    path.write_text(document(), encoding="utf-8")
    monkeypatch.setattr(ontology.source, "MAX_BYTES", 10)
    with pytest.raises(OntologyError, match="larger than 10 bytes"):
        read_file(path)


_PACK = (PACKS / "service.ofn").read_text(encoding="utf-8")[:6000]


@given(cut=st.integers(0, len(_PACK)), inserted=st.text(max_size=8))
def test_a_damaged_file_gives_an_ontology_or_an_ontology_error(cut: int, inserted: str) -> None:
    with suppress(OntologyError):
        read_text(_PACK[:cut] + inserted + _PACK[cut + 1 :], file="a.ofn")


def test_the_names_in_axioms_are_full_iris() -> None:
    (axiom,) = read_text(document("SubClassOf(:A :B)"), file="a.ofn").axioms
    assert axiom.args == (Iri(NS + "A"), Iri(NS + "B"))
