"""New knowledge is an edit to OWL, mapping or data files: every test writes files only."""

from __future__ import annotations

from datetime import datetime

import pytest

from ontology.owl import local_name
from reasoning.answer import Reply, ReplyStatus
from reasoning.dispute import judge
from tests.golden.matching import found, shown
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.workshop import Workshop

EXPORTED = datetime.fromisoformat("2026-11-15T08:00:00+08:00")
HEATER = "FC10101"
PROCESSING = ("D261112001", "C1001")
SHIPPED = ("D261111001", "C1011")

VARIABLE = "Variable(<urn:swrl:var#{}>)"


def answers(reply: Reply, text: str) -> bool:
    return reply.status is ReplyStatus.ANSWERED and found(text, shown(reply.text, reply.rows))


def add_origin(workshop: Workshop) -> None:
    """A text property with its labels, a column of the product file, and the mapping from one to the other."""
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
    workshop.add_column("products.csv", "产地", {HEATER: "佛山顺德", "FC10102": "芜湖"})
    workshop.edit_mapping(lambda m: m["files"][0]["entities"]["product"]["properties"].update(placeOfMaking="产地"))


def test_a_property_added_with_its_column_can_be_asked_for_in_chinese_and_english(
    demo: Desk, workshop: Workshop
) -> None:
    questions = (
        "FC-E40X的产地是哪",
        "FC10101哪里造的呀",
        "what is the place of making of FC-E40X?",
        "where was it made, the FC-E40X",
    )
    assert not any(answers(demo.ask(question), "佛山顺德") for question in questions)
    add_origin(workshop)
    desk = workshop.load()
    said = {question: desk.ask(question) for question in questions}
    assert {question: reply.text for question, reply in said.items() if not answers(reply, "佛山顺德")} == {}
    assert "产地" in said[questions[0]].text
    assert "place of making" in said[questions[2]].text
    (proof,) = said[questions[0]].proofs
    assert proof.conclusion.source == f"demo-shop/products.csv#{HEATER}/产地"


def test_an_added_property_works_in_follow_ups_and_comparisons_and_has_no_facts_where_the_column_is_empty(
    workshop: Workshop,
) -> None:
    add_origin(workshop)
    desk = workshop.load()
    desk.ask("FC-E40X多少钱", session="s")
    assert answers(desk.ask("那它的产地呢", session="s"), "佛山顺德")
    assert answers(desk.ask("FC-E60S的产地", session="s"), "芜湖")
    assert desk.ask("FC10302的产地").status is ReplyStatus.NO_FACTS


def test_an_added_property_with_a_pattern_is_read_from_the_descriptions(workshop: Workshop) -> None:
    workshop.add(
        "home_appliances",
        "Declaration(DataProperty(ha:heatingMinutes))",
        "DataPropertyDomain(ha:heatingMinutes ha:WaterHeater)",
        "DataPropertyRange(ha:heatingMinutes xsd:string)",
        'AnnotationAssertion(rdfs:label ha:heatingMinutes "烧热时长"@zh)',
        'AnnotationAssertion(rdfs:label ha:heatingMinutes "heating up time"@en)',
        'AnnotationAssertion(g:pattern ha:heatingMinutes "烧到60℃大约(?P<v>[^，。]+分钟)")',
    )
    desk = workshop.load()
    for question in ("FC-E40X烧热时长是多久", "heating up time of FC-E40X"):
        reply = desk.ask(question)
        assert answers(reply, "四十分钟"), reply.text
        assert any("大约四十分钟" in str(row.get("quote")) for row in reply.rows)


