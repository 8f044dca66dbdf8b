"""What is offered to someone who types, and what never is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Fact, Scalar, shop_of
from graph.port import Counts, Entity, Table
from graph.schema import GraphSchema
from ontology.general import NS, individual_iri
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS
from reasoning.assist import Completer, CompletionKind

ONTOLOGY = f"""
Prefix(g:=<{NS}>) Prefix(rdfs:=<{RDFS}>) Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://fengmi.example/general>
Declaration(Class(g:Product)) Declaration(Class(g:PersonalRecord)) Declaration(Class(g:Order))
Declaration(Class(g:Customer)) Declaration(Class(g:Undescribed)) Declaration(Class(g:Unit))
SubClassOf(g:Order g:PersonalRecord) SubClassOf(g:Customer g:PersonalRecord)
AnnotationAssertion(rdfs:label g:Product "商品"@zh) AnnotationAssertion(rdfs:label g:Order "订单"@zh)
Declaration(DataProperty(g:price)) Declaration(DataProperty(g:capacity)) Declaration(DataProperty(g:modelNumber))
Declaration(DataProperty(g:orderId)) Declaration(ObjectProperty(g:ownedBy)) Declaration(DataProperty(g:unitSymbol))
Declaration(AnnotationProperty(g:identifies)) Declaration(AnnotationProperty(g:question))
Declaration(AnnotationProperty(g:summary))
AnnotationAssertion(g:identifies g:modelNumber "true"^^xsd:boolean)
AnnotationAssertion(g:identifies g:orderId "true"^^xsd:boolean)
AnnotationAssertion(rdfs:label g:price "价格"@zh) AnnotationAssertion(rdfs:label g:price "price"@en)
AnnotationAssertion(skos:hiddenLabel g:price "多少钱"@zh) AnnotationAssertion(skos:hiddenLabel g:price "多少线"@zh)
AnnotationAssertion(skos:hiddenLabel g:price "how much"@en)
AnnotationAssertion(g:question g:price "{{subject}}多少钱"@zh) AnnotationAssertion(g:summary g:price "1"^^xsd:integer)
AnnotationAssertion(rdfs:label g:capacity "容量"@zh) AnnotationAssertion(rdfs:label g:capacity "capacity"@en)
AnnotationAssertion(skos:hiddenLabel g:capacity "几升"@zh)
)
"""


class FakeReader:
    """A graph in a list."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.ontology: Ontology = ontology_from_texts([("general.ofn", ONTOLOGY)])
        self.schema = GraphSchema(self.ontology)
        self._facts = facts

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        return iter(self._facts)

    def shop_facts(self, shop: str | None) -> Iterator[Fact]:
        return (fact for fact in self._facts if shop_of(fact.subject) in (None, shop))

    def query(self, cypher: str, parameters: object = None, *, limit: int = 0, seconds: float = 0) -> Table:
        raise AssertionError("completion reads facts only")

    def entity(self, iri: str) -> Entity | None:
        raise AssertionError("completion reads facts only")

    def counts(self) -> Counts:
        raise AssertionError("completion reads facts only")


def individual(cls: str, key: str, label: str, shop: str | None = "a", **values: Scalar) -> list[Fact]:
    iri = individual_iri(cls, key, shop=shop)
    return [
        Fact(subject=iri, property=RDF_TYPE, object=NS + cls),
        Fact(subject=iri, property=RDFS + "label", value=label),
        *(Fact(subject=iri, property=NS + name, value=value) for name, value in values.items()),
    ]


HEATER = individual("Product", "1", "蜂巢40升电热水器 小蜜罐", modelNumber="FC-E40X", price=Decimal("799"), capacity=40)
HOOD = individual("Product", "2", "蜂巢油烟机 静音", modelNumber="FC-H20", price=Decimal("1999"))
OTHER_SHOP = individual("Product", "3", "别家电热水器", shop="b", modelNumber="B-1", price=Decimal("5"))
ORDER = individual("Order", "D2609", "电热水器订单 D2609", orderId="D2609", price=Decimal("9"))
BARE = individual("Undescribed", "D7", "D7", orderId="D7", price=Decimal("9"))
OWNED = [
    *individual("Product", "9", "电暖袋私人", price=Decimal("1")),
    Fact(subject=individual_iri("Product", "9", shop="a"), property=NS + "ownedBy", object="urn:someone"),
]
UNIT = individual("Unit", "litre", "升", shop=None, unitSymbol="L")


