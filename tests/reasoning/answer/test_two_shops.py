"""Two shops in one store, with the same ids on both sides: nobody sees the other shop's data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from graph.embedded import EmbeddedStore
from ingest import load_mapping
from ingest.parse import shipped_mappings
from reasoning.answer import Reply, ReplyStatus
from tests.golden.matching import found, shown
from tests.reasoning.answer.desk import Desk, desk_of, let_out
from tests.reasoning.answer.small_bench import BY_ORDER, SHOP, SmallBench, small_bench

pytestmark = pytest.mark.shared_data

OTHER_SHOP = "other-shop"
HEATER = "100112573665"
ONLY_THERE = "100040350131"
ORDER = "427111317720"
BUYER = "cnjd辛谭婷"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shops:
    """A desk in each shop; both read one store."""

    here: Desk
    there: Desk


@pytest.fixture(scope="module")
def shops(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shops]:
    folder = tmp_path_factory.mktemp("two-shops")
    store = EmbeddedStore(folder / "store")
    small_bench(shared_data, folder / "here", store, products=[HEATER], orders=[ORDER]).load()
    other = small_bench(shared_data, folder / "there", store, products=[HEATER, ONLY_THERE], orders=[ORDER])
    _move(other)
    mapping = yaml.safe_load(shipped_mappings()["ecom-bench"].read_text(encoding="utf-8"))
    mapping.update(dataset="other-bench", shop=OTHER_SHOP)
    path = folder / "there" / "mapping.yaml"
    path.write_text(yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False), encoding="utf-8")
    there = other.load(load_mapping(path))
    yield Shops(here=desk_of(store, SHOP), there=there)
    store.close()


def _move(bench: SmallBench) -> None:
    """Make the files another shop's, with other values under the same ids."""
    for name in ("products", *BY_ORDER, "discount"):
        bench.files[name]["jd"][OTHER_SHOP] = bench.files[name]["jd"].pop(SHOP)
    bench.shop = OTHER_SHOP
    bench.product(HEATER)["商品价格"] = 7777
    bench.product(HEATER)["赠品信息"] = [{"赠品名称": "隔壁的锅", "赠品描述": "隔壁店送的。"}]
    bench.of_order("orders", ORDER).update(订单总金额=8888.5, 订单状态="已取消")
    bench.of_order("orders", ORDER)["收货地址"].update(收件人姓名="邻家人", 详细地址="隔壁街9号")
    bench.files["users_info"][BUYER].update(用户姓名="邻家人", 电子卡余额=6543)
    bench.of_shop("discount").update(政策名称="隔壁店周年庆", 来源="隔壁")


def shows(reply: Reply, text: str) -> bool:
    return found(text, shown(reply.text, reply.rows))


@pytest.mark.parametrize(
    ("question", "customer", "here", "there"),
    [
        pytest.param("F6033-UD3(HE)多少钱", None, "1999", "7777", id="price"),
        pytest.param(f"{HEATER}多少钱", None, "1999", "7777", id="price by id"),
        pytest.param("F6033-UD3(HE)送什么", None, "电风扇", "隔壁的锅", id="gift"),
        pytest.param("最贵的电热水器多少钱", None, "1999", "7777", id="dearest"),
        pytest.param("店里有什么优惠活动", None, "京东618", "隔壁店周年庆", id="promotion"),
        pytest.param(f"{ORDER}什么状态", BUYER, "已发货", "已取消", id="order status"),
        pytest.param(f"{ORDER}的订单金额", BUYER, "4349", "8888.5", id="order total"),
        pytest.param(f"{ORDER}寄到哪", BUYER, "戴青云", "邻家人", id="address"),
        pytest.param("我的E卡余额", BUYER, "2200", "6543", id="balance"),
        pytest.param("我的订单什么状态", BUYER, "已发货", "已取消", id="my orders"),
    ],
)
def test_the_same_question_has_each_shops_own_answer_and_nothing_of_the_other(
    shops: Shops, question: str, customer: str | None, here: str, there: str
) -> None:
    for desk, own, others in ((shops.here, here, there), (shops.there, there, here)):
        reply = desk.ask(question, customer=customer)
        assert reply.status is ReplyStatus.ANSWERED, reply.text
        assert shows(reply, own), reply.text
        assert not shows(reply, others), reply.text
        assert ("other-bench" in let_out(reply)) == (desk is shops.there)
        assert OTHER_SHOP not in let_out(reply) or desk is shops.there


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(f"{ONLY_THERE}多少钱", id="by id"),
        pytest.param("JSQ30-MK6多少钱", id="by model"),
        pytest.param("你们有燃气热水器吗，多少钱", id="by class"),
        pytest.param("买什么送隔壁的锅", id="by gift"),
        pytest.param("隔壁店周年庆什么时候结束", id="by promotion"),
    ],
)
def test_what_only_the_other_shop_has_is_not_told_here(shops: Shops, question: str) -> None:
    reply = shops.here.ask(question)
    assert not shows(reply, "939"), reply.text
    for text in (OTHER_SHOP, "other-bench", "隔壁店送的", "Product/" + ONLY_THERE):
        assert text not in let_out(reply), reply.text


def test_a_customer_of_the_other_shop_is_refused_here(shops: Shops) -> None:
    iri = f"https://fengmi.example/shop/{OTHER_SHOP}/Customer/{BUYER}"
    for question in (f"{ORDER}什么状态", "我的E卡余额", "我的订单寄到哪"):
        reply = shops.here.ask(question, customer=iri)
        assert reply.status is not ReplyStatus.ANSWERED, (question, reply.text)
        assert not {text for text in ("已取消", "已发货", "6543", "邻家人", "戴青云") if text in let_out(reply)}


def test_a_session_of_one_shop_is_not_carried_into_the_other(shops: Shops) -> None:
    both = shops.here.answerer
    for session, customer, first, second, told in (
        ("order", BUYER, f"{ORDER}什么状态", "寄到哪里", "戴青云"),
        ("goods", None, "F6033-UD3(HE)有多重", "那它多少钱", "1999"),
    ):
        Desk(answerer=both, shop=SHOP).ask(first, customer=customer, session=session)
        reply = Desk(answerer=both, shop=OTHER_SHOP).ask(second, customer=customer, session=session)
        assert told not in let_out(reply)
        assert SHOP not in let_out(reply), reply.text
