"""What becomes of each axiom can be asked of the graph, and is what the report says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.check import check_files
from api.engine import Engine
from graph.bulk_port import BulkStore
from ontology.load import load_ontology
from tests.api.test_overlays import opener as opener
from tests.api.two_shops import ALPHA, overlay

COUNTS = "MATCH (a:OntologyAxioms) WHERE a.document = $document RETURN a.fate, sum(a.count) ORDER BY a.fate"
LISTED = "MATCH (a:OntologyAxioms) WHERE a.fate <> 'used' UNWIND a.axioms AS axiom RETURN a.document, axiom, a.reason"
PACKS = ["home_appliances", "service"]


def test_the_graphs_counts_are_the_reports(opener: Callable[[], BulkStore]) -> None:
    store = opener()
    engine = Engine(store)
    engine.load_ontology(PACKS)
    for document in check_files(PACKS).documents:
        counts = {str(fate): int(count) for fate, count in store.query(COUNTS, {"document": document.iri}).rows}
        axioms = document.axioms
        told = {"approximated": axioms.approximated, "ignored": axioms.ignored, "used": axioms.used}
        assert counts == {fate: count for fate, count in told.items() if count}
        remarks = sorted((remark.axiom, remark.reason) for remark in document.remarks)
        assert sorted((a, why) for iri, a, why in store.query(LISTED).rows if iri == document.iri) == remarks
    store.close()


def test_fates_follow_the_ontology(opener: Callable[[], BulkStore], tmp_path: Path) -> None:
    store = opener()
    engine = Engine(store)
    engine.load_ontology(["general"])
    own = tmp_path / "alpha.ofn"
    own.write_text(overlay(ALPHA, "50", "ReflexiveObjectProperty(g:soldBy)"), encoding="utf-8")
    engine.publish(own, ALPHA, by="a")
    about = {"document": "https://alpha.example/own"}
    assert ("ignored", 1) in store.query(COUNTS, about).rows
    engine.rollback(ALPHA, 0)
    assert store.query(COUNTS, about).rows == ()
    store.close()


def test_fates_that_are_not_stored_are_written_with_what_follows(opener: Callable[[], BulkStore]) -> None:
    store = opener()
    store.load_ontology(load_ontology(["general"]))
    assert store.query(LISTED).rows == ()
    Engine(store).infer()
    assert store.query("MATCH (a:OntologyAxioms) RETURN sum(a.count)").rows == ((len(store.ontology.axioms),),)
    store.close()
