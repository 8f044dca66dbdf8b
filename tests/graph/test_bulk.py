"""Bulk loading: the same graph as writing fact by fact, resumable, idempotent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from graph.bulk import load, pending
from graph.bulk_port import BulkStore
from graph.bulk_rows import Batch, LinkRows, Record, fact_batches, link_rows, node_rows
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ontology.errors import StoreError
from tests.graph.shop import NS, called, has, iri, is_a, link, ontology


def facts(count: int = 12) -> list[Fact]:
    """Facts of some products that replace one another, asserted and inferred."""
    made: list[Fact] = []
    for n in range(count):
        key = f"P{n}"
        made += [is_a(key, "Heater" if n % 3 else "订单", source=f"t/p.csv#{n}"), called(key, f"商品{n}")]
        made += [has(key, "name", f"n'{n}\"\\"), has(key, "stock", n), has(key, "tag", f"b{n}"), has(key, "tag", "a")]
        made += [is_a(key, "Product", rule="R1"), link(key, "replaces", f"P{(n * 7 + 1) % count}", source=f"t/{n}")]
        made.append(link(key, "包含商品", f"Elsewhere{n}", rule="R2"))
    return made


def batches(store: BulkStore, *, size: int = 4) -> list[Batch]:
    return list(fact_batches(facts(), store.schema, size=size))


class StoppedError(Exception):
    """The load was killed."""


def stopping(given: list[Batch], after: int) -> Iterator[Batch]:
    yield from given[:after]
    raise StoppedError


def as_set(store: BulkStore) -> set[Fact]:
    return set(store.facts())


def test_a_bulk_load_gives_the_same_graph_as_writing_the_facts(store: BulkStore) -> None:
    report = load(store, batches(store), name="t")
    loaded, digest = as_set(store), checksum(store)
    assert loaded == set(facts())
    assert report.resumed == 0
    store.write(removed=facts())
    assert checksum(store).nodes == 0
    store.write(added=facts())
    assert (as_set(store), checksum(store)) == (loaded, digest)


def test_loading_twice_is_loading_once(store: BulkStore) -> None:
    load(store, batches(store), name="t")
    before = checksum(store)
    report = load(store, batches(store), name="t")
    assert checksum(store) == before
    assert (report.rows.created, report.rows.changed) == (0, 0)


def test_rows_that_come_twice_are_stored_once_when_they_are_not_promised_to_be_distinct(store: BulkStore) -> None:
    given = batches(store)
    load(store, [*given, *given], name="t", distinct=False)
    assert as_set(store) == set(facts())
    assert checksum(store).relationships == 24


@pytest.mark.parametrize("after", [0, 1, 3, 6, 9])
def test_a_stopped_load_goes_on_where_it_stopped(store: BulkStore, after: int) -> None:
    given = batches(store)
    with pytest.raises(StoppedError):
        load(store, stopping(given, after), name="t")
    at = pending(store, "t")
    assert at is not None
    assert at.batches == after
    report = load(store, given, name="t")
    assert report.resumed == after
    assert as_set(store) == set(facts())
    assert pending(store, "t") is None


def test_a_batch_that_was_half_written_is_mended(store: BulkStore) -> None:
    given = batches(store)
    place = next(n for n, batch in enumerate(given) if isinstance(batch, LinkRows))
    with pytest.raises(StoppedError):
        load(store, stopping(given, place), name="t")
    torn, fast = given[place], store.fast
    if fast is not None and isinstance(torn, LinkRows):
        fast.create_links(torn.type, torn.rows[:2])
    load(store, given, name="t")
    assert as_set(store) == set(facts())
    assert checksum(store).relationships == 24


def test_relationships_that_neither_end_knows_are_removed_when_a_killed_load_goes_on(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(ontology())
    given = batches(store)
    place = next(n for n, batch in enumerate(given) if isinstance(batch, LinkRows))
    torn = given[place]
    assert isinstance(torn, LinkRows)
    with pytest.raises(StoppedError):
        load(store, stopping(given, place), name="t")
    store.fast.create_links(torn.type, [])
    # What a process leaves that is killed after the records were written and before their ends were.
    places = {row["iri"]: row["@rid"] for row in store._sql("SELECT iri, @rid FROM Entity")}
    batch = store._db.graph_batch(use_wal=True, commit_every=0)
    ends = [[places[row[end]] for row in torn.rows] for end in "so"]
    batch.new_edges(ends[0], torn.type, ends[1], [row["p"] for row in torn.rows])
    batch.flush()
    store.close()
    again = EmbeddedStore(tmp_path / "store")
    assert len(again._sql(f"SELECT FROM {torn.type}")) == len(torn.rows)
    assert again.counts().relationships.get(torn.type, 0) == 0
    assert list(again.link_pages(torn.type)) == []
    load(again, given, name="t")
    assert as_set(again) == set(facts())
    assert len(again._sql(f"SELECT FROM {torn.type}")) == again.counts().relationships[torn.type]
    (page,) = again.link_pages(torn.type)
    assert [key for row in page for key in row["p"] if key.startswith("@")] == []
    again.close()


def test_a_stopped_load_refuses_to_go_on_with_other_rows(store: BulkStore) -> None:
    given = batches(store)
    with pytest.raises(StoppedError):
        load(store, stopping(given, 2), name="t")
    with pytest.raises(StoreError, match="begins otherwise"):
        load(store, given[1:], name="t")


def test_a_load_into_a_store_with_facts_adds_to_them(store: BulkStore) -> None:
    store.write(added=[has("P1", "price", Decimal(3)), has("P1", "stock", 1, rule="R9")])
    load(store, batches(store), name="t")
    stored = as_set(store)
    assert set(facts()) <= stored
    assert any(fact.property == NS + "price" for fact in stored)


def test_an_inferred_row_never_replaces_an_asserted_one(store: BulkStore) -> None:
    asserted, inferred = link("A", "replaces", "B", source="s"), link("A", "replaces", "B", rule="R")
    store.write(added=[asserted])
    load(store, fact_batches([inferred], store.schema), name="t")
    assert as_set(store) == {asserted}
    load(store, fact_batches([link("A", "replaces", "B", source="s2")], store.schema), name="t")
    assert as_set(store) == {link("A", "replaces", "B", source="s2")}


def test_records_in_columns_say_the_same_as_facts(store: BulkStore) -> None:
    record = Record(
        types=(NS + "Heater",),
        iris=[iri("A"), iri("B")],
        sources=["d/f.csv#1", 'd/"f"#2'],
        names=["甲", "乙"],
        values={NS + "stock": [1, None], NS + "tag": ["x", "y"]},
        fields={NS + "stock": "库存", NS + "tag": ""},
    )
    nodes = node_rows(record, store.schema)
    links = link_rows(NS + "soldBy", [iri("A")], [iri("B")], ["d/f.csv#1/店"], store.schema)
    load(store, [nodes, links], name="t")
    assert as_set(store) == {
        is_a("A", "Heater", source="d/f.csv#1"),
        is_a("B", "Heater", source='d/"f"#2'),
        Fact(subject=iri("A"), property=called("A", "").property, value="甲", source="d/f.csv#1"),
        Fact(subject=iri("B"), property=called("B", "").property, value="乙", source='d/"f"#2'),
        has("A", "stock", 1, source="d/f.csv#1/库存"),
        has("A", "tag", "x", source="d/f.csv#1"),
        has("B", "tag", "y", source='d/"f"#2'),
        link("A", "soldBy", "B", source="d/f.csv#1/店"),
    }
    by_columns = checksum(store)
    everything = as_set(store)
    store.write(removed=everything)
    store.write(added=everything)
    assert checksum(store) == by_columns


def test_a_load_that_goes_on_doubles_nothing_that_others_wrote_meanwhile(store: BulkStore) -> None:
    given = batches(store)
    with pytest.raises(StoppedError):
        load(store, stopping(given, 1), name="t")
    store.write(added=facts())
    load(store, given, name="t")
    assert as_set(store) == set(facts())
    assert checksum(store).relationships == 24


def test_a_load_stops_when_another_process_does_the_same_one(store: BulkStore) -> None:
    store.write(added=[has("Elsewhere", "stock", 1)])
    given = batches(store)

    def overtaken() -> Iterator[Batch]:
        yield given[0]
        load(store, given, name="t")
        yield from given[1:]

    with pytest.raises(StoreError, match="another process does the load t too"):
        load(store, overtaken(), name="t")
    assert set(facts()) <= as_set(store)
    assert checksum(store).relationships == 24