@pytest.fixture(scope="module")
def completer() -> Completer:
    return Completer(FakeReader([*HEATER, *HOOD, *OTHER_SHOP, *ORDER, *BARE, *OWNED, *UNIT]))


def texts(completer: Completer, typed: str, shop: str | None = "a", first: int = 8) -> list[str]:
    return [completion.text for completion in completer.complete(typed, shop=shop, first=first)]


def test_the_beginning_of_a_name_brings_the_thing_and_what_can_be_asked_of_it(completer: Completer) -> None:
    assert texts(completer, "FC-E") == ["FC-E40X", "FC-E40X多少钱", "FC-E40X容量"]


def test_a_named_thing_and_the_beginning_of_a_wording_bring_the_question(completer: Completer) -> None:
    assert texts(completer, "请问FC-E40X的几") == ["请问FC-E40X容量"]
    assert texts(completer, "fc e40x pr")[0] == "fc e40x price"


def test_only_what_the_thing_has_a_value_for_is_offered(completer: Completer) -> None:
    assert texts(completer, "FC-H20") == ["FC-H20多少钱"]


def test_a_word_inside_a_name_is_found_after_one_at_its_start(completer: Completer) -> None:
    assert "蜂巢40升电热水器 小蜜罐" in texts(completer, "电热")
    assert "蜂巢40升电热水器 小蜜罐" in texts(completer, "電熱水")


def test_a_wording_brings_the_question_and_a_hidden_label_is_never_shown(completer: Completer) -> None:
    assert texts(completer, "多少") == ["多少钱"]
    assert not [text for text in texts(completer, "多少线") if "多少线" in text]


def test_what_was_typed_before_the_last_word_is_kept(completer: Completer) -> None:
    assert "我想看看蜂巢油烟机 静音" in texts(completer, "我想看看油烟")


@pytest.mark.parametrize("typed", ["ZZFC", "DP40", "cnb"])
def test_a_code_or_an_english_word_is_not_cut_to_find_something_in_it(completer: Completer, typed: str) -> None:
    assert texts(completer, typed) == []


def test_after_a_code_what_follows_in_chinese_is_completed(completer: Completer) -> None:
    assert "ZZ油烟机" not in texts(completer, "ZZ油烟")
    assert "ZZ蜂巢油烟机 静音" in texts(completer, "ZZ油烟")


def test_one_wrong_character_is_forgiven(completer: Completer) -> None:
    assert "蜂巢油烟机 静音" in texts(completer, "蜂朝油烟")


def test_a_question_without_a_subject_is_completed_for_what_the_talk_is_about(completer: Completer) -> None:
    found = completer.complete("几", shop="a", about=[individual_iri("Product", "1", shop="a")])
    assert [(c.text, c.kind) for c in found] == [("容量", CompletionKind.QUESTION)]


def test_the_thing_that_a_text_names_is_found_and_no_personal_one(completer: Completer) -> None:
    assert completer.named_in("刚才说的 fc-e40x 不错", "a") == (individual_iri("Product", "1", shop="a"),)
    assert completer.named_in("刚才说的 fc-e40x 不错", "b") == ()
    assert completer.named_in("订单 D2609 呢", "a") == ()


@pytest.mark.parametrize("typed", ["D2609", "D2", "电热水器订", "D7", "电暖", "私人", "订单 D"])
def test_nothing_personal_is_ever_offered(completer: Completer, typed: str) -> None:
    for text in texts(completer, typed, first=50):
        assert not {"D2609", "D7", "私人"} & {word for word in ("D2609", "D7", "私人") if word in text[len(typed) :]}
    assert all(
        c.iri not in (ORDER[0].subject, BARE[0].subject, OWNED[0].subject) for c in completer.complete(typed, "a")
    )


def test_a_shop_sees_its_own_things_and_no_other_shops(completer: Completer) -> None:
    assert texts(completer, "别家", shop="b")[0] == "别家电热水器"
    assert texts(completer, "别家", shop="a") == []
    assert texts(completer, "别家", shop=None) == []
    assert texts(completer, "别家", shop=individual_iri("Shop", "b"))[0] == "别家电热水器"


