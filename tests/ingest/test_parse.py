from typing import Any

import pytest

from ingest import load_mapping, shipped_mappings
from ingest.parse import MAPPINGS
from ontology.errors import MappingError
from tests.ingest.small_shop import SmallShop


def product(top: Any) -> Any:
    return top["files"][0]["entities"]["product"]


@pytest.mark.parametrize(
    ("change", "place", "hint"),
    [
        (lambda t: product(t).update({"class": "Prodct"}), "files[0].entities.product.class", "'Product'"),
        (lambda t: product(t)["properties"].update(prise="价格"), "properties.prise", "'price'"),
        (lambda t: product(t)["properties"].update(hasGift="赠品"), "properties.hasGift", "to links"),
        (lambda t: product(t)["links"].update(price="gift"), "links.price", "to properties"),
        (lambda t: product(t)["properties"].update(orderId="编号"), "properties.orderId", "belongs to Order"),
        (lambda t: product(t)["links"].update(hasGift="gifts"), "links.hasGift.entity", "'gift'"),
        (lambda t: product(t)["links"].update(hasGift="other"), "links.hasGift", "points at Gift"),
        (lambda t: product(t).update(lable="x"), "entities.product", "'label'"),
        (lambda t: product(t).pop("key"), "entities.product", "'key' is missing"),
        (lambda t: product(t).update(key="{编号"), "entities.product.key", "left open"),
        (lambda t: product(t)["properties"].update(price={"field": "价格", "min": "x"}), "price.min", "a number"),
        (lambda t: product(t)["properties"].update(price={"min": 0}), "properties.price", "'field'"),
        (lambda t: product(t)["properties"].update(price="a//b"), "properties.price.field", "is no field"),
        (lambda t: product(t).update(extract=["repairGuide"]), "extract[0]", "do not fill repairGuide"),
        (lambda t: product(t).update(role="records"), "product.role", "'record'"),
        (lambda t: t["files"][0].update(records="{a b}/x"), "files[0].records", "is no step"),
        (lambda t: t["files"][0].pop("records"), "files[0]", "'records' is missing"),
        (lambda t: t["files"][1].update(records="x"), "files[1].records", "remove it"),
        (lambda t: t["files"][1].update(encoding="gkb"), "files[1].encoding", "gbk"),
        (lambda t: t["files"][1].update(format="xlsx"), "files[1].format", "json or csv"),
        (lambda t: t.update(zone="Shanghai"), "zone", "+08:00"),
        (lambda t: t.update(dataset="a/b"), "dataset", "a/b"),
        (lambda t: t.update(ontologies=["generl"]), "ontologies[0]", "'general'"),
        (lambda t: t.update(identifiers={"Order": "productId"}), "identifiers.Order", "belongs to Product"),
        (lambda t: t.pop("files"), "top", "'files' is missing"),
    ],
)
def test_mapping_error_names_file_place_and_what_to_do(shop: SmallShop, change: Any, place: str, hint: str) -> None:
    shop.edit_mapping(change)
    with pytest.raises(MappingError) as caught:
        shop.read_mapping()
    message = str(caught.value)
    assert message.startswith("kettles.yaml: ")
    assert place in message
    assert hint in message


def test_mapping_is_checked_before_any_source_is_opened(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: product(top)["properties"].update(prise="价格"))
    with pytest.raises(MappingError):
        shop.load_files()


def test_mapping_that_is_no_yaml_or_no_object_says_so(shop: SmallShop) -> None:
    for text, reason in (("a: [1", "not YAML"), ("- 1", "wants keys and values")):
        shop.mapping = text
        with pytest.raises(MappingError, match=reason):
            shop.read_mapping()


def test_missing_mapping_names_what_is_shipped(shop: SmallShop) -> None:
    with pytest.raises(MappingError, match="did you mean 'ecom-bench'"):
        load_mapping("ecom-bensh")
    with pytest.raises(MappingError, match="no such file"):
        load_mapping(shop.folder / "none.yaml")


@pytest.mark.parametrize("name", sorted(shipped_mappings()))
def test_every_shipped_mapping_passes_its_own_check(name: str) -> None:
    assert load_mapping(name).dataset == name


def test_example_of_the_readme_is_a_mapping(shop: SmallShop) -> None:
    text = (MAPPINGS / "README.md").read_text(encoding="utf-8")
    (shop.folder / "overlay.ofn").write_text(shop.ontology, encoding="utf-8")
    shop.mapping = text.split("```yaml\n")[1].split("```")[0]
    assert shop.read_mapping().files[0].records == ("{platform}", "{shop}", "{user}", "{order}")
