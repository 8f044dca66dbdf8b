"""The names and arguments that DESIGN.md §6 promises are in the schema, spelled as there."""

from __future__ import annotations

import re

import pytest

from api.graphql.router import SCHEMA

PROMISED = {
    "Query": (
        "ask(question: String!, shop: ID, customer: ID, session: ID, asOf: DateTime): Reply!",
        "judge(case: ID!): Ruling!",
        "complete(input: String!, session: ID, shop: ID, first: Int = 8): [Completion!]!",
        "entity(iri: ID!): Entity",
        "explain(subject: ID!, property: ID!, object: String!): Proof",
        "proofs(subject: ID!, property: ID!, object: String!, first: Int = 10): [Proof!]!",
        "cypher(query: String!, parameters: JSON, limit: Int = 100): Table!",
    ),
    "Mutation": (
        "upsertFacts(facts: [FactInput!]!): WriteReport!",
        "retractFacts(facts: [FactInput!]!): WriteReport!",
    ),
    "Reply": (
        "status: ReplyStatus!",
        "text: String!",
        "rows: JSON",
        "cypher: String",
        "proof: Proof",
        "choices: [Choice!]!",
        "route: Route!",
        "session: ID!",
        "confidence: Float!",
    ),
    "Ruling": (
        "status: RulingStatus!",
        "liable: Party",
        "remedy: Remedy",
        "amount: Money",
        "articles: [Article!]!",
        "proof: Proof",
        "missing: [MissingEvidence!]!",
        "counterfactuals: [Counterfactual!]!",
        "confidence: Float!",
        "route: Route!",
        "policyVersion: String!",
        "asOf: DateTime!",
    ),
    "Proof": (
        "conclusion: String!",
        "rule: String",
        "premises: [Proof!]!",
        "fact: FactRef",
        'text(lang: String = "zh"): String!',
    ),
}


@pytest.mark.parametrize("name", PROMISED)
def test_a_type_has_every_field_that_the_design_promises(name: str) -> None:
    text = re.sub(r'""".*?"""', "", SCHEMA.as_str(), flags=re.DOTALL).replace(" = null", "")
    found = re.search(rf"^type {name} \{{(.*?)^\}}", text, flags=re.DOTALL | re.MULTILINE)
    assert found is not None
    fields = {line.strip() for line in found.group(1).splitlines()}
    assert set(PROMISED[name]) <= fields


def test_the_enums_have_the_words_of_the_design() -> None:
    text = SCHEMA.as_str()
    for status in ("ANSWERED", "CLARIFY", "NO_FACTS", "UNKNOWN_ENTITY", "NOT_UNDERSTOOD", "REFUSED", "HANDOFF"):
        assert f"  {status}\n" in text
