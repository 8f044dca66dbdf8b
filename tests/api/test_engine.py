"""What an engine keeps in step while it lives."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from api.engine import Engine, OntologyReport
from api.settings import Settings
from api.wiring import EXAMPLES, open_engine
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ontology.errors import FengmiError, OntologyError
from tests.ontology.axioms import document


def test_a_changed_file_is_loaded_into_a_living_engine_with_what_follows(tmp_path: Path, store_url: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(EXAMPLES / "demo-shop", data)
    orders = data / "orders.json"
    text = orders.read_text(encoding="utf-8")
    changed = text.replace('"订单状态": "已签收"', '"订单状态": "已取消"', 1)
    assert changed != text
    orders.write_text(changed, encoding="utf-8")
    engine = open_engine(Settings(store=store_url))
    try:
        engine.infer()
        report = engine.ingest("demo-shop", data)
        assert report.inferred is not None
        assert (report.records.written.created, report.records.written.removed) == (1, 1)
        assert report.inferred.created + report.inferred.removed >= 1
        again = engine.infer()
        assert (again.created, again.changed, again.removed) == (0, 0, 0)
        assert again.facts == report.inferred.facts
    finally:
        engine.close()


def test_an_ontology_with_a_value_that_cannot_be_loads_nothing_and_keeps_no_other_one_out(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.ofn", tmp_path / "right.ofn"
    lines = (
        "Declaration(DataProperty(:d))",
        "DataPropertyRange(:d xsd:integer)",
        'DataPropertyAssertion(:d :i "many")',
    )
    wrong.write_text(document(*lines), encoding="utf-8")
    right.write_text(document("Declaration(Class(:A))", iri="https://test.example/other"), encoding="utf-8")
    store = EmbeddedStore(tmp_path / "store")
    try:
        engine = Engine(store)
        engine.load_ontology(["general"])
        before = checksum(store), store.ontology.documents
        with pytest.raises(OntologyError, match=r"wrong\.ofn: .*'many' is not"):
            engine.load_ontology([wrong])
        assert (checksum(store), store.ontology.documents) == before
        assert "right.ofn" in engine.load_ontology([right]).documents
    finally:
        store.close()


_LIB = document("Declaration(DataProperty(<http://ex/lib#d>))", iri="http://ex/lib")
_MAIN = (
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . <http://ex/main> a owl:Ontology {} . "
    '<http://ex/main#x> a owl:NamedIndividual ; <http://ex/lib#d> "7" .'
)
_CATALOG = (
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="http://ex/alias" uri="x.ofn"/></catalog>'
)


@pytest.mark.parametrize("name", ["http://ex/lib", "http://ex/lib#", "http://ex/alias"])
@pytest.mark.parametrize("before", [False, True], ids=["into an empty store", "over a version without the import"])
def test_what_is_imported_by_any_name_is_known_when_the_store_is_read_again(
    tmp_path: Path, name: str, before: bool
) -> None:
    (tmp_path / "x.ofn").write_text(_LIB, encoding="utf-8")
    (tmp_path / "catalog-v001.xml").write_text(_CATALOG, encoding="utf-8")
    main = tmp_path / "main.ttl"
    store = EmbeddedStore(tmp_path / "store")
    engine = Engine(store)
    if before:
        main.write_text(_MAIN.format(""), encoding="utf-8")
        engine.load_ontology([main])
    main.write_text(_MAIN.format(f"; owl:imports <{name}>"), encoding="utf-8")
    engine.load_ontology([main])
    (tmp_path / "x.ofn").write_text(_LIB.replace("#d>", "#e>"), encoding="utf-8")
    store.close()
    store = EmbeddedStore(tmp_path / "store")
    try:
        told = {fact.property: fact.value for fact in store.facts(subjects=["http://ex/main#x"])}
        assert told["http://ex/lib#d"] == "7"
        assert store.ontology.is_data_property("http://ex/lib#d")
        (axiom,) = (axiom for axiom in store.ontology.axioms if "Assertion" in axiom.kind)
        assert axiom.kind == "DataPropertyAssertion"
    finally:
        store.close()


def test_a_stored_document_is_read_anew_when_what_it_imports_changes(tmp_path: Path) -> None:
    lib, main = tmp_path / "x.ofn", tmp_path / "main.ttl"
    lib.write_text(document("Declaration(Class(:A))", iri="http://ex/lib"), encoding="utf-8")
    main.write_text(_MAIN.format("; owl:imports <http://ex/lib>"), encoding="utf-8")
    store = EmbeddedStore(tmp_path / "store")
    try:
        engine = Engine(store)
        engine.load_ontology([main])
        lib.write_text(_LIB, encoding="utf-8")
        engine.load_ontology([lib])
        told = {fact.property: fact.value for fact in store.facts(subjects=["http://ex/main#x"])}
        assert told["http://ex/lib#d"] == "7"
    finally:
        store.close()


_SPACE = "https://test.example/own.ofn#"
_OWN = (
    "Declaration(NamedIndividual(:P1)) Declaration(Class(:Thing1)) ClassAssertion(:Thing1 :P1)",
    "Declaration(DataProperty(:launch)) DataPropertyRange(:launch xsd:string) "
    'DataPropertyAssertion(:launch :P1 "明年")',
)
_LABEL_IS_A_NUMBER = (
    "Declaration(DataProperty(:n)) DataPropertyRange(:n xsd:integer)",
    "DLSafeRule(Body(DataPropertyAtom(:launch Variable(<urn:x>) Variable(<urn:z>))) "
    "Head(DataPropertyAtom(:n Variable(<urn:x>) Variable(<urn:z>))))",
)


def _loaded(engine: Engine, folder: Path, *lines: str) -> OntologyReport:
    path = folder / "own.ofn"
    path.write_text(document(*lines, iri=_SPACE.rstrip("#")), encoding="utf-8")
    return engine.load_ontology([path])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("DataPropertyRange(:launch xsd:date)",),
            "#P1, from .*: stored value '明年' .* is no date; correct it at its",
        ),
        (_LABEL_IS_A_NUMBER, "gives n.*'明年' is no integer"),
    ],
    ids=["a range that a stored value is not in", "a rule that gives what cannot be"],
)
def test_an_ontology_that_what_is_stored_does_not_fit_is_not_loaded(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    try:
        engine = Engine(store)
        _loaded(engine, tmp_path, *_OWN[:1], "Declaration(DataProperty(:launch))")
        engine.write(
            added=[Fact(subject=f"{_SPACE}P1", property=f"{_SPACE}launch", value="明年", source="shop/a.csv#1")]
        )
        before = checksum(store), store.ontology.documents, store.query("MATCH (a:OntologyAxioms) RETURN a").rows
        with pytest.raises(FengmiError, match=said):
            _loaded(engine, tmp_path, *_OWN[:1], "Declaration(DataProperty(:launch))", *lines)
        after = checksum(store), store.ontology.documents, store.query("MATCH (a:OntologyAxioms) RETURN a").rows
        assert after == before
        assert engine.infer().removed == 0
    finally:
        store.close()


def test_a_version_that_corrects_its_own_values_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    try:
        engine = Engine(store)
        _loaded(engine, tmp_path, *_OWN)
        as_date = _OWN[1].replace("xsd:string", "xsd:date").replace("明年", "2027-03-01")
        report = _loaded(engine, tmp_path, _OWN[0], as_date)
        assert (report.individuals.created, report.individuals.removed) == (1, 1)
        told = {fact.property: fact.value for fact in store.facts(subjects=[f"{_SPACE}P1"])}
        assert told[f"{_SPACE}launch"] == date(2027, 3, 1)
        assert _loaded(engine, tmp_path, _OWN[0]).individuals.removed == 1
        assert not store.query(f"MATCH (p {{iri: '{_SPACE}P1'}}) WHERE p.launch IS NOT NULL RETURN p").rows
        _loaded(engine, tmp_path, "Declaration(Class(:Thing1))")
        assert not store.query(f"MATCH (p {{iri: '{_SPACE}P1'}}) RETURN p").rows
    finally:
        store.close()
