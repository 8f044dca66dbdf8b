"""New knowledge is an edit to OWL, mapping or data files; no test here writes anything else.

All edits are made at once in one copy of a shop; every test asks the copy and the untouched shop the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from graph.embedded import EmbeddedStore
from graph.port import GraphReader
from ontology.owl import local_name
from reasoning.answer import Reply, ReplyStatus
from reasoning.dispute import Ruling, judge
from tests.golden.matching import found, shown
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.workshop import Workshop, workshop_in

EXPORTED = datetime.fromisoformat("2026-11-15T08:00:00+08:00")
PROCESSING = ("D261112001", "C1001")
PAID_BY_ALIPAY = ("D261113001", "C1003")
SHIPPED = ("D261111001", "C1011")
ORDER = "Variable(<urn:swrl:var#o>)"
CASE = "Variable(<urn:swrl:var#c>)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A store with a desk on it."""

    store: GraphReader
    desk: Desk


def add_property_with_column(workshop: Workshop) -> None:
    workshop.add(
        "home_appliances",
        "Declaration(DataProperty(ha:placeOfMaking))",
        "DataPropertyDomain(ha:placeOfMaking ha:HomeAppliance)",
        "DataPropertyRange(ha:placeOfMaking xsd:string)",
        'AnnotationAssertion(rdfs:label ha:placeOfMaking "产地"@zh)',
        'AnnotationAssertion(rdfs:label ha:placeOfMaking "place of making"@en)',
        'AnnotationAssertion(skos:hiddenLabel ha:placeOfMaking "哪里造的"@zh)',
        'AnnotationAssertion(skos:hiddenLabel ha:placeOfMaking "where was it made"@en)',
    )
    workshop.add_column("products.csv", "产地", {"FC10101": "佛山顺德", "FC10102": "芜湖"})
    workshop.edit_mapping(lambda m: m["files"][0]["entities"]["product"]["properties"].update(placeOfMaking="产地"))


def add_property_with_pattern(workshop: Workshop) -> None:
    workshop.add(
        "home_appliances",
        "Declaration(DataProperty(ha:heatingMinutes))",
        "DataPropertyDomain(ha:heatingMinutes ha:WaterHeater)",
        "DataPropertyRange(ha:heatingMinutes xsd:string)",
        'AnnotationAssertion(rdfs:label ha:heatingMinutes "烧热时长"@zh)',
        'AnnotationAssertion(rdfs:label ha:heatingMinutes "heating up time"@en)',
        'AnnotationAssertion(g:pattern ha:heatingMinutes "烧到60℃大约(?P<v>[^，。]+分钟)")',
    )


def add_classes_with_goods(workshop: Workshop) -> None:
    for name, zh, en in (("MilkTeaMaker", "奶茶机", "milk tea maker"), ("PetDryer", "烘宠箱", "pet dryer")):
        workshop.add(
            "home_appliances",
            f"Declaration(Class(ha:{name}))",
            f"SubClassOf(ha:{name} ha:HomeAppliance)",
            f'AnnotationAssertion(rdfs:label ha:{name} "{zh}"@zh)',
            f'AnnotationAssertion(rdfs:label ha:{name} "{en}"@en)',
            f'AnnotationAssertion(g:classPattern ha:{name} "{zh}")',
        )
    workshop.add_row("products.csv", "FC19901", "摇摇奶茶机", "FC-MT1", "奶茶机", "399.00", "CNY", "已上架", "7")
    workshop.add_row("products.csv", "FC19902", "毛毛烘宠箱", "FC-PD1", "烘宠箱", "899.00", "CNY", "已上架", "3")
    workshop.add_row("products.csv", "FC19903", "毛毛烘宠箱大号", "FC-PD2", "烘宠箱", "1299.00", "CNY", "已上架", "2")


def add_words(workshop: Workshop) -> None:
    workshop.add(
        "home_appliances",
        'AnnotationAssertion(skos:altLabel ha:netWeight "坠手度"@zh)',
        'AnnotationAssertion(skos:altLabel ha:netWeight "heftiness"@en)',
        'AnnotationAssertion(skos:hiddenLabel ha:netWeight "压不压秤"@zh)',
        'AnnotationAssertion(skos:altLabel ha:GasWaterHeater "烫水桶"@zh)',
    )
    workshop.add("service", 'AnnotationAssertion(skos:hiddenLabel sv:CancelOrder "打退堂鼓"@zh)')


