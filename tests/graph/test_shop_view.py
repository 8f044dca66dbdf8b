"""What one shop may read of a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from graph.shop_view import ShopView
from ontology.general import NS, individual_iri
from ontology.load import load_ontology, ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS
from tests.ontology.axioms import document

OWN = "https://beta.example/own"
MINE = OWN + "#Rebate"
ALPHA, BETA, SHARED = (individual_iri("Product", "1", shop=shop) for shop in ("alpha", "beta", None))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    lines = ('Annotation(g:overlayOf "beta")', "Declaration(NamedIndividual(:Rebate))", "Declaration(Class(:Own))")
    overlay = ontology_from_texts([("beta.ofn", document(*lines, iri=OWN))])
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(Ontology((*load_ontology(["general"]).documents, *overlay.documents)))
    store.write(
        added=[
            *(Fact(subject=iri, property=RDF_TYPE, object=NS + "Product") for iri in (ALPHA, BETA, SHARED)),
            Fact(subject=MINE, property=RDF_TYPE, object=NS + "Operation"),
            Fact(subject=MINE, property=RDFS + "label", value="内购返利"),
            Fact(subject=SHARED, property=NS + "allows", object=MINE),
        ]
    )
    yield store
    store.close()


@pytest.mark.parametrize(
    ("shop", "seen"),
    [("alpha", {ALPHA, SHARED}), ("beta", {BETA, SHARED, MINE}), (None, {SHARED}), ("other", {SHARED})],
)
def test_a_shop_sees_what_is_shared_and_its_own(store: EmbeddedStore, shop: str | None, seen: set[str]) -> None:
    view = ShopView(store, shop)
    every = [ALPHA, BETA, SHARED, MINE]
    assert {fact.subject for fact in view.facts()} == seen
    assert {fact.subject for fact in view.shop_facts(shop)} == seen
    assert {fact.subject for fact in view.facts(subjects=every)} == seen
    assert {iri for iri in every if view.entity(iri)} == seen
    assert (MINE in {fact.object for fact in view.facts(subjects=[SHARED])}) is (shop == "beta")


def test_a_shop_cannot_ask_for_anothers_facts(store: EmbeddedStore) -> None:
    assert list(ShopView(store, "alpha").shop_facts("beta")) == []


def test_terms_of_an_overlay_are_in_its_shops_ontology_alone(store: EmbeddedStore) -> None:
    assert [OWN + "#Own" in ShopView(store, shop).ontology.terms for shop in ("alpha", "beta", None)] == [
        False,
        True,
        False,
    ]
    assert ShopView(store, "alpha").ontology is ShopView(store, "other").ontology


def test_a_store_without_overlays_is_seen_with_its_own_ontology(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "plain")
    store.load_ontology(load_ontology(["general"]))
    assert ShopView(store, "alpha").ontology is store.ontology
    store.close()
