"""Imports: found by catalog, by the folder and among the packs, never outside and never on the network."""

import re
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
        '<group xml:base="deep/"><group xml:base="x/"><uri name="https://t.example/b" uri="../other.ofn"/>'
        "</group></group>",
        '<system systemId="https://t.example/b" uri="deep/other.ofn"/>',
        '<rewriteURI uriStartString="https://t.example/" rewritePrefix="deep/other.ofn?"/>',
        '<rewriteURI uriStartString="https://" rewritePrefix="x/"/>'
        '<rewriteURI uriStartString="https://t.example/b" rewritePrefix="deep/other.ofn"/>',
        '<uriSuffix uriSuffix="/b" uri="deep/other.ofn"/>',
        '<delegateURI uriStartString="https://t.example/" catalog="deep/more.xml"/>',
        '<nextCatalog catalog="deep/more.xml"/>',
        '<uri name="https://t.example/b" uri="https://elsewhere.example/b"/><nextCatalog catalog="deep/more.xml"/>',
    ],
)
def test_a_catalog_says_where_an_import_lies(tmp_path: Path, entries: str) -> None:
    _write(tmp_path / "deep" / "other.ofn", "b")
    _catalog(tmp_path / "deep", '<uri name="https://t.example/b" uri="other.ofn"/>', "more.xml")
    _catalog(tmp_path, entries)
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    assert [d.file for d in load_ontology([path]).documents] == ["other.ofn", "a.ofn"]


def test_a_catalog_may_name_another(tmp_path: Path) -> None:
    _write(tmp_path / "x" / "b.ofn", "b")
    _catalog(tmp_path, '<nextCatalog catalog="x/more.xml"/>')
    _catalog(tmp_path / "x", '<uri name="https://t.example/b" uri="b.ofn"/>', "more.xml")
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    assert [d.file for d in load_ontology([path]).documents] == ["b.ofn", "a.ofn"]


_ESCAPES = ("../secret.ofn", "/etc/hostname", "deep/../../secret.ofn", "file:///etc/hostname", "%2e%2e/secret.ofn")


@pytest.mark.parametrize("escape", _ESCAPES)
def test_a_catalog_never_leads_out_of_its_folder(tmp_path: Path, escape: str) -> None:
    _write(tmp_path / "secret.ofn", "b")
    home = tmp_path / "home"
    path = _write(home / "a.ofn", "a", imports=("b",))
    _catalog(home, f'<uri name="https://t.example/b" uri="{escape}"/>')
    loaded = read_ontology([path])
    assert [d.file for d in loaded.ontology.documents] == ["a.ofn"]
    assert "lies outside" in loaded.missing[0].text


@pytest.mark.parametrize(
    "entries",
    [
        '<rewriteURI uriStartString="https://t.example/" rewritePrefix="../secret.ofn?"/>',
        '<group xml:base="/etc/"><uri name="https://t.example/b" uri="hostname"/></group>',
        '<group xml:base="file:///etc/"><uri name="https://t.example/b" uri="hostname"/></group>',
        '<nextCatalog catalog="../secret.xml"/>',
        '<delegateURI uriStartString="https://t.example/" catalog="../secret.xml"/>',
        '<uri name="https://t.example/b" uri="link/secret.ofn"/>',
    ],
)
def test_neither_a_base_nor_another_catalog_nor_a_link_leads_out(tmp_path: Path, entries: str) -> None:
    _write(tmp_path / "secret.ofn", "b")
    _catalog(tmp_path, '<uri name="https://t.example/b" uri="secret.ofn"/>', "secret.xml")
    home = tmp_path / "home"
    path = _write(home / "a.ofn", "a", imports=("b",))
    (home / "link").symlink_to(tmp_path)
    _catalog(home, entries)
    assert "lies outside" in read_ontology([path]).missing[0].text


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("b%00.ofn", "is no place"),
        ("http://[b", "is no place|Invalid IPv6"),
        ("x" * 5000 + ".ofn", "lies outside|too long"),
        ("loop.ofn", "lies outside"),
        ("gone.ofn", "no such file"),
        ("folder", "Is a directory"),
    ],
)
def test_an_entry_that_is_no_file_is_told(tmp_path: Path, uri: str, said: str) -> None:
    (tmp_path / "loop.ofn").symlink_to("loop.ofn")
    (tmp_path / "folder").mkdir()
    _catalog(tmp_path, f'<uri name="https://t.example/b" uri="{uri}"/>')
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    (missing,) = read_ontology([path]).missing
    assert re.search(said, missing.text), missing.text


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


