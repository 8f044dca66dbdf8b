"""How every store is read: facts by their ends, entities, counts, the ontology as nodes, many readers."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from graph.fact import Fact, shop_of
from graph.port import Counts, Entity, GraphStore
from ontology.general import SHOP
from ontology.load import load_ontology, ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from tests.graph.shop import NS, called, has, iri, is_a, large_ontology, link, ontology

ONE = {is_a("1", "Heater"), has("1", "name", "x"), link("1", "soldBy", "2"), link("1", "replaces", "3")}
TWO = {has("2", "name", "y"), link("2", "replaces", "3")}


@pytest.fixture
def shop(store: GraphStore) -> GraphStore:
    store.write(added=[*ONE, *TWO])
    return store


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        (["1"], ONE),
        (["2", "1"], ONE | TWO),
        (["1", "1"], ONE),
        (["3"], set[Fact]()),
        (["none"], set[Fact]()),
        ([], set[Fact]()),
        (["1", "none"], ONE),
    ],
)
def test_facts_about_subjects(shop: GraphStore, subjects: list[str], expected: set[Fact]) -> None:
    found = list(shop.facts(subjects=[iri(key) for key in subjects]))
    assert (set(found), len(found)) == (expected, len(expected))


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        (["3"], {link("1", "replaces", "3"), link("2", "replaces", "3")}),
        (["2", "2"], {link("1", "soldBy", "2")}),
        (["1"], set[Fact]()),
        ([], set[Fact]()),
    ],
)
def test_facts_pointing_at_objects(shop: GraphStore, objects: list[str], expected: set[Fact]) -> None:
    found = list(shop.facts(objects=[iri(key) for key in objects]))
    assert (set(found), len(found)) == (expected, len(expected))


def test_an_iri_that_is_no_name_of_ours_is_only_a_text(shop: GraphStore) -> None:
    assert list(shop.facts(subjects=["') DETACH DELETE n //", "", "x" * 10_000])) == []
    assert shop.entity("') RETURN 1 //") is None


def test_an_entity_has_its_names_classes_and_values(store: GraphStore) -> None:
    mine = "https://fengmi.example/shop/s1/Product/9"
    facts = [
        Fact(subject=mine, property=RDF_TYPE, object=NS + "Heater"),
        Fact(subject=mine, property=RDF_TYPE, object=NS + "Product", rule="r"),
        Fact(subject=mine, property=called("1", "x").property, value="小厨宝"),
        Fact(subject=mine, property=NS + "stock", value=3),
    ]
    store.write(added=facts)
    found = store.entity(mine)
    assert found is not None
    assert sorted(found.types) == [NS + "Heater", NS + "Product"]
    assert (found.iri, found.label, found.shop, found.properties) == (mine, "小厨宝", "s1", {"stock": 3})


def test_a_bare_node_is_called_by_the_end_of_its_iri(shop: GraphStore) -> None:
    assert shop.entity(iri("3")) == Entity(iri=iri("3"), label="3", shop=None, types=(), properties={})


def test_an_unknown_entity_is_none(shop: GraphStore) -> None:
    assert shop.entity(iri("none")) is None


def test_counts_are_by_label_and_by_type(shop: GraphStore) -> None:
    counts = shop.counts()
    assert (counts.nodes["Entity"], counts.nodes["Heater"]) == (3, 1)
    assert (counts.relationships["SOLD_BY"], counts.relationships["REPLACES"]) == (1, 2)
    assert counts.nodes["OntologyClass"] == 5


def test_an_empty_store_knows_no_ontology(open_store: Callable[[], GraphStore]) -> None:
    empty = open_store()
    assert (empty.ontology.documents, list(empty.facts()), empty.counts()) == ((), [], Counts())
    empty.close()


def test_every_node_has_the_keys_that_are_promised(store: GraphStore) -> None:
    store.write(
        added=[
            is_a("1", "KitchenHeater"),
            is_a("1", "Heater", rule="r"),
            link("1", "soldBy", "2", rule="r", source="s"),
        ]
    )
    (node,) = store.query("MATCH (n:KitchenHeater) RETURN n.iri, n.label, n.shop, n.assertedTypes").rows
    assert node == (iri("1"), "1", None, ["KitchenHeater"])
    assert store.query("MATCH (:Heater)-[r]->() RETURN type(r), r.inferred, r.rule, r.source, r.validFrom").rows == (
        ("SOLD_BY", True, "r", "s", None),
    )


def test_terms_of_the_ontology_are_nodes_with_their_hierarchy(store: GraphStore) -> None:
    above = store.query(
        "MATCH (c:OntologyClass {name: 'KitchenHeater'})-[:SUB_CLASS_OF]->(d) RETURN d.name ORDER BY d.name"
    )
    assert above.rows == (("Heater",), ("Product",))
    heater = store.query(
        "MATCH (c:OntologyClass {name: 'Heater'}) RETURN c.iri, c.label, c.labelEn, c.synonyms, c.definition"
    )
    assert heater.rows == ((NS + "Heater", "热水器", "water heater", ["热水机"], "加热水的电器"),)
    properties = store.query("MATCH (p:OntologyProperty) WHERE p.kind = 'ObjectProperty' RETURN p.name ORDER BY p.name")
    assert properties.rows == (("REPLACES",), ("SOLD_BY",), ("包含商品",))


def test_loading_an_ontology_twice_is_loading_it_once(store: GraphStore) -> None:
    before = store.counts()
    store.load_ontology(ontology())
    assert store.counts() == before


def test_an_ontology_of_thousands_of_terms_is_loaded(store: GraphStore) -> None:
    store.load_ontology(large_ontology(2_000))
    counts = store.counts()
    assert (counts.nodes["OntologyClass"], counts.nodes["OntologyProperty"]) == (2_000, 4_000)
    assert counts.relationships["SUB_CLASS_OF"] > 9_000
    assert len(store.schema.keys) == 2_000


def test_another_ontology_takes_the_place_of_the_first_and_facts_stay(store: GraphStore) -> None:
    store.write(added=[is_a("1", "Heater"), has("1", "name", "x")])
    wider = ontology_from_texts(
        [
            ("shop.ofn", ontology().documents[0].text),
            ("more.ofn", f"Ontology(<https://test.example/more> Declaration(Class(<{NS}Fan>)))"),
        ]
    )
    store.load_ontology(wider)
    assert {d.file for d in store.ontology.documents} == {"shop.ofn", "more.ofn"}
    store.write(added=[is_a("2", "Fan")])
    assert set(store.facts()) == {is_a("1", "Heater"), has("1", "name", "x"), is_a("2", "Fan")}


def test_an_ontology_without_terms_can_be_loaded(store: GraphStore) -> None:
    store.load_ontology(Ontology([]))
    assert store.ontology.terms == {}


def test_the_shipped_packs_can_be_loaded_and_read_back(open_store: Callable[[], GraphStore]) -> None:
    packs = load_ontology(["dispute", "home_appliances"])
    store = open_store()
    store.load_ontology(packs)
    assert store.ontology.axioms == packs.axioms
    store.close()


def test_the_facts_of_a_shop_are_its_own_and_the_shared_ones_in_order(store: GraphStore) -> None:
    facts = [
        Fact(subject=subject, property=NS + "name", value=subject)
        for subject in (f"{SHOP}甲/Product/1", f"{SHOP}b%20c/Product/1", f"{SHOP}甲/Product/2", iri("shared"))
    ]
    links = [
        Fact(subject=f.subject, property=NS + name, object=iri("shared"))
        for f in facts
        for name in ("soldBy", "replaces")
    ]
    store.write(added=[*facts, *links])
    for shop in ("甲", "b c", "none", None):
        found = list(store.shop_facts(shop))
        assert set(found) == {f for f in (*facts, *links) if shop_of(f.subject) in (None, shop)}
        node_facts = [f for f in found if f.value is not None]
        assert node_facts == sorted(node_facts, key=lambda f: f.subject)
        assert found[: len(node_facts)] == node_facts
        relationships = found[len(node_facts) :]
        assert relationships == sorted(relationships, key=lambda f: (f.subject, store.schema.types[f.property]))


def test_what_is_read_between_two_equal_revisions_has_each_write_whole_or_not_at_all(store: GraphStore) -> None:
    done, sizes, wrong = threading.Event(), list[int](), list[object]()

    def read() -> None:
        finished = False
        while not finished:
            finished = done.is_set()
            before = store.revision()
            facts = [fact for fact in store.facts() if fact.property == NS + "stock"]
            if store.revision() == before:
                sizes.append(len(facts))
            store.entity(iri("0"))
            store.query("MATCH (n:Entity) RETURN count(n)")

    readers = [threading.Thread(target=_collecting(read, wrong)) for _ in range(3)]
    for reader in readers:
        reader.start()
    for start in range(0, 200, 20):
        _write_twenty(store, start)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert {size % 20 for size in sizes} == {0}
    assert sizes.count(200) >= 3


def test_readers_of_the_embedded_store_see_each_write_whole_or_not_at_all(embedded: GraphStore) -> None:
    done, sizes, wrong = threading.Event(), list[int](), list[object]()

    def read() -> None:
        while not done.is_set():
            sizes.append(sum(fact.property == NS + "stock" for fact in embedded.facts()))

    readers = [threading.Thread(target=_collecting(read, wrong)) for _ in range(3)]
    for reader in readers:
        reader.start()
    for start in range(0, 200, 20):
        _write_twenty(embedded, start)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert {size % 20 for size in sizes} == {0}


def _write_twenty(store: GraphStore, start: int) -> None:
    store.write(added=[f for n in range(start, start + 20) for f in (has(str(n), "stock", n), is_a(str(n), "Heater"))])


def test_several_writers_lose_nothing(store: GraphStore) -> None:
    wrong = list[object]()

    def write(part: int) -> None:
        for n in range(10):
            store.write(added=[has("shared", "tag", f"{part}-{n}"), link(f"{part}-{n}", "soldBy", "shared")])

    writers = [threading.Thread(target=_collecting(partial(write, part), wrong)) for part in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert wrong == []
    assert len(list(store.facts(subjects=[iri("shared")]))) == 40
    assert len(list(store.facts(objects=[iri("shared")]))) == 40


def _collecting(work: Callable[[], None], wrong: list[object]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  # a thread's error has to reach the test
            wrong.append(error)

    return run
