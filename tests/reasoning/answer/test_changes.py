"""Answers follow the files: a changed value changes the reply, a removed one leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from reasoning.answer import Reply, ReplyStatus
from tests.golden.matching import found, shown
from tests.reasoning.answer.desk import let_out
from tests.reasoning.answer.small_bench import SmallBench, small_bench

pytestmark = pytest.mark.shared_data

HEATER = "100112573665"
OTHER_HEATER = "100040350131"
ORDER = "313271663680"
TRACKED = "427111317720"
BARE = "314231443863"
UNSENT = "314902651699"
BUYER = "cnjd喜哥2号"
WAITING = "cnjd数码精灵"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A question, what its reply shows before and after an edit of the files, and how to take the value away."""

    id: str
    ask: str
    before: str
    after: str
    change: Callable[[SmallBench], object]
    remove: Callable[[SmallBench], object]
    customer: str | None = None


def replace_text(key: str, field: str, old: str, new: str) -> Callable[[SmallBench], None]:
    """Write another text in a field of a product's sheet."""

    def edit(bench: SmallBench) -> None:
        record = bench.product(key)
        assert old in record[field], f"{old} is not in {field} of {key}"
        record[field] = record[field].replace(old, new)

    return edit


def each(*edits: Callable[[SmallBench], object]) -> Callable[[SmallBench], None]:
    """Several edits as one."""

    def edit(bench: SmallBench) -> None:
        for one in edits:
            one(bench)

    return edit


