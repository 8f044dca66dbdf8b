"""Product texts of two industries as their packs read them: the kind of goods by the name, figures by patterns."""

from __future__ import annotations

from datetime import timedelta, timezone
from functools import cache

import pytest

from graph.fact import Scalar
from ingest.classify import Classifier
from ingest.extract import Extractor, LongText
from ontology.competency import read_questions
from ontology.general import NS, PRODUCT
from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.owl import Iri, Literal, local_name

INDUSTRIES = ("beauty", "fresh_food")
_ZONE = timezone(timedelta(hours=8))


@cache
def _examples(pack: str) -> Ontology:
    return load_ontology(read_questions(pack).sources)


def _found(pack: str, cls: str, name: str, description: str = "") -> dict[str, Scalar]:
    ontology = load_ontology([pack])
    space = f"https://fengmi.example/{pack.replace('_', '-')}#"
    texts = [LongText(property=NS + p, text=t, source="t") for p, t in (("name", name), ("description", description))]
    facts = Extractor(ontology, _ZONE).facts("x", frozenset(ontology.superclasses(space + cls)), texts)
    return {local_name(fact.property): fact.value for fact in facts if fact.value is not None}


@pytest.mark.parametrize("pack", INDUSTRIES)
def test_the_name_of_each_example_product_tells_its_kind(pack: str) -> None:
    ontology = _examples(pack)
    classifier = Classifier(ontology)
    names = {
        str(axiom.args[1]): axiom.args[2].text
        for axiom in ontology.axioms
        if axiom.kind == "DataPropertyAssertion" and axiom.args[0] == Iri(NS + "name")
        if isinstance(axiom.args[2], Literal)
    }
    wrong = {}
    for iri, told in ontology.told_classes.items():
        if PRODUCT in {above for cls in told for above in ontology.superclasses(cls)}:
            found = set(classifier.classes(names[f"<{iri}>"], PRODUCT))
            if not found or found - set(told):
                wrong[names[f"<{iri}>"]] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("气垫梳子套装", {"BeautySet"}),
        ("散粉刷 粉底刷", {"MakeupBrush"}),
        ("防晒衣", set()),
        ("保湿水乳两件套", set()),
        ("滋润润唇膏", {"LipCare"}),
    ],
)
def test_words_inside_other_words_tell_no_kind_of_cosmetic(name: str, kinds: set[str]) -> None:
    assert {local_name(cls) for cls in Classifier(load_ontology(["beauty"])).classes(name, PRODUCT)} == kinds


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("红心猕猴桃", {"KiwiFruit"}),
        ("樱桃番茄", {"Tomato"}),
        ("每日坚果 核桃仁", {"Nuts"}),
        ("虾仁水饺", {"Dumpling"}),
        ("鱼香肉丝预制菜", {"PreparedDish"}),
        ("土鸡蛋", {"HenEgg"}),
    ],
)
def test_words_inside_other_words_tell_no_kind_of_food(name: str, kinds: set[str]) -> None:
    assert {local_name(cls) for cls in Classifier(load_ontology(["fresh_food"])).classes(name, PRODUCT)} == kinds


def test_a_sunscreen_is_read_with_its_factor_size_and_terms() -> None:
    found = _found(
        "beauty", "Sunscreen", "清透防晒乳 SPF50+ PA++++ 60ml", "保质期：3年，开封后12个月内用完，pH值约5.6。"
    )
    assert {name: str(value) for name, value in found.items()} == {
        "spf": "50",
        "volume": "60.0",
        "shelfLifeMonths": "36",
        "openedMonths": "12",
        "ph": "5.6",
    }


def test_fruit_is_read_with_weight_in_grams_size_and_sweetness() -> None:
    found = _found("fresh_food", "PomeFruit", "红富士苹果 5斤装", "果径80mm以上，糖度14.5°Bx，9个装")
    assert {name: str(value) for name, value in found.items()} == {
        "packWeight": "2500.0",
        "fruitDiameter": "80.0",
        "brix": "14.5",
        "itemCount": "9",
    }


def test_energy_in_kilocalories_is_kept_in_kilojoules() -> None:
    assert str(_found("fresh_food", "FreshMilk", "鲜牛奶 950ml", "能量 67大卡")["energyPer100"]) == "280.328"
