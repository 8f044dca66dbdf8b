"""What is asked of a part or a service of goods, not of the goods as a whole."""

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
    market.product(
        SHOP,
        "880000111",
        "阿尔法燃气热水器 FC-R30",
        cls="GasWaterHeater",
        price="939",
        modelNumber="FC-R30",
        warrantyYears=Decimal(8),
        baseInstallationFee="基础安装费用300元封顶",
        outOfWarrantyFee="保修期外人工费80元/次",
        installationGuide="先打孔，再上机。",
        heatExchanger="无氧铜",
    )
    heater = next(f.subject for f in market.facts if f.value == "880000111")
    market.value(heater, "componentWarranty", "主换热器 10 年漏水包换")
    market.value(heater, "componentWarranty", "风机、电路主板 6 年包修")
    store = market.open(tmp_path_factory.mktemp("particular"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("FC-R30主换热器保修几年", "10 年漏水包换", id="a part that is a property too"),
        pytest.param("FC-R30的换热器质保多久", "10 年漏水包换", id="a part by a synonym"),
        pytest.param("FC-R30风机保修多久", "6 年包修", id="a part that only the sheet names"),
    ],
)
def test_the_warranty_of_a_part_is_told_and_not_that_of_the_whole(desk: Desk, question: str, told: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED
    assert told in reply.text
    assert "8年" not in reply.text
    assert "无氧铜" not in reply.text


def test_the_warranty_of_the_whole_is_told_when_no_part_is_named(desk: Desk) -> None:
    assert "8年" in desk.ask("FC-R30保修几年").text


def test_a_part_named_after_its_like_was_asked_takes_the_same_question(desk: Desk) -> None:
    text = desk.ask("FC-R30保修几年，换热器呢").text
    assert "8年" in text
    assert "10 年漏水包换" in text


@pytest.mark.parametrize("question", ["FC-R30安装要收多少钱", "FC-R30安装要多少钱", "FC-R30安装费多少"])
def test_what_installing_costs_is_its_fee_and_not_the_price(desk: Desk, question: str) -> None:
    text = desk.ask(question).text
    assert "300元封顶" in text
    assert "939" not in text
    assert "打孔" not in text


def test_two_things_that_are_joined_are_both_told(desk: Desk) -> None:
    text = desk.ask("FC-R30的价格和换热器").text
    assert "939元" in text
    assert "无氧铜" in text


def test_the_price_is_told_when_no_service_is_named(desk: Desk) -> None:
    assert "939元" in desk.ask("FC-R30多少钱").text
