"""Imports: found by catalog, by the folder and among the packs, never outside and never on the network."""

from pathlib import Path

import pytest

from ontology.imports import Folder
from ontology.load import load_ontology, read_ontology
from ontology.terms import TermKind
from tests.ontology.axioms import document

BASE = "https://t.example/"
_CATALOG = '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{}</catalog>'


def _write(path: Path, iri: str, *lines: str, imports: tuple[str, ...] = ()) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document(*lines, iri=BASE + iri, imports=tuple(BASE + other for other in imports)), "utf-8")
    return path


def _catalog(folder: Path, entries: str, name: str = "catalog-v001.xml") -> None:
    (folder / name).write_text(_CATALOG.format(entries), encoding="utf-8")


@pytest.mark.parametrize(
    "entries",
    [
        '<uri name="https://t.example/b" uri="deep/other.ofn"/>',
        '<group id="g" prefer="public" xml:base=""><uri name="https://t.example/b" uri="deep/other.ofn"/></group>',
        '<group xml:base="deep/"><uri name="https://t.example/b" uri="other.ofn"/></group>',
        '<group><group><uri name="https://t.example/b" uri="./deep/../deep/other.ofn"/></group></group>',
    ],
)
def test_a_catalog_says_where_an_import_lies(tmp_path: Path, entries: str) -> None:
    _write(tmp_path / "deep" / "other.ofn", "b")
    _catalog(tmp_path, entries)
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    assert [d.file for d in load_ontology([path]).documents] == ["other.ofn", "a.ofn"]


def test_a_catalog_may_name_another(tmp_path: Path) -> None:
    _write(tmp_path / "x" / "b.ofn", "b")
    _catalog(tmp_path, '<nextCatalog catalog="x/more.xml"/>')
    _catalog(tmp_path / "x", '<uri name="https://t.example/b" uri="b.ofn"/>', "more.xml")
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    assert [d.file for d in load_ontology([path]).documents] == ["b.ofn", "a.ofn"]


@pytest.mark.parametrize("escape", ["../secret.ofn", "/etc/hostname", "deep/../../secret.ofn", "file:///etc/hostname"])
def test_a_catalog_never_leads_out_of_its_folder(tmp_path: Path, escape: str) -> None:
    _write(tmp_path / "secret.ofn", "b")
    home = tmp_path / "home"
    path = _write(home / "a.ofn", "a", imports=("b",))
    _catalog(home, f'<uri name="https://t.example/b" uri="{escape}"/>')
    loaded = read_ontology([path])
    assert [d.file for d in loaded.ontology.documents] == ["a.ofn"]
    assert "lies outside" in loaded.missing[0].text


def test_a_link_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    _write(tmp_path / "secret.ofn", "b")
    home = tmp_path / "home"
    path = _write(home / "a.ofn", "a", imports=("b",))
    (home / "b.ofn").symlink_to(tmp_path / "secret.ofn")
    assert [fault.iri for fault in read_ontology([path]).missing] == [BASE + "b"]


def test_catalogs_in_a_circle_end(tmp_path: Path) -> None:
    _catalog(tmp_path, '<nextCatalog catalog="catalog-v001.xml"/><nextCatalog catalog="more.xml"/>')
    _catalog(tmp_path, '<nextCatalog catalog="catalog-v001.xml"/>', "more.xml")
    assert Folder(tmp_path).find(BASE + "b") is None


@pytest.mark.parametrize(
    "text",
    [
        "<catalog",
        "<catalog>" + "<group>" * 3000 + "</group>" * 3000 + "</catalog>",
        '<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><catalog>&a;</catalog>',
    ],
)
def test_a_hostile_catalog_hides_nothing_and_crashes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "catalog-v001.xml").write_text(text, encoding="utf-8")
    _write(tmp_path / "b.ofn", "b")
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    assert [d.file for d in load_ontology([path]).documents] == ["b.ofn", "a.ofn"]


def test_an_import_may_name_a_version(tmp_path: Path) -> None:
    text = "Ontology(<https://t.example/b> <https://t.example/b/2>)"
    (tmp_path / "b.ofn").write_text(text, encoding="utf-8")
    path = _write(tmp_path / "a.ofn", "a", imports=("b/2",))
    assert [d.file for d in load_ontology([path]).documents] == ["b.ofn", "a.ofn"]


def test_a_file_with_a_missing_import_is_still_read_and_the_import_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.ofn", "a", "Declaration(Class(:A))", imports=("gone", "b"))
    _write(tmp_path / "b.ofn", "b")
    loaded = read_ontology([path])
    assert [d.file for d in loaded.ontology.documents] == ["b.ofn", "a.ofn"]
    assert [(fault.file, fault.iri) for fault in loaded.missing] == [("a.ofn", BASE + "gone")]


def test_imports_in_a_circle_are_told_with_the_way_round(tmp_path: Path) -> None:
    _write(tmp_path / "b.ofn", "b", imports=("a",))
    loaded = read_ontology([_write(tmp_path / "a.ofn", "a", imports=("b",))])
    assert len(loaded.ontology.documents) == 2
    assert f"{BASE}a -> {BASE}b -> {BASE}a" in loaded.circles[0].text


def test_an_rdf_document_is_read_with_the_types_of_what_it_imports(tmp_path: Path) -> None:
    _write(tmp_path / "b.ofn", "b", "Declaration(ObjectProperty(:far))")
    turtle = (
        "<https://t.example/a> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        "<http://www.w3.org/2002/07/owl#imports> <https://t.example/b> . "
        "<https://t.example/i> <https://t.example/b#far> <https://t.example/j> ."
    )
    (tmp_path / "a.ttl").write_text(turtle, encoding="utf-8")
    ontology = load_ontology([tmp_path / "a.ttl"])
    assert [axiom.kind for axiom in ontology.documents[1].axioms] == ["ObjectPropertyAssertion"]
    assert ontology.terms[BASE + "b#far"].kind is TermKind.OBJECT_PROPERTY