def change_service(workshop: Workshop) -> None:
    workshop.replace(
        "service",
        "ObjectPropertyAssertion(g:permittedIn sv:CancelOrder g:Processing)",
        "ObjectPropertyAssertion(g:excludedIn sv:CancelOrder g:Processing)",
    )
    workshop.add(
        "service",
        'DLSafeRule(Annotation(rdfs:label "支付宝付款的订单不能取消"@zh) '
        'Annotation(rdfs:label "Alipay orders stay"@en) '
        f"Body(ClassAtom(g:Order {ORDER}) ObjectPropertyAtom(g:paidBy {ORDER} g:Alipay)) "
        f"Head(ObjectPropertyAtom(g:forbids {ORDER} sv:CancelOrder)))",
        "Declaration(NamedIndividual(sv:WrapAsPresent))",
        "ClassAssertion(sv:OrderOperation sv:WrapAsPresent)",
        'AnnotationAssertion(rdfs:label sv:WrapAsPresent "礼品包装"@zh)',
        'AnnotationAssertion(rdfs:label sv:WrapAsPresent "gift wrapping"@en)',
        "ObjectPropertyAssertion(g:permittedIn sv:WrapAsPresent g:Processing)",
        "ObjectPropertyAssertion(g:excludedIn sv:WrapAsPresent g:Shipped)",
    )


def change_policy(workshop: Workshop) -> None:
    """A rule over R02, and R33 no longer over R29."""
    workshop.add(
        "dispute",
        "Declaration(NamedIndividual(dp:R90)) ClassAssertion(dp:PolicyRule dp:R90)",
        'AnnotationAssertion(rdfs:label dp:R90 "本店对未收到货一律先行退款"@zh)',
        'AnnotationAssertion(rdfs:label dp:R90 "this shop always refunds what was not received"@en)',
        'DataPropertyAssertion(dp:priority dp:R90 "90"^^xsd:integer)',
        "ObjectPropertyAssertion(dp:overrides dp:R90 dp:R02)",
        "ObjectPropertyAssertion(dp:cites dp:R90 dp:ArtEvidence)",
        'DLSafeRule(Annotation(rdfs:label "R90") Annotation(rdfs:label "本店对未收到货一律先行退款"@zh) '
        f"Body(ClassAtom(dp:NotReceived {CASE})) Head(ObjectPropertyAtom(dp:supports {CASE} dp:SellerRefunds)))",
    )
    workshop.replace("dispute", "ObjectPropertyAssertion(dp:overrides dp:R33 dp:R29)", "")
    workshop.replace("dispute", 'dp:priority dp:R33 "', 'dp:priority dp:R33 "-')


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shop, Shop]]:
    """The shop as it is shipped, and its copy after all edits."""
    folder = tmp_path_factory.mktemp("shops")
    first = EmbeddedStore(folder / "shipped")
    workshop_in(folder / "shipped-files", first).load()
    first.close()
    shutil.copytree(folder / "shipped", folder / "edited")
    shipped, edited = EmbeddedStore(folder / "shipped"), EmbeddedStore(folder / "edited")
    untouched = Workshop(folder=folder / "shipped-files", store=shipped)
    workshop = workshop_in(folder / "edited-files", edited)
    for edit in (
        add_property_with_column,
        add_property_with_pattern,
        add_classes_with_goods,
        add_words,
        change_service,
        change_policy,
    ):
        edit(workshop)
    yield Shop(store=shipped, desk=untouched.desk()), Shop(store=edited, desk=workshop.load())
    shipped.close()
    edited.close()


@pytest.fixture(scope="module")
def shipped(shops: tuple[Shop, Shop]) -> Shop:
    return shops[0]


@pytest.fixture(scope="module")
def edited(shops: tuple[Shop, Shop]) -> Shop:
    return shops[1]


def answers(reply: Reply, text: str) -> bool:
    return reply.status is ReplyStatus.ANSWERED and found(text, shown(reply.text, reply.rows))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("FC-E40X的产地是哪", "佛山顺德", id="property, zh"),
        pytest.param("FC10101哪里造的呀", "佛山顺德", id="property, zh wording"),
        pytest.param("what is the place of making of FC-E40X?", "佛山顺德", id="property, en"),
        pytest.param("FC-E40X where was it made?", "佛山顺德", id="property, en wording"),
        pytest.param("FC-E60S产地", "芜湖", id="property of another product"),
        pytest.param("FC-E40X烧热时长是多久", "烧热时长：四十分钟", id="property with a pattern, zh"),
        pytest.param("heating up time of FC-E40X", "四十分钟", id="property with a pattern, en"),
        pytest.param("你们有哪些烘宠箱", "毛毛烘宠箱大号", id="class, zh"),
        pytest.param("你们有哪些奶茶机", "摇摇奶茶机", id="class of one product, zh"),
        pytest.param("how much is the milk tea maker", "399", id="class of one product, en"),
        pytest.param("最便宜的烘宠箱是哪个", "毛毛烘宠箱", id="cheapest of a class"),
        pytest.param("FC-E40X坠手度多少", "16.5", id="synonym, zh"),
        pytest.param("what is the heftiness of FC-E40X", "16.5", id="synonym, en"),
        pytest.param("FC-E40X压不压秤", "16.5", id="wording"),
        pytest.param("最便宜的烫水桶是哪个", "3299", id="synonym of a class"),
    ],
)
def test_what_was_added_as_data_can_be_asked_for_and_could_not_before(
    shipped: Shop, edited: Shop, question: str, expected: str
) -> None:
    before, after = shipped.desk.ask(question), edited.desk.ask(question)
    assert not answers(before, expected), before.text
    assert answers(after, expected), after.text


