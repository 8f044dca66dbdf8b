"""What people call things leads to one of them, or to a clear error."""

from __future__ import annotations

import pytest

from api.engine import Engine
from ontology.errors import InputError, NotFoundError

HEATER = "https://fengmi.example/shop/fengchao/Product/FC10102"


@pytest.mark.parametrize("name", [HEATER, "FC10102", "FC-E60S", "蜂巢（Fengchao）60升电热水器 扁桶速热 一级能效"])
def test_an_individual_is_found_by_iri_id_model_number_and_label(engine: Engine, name: str) -> None:
    found = engine.entity(name)
    assert found is not None
    assert found.iri == HEATER


@pytest.mark.parametrize("property", ["price", "价格", "Price", "https://fengmi.example/general#price", "售价"])
def test_a_property_is_found_by_local_name_label_synonym_and_iri(engine: Engine, property: str) -> None:
    assert engine.explain("FC10102", property, "1499").conclusion.property == "https://fengmi.example/general#price"


@pytest.mark.parametrize(
    ("property", "object"),
    [
        ("soldBy", "fengchao"),
        ("SOLD_BY", "蜂巢电器"),
        ("type", "电热水器"),
        ("类型", "ElectricWaterHeater"),
        ("容量", "60"),
    ],
)
def test_an_object_is_found_by_id_label_local_name_and_value(engine: Engine, property: str, object: str) -> None:
    assert engine.explain("FC10102", property, object).conclusion.subject == HEATER


def test_a_value_that_is_not_stored_is_told_together_with_what_is(engine: Engine) -> None:
    with pytest.raises(NotFoundError, match=r"1499\.00"):
        engine.explain("FC10102", "价格", "1")


@pytest.mark.parametrize("name", ["FC00000", "https://fengmi.example/no/such", "", "' OR 1=1 //"])
def test_an_unknown_name_is_not_found(engine: Engine, name: str) -> None:
    assert engine.entity(name) is None


def test_a_name_of_several_things_asks_for_an_iri(engine: Engine) -> None:
    rows = engine.cypher("MATCH (n:Entity) RETURN n.label AS l, count(*) AS c ORDER BY c DESC LIMIT 1").rows
    label, count = rows[0]
    assert count > 1
    with pytest.raises(InputError, match="more than one"):
        engine.entity(label)
