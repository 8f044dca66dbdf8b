"""Numbers in a question are amounts before they are ids, and are compared in the property's own unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    for key, model, price, grade, capacity in (
        ("880000001", "BX-K1", "2999", "一级", "500"),
        ("880000002", "BX-K2", "11999", "二级", "500"),
        ("880000003", "BX-K3", "25000", "一级", "600"),
    ):
        market.product(
            SHOP,
            key,
            f"冰箱 {model}",
            cls="Refrigerator",
            modelNumber=model,
            price=price,
            energyGrade=grade,
            capacity=Decimal(capacity),
        )
    market.product(SHOP, "880000004", "洗衣机 XY-K4", cls="WashingMachine", energyGrade="三级", price="1500")
    market.product(
        SHOP,
        "880000011",
        "油烟机 YJ-K1",
        cls="RangeHood",
        modelNumber="YJ-K1",
        price="2199",
        ratedPower=Decimal(220),
        netWeight=Decimal(24),
        description="大吸力",
        installationGuide="打孔安装",
        repairGuide="拨打电话",
        color="黑色",
        dimensions="1x2x3",
        noise=Decimal(60),
        gasType="天然气",
    )
    market.product(SHOP, "880000012", "油烟机 YJ-K2", cls="RangeHood", modelNumber="YJ-K2", price="89")
    market.product(SHOP, "880000013", "油烟机 YJ-K3", cls="RangeHood", modelNumber="YJ-K3", price="99", color="白色")
    store = market.open(tmp_path_factory.mktemp("amounts"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        pytest.param("12000元以内的冰箱有哪些", {"BX-K1", "BX-K2"}, id="with a unit"),
        pytest.param("12000以下的冰箱有哪些", {"BX-K1", "BX-K2"}, id="without a unit"),
        pytest.param("低于12000的冰箱有哪些", {"BX-K1", "BX-K2"}, id="compared before"),
        pytest.param("12000元以上的冰箱有哪些", {"BX-K3"}, id="at least"),
        pytest.param("10000元到20000元的冰箱有哪些", {"BX-K2"}, id="between, with units"),
        pytest.param("10000到20000元的冰箱有哪些", {"BX-K2"}, id="between, with one unit"),
        pytest.param("两万块以内的冰箱有哪些", {"BX-K1", "BX-K2"}, id="Chinese numeral"),
        pytest.param("9000以下的冰箱有哪些", {"BX-K1"}, id="four digits"),
        pytest.param("refrigerators under 12000 yuan", {"BX-K1", "BX-K2"}, id="english"),
    ],
)
def test_an_amount_of_five_digits_is_a_price_and_no_id(desk: Desk, question: str, fitting: set[str]) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert {model for model in ("BX-K1", "BX-K2", "BX-K3") if model in reply.text} == fitting


@pytest.mark.parametrize("question", ["990000001多少钱", "12000多少钱", "订单990000001到哪了"])
def test_a_long_number_that_is_no_amount_is_an_unknown_id(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is ReplyStatus.UNKNOWN_ENTITY


def test_a_long_number_that_is_an_id_names_its_product(desk: Desk) -> None:
    assert "2199元" in desk.ask("880000011多少元").text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("YJ-K1功率是220瓦吗", "是的", id="own unit"),
        pytest.param("YJ-K1功率是0.22千瓦吗", "是的", id="greater unit"),
        pytest.param("YJ-K1功率是0.3千瓦吗", "不是", id="greater unit, wrong"),
        pytest.param("YJ-K1功率是220千瓦吗", "不是", id="same number in another unit"),
        pytest.param("YJ-K1净重24公斤吗", "是的", id="same size"),
        pytest.param("YJ-K1净重48斤吗", "是的", id="smaller unit"),
        pytest.param("YJ-K1净重24斤吗", "不是", id="smaller unit, wrong"),
        pytest.param("YJ-K1净重24000克吗", "是的", id="five digits"),
    ],
)
def test_a_yes_or_no_compares_in_the_propertys_unit(desk: Desk, question: str, verdict: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert reply.text.startswith(verdict), reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("三级能效的冰箱有哪些", id="a word that no member has"),
        pytest.param("500升三级能效的冰箱有哪些", id="beside a number that some have"),
        pytest.param("三级能效的冰箱有几款", id="counted"),
        pytest.param("三级能效的冰箱最便宜的是哪款", id="graded"),
        pytest.param("600升二级能效的冰箱有哪些", id="both held, never together"),
        pytest.param("白色的冰箱有哪些", id="another property"),
    ],
)
def test_a_word_condition_that_nothing_meets_is_never_dropped(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.NO_FACTS, reply.text
    assert "BX-K" not in reply.text


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        pytest.param("一级能效的冰箱有哪些", {"BX-K1", "BX-K3"}, id="a word"),
        pytest.param("500升一级能效的冰箱有哪些", {"BX-K1"}, id="a word and a number"),
        pytest.param("一级能效10000元以上的冰箱有哪些", {"BX-K3"}, id="a word and a price"),
        pytest.param("12000元以内500升的冰箱有哪些", {"BX-K1", "BX-K2"}, id="a price limit before a measure"),
        pytest.param("500升3000元以内的冰箱有哪些", {"BX-K1"}, id="a price limit after a measure"),
        pytest.param("500升不超过3000元的冰箱有哪些", {"BX-K1"}, id="a limit that stands before its number"),
        pytest.param("不超过3000元500升的冰箱有哪些", {"BX-K1"}, id="a limit at the head"),
        pytest.param("3000以内500升的冰箱有哪些", {"BX-K1"}, id="a limit without a unit"),
        pytest.param("500升10000到20000元的冰箱有哪些", {"BX-K2"}, id="a range beside a measure"),
        pytest.param("10000-20000元的冰箱有哪些", {"BX-K2"}, id="a range with a dash"),
    ],
)
def test_all_conditions_count_together(desk: Desk, question: str, fitting: set[str]) -> None:
    reply = desk.ask(question)
    assert {model for model in ("BX-K1", "BX-K2", "BX-K3") if model in reply.text} == fitting, reply.text


def test_the_cheapest_is_chosen_of_all_members_even_slightly_described_ones(desk: Desk) -> None:
    reply = desk.ask("最便宜的油烟机是哪款")
    assert "YJ-K2" in reply.text
    assert "89元" in reply.text


def test_all_members_are_counted_even_slightly_described_ones(desk: Desk) -> None:
    assert "3款" in desk.ask("有几款油烟机").text


def test_a_price_limit_looks_at_all_members(desk: Desk) -> None:
    reply = desk.ask("100元以内的油烟机有哪些")
    assert {model for model in ("YJ-K1", "YJ-K2", "YJ-K3") if model in reply.text} == {"YJ-K2", "YJ-K3"}
