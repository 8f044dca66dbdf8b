"""An ontology and the facts that change by it are written as one, on every store, and names of overlays stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.bulk_port import BulkStore
from graph.checksum import checksum
from graph.fact import Fact
from graph.ontology_change import OntologyChange
from ontology.errors import StoreError
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from tests.graph.shop import TEXT, has, iri, is_a, ontology


def overlay(shop: str, *names: str) -> Ontology:
    """A document of a shop that declares some classes under its own IRI."""
    home = f"https://{shop}.example/own"
    lines = "\n".join(f"Declaration(Class(<{home}#{name}>))" for name in names)
    about = "Annotation(<https://fengmi.example/general#overlayOf> "
    return ontology_from_texts([(f"{shop}.ofn", f'Ontology(<{home}> {about} "{shop}")\n{lines}\n)')])


def with_overlays(*overlays: Ontology) -> Ontology:
    """The small ontology and some overlays after it."""
    return Ontology([*ontology().documents, *(d for own in overlays for d in own.documents)])


def hot(shop: str, key: str = "1", **more: str) -> Fact:
    return Fact(subject=iri(key), property=RDF_TYPE, object=f"https://{shop}.example/own#Hot", **more)


def test_an_ontology_and_its_facts_come_and_go_together(store: BulkStore) -> None:
    store.write(added=[is_a("1", "Heater", source="a")])
    first = with_overlays(overlay("beta", "Hot"))
    store.change_ontology(first, OntologyChange(since=store.revision(), added=[hot("beta", rule="r")]))
    assert [d.file for d in store.ontology.documents] == ["shop.ofn", "beta.ofn"]
    assert store.query("MATCH (n:Hot) RETURN n.iri").rows == ((iri("1"),),)
    done = store.change_ontology(ontology(), OntologyChange(since=store.revision(), dropped=[hot("beta", rule="r")]))
    assert done.removed == 1
    assert store.ontology.shops == ()
    assert store.query("MATCH (n:Entity) RETURN n.iri, labels(n)").rows == ((iri("1"), ["Entity", "Heater"]),)


@pytest.mark.parametrize(
    "wrong",
    [
        OntologyChange(since=-1, added=[hot("beta")]),
        OntologyChange(since=0, added=[hot("beta"), has("1", "price", "cheap")]),
        OntologyChange(since=0, added=[hot("beta")], also=[("MATCH (n:Entity) DETACH DELETE n", {}), ("CREATE (", {})]),
    ],
    ids=["somebody wrote", "a value that cannot be kept", "a statement that fails"],
)
def test_a_change_that_fails_changes_nothing(
    store: BulkStore, open_store: Callable[[], BulkStore], wrong: OntologyChange
) -> None:
    store.write(added=[is_a("1", "Heater", source="a"), has("1", "name", "x", source="a")])
    before = checksum(store), store.ontology.documents, store.revision()
    with pytest.raises(StoreError):
        store.change_ontology(
            with_overlays(overlay("beta", "Hot")), wrong if wrong.since else replace(wrong, since=store.revision())
        )
    assert (checksum(store), store.ontology.documents, store.revision()) == before
    assert store.query("MATCH (c:OntologyClass {name: 'Hot'}) RETURN c.iri").rows == ()


def test_what_one_shop_publishes_renames_nothing_of_anothers(
    store: BulkStore, open_store: Callable[[], BulkStore]
) -> None:
    alpha, beta = overlay("alpha", "Cold"), overlay("beta", "Hot")
    store.load_ontology(with_overlays(alpha, beta))
    store.write(added=[hot("beta")])
    store.load_ontology(with_overlays(overlay("alpha", "Cold", "Hot"), beta))
    assert store.query("MATCH (n:Hot) RETURN n.iri").rows == ((iri("1"),),)
    assert store.schema.labels["https://alpha.example/own#Hot"] == "own_Hot"
    store.write(added=[hot("alpha", "2")])
    store.load_ontology(with_overlays(overlay("alpha", "Hot")))
    assert store.query("MATCH (n:own_Hot) RETURN n.iri").rows == ((iri("2"),),)
    assert TEXT in [document.text for document in store.ontology.documents]
