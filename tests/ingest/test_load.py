from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from graph.port import WriteReport
from ingest import ingest, load_individuals
from ontology.errors import MappingError, SourceError, StoreError
from ontology.general import UNDESCRIBED, individual_iri
from ontology.owl import local_name
from tests.ingest.small_shop import SmallShop, kettle, product_iri


def test_record_becomes_facts_that_cite_file_record_and_field(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 价格=1304.8)}
    shop.load()
    (price,) = shop.facts(product_iri("P1"), "price")
    assert price.value == Decimal("1304.8")
    assert price.source == "kettles/products.json#P1/价格"
    assert shop.values(product_iri("P1"), "listingStatus") == ["OnSale"]
    assert shop.values(product_iri("P1"), "currency") == ["CNY"]


def test_loading_twice_changes_nothing(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="容量1.5L。颜色：白，很轻。"), "P2": kettle("P2")}
    shop.orders += "D1,99,是,C1,P1\n"
    first = shop.load()
    before = shop.snapshot()
    second = shop.load()
    assert first.created > 0
    assert (second.created, second.changed, second.removed) == (0, 0, 0)
    assert second.unchanged == first.created
    assert shop.snapshot() == before


def test_changed_value_replaces_the_old_one(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 价格=99)}
    shop.load()
    shop.products = {"P1": kettle("P1", 价格=89)}
    report = shop.load()
    assert shop.values(product_iri("P1"), "price") == [Decimal(89)]
    assert (report.created, report.removed) == (1, 1)