def test_a_class_added_with_its_words_can_be_listed(demo: Desk, workshop: Workshop) -> None:
    question = "你们有哪些奶茶机"
    assert demo.ask(question).status is not ReplyStatus.ANSWERED
    workshop.add(
        "home_appliances",
        "Declaration(Class(ha:MilkTeaMaker))",
        "SubClassOf(ha:MilkTeaMaker ha:HomeAppliance)",
        'AnnotationAssertion(rdfs:label ha:MilkTeaMaker "奶茶机"@zh)',
        'AnnotationAssertion(rdfs:label ha:MilkTeaMaker "milk tea maker"@en)',
        'AnnotationAssertion(g:classPattern ha:MilkTeaMaker "奶茶机")',
    )
    path = workshop.folder / "products.csv"
    columns = path.read_text(encoding="utf-8").partition("\n")[0].count(",") + 1
    row = ["FC19901", "蜂巢（Fengchao）摇摇奶茶机", "FC-MT1", "奶茶机", "399.00", "CNY", "已上架", "7"]
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(row + [""] * (columns - len(row))) + "\n")
    desk = workshop.load()
    reply = desk.ask(question)
    assert answers(reply, "摇摇奶茶机"), reply.text
    assert {row["iri"].rpartition("/")[2] for row in reply.rows} == {"FC19901"}
    assert answers(desk.ask("how much is the milk tea maker"), "399")


@pytest.mark.parametrize(
    ("axiom", "question", "expected"),
    [
        pytest.param(
            'AnnotationAssertion(skos:altLabel ha:netWeight "坠手度"@zh)', "FC-E40X坠手度多少", "16.5", id="zh synonym"
        ),
        pytest.param(
            'AnnotationAssertion(skos:altLabel ha:netWeight "heftiness"@en)',
            "what is the heftiness of FC-E40X",
            "16.5",
            id="en synonym",
        ),
        pytest.param(
            'AnnotationAssertion(skos:hiddenLabel ha:netWeight "压不压秤"@zh)', "FC-E40X压不压秤", "16.5", id="wording"
        ),
        pytest.param(
            'AnnotationAssertion(skos:altLabel ha:ElectricWaterHeater "烫水桶"@zh)',
            "最便宜的烫水桶是哪个",
            "799",
            id="class",
        ),
    ],
)
def test_a_synonym_added_makes_a_new_wording_understood(
    demo: Desk, workshop: Workshop, axiom: str, question: str, expected: str
) -> None:
    assert not answers(demo.ask(question), expected)
    workshop.add("home_appliances", axiom)
    reply = workshop.load().ask(question)
    assert answers(reply, expected), reply.text


def test_a_wording_added_to_an_operation_is_understood(demo: Desk, workshop: Workshop) -> None:
    order, customer = PROCESSING
    question = f"{order}可以打退堂鼓吗"
    assert "取消订单" not in demo.ask(question, customer=customer).text
    workshop.add("service", 'AnnotationAssertion(skos:hiddenLabel sv:CancelOrder "打退堂鼓"@zh)')
    assert workshop.load().ask(question, customer=customer).text.startswith("可以取消订单")


def test_a_status_moved_from_permitted_to_excluded_changes_whether_one_may_cancel(
    demo: Desk, workshop: Workshop
) -> None:
    order, customer = PROCESSING
    question = f"{order}能取消吗"
    before = demo.ask(question, customer=customer)
    assert (before.status, before.text[:2]) == (ReplyStatus.ANSWERED, "可以")
    workshop.replace(
        "service",
        "ObjectPropertyAssertion(g:permittedIn sv:CancelOrder g:Processing)",
        "ObjectPropertyAssertion(g:excludedIn sv:CancelOrder g:Processing)",
    )
    after = workshop.load().ask(question, customer=customer)
    assert (after.status, after.text[:2]) == (ReplyStatus.ANSWERED, "不能")


def test_a_service_rule_added_in_swrl_changes_whether_one_may_cancel_and_is_named_in_the_proof(
    demo: Desk, workshop: Workshop
) -> None:
    order, customer = PROCESSING
    question = f"{order}能取消吗"
    assert demo.ask(question, customer=customer).text.startswith("可以")
    o, u = VARIABLE.format("o"), VARIABLE.format("t")
    workshop.add(
        "service",
        'DLSafeRule(Annotation(rdfs:label "加急订单不能取消"@zh) Annotation(rdfs:label "urgent orders stay"@en) '
        f'Body(ClassAtom(g:Order {o}) DataPropertyAtom(g:urgent {o} "true"^^xsd:boolean) DataPropertyAtom(g:orderTotal {o} {u})) '
        f"Head(ObjectPropertyAtom(g:forbids {o} sv:CancelOrder)))",
    )
    reply = workshop.load().ask(question, customer=customer)
    assert reply.text.startswith("不能"), reply.text
    assert any("加急订单不能取消" in proof.text("zh") for proof in reply.proofs)
    assert any("urgent orders stay" in proof.text("en") for proof in reply.proofs)