def test_an_added_property_is_called_by_its_label_in_the_language_of_the_question(edited: Shop) -> None:
    assert "产地" in edited.desk.ask("FC-E40X的产地是哪").text
    assert "place of making" in edited.desk.ask("what is the place of making of FC-E40X?").text


def test_the_proof_of_an_added_property_names_the_new_column(edited: Shop) -> None:
    (proof,) = edited.desk.ask("FC-E40X的产地是哪").proofs
    assert proof.conclusion.source == "demo-shop/products.csv#FC10101/产地"


def test_a_value_taken_by_an_added_pattern_quotes_its_sentence(edited: Shop) -> None:
    reply = edited.desk.ask("FC-E40X烧热时长是多久")
    assert any("大约四十分钟" in str(row.get("quote")) for row in reply.rows)


def test_an_added_property_is_carried_from_turn_to_turn(edited: Shop) -> None:
    edited.desk.ask("FC-E40X多少钱", session="carried")
    assert answers(edited.desk.ask("那它的产地呢", session="carried"), "佛山顺德")
    assert answers(edited.desk.ask("那FC-E60S呢", session="carried"), "芜湖")


def test_an_added_property_has_no_facts_where_the_column_is_empty(edited: Shop) -> None:
    assert edited.desk.ask("FC10302的产地").status is ReplyStatus.NO_FACTS


def test_a_list_of_an_added_class_has_its_goods_and_no_others(edited: Shop) -> None:
    reply = edited.desk.ask("你们有哪些烘宠箱")
    assert {str(row["iri"]).rpartition("/")[2] for row in reply.rows} == {"FC19902", "FC19903"}


def test_a_wording_added_to_an_operation_is_understood(shipped: Shop, edited: Shop) -> None:
    order, customer = SHIPPED
    question = f"{order}可以打退堂鼓吗"
    assert "取消订单" not in shipped.desk.ask(question, customer=customer).text
    assert edited.desk.ask(question, customer=customer).text.startswith("不能取消订单")


def may_cancel(shop: Shop, order: str, customer: str) -> Reply:
    reply = shop.desk.ask(f"{order}能取消吗", customer=customer)
    assert reply.status is ReplyStatus.ANSWERED
    return reply


def test_a_state_moved_from_permitted_to_excluded_changes_whether_one_may_cancel(shipped: Shop, edited: Shop) -> None:
    assert may_cancel(shipped, *PROCESSING).text.startswith("可以取消")
    assert may_cancel(edited, *PROCESSING).text.startswith("不能取消")


def test_a_service_rule_added_in_swrl_changes_whether_one_may_cancel_and_stands_in_the_proof(
    shipped: Shop, edited: Shop
) -> None:
    assert may_cancel(shipped, *PAID_BY_ALIPAY).text.startswith("可以取消")
    reply = may_cancel(edited, *PAID_BY_ALIPAY)
    assert reply.text.startswith("不能取消")
    assert any("支付宝付款的订单不能取消" in proof.text("zh") for proof in reply.proofs)
    assert any("Alipay orders stay" in proof.text("en") for proof in reply.proofs)


@pytest.mark.parametrize(
    ("order", "words"),
    [pytest.param(PROCESSING, "可以礼品包装", id="yes"), pytest.param(SHIPPED, "不能礼品包装", id="no")],
)
def test_an_added_operation_can_be_asked_for(edited: Shop, order: tuple[str, str], words: str) -> None:
    assert edited.desk.ask(f"{order[0]}可以礼品包装吗", customer=order[1]).text.startswith(words)


def test_an_added_operation_can_be_asked_for_in_english(edited: Shop) -> None:
    order, customer = PROCESSING
    reply = edited.desk.ask(f"can I have gift wrapping for {order}?", customer=customer)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "gift wrapping" in reply.text


def verdict(ruling: Ruling) -> str:
    return local_name(ruling.verdict.iri) if ruling.verdict else ""


def test_a_policy_rule_added_in_owl_changes_a_ruling_and_stands_in_its_proof(shipped: Shop, edited: Shop) -> None:
    assert verdict(judge(shipped.store, "DP26002", EXPORTED)) == "ClaimRejected"
    ruling = judge(edited.store, "DP26002", EXPORTED)
    assert verdict(ruling) == "SellerRefunds"
    assert "R90" in {rule.id for rule in ruling.rules}
    assert ruling.proof is not None
    assert "本店对未收到货一律先行退款" in ruling.proof.text("zh")


def test_an_exception_taken_out_of_the_policy_changes_a_ruling(shipped: Shop, edited: Shop) -> None:
    assert verdict(judge(shipped.store, "DP26007", EXPORTED)) == "ClaimRejected"
    assert verdict(judge(edited.store, "DP26007", EXPORTED)) not in ("", "ClaimRejected")
