"""A shop overlay is that shop's alone: no other shop is told, asked or refused by its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ingest.individuals import load_individuals
from ontology.general import NS
from ontology.load import load_ontology
from ontology.model import Ontology
from reasoning.answer import Answerer, ReplyStatus
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, let_out
from tests.reasoning.answer.market import Market, packs

ALPHA, BETA = "alpha", "beta"
SECRET = "贝塔员工内购返利百分之三十，不得外传"
OVERLAY = f"""
Prefix(b:=<https://beta.example/own#>)
Prefix(g:=<{NS}>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://beta.example/own>
Import(<https://fengmi.example/service>)
Annotation(g:overlayOf "beta")
Declaration(NamedIndividual(b:Rebate)) ClassAssertion(g:Operation b:Rebate)
AnnotationAssertion(rdfs:label b:Rebate "内购返利"@zh) AnnotationAssertion(rdfs:label b:Rebate "staff rebate"@en)
AnnotationAssertion(g:policyText b:Rebate "{SECRET}"@zh)
DataPropertyAssertion(g:policyText b:Rebate "{SECRET}"@zh)
ObjectPropertyAssertion(g:permittedIn b:Rebate g:Paid)
Declaration(DataProperty(b:grade)) DataPropertyDomain(b:grade g:Product)
AnnotationAssertion(rdfs:label b:grade "内部评级"@zh) AnnotationAssertion(rdfs:label b:grade "inner grade"@en)
AnnotationAssertion(skos:hiddenLabel b:grade "评几级"@zh)
)
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("overlays")
    own = folder / "beta.ofn"
    own.write_text(OVERLAY, encoding="utf-8")
    store = EmbeddedStore(folder / "store")
    store.load_ontology(_with_overlay(own))
    load_individuals(store)
    market = Market()
    for shop, name in ((ALPHA, "阿尔法电器"), (BETA, "贝塔电器")):
        market.shop(shop, name)
        goods = market.product(shop, "880000111", f"{name}油烟机 FC-H21C", cls="RangeHood", modelNumber="FC-H21C")
        market.customer(shop, "c1", "张三")
        market.order(shop, "D77001122", "c1", goods)
    store.write(added=market.facts)
    infer(store)
    yield Answerer(store)
    store.close()


def _with_overlay(path: Path) -> Ontology:
    documents = {document.iri: document for document in packs().documents}
    return Ontology(tuple({**documents, **{d.iri: d for d in load_ontology([path]).documents}}.values()))


QUESTIONS = ("内购返利", "内购返利是怎么规定的", "能内购返利吗", "FC-H21C的内部评级", "评几级", "订单D77001122能办什么")


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_shops_overlay_is_not_spoken_of(answerer: Answerer, question: str) -> None:
    reply = Desk(answerer=answerer, shop=ALPHA).ask(question, customer="c1")
    assert "百分之三十" not in let_out(reply)
    assert "beta.example" not in let_out(reply)
    if question != QUESTIONS[-1]:
        assert reply.status is not ReplyStatus.ANSWERED or "内购" not in reply.text


def test_the_shop_itself_is_told_its_own(answerer: Answerer) -> None:
    desk = Desk(answerer=answerer, shop=BETA)
    assert "百分之三十" in desk.ask("内购返利是怎么规定的").text
    assert "内购返利" in desk.ask("订单D77001122能内购返利吗", customer="c1").text


def test_a_word_that_only_an_overlay_knows_is_not_understood_elsewhere(answerer: Answerer) -> None:
    asked = "FC-H21C评几级"
    assert "内部评级" in Desk(answerer=answerer, shop=BETA).ask(asked).text
    assert "内部评级" not in Desk(answerer=answerer, shop=ALPHA).ask(asked).text
