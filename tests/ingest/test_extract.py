from decimal import Decimal

import pytest

from ingest.extract import pattern_problems
from ontology.errors import OntologyError
from ontology.general import NS
from ontology.load import load_ontology, ontology_from_texts
from ontology.model import Ontology
from tests.ingest.small_shop import SmallShop, kettle, product_iri

P1 = product_iri("P1")


def test_extracted_fact_quotes_its_sentence_and_cites_the_field(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="造型很好看。机身轻巧，容量为1500毫升，一键断电。保修一年。")}
    shop.load()
    (fact,) = shop.facts(P1, "volume")
    assert fact.value == Decimal("1.5")
    assert fact.quote == "机身轻巧，容量为1500毫升，一键断电"
    assert fact.source == "kettles/products.json#P1/描述"


def test_first_text_wins_and_in_a_text_the_leftmost_match(shop: SmallShop) -> None:
    shop.products = {
        "P1": kettle("P1", 名称="2L大容量水壶", 描述="容量3L"),
        "P2": kettle("P2", 描述="上一代1L大容量，这一代容量是2L"),
    }
    shop.load()
    assert shop.values(P1, "volume") == [Decimal(2)]
    assert shop.values(product_iri("P2"), "volume") == [Decimal(1)]


def test_property_with_several_values_takes_them_all(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="颜色：白。颜色：蓝。")}
    shop.load()
    assert shop.values(P1, "colour") == ["白", "蓝"]


def test_pattern_is_tried_only_on_the_classes_of_its_domain(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 名称="保温杯", 描述="容量2L")}
    shop.load()
    assert shop.values(P1, "volume") == []


def test_stated_value_is_not_replaced_by_an_extracted_one(shop: SmallShop) -> None:
    shop.edit_mapping(
        lambda top: top["files"][0]["entities"].update(
            kettle={"class": "Kettle", "key": "{编号}", "properties": {"volume": "容积"}, "label": "{名称}"}
        )
    )
    shop.edit_mapping(lambda top: top["files"][0]["entities"]["product"].update({"class": "Kettle"}))
    shop.products = {"P1": kettle("P1", 容积="5", 描述="容量2L")}
    shop.load()
    iri = P1.replace("/Product/", "/Kettle/")
    assert shop.values(iri, "volume") == [Decimal(5)]


def test_changed_text_changes_the_extracted_fact_and_no_text_leaves_none(shop: SmallShop) -> None:
    for text, expected in (("容量2L", [Decimal(2)]), ("容量3L", [Decimal(3)]), (None, [])):
        shop.products = {"P1": kettle("P1", 描述=text)}
        shop.load()
        assert shop.values(P1, "volume") == expected


def test_pattern_that_is_no_regular_expression_is_refused_before_writing(shop: SmallShop) -> None:
    shop.ontology = shop.ontology.replace("{q}大容量", "({q}大容量")
    shop.products = {"P1": kettle("P1")}
    with pytest.raises(OntologyError, match=r"volume.*大容量"):
        shop.load()
    assert shop.snapshot() == set()


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("容量({q}", "cannot be used: "),
        ("容量[是为]", "nothing in it is the value; write {q}, {n} or a group named v"),
    ],
)
def test_check_names_each_pattern_that_cannot_be_used(pattern: str, told: str) -> None:
    general = load_ontology(["general"]).documents
    text = (
        f"Prefix(g:=<{NS}>)\nPrefix(k:=<https://fengmi.example/kettles#>)\nOntology(<https://fengmi.example/kettles>\n"
        "Declaration(DataProperty(k:v))\nAnnotationAssertion(g:unit k:v g:litre)\n"
        f'AnnotationAssertion(g:pattern k:v "{pattern}")\n)'
    )
    ontology = Ontology((*general, *ontology_from_texts([("k.ofn", text)]).documents))
    (problem,) = pattern_problems(ontology)
    assert (problem.term, problem.file) == ("https://fengmi.example/kettles#v", "k.ofn")
    assert told in problem.text
