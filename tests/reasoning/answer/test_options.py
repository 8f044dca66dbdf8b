"""What goods may be exchanged for, asked in the words of the operation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    iris = {
        model: market.product(
            SHOP, f"88000000{place}", f"油烟机 {model}", cls="RangeHood", modelNumber=model, price="1999"
        )
        for place, model in enumerate(("YJ-K7", "YJ-K7 Pro", "YJ-K5", "YJ-K4", "YJ-B2"))
    }
    for model in ("YJ-K7 Pro", "YJ-K5", "YJ-K4"):
        market.link(iris["YJ-K7"], "exchangeableFor", iris[model])
    market.link(iris["YJ-K5"], "listingStatus", "https://fengmi.example/general#OutOfStock")
    store = market.open(tmp_path_factory.mktemp("options"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize(
    "question",
    [
        "880000000能换哪些商品",
        "880000000可以换成哪些商品",
        "880000000可换哪几款商品",
        "880000000可以换哪个",
        "880000000能换别的哪几款",
        "880000000可换货的商品有啥",
        "880000000能换什么",
    ],
)
def test_all_that_goods_may_be_exchanged_for_is_told(desk: Desk, question: str) -> None:
    reply = desk.ask(question)
    assert reply.status is ReplyStatus.ANSWERED
    assert all(model in reply.text for model in ("YJ-K7 Pro", "YJ-K5", "YJ-K4")), reply.text


def test_the_name_of_the_goods_picks_nothing_out_of_what_they_may_be_exchanged_for(desk: Desk) -> None:
    reply = desk.ask("YJ-K4可以换哪个，YJ-K7能换什么")
    assert all(model in reply.text for model in ("YJ-K7 Pro", "YJ-K5", "YJ-K4")), reply.text


def test_one_named_beside_the_goods_is_looked_for_among_the_options(desk: Desk) -> None:
    reply = desk.ask("880000000可以换880000002吗")
    assert "YJ-K5" in reply.text
    assert "缺货" in reply.text
    assert "YJ-K4" not in reply.text


def test_goods_that_are_no_option_are_answered_with_the_options(desk: Desk) -> None:
    reply = desk.ask("880000000可以换880000004吗")
    assert all(model in reply.text for model in ("YJ-K7 Pro", "YJ-K5", "YJ-K4")), reply.text
    assert "YJ-B2" not in reply.text


def test_whether_goods_may_be_exchanged_at_all_is_a_matter_of_policy(desk: Desk) -> None:
    assert "可以换货" in desk.ask("880000000能换货吗").text
