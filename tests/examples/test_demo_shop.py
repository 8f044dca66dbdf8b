"""The demo shop's files agree with each other, but for the two records that are bad on purpose."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SHOP = Path(__file__).parents[2] / "examples" / "demo-shop"
EXPORTED = datetime.fromisoformat("2026-11-15T08:00:00+08:00")
BAD_PRODUCT = "FC10903"
BAD_INVOICE = "FP263185"
BARE_PRODUCT = "FC10106"
UNSHIPPED = {"待付款", "已付款", "处理中", "已取消"}
HUMAN_AMOUNT = Decimal(5000)

Record = dict[str, Any]


def rows(name: str) -> list[dict[str, str]]:
    with (SHOP / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def document(name: str, key: str) -> list[Record]:
    records: list[Record] = json.loads((SHOP / name).read_text(encoding="utf-8"))[key]
    return records


def instant(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    assert time.utcoffset() == timedelta(hours=8), text
    return time


def products() -> dict[str, dict[str, str]]:
    return {row["商品ID"]: row for row in rows("products.csv")}


def customers() -> dict[str, Record]:
    return {record["客户ID"]: record for record in document("customers.json", "客户")}


def orders() -> dict[str, Record]:
    return {record["订单ID"]: record for record in document("orders.json", "订单")}


def shipments() -> dict[str, Record]:
    return {record["订单ID"]: record for record in document("logistics.json", "运单")}


def cases() -> list[Record]:
    return document("disputes.json", "案件")


def promotions() -> list[Record]:
    return document("promotions.json", "活动")


def product_names(order: Record) -> set[str]:
    return {line["商品ID"] for line in order["商品明细"]}


def keyed_records() -> Iterator[tuple[str, str]]:
    """Yield the file and the key of every record that has a key of its own."""
    single = {
        "products.csv": "商品ID",
        "invoices.csv": "发票号码",
        "bookings.csv": "预约单号",
        "reviews.csv": "评价编号",
    }
    for name, column in single.items():
        yield from ((name, row[column]) for row in rows(name))
    pairs = {
        "gifts.csv": "赠品名称",
        "materials.csv": "材料名称",
        "faults.csv": "故障代码",
        "exchanges.csv": "可换商品ID",
    }
    for name, column in pairs.items():
        yield from ((name, f"{row['商品ID']}/{row[column]}") for row in rows(name))
    yield from (("customers.json", record["客户ID"]) for record in document("customers.json", "客户"))
    yield from (("orders.json", record["订单ID"]) for record in document("orders.json", "订单"))
    yield from (("logistics.json", record["运单号"]) for record in document("logistics.json", "运单"))
    yield from (("promotions.json", record["活动ID"]) for record in promotions())
    yield from (("promotions.json", benefit["权益ID"]) for promotion in promotions() for benefit in promotion["权益"])
    yield from (("disputes.json", case["案件ID"]) for case in cases())
    yield from (("disputes.json", evidence["证据ID"]) for case in cases() for evidence in case["证据"])


def test_every_file_has_as_many_records_as_the_readme_states() -> None:
    text = (SHOP / "README.md").read_text(encoding="utf-8")
    stated = {name: int(count) for name, count in re.findall(r"^\| `([\w.]+)` \|[^|]*\| (\d+)", text, re.MULTILINE)}
    # The readme states the good records; the two that are bad on purpose come on top.
    found = {path.name: len(rows(path.name)) for path in SHOP.glob("*.csv")}
    found["products.csv"] -= 1
    found["invoices.csv"] -= 1
    found |= {"customers.json": len(customers()), "orders.json": len(orders()), "logistics.json": len(shipments())}
    found |= {"promotions.json": len(promotions()), "disputes.json": len(cases())}
    assert stated == found
    assert (found["products.csv"], found["orders.json"], found["disputes.json"]) == (30, 40, 8)


def test_every_file_is_explained_in_the_readme() -> None:
    text = (SHOP / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in SHOP.iterdir()} - {"README.md"}
    assert {name for name in files if f"`{name}`" not in text} == set()
    assert BAD_PRODUCT in text
    assert BAD_INVOICE in text


def test_the_only_repeated_key_is_the_invoice_that_is_bad_on_purpose() -> None:
    repeated = [key for key, count in Counter(keyed_records()).items() if count > 1]
    assert repeated == [("invoices.csv", BAD_INVOICE)]
    first, second = (row for row in rows("invoices.csv") if row["发票号码"] == BAD_INVOICE)
    assert {column for column in first if first[column] != second[column]} == {"发票类型", "发票抬头", "税号"}


def test_the_only_price_below_zero_is_the_product_that_is_bad_on_purpose() -> None:
    refused = [key for key, row in products().items() if Decimal(row["价格"]) <= 0 or int(row["库存"]) < 0]
    assert refused == [BAD_PRODUCT]


def test_nothing_else_names_the_bad_product() -> None:
    others = (path for path in SHOP.iterdir() if path.name not in {"products.csv", "README.md"})
    assert [path.name for path in others if BAD_PRODUCT in path.read_text(encoding="utf-8")] == []


def test_every_product_has_a_name_a_model_and_long_texts() -> None:
    for row in products().values():
        assert all(row.values()), row["商品ID"]
        assert row["状态"] in {"已上架", "已下架", "缺货"}
        assert (row["库存"] == "0") == (row["状态"] in {"已下架", "缺货"})
    assert len({row["型号"] for row in products().values()}) == len(products())


@pytest.mark.parametrize("name", ["gifts.csv", "materials.csv", "faults.csv", "exchanges.csv", "reviews.csv"])
def test_rows_about_a_product_name_one_that_is_sold_here(name: str) -> None:
    assert {row["商品ID"] for row in rows(name)} <= products().keys()


def test_one_exchange_names_a_product_that_nobody_describes() -> None:
    assert {row["可换商品ID"] for row in rows("exchanges.csv")} - products().keys() == {BARE_PRODUCT}


def test_an_order_names_a_known_customer_and_known_products() -> None:
    for order in orders().values():
        assert order["客户ID"] in customers()
        assert product_names(order) <= products().keys()


def test_an_order_total_is_the_sum_of_its_lines_less_the_coupon() -> None:
    for order in orders().values():
        for line in order["商品明细"]:
            assert Decimal(line["小计"]) == Decimal(line["单价"]) * line["数量"], order["订单ID"]
            assert line["单价"] == products()[line["商品ID"]]["价格"], order["订单ID"]
        lines = sum(Decimal(line["小计"]) for line in order["商品明细"])
        coupon = Decimal(order["优惠"]["金额"]) if order["优惠"] else Decimal(0)
        assert Decimal(order["订单总额"]) == lines - coupon, order["订单ID"]


def test_a_coupon_is_a_benefit_of_a_promotion_that_ran_when_the_order_was_placed() -> None:
    benefits = {benefit["权益ID"]: (promo, benefit) for promo in promotions() for benefit in promo["权益"]}
    for order in (order for order in orders().values() if order["优惠"]):
        promotion, benefit = benefits[order["优惠"]["权益ID"]]
        lines = sum(Decimal(line["小计"]) for line in order["商品明细"])
        assert instant(promotion["validFrom"]) <= instant(order["下单时间"]) <= instant(promotion["validTo"])
        assert lines >= Decimal(benefit["门槛"] or 0), order["订单ID"]
        share = min((lines * Decimal(benefit["比例"] or 0)).quantize(Decimal("0.01")), Decimal(benefit["上限"] or 0))
        assert Decimal(order["优惠"]["金额"]) == Decimal(benefit["减免"] or share), order["订单ID"]


def test_a_price_with_a_condition_is_below_the_list_price() -> None:
    for promotion in promotions():
        assert instant(promotion["validFrom"]) < instant(promotion["validTo"])
        for offer in promotion["商品价"]:
            assert Decimal(offer["活动价"]) < Decimal(products()[offer["商品ID"]]["价格"])
            assert offer["条件"]


def test_the_times_of_an_order_follow_each_other_and_its_state() -> None:
    for order in orders().values():
        stages = [order[name] for name in ("下单时间", "付款时间", "发货时间", "签收时间")]
        reached = [instant(stage) for stage in stages if stage]
        assert stages[: len(reached)] == [stage for stage in stages if stage], order["订单ID"]
        assert all(before < after for before, after in pairwise([*reached, EXPORTED])), order["订单ID"]
        state = order["订单状态"]
        assert (order["付款时间"] is None) == (order["支付方式"] is None) == (state == "待付款"), order["订单ID"]
        assert (order["发货时间"] is None) == (state in UNSHIPPED), order["订单ID"]
        assert (order["签收时间"] is not None) == (state in {"已签收", "已退货"}), order["订单ID"]


def test_a_shipment_belongs_to_a_shipped_order_and_goes_to_its_address() -> None:
    assert shipments().keys() == {key for key, order in orders().items() if order["发货时间"]}
    for key, shipment in shipments().items():
        assert shipment["收件信息"] == orders()[key]["收货地址"]
        assert shipment["实际送达时间"] == orders()[key]["签收时间"]


def test_the_events_of_a_shipment_are_in_order_and_end_with_its_sign_off() -> None:
    for key, shipment in shipments().items():
        events = shipment["物流轨迹"]
        times = [instant(event["时间"]) for event in events]
        assert all(before < after for before, after in pairwise([*times, EXPORTED])), key
        states = {event["状态"]: event["时间"] for event in events}
        assert states["已揽收"] == orders()[key]["发货时间"]
        assert states.get("已签收") == orders()[key]["签收时间"]
        assert "已签收" not in states or events[-1]["状态"] == "已签收"


@pytest.mark.parametrize("name", ["invoices.csv", "bookings.csv", "reviews.csv"])
def test_a_record_about_an_order_is_its_own_customers(name: str) -> None:
    for row in rows(name):
        assert orders()[row["订单ID"]]["客户ID"] == row["客户ID"]
        if "电话" in row:
            assert row["电话"] == customers()[row["客户ID"]]["手机"]


def test_an_invoice_states_the_order_total_and_comes_after_payment() -> None:
    for row in rows("invoices.csv"):
        order = orders()[row["订单ID"]]
        assert Decimal(row["金额"]) == Decimal(order["订单总额"])
        assert instant(order["付款时间"]) < instant(row["开票时间"]) < EXPORTED


def test_a_visit_is_booked_after_delivery_and_done_only_in_the_past() -> None:
    for row in rows("bookings.csv"):
        assert row["预约日期"] > orders()[row["订单ID"]]["签收时间"][:10]
        if row["状态"] != "已取消":
            assert (row["预约日期"] < EXPORTED.date().isoformat()) == (row["状态"] == "已完成")


def test_a_review_follows_delivery_and_cashback_is_paid_only_when_registered() -> None:
    for row in rows("reviews.csv"):
        order = orders()[row["订单ID"]]
        assert row["商品ID"] in product_names(order)
        assert instant(order["签收时间"]) < instant(row["评价时间"]) < EXPORTED
        assert (row["晒单返现登记"] == "是") == bool(row["返现金额"])
    assert {row["晒单返现登记"] for row in rows("reviews.csv")} == {"是", "否"}


def test_a_dispute_is_about_a_line_of_the_customers_own_shipped_order() -> None:
    for case in cases():
        order = orders()[case["订单ID"]]
        lines = {line["商品ID"]: Decimal(line["小计"]) for line in order["商品明细"]}
        assert case["客户ID"] == order["客户ID"]
        assert order["订单状态"] in {"已发货", "已签收"}
        assert Decimal(0) < Decimal(case["申请金额"]) <= min(lines[case["商品ID"]], Decimal(order["订单总额"]))


def test_a_dispute_opens_after_the_last_scan_and_before_any_reply_or_evidence() -> None:
    for case in cases():
        last_scan = instant(shipments()[case["订单ID"]]["物流轨迹"][-1]["时间"])
        asked = [case[name] for name in ("要求商家举证时间", "要求买家举证时间") if case[name]]
        later = [case["商家答复时间"], *asked, *(evidence["提交时间"] for evidence in case["证据"])]
        opened = instant(case["提交时间"])
        assert last_scan < opened
        assert all(opened < instant(time) < EXPORTED for time in later), case["案件ID"]


def test_the_seller_answers_every_dispute_within_two_days() -> None:
    for case in cases():
        assert instant(case["商家答复时间"]) - instant(case["提交时间"]) <= timedelta(hours=48), case["案件ID"]


def test_evidence_says_who_brought_it_and_never_contradicts_itself() -> None:
    for case in cases():
        assert {evidence["提交方"] for evidence in case["证据"]} <= {"买家", "商家", "快递公司"}
        proven = {fact for evidence in case["证据"] for fact in evidence["证明"]}
        disproven = {fact for evidence in case["证据"] for fact in evidence["反驳"]}
        assert proven & disproven == set(), case["案件ID"]


def test_exactly_one_dispute_is_over_the_amount_that_goes_to_a_human() -> None:
    assert [case["案件ID"] for case in cases() if Decimal(case["申请金额"]) >= HUMAN_AMOUNT] == ["DP26006"]


def test_exactly_one_dispute_has_no_fact_shown_and_nobody_asked() -> None:
    silent = [
        case["案件ID"]
        for case in cases()
        if not any(evidence["证明"] or evidence["反驳"] for evidence in case["证据"])
        and not (case["要求商家举证时间"] or case["要求买家举证时间"])
    ]
    assert silent == ["DP26005"]
