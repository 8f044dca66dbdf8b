"""Facts as columns hold what facts one by one hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import numpy as np

from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import fact_batches
from graph.columns import Dictionary, fact_columns
from tests.graph.shop import called, has, is_a, link
from tests.graph.test_bulk import facts


def test_columns_and_facts_agree(store: BulkStore) -> None:
    given = [
        *facts(),
        has("P1", "price", Decimal("12.30")),
        has("P1", "urgent", True),
        has("P2", "listedAt", datetime.fromisoformat("2024-01-02T03:04:05+08:00")),
        called("P3", "又名"),
    ]
    load(store, fact_batches(given, store.schema), name="t")
    dictionary = Dictionary()
    found = set()
    for columns in fact_columns(store, dictionary, size=7):
        assert len({len(columns), *map(len, (columns.properties, columns.objects, columns.inferred))}) == 1
        assert columns.subjects.dtype == columns.objects.dtype == np.dtype("int64")
        for s, p, o, inferred in zip(
            columns.subjects, columns.properties, columns.objects, columns.inferred, strict=True
        ):
            found.add((dictionary.iri(int(s)), dictionary.iri(int(p)), dictionary.object(int(o)), bool(inferred)))
    stored = {(f.subject, f.property, f.object if f.value is None else f.value, f.inferred) for f in store.facts()}
    assert found == stored
    assert len(stored) == len(given)


def test_a_value_that_somebody_else_took_away_is_no_fact(store: BulkStore) -> None:
    store.write(added=[has("P1", "name", "x"), has("P1", "stock", 3)])
    store.transact([("MATCH (n:Entity) REMOVE n.stock", {})])
    dictionary = Dictionary()
    found = [dictionary.object(int(o)) for columns in fact_columns(store, dictionary) for o in columns.objects]
    assert found == ["x"]
    assert list(store.facts()) == [has("P1", "name", "x")]


def test_values_can_be_left_out(store: BulkStore) -> None:
    load(store, fact_batches(facts(), store.schema), name="t")
    assert all((columns.objects >= 0).all() for columns in fact_columns(store, Dictionary(), values=False))


def test_equal_values_of_different_types_have_different_ids() -> None:
    dictionary = Dictionary()
    assert len({dictionary.value_id(value) for value in (1, True, "1", Decimal(1))}) == 4
    assert dictionary.value_id("1") == dictionary.value_id("1") < 0
    assert dictionary.id("a") == 0 == dictionary.find("a")
    assert dictionary.find("b") is None


def test_columns_tell_the_rule_and_the_interval_of_a_fact_on_request(store: BulkStore) -> None:
    start, end = "2025-01-01T00:00:00+08:00", "2025-06-01T00:00:00+08:00"
    given = [
        is_a("P1", "Heater"),
        replace(is_a("P2", "Heater"), rule="R1"),
        replace(has("P1", "name", "x"), valid_to=end),
        link("P1", "soldBy", "S"),
        replace(link("P2", "soldBy", "S"), rule="R2", valid_from=start, valid_to=end),
    ]
    store.write(added=given)
    dictionary = Dictionary()
    pages = list(fact_columns(store, dictionary, origins=True))
    found = sorted(dictionary.origin(int(id)) for columns in pages for id in columns.origins)
    assert found == sorted((fact.rule, fact.valid_from, fact.valid_to) for fact in given)
    assert dictionary.origin_id(("", "", "")) == 0
    assert all((columns.origins[columns.inferred] > 0).all() for columns in pages)