def test_a_circle_of_three_and_an_ontology_that_imports_itself_are_told(tmp_path: Path) -> None:
    _write(tmp_path / "b.ofn", "b", imports=("c",))
    _write(tmp_path / "c.ofn", "c", imports=("a", "c"))
    loaded = read_ontology([_write(tmp_path / "a.ofn", "a", imports=("b",))])
    assert [document.file for document in loaded.ontology.documents] == ["c.ofn", "b.ofn", "a.ofn"]
    rounds = [fault.text.partition("circle: ")[2].partition(";")[0].replace(BASE, "") for fault in loaded.circles]
    assert rounds == ["a -> b -> c -> a", "c -> c"]


def test_a_chain_of_imports_may_be_longer_than_pythons_stack(tmp_path: Path) -> None:
    long = 1200
    for number in range(long):
        _write(tmp_path / f"{number}.ofn", f"n{number}", imports=(f"n{number + 1}",) if number + 1 < long else ())
    entries = "".join(f'<uri name="{BASE}n{number}" uri="{number}.ofn"/>' for number in range(long))
    _catalog(tmp_path, entries)
    loaded = read_ontology([tmp_path / "0.ofn"])
    assert (len(loaded.ontology.documents), loaded.missing, loaded.circles) == (long, (), ())
    assert loaded.ontology.documents[0].file == f"{long - 1}.ofn"


def test_what_depends_on_a_missing_import_is_named(tmp_path: Path) -> None:
    lines = [f"SubClassOf(:A <{BASE}gone#T{number}>)" for number in range(5)]
    path = _write(tmp_path / "a.ofn", "a", *lines, imports=("gone",))
    (missing,) = read_ontology([path]).missing
    assert f"a.ofn uses <{BASE}gone#T0>, <{BASE}gone#T1>, <{BASE}gone#T2> and 2 more; put its file" in missing.text


def test_two_versions_of_one_ontology_are_a_clash(tmp_path: Path) -> None:
    for number in (1, 2):
        text = f"Ontology(<{BASE}v> <{BASE}v/{number}> Declaration(Class(<{BASE}v#C{number}>)))"
        (tmp_path / f"v{number}.ofn").write_text(text, encoding="utf-8")
    _write(tmp_path / "b.ofn", "b", imports=("v/1",))
    loaded = read_ontology([_write(tmp_path / "a.ofn", "a", imports=("b", "v/2"))])
    assert [document.file for document in loaded.ontology.documents] == ["v1.ofn", "b.ofn", "a.ofn"]
    (clash,) = loaded.clashes
    assert clash.text == (
        f"a.ofn: imports <{BASE}v/2>, which is v2.ofn, but <{BASE}v> is already read from v1.ofn, version <{BASE}v/1>; "
        "let all import the same version"
    )


def test_two_files_of_one_ontology_are_a_clash_that_a_catalog_settles(tmp_path: Path) -> None:
    _write(tmp_path / "b.ofn", "b")
    _write(tmp_path / "copy.ofn", "b")
    _write(tmp_path / "old.ofn", "b", "Declaration(Class(:Old))")
    path = _write(tmp_path / "a.ofn", "a", imports=("b",))
    (clash,) = read_ontology([path]).clashes
    assert clash.text.startswith(f"b.ofn and old.ofn both say that they are <{BASE}b>; b.ofn is read; remove one")
    _catalog(tmp_path, f'<uri name="{BASE}b" uri="old.ofn"/>')
    loaded = read_ontology([path])
    assert ([document.file for document in loaded.ontology.documents], loaded.clashes) == (["old.ofn", "a.ofn"], ())


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


def test_a_base_above_the_folder_is_told_with_the_place_it_leads_to(tmp_path: Path) -> None:
    _catalog(tmp_path, '<group xml:base="../lib/"><uri name="https://t.example/b" uri="b.ofn"/></group>')
    (fault,) = read_ontology([_write(tmp_path / "a.ofn", "a", imports=("b",))]).missing
    assert "catalog-v001.xml: '../lib/b.ofn' lies outside" in fault.text


def test_a_pack_that_is_imported_by_its_files_name_is_told_its_iri(tmp_path: Path) -> None:
    path = tmp_path / "a.ofn"
    path.write_text(document(imports=("https://fengmi.example/home_appliances",)), encoding="utf-8")
    (fault,) = read_ontology([path]).missing
    assert "did you mean <https://fengmi.example/home-appliances>? If not, put its file beside this one" in fault.text