def test_a_shop_with_an_unusual_id_sees_its_own_things_by_id_and_by_iri() -> None:
    own = Completer(FakeReader(individual("Product", "1", "蜂蜜罐", shop="my shop/1", price=Decimal("1"))))
    assert "蜂蜜罐" in texts(own, "蜂蜜", shop="my shop/1")
    assert "蜂蜜罐" in texts(own, "蜂蜜", shop=individual_iri("Shop", "my shop/1"))


def test_units_and_statuses_are_not_suggested(completer: Completer) -> None:
    assert "升" not in texts(completer, "L")
    assert texts(completer, "升")[0] == "蜂巢40升电热水器 小蜜罐"


@pytest.mark.parametrize("typed", ["", "   ", "？！", "\x00"])
def test_nothing_to_go_by_brings_nothing(completer: Completer, typed: str) -> None:
    assert texts(completer, typed) == []


def test_first_bounds_the_number(completer: Completer) -> None:
    assert len(texts(completer, "蜂", first=1)) == 1
    assert texts(completer, "蜂", first=0) == []
    assert texts(completer, "蜂", first=-3) == []


@given(st.text(alphabet="蜂巢40升电热水器fcE-X多少钱价的 D2609", max_size=80))
def test_any_text_gets_ranked_distinct_completions_of_the_shops_public_things(typed: str) -> None:
    completer = SHARED[0]
    found = completer.complete(typed, shop="a")
    assert len({c.text for c in found}) == len(found) <= 8
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(0 < c.score <= 1 for c in found)


def test_completions_over_many_products_equal_a_naive_filter() -> None:
    numbers = count(100)
    names = [f"{a}{b}{c}" for a in "甲乙" for b in "子丑寅" for c in "春夏秋冬"]
    facts = [f for name in names for f in individual("Product", str(next(numbers)), name, price=Decimal(1))]
    completer = Completer(FakeReader(facts))
    for typed in ("甲", "乙子", "丑", "春", "寅夏"):
        inner = sorted((n for n in names if typed in n), key=lambda n: (not n.startswith(typed), n))
        found = [c.text for c in completer.complete(typed, shop="a", first=50) if c.kind is CompletionKind.ENTITY]
        assert found == inner


SHARED = [Completer(FakeReader([*HEATER, *HOOD, *OTHER_SHOP, *ORDER, *BARE, *OWNED, *UNIT]))]


def test_what_an_overlay_names_is_completed_in_its_shop_alone() -> None:
    overlay = f"""
    Prefix(g:=<{NS}>) Prefix(o:=<https://a.example/own#>) Prefix(rdfs:=<{RDFS}>)
    Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
    Ontology(<https://a.example/own>
    Annotation(g:overlayOf "a")
    Declaration(DataProperty(o:grade)) Declaration(NamedIndividual(o:club))
    AnnotationAssertion(rdfs:label o:grade "内部评级"@zh) AnnotationAssertion(rdfs:label o:grade "inner grade"@en)
    AnnotationAssertion(skos:hiddenLabel o:grade "评几级"@zh)
    AnnotationAssertion(rdfs:label o:club "内购会"@zh)
    )
    """
    club = "https://a.example/own#club"
    reader = FakeReader(
        [
            *HEATER,
            *OTHER_SHOP,
            Fact(subject=individual_iri("Product", "1", shop="a"), property="https://a.example/own#grade", value="甲"),
            Fact(subject=club, property=RDF_TYPE, object=NS + "Product"),
            Fact(subject=club, property=RDFS + "label", value="内购会"),
            Fact(subject=club, property=NS + "price", value=Decimal("1")),
        ]
    )
    reader.ontology = ontology_from_texts([("general.ofn", ONTOLOGY), ("own.ofn", overlay)])
    completer = Completer(reader)
    assert set(texts(completer, "内")) == {"内部评级", "内购会", "内购会多少钱"}
    assert texts(completer, "FC-E40X评") == ["FC-E40X内部评级"]
    for shop in ("b", None):
        assert texts(completer, "内", shop=shop) == []
        assert texts(completer, "评", shop=shop) == []
