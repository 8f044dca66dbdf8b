from typing import Any

from ontology.general import individual_iri
from tests.ingest.small_shop import SmallShop, kettle, product_iri

D1 = individual_iri("Order", "D1", shop="s1")


def test_list_items_become_individuals_with_composed_keys(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 赠品=[{"名称": "杯子"}, {"name": "垫子"}])}
    shop.load()
    gifts = [individual_iri("Gift", key, shop="s1") for key in ("P1-垫子", "P1-杯子")]
    assert sorted(f.object or "" for f in shop.facts(product_iri("P1"), "hasGift")) == sorted(gifts)
    assert [shop.values(gift, "name") for gift in gifts] == [["垫子"], ["杯子"]]


def test_individual_belongs_to_the_shop_of_its_path(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.load()
    entity = shop.store.entity(product_iri("P1"))
    assert entity is not None
    assert (entity.shop, entity.label) == ("s1", "P1电水壶")


def test_text_template_and_value_table_fill_properties(shop: SmallShop) -> None:
    def change(top: Any) -> None:
        order = top["files"][1]["entities"]["order"]
        order["properties"]["name"] = {"text": "{客户}的{订单}"}
        order["properties"]["urgent"] = {"field": "加急", "values": {"急": "true"}}

    shop.edit_mapping(change)
    shop.orders += "D1,10,急,C1,P1\n"
    shop.load()
    assert (shop.values(D1, "name"), shop.values(D1, "urgent")) == (["C1的D1"], [True])


def test_condition_decides_whether_a_fact_is_made(shop: SmallShop) -> None:
    shop.edit_mapping(
        lambda top: top["files"][1]["entities"]["order"]["properties"].update(
            orderTotal={"field": "金额", "when": {"加急": ["是", "yes"]}}
        )
    )
    shop.orders += "D1,10,是,C1,P1\nD2,10,否,C1,P1\n"
    shop.load()
    assert len(shop.values(D1, "orderTotal")) == 1
    assert shop.values(individual_iri("Order", "D2", shop="s1"), "orderTotal") == []


def test_validity_and_quotation_are_kept_with_the_fact(shop: SmallShop) -> None:
    def change(top: Any) -> None:
        links = top["files"][1]["entities"]["order"]["links"]
        links["contains"].update(quote="说明", valid={"from": "起", "to": "止"})

    shop.edit_mapping(change)
    shop.orders = "订单,金额,加急,客户,商品,说明,起,止\nD1,10,否,C1,P1,换大一号,2026-01-01,2026-02-01 12:00\n"
    shop.load()
    (fact,) = shop.facts(D1, "contains")
    assert fact.quote == "换大一号"
    assert (fact.valid_from, fact.valid_to) == ("2026-01-01T00:00:00+08:00", "2026-02-01T12:00:00+08:00")


def test_wrong_instant_of_validity_rejects_the_record(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: top["files"][1]["entities"]["order"].update(valid={"from": "加急"}))
    shop.orders += "D1,10,明天,C1,P1\n"
    assert [r.field for r in shop.load().rejects] == ["加急"]


def test_currency_comes_from_its_field_else_from_the_mapping(shop: SmallShop) -> None:
    shop.edit_mapping(
        lambda top: top["files"][0]["entities"]["product"]["properties"].update(
            price={"field": "价格", "currency": "币种"}
        )
    )
    shop.products = {"P1": kettle("P1", 币种="USD"), "P2": kettle("P2")}
    shop.load()
    assert shop.values(product_iri("P1"), "currency") == ["USD"]
    (fact,) = shop.facts(product_iri("P2"), "currency")
    assert (fact.value, fact.source) == ("CNY", "kettles/kettles.yaml#currency")


def test_required_link_that_is_missing_rejects_the_record(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: top["files"][1]["entities"]["order"]["links"]["contains"].update(required=True))
    shop.orders += "D1,10,否,C1,\n"
    assert [r.field for r in shop.load().rejects] == ["contains"]
