"""Documents with all they import, from this machine alone."""

from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.load import load_ontology, ontology_from_texts, shipped_packs
from tests.ontology.axioms import document

BASE = "https://t.example/"


def _write(folder: Path, name: str, *imports: str, iri: str = "", lines: tuple[str, ...] = ()) -> Path:
    path = folder / f"{name}.ofn"
    text = document(*lines, iri=iri or BASE + name, imports=tuple(BASE + other for other in imports))
    path.write_text(text, encoding="utf-8")
    return path


def _files(*sources: str | Path) -> list[str]:
    return [document.file.removesuffix(".ofn") for document in load_ontology(sources).documents]


def test_what_is_imported_comes_before_what_imports_it(tmp_path: Path) -> None:
    _write(tmp_path, "c")
    _write(tmp_path, "b", "c")
    assert _files(_write(tmp_path, "a", "b")) == ["c", "b", "a"]


def test_a_document_imported_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("b", "c"):
        _write(tmp_path, name, "d")
    _write(tmp_path, "d")
    assert _files(_write(tmp_path, "a", "b", "c")) == ["d", "b", "c", "a"]


def test_imports_in_a_circle_end(tmp_path: Path) -> None:
    _write(tmp_path, "b", "a")
    assert _files(_write(tmp_path, "a", "b")) == ["b", "a"]


def test_an_import_may_stand_among_the_other_sources(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert _files(_write(tmp_path, "a", "b"), _write(elsewhere, "b")) == ["b", "a"]


def test_an_import_may_be_a_shipped_pack(tmp_path: Path) -> None:
    path = tmp_path / "shop.ofn"
    path.write_text(document(iri=BASE + "shop", imports=("https://fengmi.example/general",)), encoding="utf-8")
    assert _files(path) == ["general", "shop"]


def test_a_file_given_replaces_the_pack_of_its_iri(tmp_path: Path) -> None:
    own = tmp_path / "own.ofn"
    own.write_text(shipped_packs()["general"].read_text(encoding="utf-8"), encoding="utf-8")
    files = _files(own, "home_appliances")
    assert files[0] == "own"
    assert "general" not in files


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    path = _write(tmp_path, "a")
    assert _files(path, path) == ["a"]


def test_two_ontologies_of_one_iri_are_refused(tmp_path: Path) -> None:
    one = _write(tmp_path, "a")
    other = _write(tmp_path, "b", iri=BASE + "a", lines=("Declaration(Class(:A))",))
    with pytest.raises(OntologyError, match=r"a\.ofn and b\.ofn are two different ontologies of one IRI"):
        load_ontology([one, other])


def test_a_missing_import_is_told_with_the_places_looked_at(tmp_path: Path) -> None:
    path = _write(tmp_path, "a", "nowhere")
    with pytest.raises(OntologyError, match=r"a\.ofn: imports <https://t\.example/nowhere>.*put its file beside"):
        load_ontology([path])


def test_an_unknown_pack_is_told_with_the_shipped_ones() -> None:
    with pytest.raises(OntologyError, match=r"no pack is called 'homes'; shipped: .*home_appliances"):
        load_ontology(["homes"])


def test_nothing_loaded_is_an_empty_ontology() -> None:
    assert load_ontology([]).documents == ()


def test_an_ontology_is_rebuilt_from_its_texts_in_any_syntax(tmp_path: Path) -> None:
    path = tmp_path / "a.omn"
    path.write_text("Prefix: : <https://t.example/a#>\nOntology: <https://t.example/a>\nClass: :A\n", encoding="utf-8")
    first = load_ontology([path, _write(tmp_path, "b", lines=("Declaration(Class(:B))",))])
    again = ontology_from_texts((document.file, document.text) for document in first.documents)
    assert again.axioms == first.axioms
    assert set(again.terms) == {"https://t.example/a#A", "https://t.example/b#B"}