def test_removed_value_disappears(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.load()
    shop.products = {"P1": kettle("P1", 价格=None)}
    shop.load()
    assert shop.values(product_iri("P1"), "price") == []


def test_removed_record_disappears_with_its_node(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1"), "P2": kettle("P2", 赠品=[{"名称": "杯子"}])}
    shop.load()
    shop.products = {"P1": kettle("P1")}
    shop.load()
    assert shop.store.entity(product_iri("P2")) is None
    assert shop.store.counts().nodes.get("Gift", 0) == 0


def test_dangling_reference_becomes_a_marked_bare_node_that_the_report_counts(shop: SmallShop) -> None:
    shop.orders += "D1,10,否,C1,P9\n"
    report = shop.load()
    assert (report.rejected, report.undescribed) == (0, 2)
    assert shop.classes(product_iri("P9")) == {"Product", "Undescribed"}
    assert shop.values(product_iri("P9"), "productId") == ["P9"]
    assert shop.values(individual_iri("Order", "D1", shop="s1"), "contains") == ["P9"]


def test_reference_may_come_before_what_it_names(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: top["files"].reverse())
    shop.products = {"P1": kettle("P1")}
    shop.orders += "D1,10,否,C1,P1\n"
    assert shop.load().undescribed == 1
    assert local_name(UNDESCRIBED) not in shop.classes(product_iri("P1"))


def test_bare_node_loses_its_mark_when_a_record_describes_it(shop: SmallShop) -> None:
    shop.orders += "D1,10,否,C1,P9\n"
    shop.load()
    shop.products = {"P9": kettle("P9")}
    shop.load()
    assert shop.classes(product_iri("P9")) == {"Product", "Kettle"}


def test_what_another_dataset_describes_is_not_marked(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.load()
    shop.mapping = shop.mapping.replace("dataset: kettles", "dataset: later")
    shop.products = {}
    shop.orders += "D1,10,否,C1,P1\n"
    assert [shop.load().undescribed, shop.load().created] == [1, 0]
    assert shop.classes(product_iri("P1")) == {"Product", "Kettle"}


def test_mention_counts_only_where_no_record_describes(shop: SmallShop) -> None:
    mentions = [{"编号": "P1", "描述": "旧说法", "状态": "缺货"}, {"编号": "P7", "描述": "大水壶", "状态": "缺货"}]
    shop.products = {"P2": kettle("P2", 可换=mentions), "P1": kettle("P1")}
    report = shop.load()
    assert shop.values(product_iri("P1"), "listingStatus") == ["OnSale"]
    assert shop.values(product_iri("P7"), "description") == ["大水壶"]
    assert (report.undescribed, report.left_out) == (0, 0)


def test_mentions_that_contradict_each_other_keep_the_first_and_reject_the_other_value(shop: SmallShop) -> None:
    shop.products = {
        "P1": kettle("P1", 可换=[{"编号": "P7", "描述": "大水壶", "状态": "缺货"}]),
        "P2": kettle("P2", 可换=[{"编号": "P7", "描述": "大水壶", "状态": "已上架"}]),
    }
    report = shop.load()
    assert shop.values(product_iri("P7"), "listingStatus") == ["OutOfStock"]
    assert (report.rejected, report.left_out) == (0, 1)
    assert [(r.record, r.whole) for r in report.rejects] == [("P2", False)]


def test_unknown_status_becomes_a_new_individual_of_the_shop(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 状态="预售中")}
    shop.load()
    status = individual_iri("ListingStatus", "预售中", shop="s1")
    assert [f.object for f in shop.facts(product_iri("P1"), "listingStatus")] == [status]
    assert shop.classes(status) == {"ListingStatus"}


def test_dry_run_counts_and_writes_nothing(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1"), "P2": kettle("P2", 价格=-1)}
    report = shop.load(dry_run=True)
    assert (report.loaded, report.rejected, report.dry_run) == (1, 1, True)
    assert report.created > 0
    assert shop.snapshot() == set()
    assert shop.load().created == report.created


def test_progress_ends_where_it_said_it_would(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    seen: dict[str, tuple[int, int]] = {}
    shop.load(progress=lambda stage, done, total: seen.update({stage: (done, total)}))
    assert set(seen) == {"read", "write"}
    assert all(done == total > 0 for done, total in seen.values())


class _Failing:
    """A store whose n-th write fails, as when the process is killed."""

    def __init__(self, store: Any, writes: int) -> None:
        self._store = store
        self._left = writes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(self, *, added: Any = (), removed: Any = ()) -> WriteReport:
        if not self._left:
            raise StoreError("killed")
        self._left -= 1
        report: WriteReport = self._store.write(added=added, removed=removed)
        return report


@pytest.mark.parametrize("writes", range(6))
def test_load_stopped_anywhere_and_run_again_gives_the_same_end_state(
    shop: SmallShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    monkeypatch.setattr("ingest.sync.BATCH", 20)
    shop.products = {f"P{n}": kettle(f"P{n}", 描述="容量2升。", 赠品=[{"名称": "杯"}]) for n in range(5)}
    shop.load()
    shop.products = {f"P{n}": kettle(f"P{n}", 价格=n, 描述="容量3升。") for n in range(2, 9)}
    shop.write_files()
    failing: Any = _Failing(shop.store, writes)
    with pytest.raises(StoreError, match="killed"):
        ingest(shop.read_mapping(), shop.folder, failing, rejects=shop.rejects)
    shop.load()
    stopped = shop.snapshot()
    clean = replace(shop, store=EmbeddedStore(tmp_path / "clean"))
    clean.load()
    assert stopped == clean.snapshot()
    clean.store.close()


@pytest.mark.parametrize(
    ("break_it", "error"),
    [
        (lambda shop: (shop.folder / "orders.csv").unlink(), SourceError),
        (lambda shop: (shop.folder / "products.json").write_text('{"s1": {"P1"', encoding="utf-8"), SourceError),
        (lambda shop: setattr(shop, "mapping", shop.mapping.replace("price:", "prise:")), MappingError),
    ],
    ids=["missing file", "file cut in half", "wrong mapping"],
)
def test_unusable_input_leaves_the_store_as_it_was(shop: SmallShop, break_it: Any, error: type[Exception]) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.load()
    before = shop.snapshot()
    shop.products = {"P1": kettle("P1", 价格=1)}
    shop.write_files()
    break_it(shop)
    with pytest.raises(error):
        shop.load_files()
    assert shop.snapshot() == before


def test_new_column_with_a_new_property_needs_only_the_ontology_and_the_mapping(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 库存="12")}
    shop.edit_mapping(lambda top: top["files"][0]["entities"]["product"]["properties"].update(stock="库存"))
    shop.load()
    assert shop.values(product_iri("P1"), "stock") == [12]


def test_fields_that_the_mapping_does_not_mention_are_reported(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 库存=3, 赠品=[{"名称": "杯", "重量": 1}])}
    assert shop.load().files[0].unmapped == ("库存", "赠品/重量")


def test_inferred_facts_survive_a_load(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.load()
    inferred = Fact(
        subject=product_iri("P1"),
        property="https://fengmi.example/general#exchangeableFor",
        object=product_iri("P1"),
        source="rule",
        rule="r1",
    )
    shop.store.write(added=[inferred])
    assert shop.load().removed == 0
    assert shop.values(product_iri("P1"), "exchangeableFor") == ["P1"]


def test_individuals_of_the_ontology_are_loaded_once(shop: SmallShop) -> None:
    report = shop.load()
    assert report.individuals.created > 0
    assert load_individuals(shop.store).created == 0


def test_record_that_is_rejected_now_keeps_what_it_said_before(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 价格="20"), "P2": kettle("P2")}
    shop.load()
    shop.products = {"P1": kettle("P1", 价格="-20")}
    report = shop.load()
    assert (report.rejected, report.kept > 0) == (1, True)
    assert shop.values(product_iri("P1"), "price") == [Decimal(20)]
    assert shop.store.entity(product_iri("P2")) is None
    shop.products = {"P1": kettle("P1", 价格="30")}
    assert shop.load().kept == 0
    assert shop.values(product_iri("P1"), "price") == [Decimal(30)]


def test_part_of_another_shape_removes_nothing_of_its_file(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1"), "P2": kettle("P2")}
    first = shop.load()
    (shop.folder / "products.json").write_text('{"s1": []}', encoding="utf-8")
    report = shop.load_files()
    assert (report.loaded, report.rejected, report.removed) == (0, 1, 0)
    assert report.kept == first.facts


def test_second_record_of_a_key_keeps_no_old_value_alive(shop: SmallShop) -> None:
    shop.orders += "D1,10,否,张三,P1\n"
    shop.mapping = shop.mapping.replace("  - file: orders.csv\n", '  - file: orders.csv\n    record: "{订单}"\n')
    shop.load()
    shop.orders = shop.orders.replace(",10,", ",11,") + "D1,12,否,张三,P1\n"
    report = shop.load()
    assert (report.loaded, report.rejected, report.kept) == (1, 1, 0)


def test_node_that_stays_is_not_marked_as_undescribed(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1")}
    shop.orders += "D1,10,否,张三,P1\n"
    shop.load()
    shop.products = {"P1": kettle("P1", 价格="-1")}
    shop.load()
    assert "Undescribed" not in shop.classes(product_iri("P1"))
    assert "Product" in shop.classes(product_iri("P1"))
