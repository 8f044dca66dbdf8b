"""Where nothing told speaks of what was asked, that is said; no other sentence and no policy stands in for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ontology.general import NS
from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    goods = [
        market.product(SHOP, f"88000000{place}", f"{name} {model}", cls=cls, modelNumber=model, price="799")
        for place, (name, model, cls) in enumerate(
            [("烤箱", "FC-E40X", "Oven"), ("热水器", "FC-E80J", "WaterHeater"), ("热水器", "FC-E60J", "WaterHeater")]
        )
    ]
    for item, state in zip(goods, ["OnSale", "OutOfStock", "OnSale"], strict=True):
        market.link(item, "listingStatus", NS + state)
    for key, name, note in (("m1", "软管", "软管8元一米"), ("m2", "角阀", "角阀34元一个")):
        material = market.thing("InstallationMaterial", key, shop=SHOP, label=name, materialNote=note)
        market.link(goods[1], "needsMaterial", material)
    for place, text in enumerate(["轻松放下四口炒锅", "本洗碗机与热水器均可预约"]):
        quotation = market.thing("Quotation", f"q{place}", shop=SHOP, quoteText=text, quoteField="介绍")
        market.link(quotation, "quotedFrom", goods[0])
    store = market.open(tmp_path_factory.mktemp("nothing"))
    yield Desk(answerer=Answerer(store), shop=SHOP)
    store.close()


@pytest.mark.parametrize("question", ["有多少顾客", "有多少个客户呢"])
def test_a_name_of_persons_alone_brings_no_policy(desk: Desk, question: str) -> None:
    assert desk.ask(question).status is not ReplyStatus.ANSWERED


def test_parts_that_do_not_speak_of_what_was_asked_are_not_told(desk: Desk) -> None:
    asked = desk.ask("FC-E80J打孔怎么收费")
    assert asked.status is ReplyStatus.NO_FACTS
    assert "打孔" in asked.text
    assert "软管8元一米" in desk.ask("FC-E80J软管怎么收费").text
    assert "角阀34元一个" in desk.ask("FC-E80J怎么收费").text


def test_bare_question_words_find_no_sentence_but_the_letters_beside_them_do(desk: Desk) -> None:
    assert "四口炒锅" in desk.ask("烤箱FC-E40X能放几个锅").text


def test_goods_are_counted_and_listed_by_their_state(desk: Desk) -> None:
    assert "共有3款" in desk.ask("一共有多少款商品").text
    gone = desk.ask("缺货的商品有哪些").text
    assert "FC-E80J" in gone
    assert "FC-E40X" not in gone
    assert "FC-E80J" not in desk.ask("哪些商品没有缺货").text
    assert "FC-E60J" not in desk.ask("缺货的热水器有哪些").text
