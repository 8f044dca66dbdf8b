from __future__ import annotations

import pytest

from ontology.general import NS
from ontology.load import load_ontology
from reasoning.answer.lexicon import Lexicon, Role
from reasoning.answer.together import joined

ONTOLOGY = load_ontology(["service"])
LEXICON = Lexicon(ONTOLOGY)


def read(text: str) -> list[str]:
    """The first property of each mention, after joining."""
    mentions = joined(LEXICON.find(text), ONTOLOGY)
    return [m.of(Role.PROPERTY)[0].removeprefix(NS) for m in mentions if m.of(Role.PROPERTY)]


@pytest.mark.parametrize("text", ["派送员周某某电话", "快递小哥 他手机号", "电话，快递员的"])
def test_a_phone_beside_a_courier_is_the_couriers(text: str) -> None:
    assert read(text) == ["courierPhone"]


@pytest.mark.parametrize("text", ["快递员叫什么", "那个送货员叫啥"])
def test_a_name_beside_a_courier_is_the_couriers(text: str) -> None:
    assert read(text) == ["eventOperator"]


def test_a_courier_who_is_asked_for_stays_beside_his_phone() -> None:
    assert read("谁送的 电话") == ["eventOperator", "courierPhone"]
    assert read("who is the courier and what's his phone") == ["eventOperator", "courierPhone"]


def test_a_phone_or_a_name_alone_stays_what_it_is() -> None:
    assert read("电话") == ["phone"]
    assert "courierPhone" not in read("我叫什么 电话")
    assert read("快递员") == ["eventOperator"]