def test_an_operation_added_with_its_states_can_be_asked_for(workshop: Workshop) -> None:
    workshop.add(
        "service",
        "Declaration(NamedIndividual(sv:WrapAsPresent))",
        "ClassAssertion(sv:OrderOperation sv:WrapAsPresent)",
        'AnnotationAssertion(rdfs:label sv:WrapAsPresent "礼品包装"@zh)',
        'AnnotationAssertion(rdfs:label sv:WrapAsPresent "gift wrapping"@en)',
        "ObjectPropertyAssertion(g:permittedIn sv:WrapAsPresent g:Processing)",
        "ObjectPropertyAssertion(g:excludedIn sv:WrapAsPresent g:Shipped)",
    )
    desk = workshop.load()
    said = [
        desk.ask(f"{order}可以礼品包装吗", customer=customer).text for order, customer in (PROCESSING, SHIPPED)
    ]
    assert [text[:6] for text in said] == ["可以礼品包装", "不能礼品包装"]
    english = desk.ask(f"can I have gift wrapping for {PROCESSING[0]}", customer=PROCESSING[1])
    assert english.status is ReplyStatus.ANSWERED
    assert "gift wrapping" in english.text


def test_a_policy_rule_added_in_owl_changes_a_ruling_and_is_cited(workshop: Workshop) -> None:
    before = judge(workshop.store, "DP26002", EXPORTED)
    assert before.verdict is not None
    assert local_name(before.verdict.iri) == "ClaimRejected"
    case = VARIABLE.format("c")
    workshop.add(
        "dispute",
        "Declaration(NamedIndividual(dp:R90)) ClassAssertion(dp:PolicyRule dp:R90)",
        'AnnotationAssertion(rdfs:label dp:R90 "本店对未收到货一律先行退款"@zh)',
        'AnnotationAssertion(rdfs:label dp:R90 "this shop always refunds what was not received"@en)',
        'DataPropertyAssertion(dp:priority dp:R90 "90"^^xsd:integer)',
        "ObjectPropertyAssertion(dp:overrides dp:R90 dp:R02)",
        "ObjectPropertyAssertion(dp:cites dp:R90 dp:ArtEvidence)",
        'DLSafeRule(Annotation(rdfs:label "R90") Annotation(rdfs:label "本店对未收到货一律先行退款"@zh) '
        f"Body(ClassAtom(dp:NotReceived {case})) Head(ObjectPropertyAtom(dp:supports {case} dp:SellerRefunds)))",
    )
    workshop.load()
    after = judge(workshop.store, "DP26002", EXPORTED)
    assert after.verdict is not None
    assert local_name(after.verdict.iri) == "SellerRefunds"
    assert {rule.id for rule in after.rules} >= {"R90"}
    assert after.proof is not None
    assert "一律先行退款" in after.proof.text("zh")


def test_a_policy_rule_that_loses_its_axiom_changes_a_ruling_back(workshop: Workshop) -> None:
    workshop.replace("dispute", "ObjectPropertyAssertion(dp:overrides dp:R33 dp:R29)\n", "")
    workshop.replace("dispute", 'DataPropertyAssertion(dp:priority dp:R33 "', 'DataPropertyAssertion(dp:priority dp:R33 "-')
    before = judge(workshop.store, "DP26007", EXPORTED)
    workshop.load()
    after = judge(workshop.store, "DP26007", EXPORTED)
    assert before.verdict is not None
    assert local_name(before.verdict.iri) == "ClaimRejected"
    assert after.verdict is None or local_name(after.verdict.iri) != "ClaimRejected"
