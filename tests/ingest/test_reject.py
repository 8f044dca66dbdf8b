import json
from typing import Any

import pytest

from ontology.errors import StoreError
from ontology.general import individual_iri
from tests.ingest.small_shop import SmallShop, kettle, product_iri


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"价格": -49}, "价格", "less than 0"),
        ({"价格": "很贵"}, "价格", "not a number"),
        ({"价格": True}, "价格", "number is wanted"),
        ({"价格": [1, 2]}, "价格", "a list"),
        ({"名称": " "}, "名称", "missing"),
        ({"名称": {"中": "壶"}}, "名称", "an object"),
        ({"赠品": "杯子"}, "赠品", "not a list"),
        ({"赠品": [{"价": 1}]}, "{../编号}-{名称|name}", "key of the Gift is empty"),
    ],
)
def test_bad_record_is_kept_with_field_value_and_reason_and_the_rest_is_loaded(
    shop: SmallShop, change: dict[str, Any], field: str, reason: str
) -> None:
    bad = kettle("P2", **change)
    shop.products = {"P1": kettle("P1"), "P2": bad, "P3": kettle("P3")}
    report = shop.load()
    assert (report.loaded, report.rejected, report.duplicate) == (2, 1, 0)
    assert report.rejects_file == shop.rejects
    (line,) = [json.loads(line) for line in shop.rejects.read_text(encoding="utf-8").splitlines()]
    assert (line["file"], line["record"], line["field"]) == ("products.json", "P2", field)
    assert reason in line["reason"]
    assert json.loads(line["content"]) == bad
    assert shop.store.entity(product_iri("P2")) is None
    assert shop.store.entity(product_iri("P3")) is not None


@pytest.mark.parametrize("text", ["\x00壶", "\ud83d壶"])
def test_record_with_a_character_that_is_no_text_is_a_reject(shop: SmallShop, text: str) -> None:
    shop.write_files()
    records = {"s1": {"P1": kettle("P1", 描述=text), "P2": kettle("P2", 描述="好😀壶")}}
    (shop.folder / "products.json").write_text(json.dumps(records), encoding="utf-8")
    report = shop.load_files()
    assert (report.loaded, report.rejected) == (1, 1)
    assert shop.values(product_iri("P2"), "description") == ["好😀壶"]
    assert json.loads(shop.rejects.read_text(encoding="utf-8"))["record"] == "P1"


def test_record_of_no_shop_is_a_reject_and_not_shared_by_all(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: top["files"][1].update(shop="{店铺}"))
    shop.orders = "订单,金额,加急,客户,商品,店铺\nD1,10,否,C1,P1,\nD2,10,否,C1,P1,s1\n"
    report = shop.load()
    assert [(r.record, "names no shop" in r.reason) for r in report.rejects] == [("D1", True)]


def test_negative_price_is_refused_by_the_ontology_alone(shop: SmallShop) -> None:
    shop.orders += "D1,-5,否,C1,P1\n"
    report = shop.load()
    assert [(r.field, r.value) for r in report.rejects] == [("金额", "-5")]


def test_nothing_of_a_rejected_record_is_half_written(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 价格="?", 赠品=[{"名称": "杯"}], 描述="容量2升。")}
    shop.load()
    counts = shop.store.counts().nodes
    assert {"Product", "Gift", "Quotation"} & set(counts) == set()


def test_same_key_with_other_content_is_a_reject_and_the_first_stays(shop: SmallShop) -> None:
    shop.orders += "D1,10,否,C1,P1\nD1,20,否,C1,P1\n"
    report = shop.load()
    assert (report.files[1].loaded, report.files[1].rejected) == (1, 1)
    assert [str(v) for v in shop.values(individual_iri("Order", "D1", shop="s1"), "orderTotal")] == ["10"]


def test_same_key_with_the_same_content_is_a_duplicate(shop: SmallShop) -> None:
    shop.orders += "D1,10,否,C1,P1\nD1,10,否,C1,P1\n"
    report = shop.load()
    assert (report.files[1].loaded, report.files[1].rejected, report.files[1].duplicate) == (1, 0, 1)
    assert report.records == report.loaded + report.rejected + report.duplicate


def test_good_record_after_a_bad_one_of_the_same_key_is_loaded(shop: SmallShop) -> None:
    shop.orders += "D1,x,否,C1,P1\nD1,10,否,C1,P1\n"
    report = shop.load()
    assert (report.files[1].loaded, report.files[1].rejected) == (1, 1)


def test_key_that_stands_twice_in_a_json_object_is_not_lost(shop: SmallShop) -> None:
    shop.write_files()
    one, other = kettle("P1"), kettle("P1", 价格=5)
    text = ", ".join(f'"P1": {json.dumps(value, ensure_ascii=False)}' for value in (one, other, one))
    (shop.folder / "products.json").write_text(f'{{"s1": {{{text}}}}}', encoding="utf-8")
    report = shop.load_files().files[0]
    assert (report.records, report.loaded, report.rejected, report.duplicate) == (3, 1, 1, 1)


def test_field_that_stands_twice_with_different_values_rejects_the_record(shop: SmallShop) -> None:
    shop.write_files()
    text = '{"s1": {"P1": {"编号": "P1", "名称": "壶", "价格": 1, "价格": 2}}}'
    (shop.folder / "products.json").write_text(text, encoding="utf-8")
    report = shop.load_files()
    assert report.rejected == 1
    assert "'价格' stands in it twice" in report.rejects[0].reason


def test_row_with_too_few_cells_is_a_reject(shop: SmallShop) -> None:
    shop.orders += "D1,10\nD2,10,否,C1,P1\n"
    report = shop.load()
    assert (report.files[1].loaded, report.files[1].rejected) == (1, 1)
    assert "has 2 cells" in report.rejects[0].reason


def test_record_that_is_no_object_is_a_reject(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1"), "P2": None}
    report = shop.load()
    assert (report.loaded, report.rejected) == (1, 1)


def test_second_file_that_contradicts_the_first_is_a_reject(shop: SmallShop) -> None:
    def again(top: Any) -> None:
        copy = json.loads(json.dumps(top["files"][1]))
        copy["file"] = "more.csv"
        top["files"].append(copy)

    shop.edit_mapping(again)
    shop.orders += "D1,10,否,C1,P1\n"
    (shop.folder / "more.csv").write_text("订单,金额,加急,客户,商品\nD1,10,否,C2,P1\n", encoding="utf-8")
    report = shop.load()
    assert [(r.file, r.field) for r in report.rejects] == [("more.csv", "客户")]
    assert "orders.csv#D1/客户" in report.rejects[0].reason


def test_rejects_file_goes_when_nothing_is_rejected_any_more(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 价格=-1)}
    shop.load()
    assert shop.rejects.exists()
    shop.products = {"P1": kettle("P1")}
    assert shop.load().rejects_file is None
    assert not shop.rejects.exists()


def test_rejects_that_cannot_be_kept_stop_the_load_before_any_fact_is_written(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1"), "P2": kettle("P2", 价格=-1)}
    blocked = shop.folder / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="rejected records cannot be kept"):
        shop.load(rejects=blocked / "rejects.jsonl")
    assert shop.store.entity(product_iri("P1")) is None
