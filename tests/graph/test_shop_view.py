"""What one shop may read of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from graph.port import GraphStore
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
def store(open_store: Callable[[], GraphStore]) -> Iterator[GraphStore]:
    lines = (
        'Annotation(g:overlayOf "beta")',
        "Declaration(NamedIndividual(:Rebate))",
        "Declaration(Class(:Own))",
        "Declaration(DataProperty(:margin))",
    )
    overlay = ontology_from_texts([("beta.ofn", document(*lines, iri=OWN))])
    store = open_store()
    store.load_ontology(Ontology((*load_ontology(["general"]).documents, *overlay.documents)))
    store.write(
        added=[
            *(Fact(subject=iri, property=RDF_TYPE, object=NS + "Product") for iri in (ALPHA, BETA, SHARED)),
            Fact(subject=MINE, property=RDF_TYPE, object=NS + "Operation"),
            Fact(subject=MINE, property=RDFS + "label", value="内购返利"),
            Fact(subject=SHARED, property=NS + "allows", object=MINE),
            Fact(subject=SHARED, property=RDF_TYPE, object=OWN + "#Own"),
            Fact(subject=SHARED, property=OWN + "#margin", value="三成"),
            Fact(subject=SHARED, property=NS + "name", value="热水壶"),
        ]
    )
    yield store
    store.close()


@pytest.mark.parametrize(
    ("shop", "seen"),
    [("alpha", {ALPHA, SHARED}), ("beta", {BETA, SHARED, MINE}), (None, {SHARED}), ("other", {SHARED})],
)
def test_a_shop_sees_what_is_shared_and_its_own(store: GraphStore, shop: str | None, seen: set[str]) -> None:
    view = ShopView(store, shop)
    every = [ALPHA, BETA, SHARED, MINE]
    assert {fact.subject for fact in view.facts()} == seen
    assert {fact.subject for fact in view.shop_facts(shop)} == seen
    assert {fact.subject for fact in view.facts(subjects=every)} == seen
    assert {iri for iri in every if view.entity(iri)} == seen
    assert (MINE in {fact.object for fact in view.facts(subjects=[SHARED])}) is (shop == "beta")


@pytest.mark.parametrize(
    ("shop", "types", "keys"),
    [
        ("alpha", {NS + "Product"}, {"name": "热水壶"}),
        (None, {NS + "Product"}, {"name": "热水壶"}),
        ("beta", {NS + "Product", OWN + "#Own"}, {"name": "热水壶", "margin": "三成"}),
    ],
)
def test_a_shared_thing_is_shown_in_the_shops_own_terms(
    store: GraphStore, shop: str | None, types: set[str], keys: dict[str, str]
) -> None:
    found = ShopView(store, shop).entity(SHARED)
    assert found is not None
    assert (set(found.types), found.properties) == (types, keys)


def test_what_an_overlay_that_is_gone_has_left_is_shown_to_nobody(store: GraphStore) -> None:
    store.load_ontology(load_ontology(["general"]))
    for shop in ("alpha", "beta", None):
        found = ShopView(store, shop).entity(SHARED)
        assert found is not None
        assert (found.types, found.properties) == ((NS + "Product",), {"name": "热水壶"})


def test_a_shop_cannot_ask_for_anothers_facts(store: GraphStore) -> None:
    assert list(ShopView(store, "alpha").shop_facts("beta")) == []


def test_terms_of_an_overlay_are_in_its_shops_ontology_alone(store: GraphStore) -> None:
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
