"""Every GraphQL field over HTTP, from a real server process."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.server

ASK = """query($q: String!, $shop: ID, $customer: ID, $session: ID, $asOf: DateTime) {
  ask(question: $q, shop: $shop, customer: $customer, session: $session, asOf: $asOf) {
    status text rows cypher route session confidence choices { label iri }
    proof { conclusion rule text fact { source value } premises { conclusion fact { source } } }
    proofs { conclusion }
  }
}"""
JUDGE = """query($case: ID!) {
  judge(case: $case) {
    case status confidence route policyVersion asOf verdict { id label } recourse { label } freight { label }
    liable { iri id label role { id } } remedy { iri label en: label(lang: "en") } amount { amount currency }
    articles { iri label text source } proof { conclusion rule text premises { conclusion } }
    missing { text due fact { label } party { id label } evidence { label } }
    counterfactuals { text verdict { label } facts { label } parties { label } }
    findings { fact { label } status burden { id } byDefault conflict due }
    rules { rule { id } priority verdict { id } outcome by } routeReasons { label }
  }
}"""


def test_a_question_is_answered_with_proof_down_to_the_source_record(client: Any) -> None:
    reply = client.data(ASK, q="FC-E60S多少钱", shop="fengchao", customer="C1001")["ask"]
    assert reply["status"] == "ANSWERED"
    assert "1499" in reply["text"]
    assert reply["route"] == "AUTO"
    assert 0 < reply["confidence"] <= 1
    assert reply["proof"]["fact"]["source"].startswith("demo-shop/products.csv#FC10102")
    assert reply["proof"]["text"]


def test_a_session_carries_the_subject_to_the_next_question(client: Any) -> None:
    first = client.data(ASK, q="FC-E60S多少钱")["ask"]
    second = client.data(ASK, q="那容量呢", session=first["session"])["ask"]
    assert second["session"] == first["session"]
    assert "60" in second["text"]


def test_many_questions_at_once_get_their_own_answers(client: Any) -> None:
    with ThreadPoolExecutor(16) as pool:
        products = ["FC10101", "FC10102", "FC10103", "FC10104"] * 12
        replies = list(pool.map(lambda id: client.data(ASK, q=f"{id}多少钱")["ask"], products))
    prices = {"FC10101": "799", "FC10102": "1499", "FC10103": "1799", "FC10104": "2299"}
    assert all(prices[id] in reply["text"] for id, reply in zip(products, replies, strict=True))
    assert len({reply["session"] for reply in replies}) == len(products)


def test_as_of_takes_an_instant_with_and_without_a_zone(client: Any) -> None:
    for instant in ("2026-11-15T08:00:00+08:00", "2026-11-15T08:00:00"):
        assert client.data(ASK, q="FC-E60S多少钱", asOf=instant)["ask"]["status"] == "ANSWERED"


@pytest.mark.parametrize("customer", ["C1002", None])
def test_another_customers_order_is_refused_and_nothing_of_it_leaks(client: Any, customer: str | None) -> None:
    reply = client.data(ASK, q="订单 D260902001 的收货地址和电话是什么", shop="fengchao", customer=customer)["ask"]
    assert reply["status"] == "REFUSED"
    said = json.dumps(reply, ensure_ascii=False)
    for secret in ("林知夏", "19900000101", "荷塘路", "杭州", "FC10101"):
        assert secret not in said


def test_typing_brings_completions(client: Any) -> None:
    found = client.data('{ complete(input: "FC-E60S多", shop: "fengchao", first: 3) { text kind iri score } }')[
        "complete"
    ]
    assert found[0]["text"] == "FC-E60S多少钱"
    assert found[0]["kind"] == "QUESTION"
    assert len(found) <= 3


@pytest.mark.parametrize("typed", ["D2609", "C10", "林知", "199000", "订单 D26", "FP26", "DP26"])
def test_completion_offers_nobodys_personal_record(client: Any, typed: str) -> None:
    found = client.data("query($t: String!) { complete(input: $t, first: 50) { text iri } }", t=typed)["complete"]
    assert [
        c for c in found if "/Order/" in c["iri"] or "/Customer/" in c["iri"] or typed in c["text"][len(typed) :]
    ] == []


def test_an_entity_is_found_by_iri_and_by_id(client: Any) -> None:
    query = "query($iri: ID!) { entity(iri: $iri) { iri label shop types properties facts { property value source } } }"
    entity = client.data(query, iri="FC10102")["entity"]
    assert entity["shop"] == "fengchao"
    assert entity["properties"]["productId"] == "FC10102"
    assert any(fact["source"].startswith("demo-shop/products.csv") for fact in entity["facts"])
    assert client.data(query, iri=entity["iri"])["entity"] == entity
    assert client.data(query, iri="https://fengmi.example/no/such")["entity"] is None


def test_a_stored_fact_is_explained_in_both_languages(client: Any) -> None:
    query = """{ explain(subject: "FC10102", property: "price", object: "1499.00") {
        conclusion rule zh: text en: text(lang: "en") fact { source } premises { conclusion } } }"""
    proof = client.data(query)["explain"]
    assert proof["fact"]["source"] == "demo-shop/products.csv#FC10102/价格"
    assert "来源" in proof["zh"]
    assert "source" in proof["en"]


def test_contradictions_come_with_their_proofs(client: Any) -> None:
    (found,) = client.data("{ contradictions { conclusion rule premises { fact { source inferred } } } }")[
        "contradictions"
    ]
    assert "互相矛盾" in found["conclusion"]
    assert len(found["premises"]) == 2
    assert client.error("{ contradictions(first: 0) { conclusion } }")["extensions"]["code"] == "BAD_INPUT"


def test_an_inferred_fact_is_explained_by_its_rule(client: Any) -> None:
    rows = client.data(
        '{ cypher(query: "MATCH (a)-[r]->(b) WHERE r.inferred RETURN a.iri, type(r), b.iri LIMIT 1") { rows } }'
    )
    subject, property, object = rows["cypher"]["rows"][0]
    query = """query($s: ID!, $p: ID!, $o: String!) { explain(subject: $s, property: $p, object: $o) {
        rule premises { fact { source } } } }"""
    proof = client.data(query, s=subject, p=property, o=object)["explain"]
    assert proof["rule"]
    assert proof["premises"]
    several = query.replace("explain(", "proofs(")
    assert client.data(several, s=subject, p=property, o=object)["proofs"][0] == proof
    beyond = client.error(several.replace("object: $o", "object: $o, first: 101"), s=subject, p=property, o=object)
    assert beyond["extensions"]["code"] == "BAD_INPUT"


def test_a_case_is_ruled_on_with_articles_and_proof(client: Any) -> None:
    ruling = client.data(JUDGE, case="DP26001")["judge"]
    assert ruling["status"] == "DECIDED"
    assert ruling["route"] == "AUTO"
    assert ruling["articles"]
    assert ruling["proof"]["text"]
    assert ruling["amount"] == {"amount": "1669.00", "currency": "CNY"}


def test_an_undecidable_case_names_what_is_missing_and_who_must_bring_it(client: Any) -> None:
    ruling = client.data(JUDGE, case="DP26005")["judge"]
    assert ruling["status"] == "UNDECIDABLE"
    assert ruling["missing"]
    for missing in ruling["missing"]:
        assert missing["party"]["id"] == "Seller"
        assert missing["fact"]["label"]
        assert missing["evidence"]
        assert missing["party"]["label"] in missing["text"]


def test_cypher_reads_with_parameters_and_a_limit(client: Any) -> None:
    query = """query($q: String!, $p: JSON, $n: Int!) {
        cypher(query: $q, parameters: $p, limit: $n) { columns rows truncated } }"""
    text = "MATCH (p:Product) WHERE p.productId STARTS WITH $start RETURN p.productId AS id ORDER BY id"
    table = client.data(query, q=text, p={"start": "FC101"}, n=2)["cypher"]
    assert table["columns"] == ["id"]
    assert table["rows"] == [["FC10101"], ["FC10102"]]
    assert table["truncated"] is True


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:X)",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:X {iri: 'a'})",
        "MATCH (n) SET n.label = 'x'",
        "LOAD CSV FROM 'x' AS r RETURN r",
    ],
)
def test_cypher_that_writes_is_refused_and_writes_nothing(client: Any, query: str) -> None:
    count = '{ cypher(query: "MATCH (n) RETURN count(n)") { rows } }'
    before = client.data(count)
    error = client.error("query($q: String!) { cypher(query: $q) { rows } }", q=query)
    assert error["extensions"]["code"] == "QUERY"
    assert client.data(count) == before


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ ask(question: "") { text } }', "BAD_INPUT"),
        ('{ judge(case: "nobody") { status } }', "NOT_FOUND"),
        ('{ explain(subject: "FC10102", property: "nope", object: "1") { conclusion } }', "NOT_FOUND"),
        ('{ explain(subject: "FC10102", property: "price", object: "1") { conclusion } }', "NOT_FOUND"),
        ('{ cypher(query: "MATCH (") { rows } }', "QUERY"),
        ('{ cypher(query: "RETURN 1", limit: 0) { rows } }', "BAD_INPUT"),
        ('{ cypher(query: "RETURN 1", parameters: [1]) { rows } }', "BAD_INPUT"),
        ('{ complete(input: "a", first: -1) { text } }', "BAD_INPUT"),
        ("{ nope }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ask }", "GRAPHQL_VALIDATION_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_each_wrong_request_has_its_code_and_no_traceback(client: Any, query: str, code: str) -> None:
    assert client.run(query)["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    "query",
    [
        "query($t: String!) { ask(question: $t) { text } }",
        'query($t: ID!) { ask(question: "a", customer: $t) { text } }',
        "query($t: String!) { complete(input: $t) { text } }",
        "query($t: String!) { cypher(query: $t) { rows } }",
        "query($t: ID!) { judge(case: $t) { status } }",
        "query($t: ID!) { entity(iri: $t) { label } }",
        'query($t: ID!) { explain(subject: $t, property: $t, object: "a") { rule } }',
    ],
)
def test_half_a_character_is_refused_everywhere(client: Any, query: str) -> None:
    assert client.error(query, t="FC\ud83d")["extensions"]["code"] == "BAD_INPUT"


def test_numbers_that_json_does_not_have_are_null(client: Any) -> None:
    rows = client.data('{ cypher(query: "RETURN 1.0/0.0 AS a, 2.5 AS b") { rows } }')["cypher"]["rows"]
    assert rows == [[None, 2.5]]


def test_a_question_of_a_hundred_thousand_characters_is_refused_clearly(client: Any) -> None:
    error = client.error(ASK, q="热水器多少钱" * 17_000)
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "102000" in error["message"]
    assert len(error["message"]) < 300


def test_an_oversized_request_is_refused_before_it_is_parsed(client: Any) -> None:
    response = client.post(b" " * (1024 * 1024 + 1))
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "TOO_LARGE"


def test_a_request_that_is_no_json_is_a_clear_400(client: Any) -> None:
    response = client.post("{")
    assert response.status_code == 400
    assert "Traceback" not in response.text


def test_too_deep_a_query_is_refused(client: Any) -> None:
    deep = '{ explain(subject: "a", property: "b", object: "c") ' + "{ premises " * 40 + "{ rule }" + " }" * 40 + " }"
    assert client.error(deep)["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_too_many_aliases_are_refused(client: Any) -> None:
    many = "{" + " ".join(f'a{n}: cypher(query: "RETURN 1") {{ rows }}' for n in range(40)) + "}"
    assert client.error(many)["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_too_many_tokens_are_refused(client: Any) -> None:
    many = "{" + " __typename" * 5_000 + "}"
    assert client.error(many)["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


def test_the_server_says_that_it_is_ready_and_shows_a_page_without_outside_parts(client: Any) -> None:
    assert httpx.get(f"{client.url}/healthz").json() == {"status": "ok"}
    page = httpx.get(client.url)
    assert page.status_code == 200
    assert "/graphql" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