EDITS = (
    Edit(
        id="price",
        ask="F6033-UD3(HE)多少钱",
        before="1999",
        after="1234.5",
        change=lambda b: b.product(HEATER).update(商品价格=1234.5),
        remove=lambda b: b.product(HEATER).pop("商品价格"),
    ),
    Edit(
        id="listing status",
        ask="F6033-UD3(HE)上架了吗",
        before="已上架",
        after="已下架",
        change=lambda b: b.product(HEATER).update(商品状态="已下架"),
        remove=lambda b: b.product(HEATER).pop("商品状态"),
    ),
    Edit(
        id="gift",
        ask="买F6033-UD3(HE)送什么",
        before="电风扇",
        after="保温杯",
        change=each(
            lambda b: b.product(HEATER)["赠品信息"][0].update(赠品名称="保温杯", 赠品描述="签收后30天内发出。"),
            replace_text(HEATER, "商品描述", "电风扇及E卡赠品", "保温杯及E卡赠品"),
        ),
        remove=each(
            lambda b: b.product(HEATER).update(赠品信息=[]),
            replace_text(HEATER, "商品描述", "目前购买可享保温杯及E卡赠品，详情见赠品信息。", ""),
        ),
    ),
    Edit(
        id="capacity, extracted from name and description",
        ask="F6033-UD3(HE)是几升的",
        before="60升",
        after="75升",
        change=each(replace_text(HEATER, "商品名称", "60升", "75升"), replace_text(HEATER, "商品描述", "60升", "75升")),
        remove=each(
            replace_text(HEATER, "商品名称", "75升", ""),
            replace_text(HEATER, "商品描述", "75升", ""),
            replace_text(HEATER, "商品描述", "（最高600L热水量）", ""),
        ),
    ),
    Edit(
        id="weight, extracted from the description",
        ask="F6033-UD3(HE)有多重",
        before="28",
        after="31.5",
        change=replace_text(HEATER, "商品描述", "净重28kg", "净重31.5kg"),
        remove=replace_text(HEATER, "商品描述", "，净重31.5kg", ""),
    ),
    Edit(
        id="warranty, extracted from the repair guide",
        ask="F6033-UD3(HE)整机保修几年",
        before="8年",
        after="11年",
        change=replace_text(HEATER, "维修说明", "修8年", "修11年"),
        remove=lambda b: b.product(HEATER).pop("维修说明"),
    ),
    Edit(
        id="solution of a fault",
        ask="F6033-UD3(HE)漏水怎么办",
        before="安全阀是否松动",
        after="先关总阀再报修",
        change=lambda b: b.product(HEATER)["常见故障"][1].update(故障解决方案="先关总阀再报修。"),
        remove=lambda b: b.product(HEATER)["常见故障"].pop(1),
    ),
    Edit(
        id="solution of a fault by its code",
        ask="100112573665报F001怎么处理",
        before="电压稳定",
        after="清理水垢",
        change=lambda b: b.product(HEATER)["常见故障"][0].update(故障解决方案="清理水垢。"),
        remove=lambda b: b.product(HEATER)["常见故障"].pop(0),
    ),
    Edit(
        id="order status",
        ask=f"{UNSENT}现在什么状态",
        before="已付款",
        after="已发货",
        change=lambda b: b.of_order("orders", UNSENT).update(订单状态="已发货"),
        remove=lambda b: b.of_order("orders", UNSENT).pop("订单状态"),
        customer=WAITING,
    ),
    Edit(
        id="what may be done, which follows from the order status",
        ask=f"{UNSENT}能取消吗",
        before="可以取消",
        after="不能取消",
        change=lambda b: None,
        remove=lambda b: None,
        customer=WAITING,
    ),
    Edit(
        id="order total",
        ask=f"{ORDER}一共多少钱",
        before="3294",
        after="4321.09",
        change=lambda b: b.of_order("orders", ORDER).update(订单总金额=4321.09),
        remove=lambda b: b.of_order("orders", ORDER).pop("订单总金额"),
        customer=BUYER,
    ),
    Edit(
        id="payment method",
        ask=f"{ORDER}是怎么付款的",
        before="微信",
        after="支付宝",
        change=lambda b: b.of_order("orders", ORDER).update(支付方式="支付宝"),
        remove=lambda b: b.of_order("orders", ORDER).pop("支付方式"),
        customer=BUYER,
    ),
    Edit(
        id="tracking number",
        ask=f"{ORDER}的快递单号",
        before="JD1234567891",
        after="JD5550001",
        change=lambda b: b.of_order("logistics", ORDER).update(物流单号="JD5550001"),
        remove=lambda b: b.of_order("logistics", ORDER).pop("物流单号"),
        customer=BUYER,
    ),
    Edit(
        id="last event",
        ask=f"{TRACKED}到哪了",
        before="武汉",
        after="恩施",
        change=lambda b: b.of_order("logistics", TRACKED)["物流轨迹"][-1].update(位置="恩施", 描述="到达恩施"),
        remove=lambda b: b.remove_order("logistics", TRACKED),
        customer="cnjd辛谭婷",
    ),
    Edit(
        id="invoice title",
        ask=f"{BARE}发票抬头是什么",
        before="宋敬明",
        after="大山公司",
        change=lambda b: b.files["invoices"][BARE].update(发票抬头="大山公司"),
        remove=lambda b: b.files["invoices"].pop(BARE),
        customer=BUYER,
    ),
    Edit(
        id="booking",
        ask=f"{BARE}预约的是哪天",
        before="周六",
        after="周三",
        change=lambda b: b.of_order("service", BARE).update(预约日期="周三"),
        remove=lambda b: b.remove_order("service", BARE),
        customer=BUYER,
    ),
    Edit(
        id="gift card balance",
        ask="我的E卡余额是多少",
        before="5500",
        after="77",
        change=lambda b: b.files["users_info"][BUYER].update(电子卡余额=77),
        remove=lambda b: b.files["users_info"][BUYER].pop("电子卡余额"),
        customer=BUYER,
    ),
    Edit(
        id="promotion",
        ask="店里现在有什么优惠活动",
        before="京东618",
        after="双十二",
        change=lambda b: b.of_shop("discount").update(政策名称="双十二大促", 来源="双十二", 有效期="12月12日"),
        remove=lambda b: b.files["discount"]["jd"].clear(),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Replies by edit: on the files as they were, after all changes, and after all removals, in one store."""

    before: dict[str, Reply]
    changed: dict[str, Reply]
    removed: dict[str, Reply]


@pytest.fixture(scope="module")
def stages(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    folder = tmp_path_factory.mktemp("changes")
    store = EmbeddedStore(folder / "store")
    bench = small_bench(
        shared_data,
        folder / "files",
        store,
        products=(HEATER, OTHER_HEATER),
        orders=(ORDER, TRACKED, BARE, UNSENT),
    )

    def replies() -> dict[str, Reply]:
        desk = bench.load()
        return {edit.id: desk.ask(edit.ask, customer=edit.customer) for edit in EDITS}

    before = replies()
    for edit in EDITS:
        edit.change(bench)
    changed = replies()
    for edit in EDITS:
        edit.remove(bench)
    removed = replies()
    yield Stages(before=before, changed=changed, removed=removed)
    store.close()


def shows(reply: Reply, text: str) -> bool:
    return found(text, shown(reply.text, reply.rows))


ids = [pytest.param(edit, id=edit.id) for edit in EDITS]


@pytest.mark.parametrize("edit", ids)
def test_a_value_of_the_files_is_answered(stages: Stages, edit: Edit) -> None:
    reply = stages.before[edit.id]
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert shows(reply, edit.before), reply.text
    assert not shows(reply, edit.after), reply.text


@pytest.mark.parametrize("edit", ids)
def test_a_changed_value_is_answered_in_place_of_the_old_one(stages: Stages, edit: Edit) -> None:
    reply = stages.changed[edit.id]
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert shows(reply, edit.after), reply.text
    assert not shows(reply, edit.before), reply.text


@pytest.mark.parametrize("edit", ids)
def test_a_removed_value_gives_no_facts_and_not_an_old_answer(stages: Stages, edit: Edit) -> None:
    reply = stages.removed[edit.id]
    assert reply.status is ReplyStatus.NO_FACTS, reply.text
    assert not shows(reply, edit.before), reply.text
    assert not shows(reply, edit.after), reply.text
    assert reply.proofs == ()
    assert edit.after not in let_out(reply)
