from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact, Scalar
from ontology.general import NS, individual_iri
from ontology.load import load_ontology
from ontology.owl import RDF_TYPE
from reasoning.rules import Words

ORDER = individual_iri("Order", "1001/甲", shop="s1")


@pytest.fixture
def words(tmp_path: Path) -> Words:
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(load_ontology(["general"]))
    return Words(reader=store)


def test_an_individual_without_a_name_is_called_by_its_class_and_key(words: Words) -> None:
    assert words.label(ORDER, "zh") == "订单 1001/甲"
    assert words.label(ORDER, "en") == "order 1001/甲"


def test_a_stored_name_is_used_once_learned(words: Words) -> None:
    label = Fact(subject=ORDER, property="http://www.w3.org/2000/01/rdf-schema#label", value="订单一号")
    words.reader.write(added=[label])  # type: ignore[attr-defined]  # the fixture's reader is a store
    words.learn([Fact(subject=ORDER, property=RDF_TYPE, object=NS + "Order")])
    assert words.label(ORDER, "zh") == "订单一号"


@pytest.mark.parametrize(
    ("property", "value", "zh", "en"),
    [
        ("orderTotal", Decimal("799.00"), "799元", "799 yuan"),
        ("orderTotal", Decimal("1000"), "1000元", "1000 yuan"),
        ("urgent", True, "是", "yes"),
        ("actualDelivery", datetime.fromisoformat("2026-01-02T03:04:05+08:00"), "2026-01-02 03:04", "2026-01-02 03:04"),
        ("bookingDate", date(2026, 1, 2), "2026-01-02", "2026-01-02"),
        ("name", "张三", "张三", "张三"),
        ("quantity", 0, "0", "0"),
    ],
)
def test_values_are_said_as_people_write_them(words: Words, property: str, value: Scalar, zh: str, en: str) -> None:
    assert words.value(NS + property, value, "zh") == zh
    assert words.value(NS + property, value, "en") == en
    fact = Fact(subject=ORDER, property=NS + property, value=value)
    assert words.fact(fact, "zh").endswith(f"是 {zh}")
