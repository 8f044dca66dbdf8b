"""Finding nodes by their words and by their vectors, and the indexes that it takes, on every store."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import fact_batches
from graph.embedded import EmbeddedStore
from graph.fact import Fact, Scalar
from graph.index import StoredIndex, TextIndex, VectorIndex
from graph.port import GraphStore
from ontology.errors import QueryError
from ontology.general import IDENTIFIES
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from tests.graph.shop import NS, TEXT, called, has, iri, is_a, ontology

NAMES = TextIndex(label="Entity", keys=("label", "name"))
DIRECTIONS = VectorIndex(label="Heater", key="direction", dimensions=4)
IDENTIFIED = f'AnnotationAssertion(<{IDENTIFIES}> <{NS}name> "true")\nDataPropertyDomain(<{NS}name> <{NS}Product>)\n)'


def found(store: GraphStore, text: str, first: int = 10) -> list[str]:
    return [hit.iri.rpartition("/")[2] for hit in store.search_text(NAMES, text, first=first)]


@pytest.fixture
def shelf(store: GraphStore) -> GraphStore:
    """Some heaters with names to be searched."""
    store.create_index(NAMES)
    named = {
        "1": "蜂巢60升电热水器 扁桶速热",
        "2": "蜂巢燃气热水器 13升",
        "3": "山谷电饭煲 4升",
        "4": "Valley rice cooker FC-R40",
        "5": "花洒滤芯",
    }
    store.write(added=[f for key, name in named.items() for f in (is_a(key, "Heater"), called(key, name))])
    store.write(added=[has("5", "name", "替换滤芯 三支装")])
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("热水器", {"1", "2"}),
        ("电饭煲", {"3"}),
        ("电热水器", {"1", "2"}),
        ("三支装", {"5"}),
        ("滤芯", {"5"}),
        ("VALLEY", {"4"}),
        ("cooker", {"4"}),
        ("FC-R40", {"4"}),
        ("冰箱", set()),
        ("", set()),
        ("  \t ", set()),
        ("*", set()),
        ("？！", set()),
    ],
)
def test_words_in_any_of_the_keys_find_their_nodes(shelf: GraphStore, text: str, expected: set[str]) -> None:
    assert expected <= set(found(shelf, text))
    if len(expected) < 2:
        assert set(found(shelf, text)) == expected


def test_the_best_fitting_node_comes_first_and_scores_fall(shelf: GraphStore) -> None:
    assert found(shelf, "蜂巢60升电热水器")[0] == "1"
    scores = [hit.score for hit in shelf.search_text(NAMES, "蜂巢60升电热水器")]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_no_more_nodes_come_than_are_asked_for(shelf: GraphStore) -> None:
    assert len(found(shelf, "热水器", first=1)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "热水器 AND",
        "(热水器",
        '"热水器',
        "热水器~",
        "热水器^",
        "label:热水器",
        "热水器 OR NOT",
        "[a TO b] 热水器",
        "\\热水器",
        "热水器/",
    ],
)
def test_signs_of_a_search_language_are_just_signs(shelf: GraphStore, text: str) -> None:
    assert {"1", "2"} <= set(found(shelf, text))


def test_what_changes_is_found_under_its_new_words_only(shelf: GraphStore) -> None:
    shelf.write(removed=[called("3", "山谷电饭煲 4升")], added=[called("3", "山谷压力锅 4升")])
    assert found(shelf, "压力锅") == ["3"]
    assert found(shelf, "电饭煲") == []


def test_what_is_gone_is_not_found(shelf: GraphStore) -> None:
    shelf.write(removed=[is_a("3", "Heater"), called("3", "山谷电饭煲 4升")])
    assert found(shelf, "电饭煲") == []


def test_an_index_made_later_holds_what_was_written_before(store: GraphStore) -> None:
    store.write(added=[is_a("1", "Heater"), called("1", "热水器")])
    store.create_index(NAMES)
    assert found(store, "热水器") == ["1"]


def test_an_index_made_twice_is_there_once_and_stays(open_store: Callable[[], GraphStore]) -> None:
    for _ in range(2):
        store = open_store()
        store.load_ontology(ontology())
        store.create_index(NAMES)
        store.create_index(DIRECTIONS)
        store.close()
    store = open_store()
    assert store.indexes() == (
        StoredIndex(kind="range", label="OntologyClass", keys=("iri",)),
        StoredIndex(kind="range", label="OntologyProperty", keys=("iri",)),
        StoredIndex(kind="text", label="Entity", keys=("label", "name")),
        StoredIndex(kind="unique", label="Entity", keys=("iri",)),
        StoredIndex(kind="vector", label="Heater", keys=("direction",)),
    )
    store.close()


def test_searching_without_an_index_says_which_is_missing(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"Entity\(label, name\): there is no text index"):
        store.search_text(NAMES, "热水器")
    with pytest.raises(QueryError, match=r"Heater\(direction\): there is no vector index"):
        store.nearest(DIRECTIONS, [1, 0, 0, 0])


def test_identifying_properties_have_indexes_that_come_and_go_with_the_ontology(store: GraphStore) -> None:
    before = store.indexes()
    store.write(added=[is_a("1", "Product"), has("1", "name", "甲")])
    store.load_ontology(identified())
    assert StoredIndex(kind="range", label="Product", keys=("name",)) in store.indexes()
    assert store.query("MATCH (p:Product {name: '甲'}) RETURN p.iri").rows == ((iri("1"),),)
    store.load_ontology(ontology())
    assert store.indexes() == before


def identified() -> Ontology:
    """The small ontology, whose products are named by their `name`."""
    return ontology_from_texts([("shop.ofn", TEXT.rstrip().removesuffix(")") + IDENTIFIED)])


NAMED: list[list[Scalar]] = [["甲"], ["乙", "丙"], [5], [True, "戊"], ["[a, b]"]]


def write_fact_by_fact(store: BulkStore, facts: list[Fact]) -> None:
    for fact in facts:
        store.write(added=[fact])


def write_rows(store: BulkStore, facts: list[Fact]) -> None:
    load(store, fact_batches(facts, store.schema), name="t")


@pytest.mark.parametrize("write", [write_fact_by_fact, write_rows])
def test_an_index_does_not_change_the_values_under_its_key(
    store: BulkStore, write: Callable[[BulkStore, list[Fact]], None]
) -> None:
    store.load_ontology(identified())
    facts = [has(str(n), "name", value) for n, values in enumerate(NAMED) for value in values]
    write(store, [*(is_a(str(n), "Product") for n in range(len(NAMED))), *facts])
    for _ in range(2):
        found = [fact for fact in store.facts() if fact.property == NS + "name"]
        assert sorted((f.subject, str(f.value), type(f.value).__name__) for f in found) == sorted(
            (f.subject, str(f.value), type(f.value).__name__) for f in facts
        )
        assert store.query("MATCH (p:Product {name: '甲'}) RETURN p.iri").rows == ((iri("0"),),)
        store.load_ontology(ontology())
        store.load_ontology(identified())


def test_a_node_brings_its_values_under_a_label_with_an_index(store: GraphStore) -> None:
    store.load_ontology(identified())
    names = [has("1", "name", "甲"), has("1", "name", "乙")]
    store.write(added=names)
    store.write(added=[is_a("1", "Product")])
    assert {*names} <= set(store.facts())


def test_a_text_index_of_the_embedded_store_goes_when_a_node_holds_more_than_a_text(store: GraphStore) -> None:
    store.create_index(NAMES)
    store.write(added=[is_a("1", "Heater"), has("1", "name", "甲"), has("1", "name", "乙")])
    assert {has("1", "name", "甲"), has("1", "name", "乙")} <= set(store.facts())
    if isinstance(store, EmbeddedStore):
        with pytest.raises(QueryError, match="no text index"):
            store.search_text(NAMES, "甲")
        with pytest.raises(QueryError, match=r"Entity\.name: some nodes hold several values"):
            store.create_index(NAMES)


def test_a_vector_index_of_other_dimensions_on_the_same_key_is_refused(store: GraphStore) -> None:
    store.write(added=[is_a("1", "Heater")])
    store.create_index(DIRECTIONS)
    other = VectorIndex(label="Heater", key="direction", dimensions=5)
    with pytest.raises(QueryError, match=r"Heater\.direction: .* index of 4 dimensions on it, not of 5; use the model"):
        store.create_index(other)
    store.put_vectors(DIRECTIONS, {iri("1"): [1, 0, 0, 0]})
    assert [hit.iri for hit in store.nearest(DIRECTIONS, [1, 0, 0, 0])] == [iri("1")]


@pytest.fixture
def vectors(store: GraphStore) -> dict[str, list[float]]:
    """Two hundred heaters with vectors, by IRI."""
    dice = random.Random(5)
    made = {iri(str(n)): [dice.gauss(0, 1) for _ in range(4)] for n in range(200)}
    store.write(added=[is_a(str(n), "Heater") for n in range(200)])
    store.create_index(DIRECTIONS)
    store.put_vectors(DIRECTIONS, made)
    return made


def cosine(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True)) / math.hypot(*a) / math.hypot(*b)


def test_the_nearest_are_those_of_a_search_through_all(store: GraphStore, vectors: dict[str, list[float]]) -> None:
    dice = random.Random(6)
    right = 0
    for _ in range(20):
        asked = [dice.gauss(0, 1) for _ in range(4)]
        hits = store.nearest(DIRECTIONS, asked, first=5)
        assert len(hits) == 5
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            assert hit.score == pytest.approx((1 + cosine(asked, vectors[hit.iri])) / 2, abs=1e-3)
        best = sorted(vectors, key=lambda name: -cosine(asked, vectors[name]))[:5]
        right += len({hit.iri for hit in hits} & set(best))
    # Both indexes are approximate by design.
    assert right >= 95


def test_a_write_leaves_a_vector_and_a_new_one_takes_its_place(
    store: GraphStore, vectors: dict[str, list[float]]
) -> None:
    store.write(added=[has("7", "name", "x"), is_a("7", "KitchenHeater")])
    assert store.nearest(DIRECTIONS, vectors[iri("7")], first=1)[0].iri == iri("7")
    away = [-x for x in vectors[iri("7")]]
    store.put_vectors(DIRECTIONS, {iri("7"): away})
    assert store.nearest(DIRECTIONS, away, first=1)[0].iri == iri("7")


def test_vectors_of_unknown_nodes_are_passed_over(store: GraphStore, vectors: dict[str, list[float]]) -> None:
    store.put_vectors(DIRECTIONS, {iri("nobody"): [1, 0, 0, 0]})
    assert store.entity(iri("nobody")) is None


@pytest.mark.parametrize("length", [0, 3, 5])
def test_a_vector_of_another_length_is_refused_with_both_lengths(store: GraphStore, length: int) -> None:
    store.write(added=[is_a("1", "Heater")])
    store.create_index(DIRECTIONS)
    for act in (
        lambda: store.put_vectors(DIRECTIONS, {iri("1"): [1.0] * length}),
        lambda: store.nearest(DIRECTIONS, [1.0] * length),
    ):
        with pytest.raises(QueryError, match=rf"{length} dimensions.*4"):
            act()
