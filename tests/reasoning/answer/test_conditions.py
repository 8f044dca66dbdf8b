"""What a question demands of goods is demanded of each that is listed, or said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
MODELS = ("RS-A1", "RS-A2", "RS-A3", "RS-A4")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    goods = {}
    for key, model, price, years in (
        ("880000001", "RS-A1", "899", 6),
        ("880000002", "RS-A2", "1999", 8),
        ("880000003", "RS-A3", "2999", 10),
        ("880000004", "RS-A4", "3999", 3),
    ):
        goods[model] = market.product(
            SHOP,
            key,
            f"燃气热水器 {model}",
            cls="GasWaterHeater",
            modelNumber=model,
            price=price,
            warrantyYears=Decimal(years),
        )
    for model in ("RS-A2", "RS-A4"):
        market.value(goods[model], "zeroColdWater", "零冷水")
    washer = market.product(SHOP, "880000005", "洗碗机 XW-B1", cls="Dishwasher", modelNumber="XW-B1", price="4599")
    market.product(SHOP, "880000006", "洗碗机 XW-B2", cls="Dishwasher", modelNumber="XW-B2", price="4349")
    market.product(SHOP, "880000007", "电风扇 FS-C1", cls="Fan", modelNumber="FS-C1", price="99")
    for key, holder in (("g1", goods["RS-A1"]), ("g2", goods["RS-A3"]), ("g3", washer)):
        market.link(holder, "hasGift", market.thing("Gift", key, shop=SHOP, label="电风扇"))
    market.link(goods["RS-A2"], "hasGift", market.thing("Gift", "g4", shop=SHOP, label="电煮锅"))
    store = market.open(tmp_path_factory.mktemp("conditions"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


def named(text: str, models: tuple[str, ...] = MODELS) -> set[str]:
    return {model for model in models if model in text}


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        pytest.param("零冷水燃气热水器有哪些", {"RS-A2", "RS-A4"}, id="a feature"),
        pytest.param("3000元以下的零冷水燃气热水器", {"RS-A2"}, id="a feature below a price"),
        pytest.param("1000元以上3000元以下的燃气热水器", {"RS-A2", "RS-A3"}, id="two bounds"),
        pytest.param("1000以上3000以内的燃气热水器", {"RS-A2", "RS-A3"}, id="two bounds without a unit"),
        pytest.param("不要超过2000元的燃气热水器", {"RS-A1", "RS-A2"}, id="a comparator that is negated"),
        pytest.param("比1999元贵的燃气热水器", {"RS-A3", "RS-A4"}, id="dearer than an amount"),
        pytest.param("gas water heaters cheaper than 1999 yuan", {"RS-A1"}, id="cheaper than an amount, english"),
        pytest.param("不是899元的燃气热水器", {"RS-A2", "RS-A3", "RS-A4"}, id="a number that is negated"),
        pytest.param("899元以外的燃气热水器", {"RS-A2", "RS-A3", "RS-A4"}, id="a number that is excepted"),
        pytest.param("除了899元的还有什么燃气热水器", {"RS-A2", "RS-A3", "RS-A4"}, id="but for a number"),
        pytest.param("gas water heaters that are not 899 yuan", {"RS-A2", "RS-A3", "RS-A4"}, id="not, in English"),
        pytest.param("不带零冷水的燃气热水器有哪些", {"RS-A1", "RS-A3"}, id="a feature that is not wanted"),
        pytest.param("gas water heaters without zero cold water", {"RS-A1", "RS-A3"}, id="not wanted, english"),
    ],
)
def test_a_feature_named_beside_a_class_is_a_condition(desk: Desk, question: str, fitting: set[str]) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert named(reply.text) == fitting, reply.text


def test_a_feature_asked_of_a_named_product_stays_a_question(desk: Desk) -> None:
    assert "零冷水" in desk.ask("RS-A2有零冷水吗").text
    assert desk.ask("有零冷水吗").status is ReplyStatus.CLARIFY


@pytest.mark.parametrize(
    ("question", "best"),
    [
        pytest.param("cheapest dishwasher", "XW-B2", id="a graded word alone, english"),
        pytest.param("最便宜的洗碗机", "XW-B2", id="a graded word alone"),
        pytest.param("洗碗机哪款贵", "XW-B1", id="an adjective beside which one"),
    ],
)
def test_a_superlative_names_the_best_alone(desk: Desk, question: str, best: str) -> None:
    reply = desk.ask(question)
    assert named(reply.text, ("XW-B1", "XW-B2")) == {best}, reply.text


@pytest.mark.parametrize(
    ("question", "best"),
    [
        pytest.param("整机保修年限最长的燃气热水器是哪款", "RS-A3", id="most"),
        pytest.param("燃气热水器里整机保修年限最短的", "RS-A4", id="least"),
    ],
)
def test_most_and_least_grade_the_property_beside_them(desk: Desk, question: str, best: str) -> None:
    reply = desk.ask(question)
    assert named(reply.text) == {best}, reply.text


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        pytest.param("买燃气热水器送电风扇的有哪些", {"RS-A1", "RS-A3"}, id="of a class"),
        pytest.param("不送电风扇的燃气热水器", {"RS-A2", "RS-A4"}, id="not given"),
        pytest.param("不带电煮锅的燃气热水器", {"RS-A1", "RS-A3", "RS-A4"}, id="not coming with"),
        pytest.param("没有电风扇赠品的燃气热水器", {"RS-A2", "RS-A4"}, id="without that gift"),
        pytest.param("没有赠品的燃气热水器", {"RS-A4"}, id="without any"),
        pytest.param("哪些商品没有赠品", {"RS-A4", "XW-B2", "FS-C1"}, id="without any, of all goods"),
        pytest.param("which gas water heaters come with a fan", {"RS-A1", "RS-A3"}, id="given, in English"),
        pytest.param("1000元以内送电风扇的燃气热水器", {"RS-A1"}, id="of a class below a price"),
        pytest.param("哪款送电风扇", {"RS-A1", "RS-A3", "XW-B1"}, id="of any goods"),
        pytest.param("电煮锅是哪个商品的赠品", {"RS-A2"}, id="named first"),
        pytest.param("买什么送电煮锅", {"RS-A2"}, id="what to buy"),
        pytest.param("电风扇有哪些", {"FS-C1"}, id="the same word without the link is a class"),
    ],
)
def test_goods_are_found_by_what_they_are_linked_to(desk: Desk, question: str, fitting: set[str]) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert named(reply.text, (*MODELS, "XW-B1", "XW-B2", "FS-C1")) == fitting, reply.text


def test_a_class_that_is_excepted_is_left_out_of_the_one_above_it(desk: Desk) -> None:
    everything = (*MODELS, "XW-B1", "XW-B2", "FS-C1")
    assert named(desk.ask("除了洗碗机还有什么家用电器").text, everything) == {*MODELS, "FS-C1"}
    assert named(desk.ask("没有洗碗机吗").text, everything) == {"XW-B1", "XW-B2"}


def test_an_amount_that_is_compared_by_an_unknown_word_is_not_guessed(desk: Desk) -> None:
    assert desk.ask("比20公斤重的燃气热水器").status is ReplyStatus.NOT_UNDERSTOOD


def test_what_is_declined_is_not_offered(desk: Desk) -> None:
    assert desk.ask("我不要退货").status is ReplyStatus.NOT_UNDERSTOOD
    assert desk.ask("能退货吗").status is not ReplyStatus.NOT_UNDERSTOOD


def test_a_gift_is_nobodys_secret(desk: Desk) -> None:
    assert desk.ask("电煮锅是哪个商品的赠品").status is not ReplyStatus.REFUSED


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        pytest.param("最贵的洗碗机和最便宜的差多少钱", "250元", id="two of them"),
        pytest.param("最贵的燃气热水器比最便宜的贵多少钱", "3100元", id="four of them"),
    ],
)
def test_between_two_superlatives_the_difference_is_told(desk: Desk, question: str, gap: str) -> None:
    assert gap in desk.ask(question).text


def test_members_named_by_a_word_of_their_titles_are_listed_and_counted(desk: Desk) -> None:
    reply = desk.ask("RS系列的燃气热水器有几款")
    assert named(reply.text) == set(MODELS), reply.text


def test_whether_there_are_any_of_a_size_lists_them(desk: Desk) -> None:
    assert named(desk.ask("有没有1000元以下的").text, (*MODELS, "FS-C1")) == {"RS-A1", "FS-C1"}
