import json
from pathlib import Path
from typing import Any

from ingest.record import read_records
from tests.ingest.small_shop import SmallShop


def names(shop: SmallShop, records: str, value: Any, record: str) -> list[tuple[str, str]]:
    shop.edit_mapping(lambda top: top["files"][0].update(records=records, record=record, shop="{$shop|../店}"))
    (shop.folder / "products.json").write_text(json.dumps(value), encoding="utf-8")
    spec = shop.read_mapping().files[0]
    return [(record.shop, record.name) for record in read_records(spec, Path(shop.folder))]


def test_wildcards_become_variables(shop: SmallShop) -> None:
    value: dict[str, Any] = {"jd": {"s1": {"u1": {"D1": {}, "D2": {}}}, "s2": {"u2": {"D3": {}}}}}
    found = names(shop, "{platform}/{shop}/{user}/{order}", value, "{$user}-{$order}")
    assert found == [("s1", "u1-D1"), ("s1", "u1-D2"), ("s2", "u2-D3")]


def test_records_in_a_list_under_a_key_see_what_stands_beside_the_list(shop: SmallShop) -> None:
    value: dict[str, Any] = {"店": "s9", "单": [{"号": "A"}, {"号": "B"}, {}]}
    assert names(shop, "单/[]", value, "{号}") == [("s9", "A"), ("s9", "B"), ("s9", "3")]


def test_record_may_be_a_bare_value(shop: SmallShop) -> None:
    assert names(shop, "{shop}/{order}", {"s1": {"D1": False}}, "{$order}={.}") == [("s1", "D1=false")]
