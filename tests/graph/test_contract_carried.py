"""Facts of an ontology that is not loaded just now: every store keeps them through every write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest

from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import NodeRows
from graph.fact import Fact
from graph.port import WriteReport
from graph.scan import scan_nodes
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from tests.graph.shop import TEXT, called, has, iri, is_a, link, ontology

OTHER = "https://other.example/trade#"
OTHER_TEXT = """
Prefix(:=<https://other.example/trade#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://other.example/trade>
Declaration(Class(:易碎品))
Declaration(Class(:Fragile))
Declaration(ObjectProperty(:packedIn))
Declaration(DataProperty(:layers))
Declaration(DataProperty(:breaksAt))
DataPropertyRange(:layers xsd:integer)
DataPropertyRange(:breaksAt xsd:decimal)
)
"""
OWN = [is_a("1", "Heater", source="a"), has("1", "name", "x", source="a"), called("1", "小厨宝")]


def both() -> Ontology:
    """The small ontology and another that knows nothing of it."""
    return ontology_from_texts([("shop.ofn", TEXT), ("other.ofn", OTHER_TEXT)])


def others(key: str = "1") -> list[Fact]:
    """Facts about a thing in the other ontology's terms: asserted, inferred, several values, a relationship."""
    subject = iri(key)
    return [
        Fact(subject=subject, property=RDF_TYPE, object=OTHER + "易碎品", source="b"),
        Fact(subject=subject, property=RDF_TYPE, object=OTHER + "Fragile", rule="r1"),
        Fact(subject=subject, property=OTHER + "layers", value=3, source="b", quote="三层"),
        Fact(subject=subject, property=OTHER + "breaksAt", value=Decimal("0.5")),
        Fact(subject=subject, property=OTHER + "breaksAt", value=Decimal("1.25"), rule="r2"),
        Fact(subject=subject, property=OTHER + "packedIn", object=iri("box")),
    ]


def kept(key: str = "1") -> list[Fact]:
    """Those of the other ontology's facts that outlive it: what was asserted."""
    return [fact for fact in others(key) if not fact.inferred]


@pytest.fixture
def shared(store: BulkStore) -> BulkStore:
    """A store with facts in terms of two ontologies, of which it now knows one."""
    store.load_ontology(both())
    store.write(added=[*OWN, *others()])
    store.load_ontology(ontology())
    return store


def again(store: BulkStore) -> set[Fact]:
    """All facts when both ontologies are loaded again."""
    store.load_ontology(both())
    return set(store.facts())


def test_facts_in_unknown_terms_are_not_read(shared: BulkStore) -> None:
    assert set(shared.facts()) == set(OWN)


def test_what_was_inferred_goes_with_its_term_and_what_was_asserted_stays(shared: BulkStore) -> None:
    found = shared.query("MATCH (n:Entity {iri: $iri}) RETURN labels(n), n.breaksAt", {"iri": iri("1")}).rows
    ((labels, breaks),) = found
    assert "Fragile" not in labels
    assert "易碎品" in labels
    assert breaks == 0.5
    assert again(shared) == {*OWN, *kept()}


Change = Callable[[BulkStore], object]


def write(added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> Change:
    return lambda store: store.write(added=added, removed=removed)


@pytest.mark.parametrize(
    ("change", "added", "removed"),
    [
        (write([has("1", "stock", 5)]), [has("1", "stock", 5)], []),
        (write([is_a("1", "订单")]), [is_a("1", "订单")], []),
        (write([is_a("1", "Product", rule="r")], [OWN[0]]), [is_a("1", "Product", rule="r")], [OWN[0]]),
        (write([link("1", "soldBy", "2")]), [link("1", "soldBy", "2")], []),
        (write([called("1", "Kitchen heater")]), [called("1", "Kitchen heater")], []),
        (write([], OWN), [], OWN),
    ],
)
def test_a_write_leaves_what_it_has_no_terms_for(
    shared: BulkStore, change: Change, added: list[Fact], removed: list[Fact]
) -> None:
    change(shared)
    assert again(shared) == {*OWN, *kept(), *added} - set(removed)


def test_a_node_that_is_written_again_keeps_its_labels_for_analysts(shared: BulkStore) -> None:
    shared.write(added=[is_a("1", "Product"), has("1", "stock", 5)])
    found = shared.query("MATCH (n:易碎品) RETURN n.layers, n.breaksAt, n.assertedTypes").rows
    assert found == ((3, 0.5, ["Heater", "Product", "易碎品"]),)


def test_a_bulk_load_leaves_what_it_has_no_terms_for(shared: BulkStore) -> None:
    row = {"iri": iri("1"), "label": "1", "stock": 5, "assertedTypes": ["Shop"]}
    batch = NodeRows(labels=("Entity", "Shop"), rows=[row | {"provenance": '{":Shop":[[]],"stock":[[]]}'}])
    report = load(shared, [batch], name="t")
    assert report.rows == WriteReport(changed=1)
    assert again(shared) == {*OWN, *kept(), is_a("1", "Shop"), has("1", "stock", 5)}


def test_rows_in_unknown_terms_are_loaded_into_new_and_known_nodes(shared: BulkStore) -> None:
    (batch,) = (batch for batch in scan_nodes(shared) if len(batch.labels) > 1)
    shared.write(added=[has("known", "name", "bare")])
    copies = [{**batch.rows[0], "iri": iri(key)} for key in ("1", "new", "known")]
    report = load(shared, [NodeRows(labels=batch.labels, rows=copies)], name="t")
    assert report.rows == WriteReport(created=1, changed=1, unchanged=1)
    facts = again(shared)
    for key in ("new", "known"):
        assert {fact for fact in kept(key) if fact.property != OTHER + "packedIn"} <= facts


def test_a_node_with_facts_in_unknown_terms_alone_is_not_taken_for_empty(store: BulkStore) -> None:
    store.load_ontology(both())
    store.write(added=[*others(), has("1", "name", "x")])
    store.load_ontology(ontology())
    store.write(removed=[has("1", "name", "x")])
    store.load_ontology(both())
    assert set(store.facts()) == set(kept())
