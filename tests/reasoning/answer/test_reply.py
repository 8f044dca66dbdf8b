"""What a reply carries: proofs that end in stored facts with their source, and rows that the proofs bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from reasoning.answer import Reply, ReplyStatus, Route
from reasoning.rules import Proof
from tests.golden.cases import read_cases
from tests.reasoning.answer.desk import Desk

pytestmark = pytest.mark.shared_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A golden question with the reply to it."""

    id: str
    question: str
    reply: Reply


@pytest.fixture(scope="module")
def asked(bench: Desk) -> tuple[Asked, ...]:
    replies = []
    for case in read_cases():
        session = f"reply-{case.id}"
        for turn in case.turns:
            reply = bench.ask(turn.ask, customer=case.customer, session=session)
            replies.append(Asked(id=case.id, question=turn.ask, reply=reply))
    return tuple(replies)


@pytest.fixture(scope="module")
def answered(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    found = tuple(a for a in asked if a.reply.status is ReplyStatus.ANSWERED)
    assert len(found) > 80
    return found


def facts_of(proof: Proof) -> Iterator[Fact]:
    yield proof.conclusion
    for premise in proof.premises:
        yield from facts_of(premise)


def test_every_answer_has_a_proof(answered: tuple[Asked, ...]) -> None:
    assert [a.question for a in answered if not a.reply.proofs] == []


def test_every_leaf_of_every_proof_is_an_asserted_fact_of_the_store_with_its_source(
    answered: tuple[Asked, ...], ecom_bench: EmbeddedStore
) -> None:
    leaves = [leaf for a in answered for proof in a.reply.proofs for leaf in proof.leaves()]
    stored = set(ecom_bench.facts(subjects=sorted({leaf.subject for leaf in leaves})))
    assert {leaf for leaf in leaves if leaf not in stored} == set()
    assert {leaf.key for leaf in leaves if leaf.inferred or not leaf.source} == set()
    assert {leaf.source for leaf in leaves if "#" not in leaf.source} == set()


def test_an_inferred_conclusion_names_its_rule_and_stands_on_premises(answered: tuple[Asked, ...]) -> None:
    inferred = [p for a in answered for p in a.reply.proofs if p.conclusion.inferred]
    assert inferred
    assert all(p.rule is not None and p.premises and p.rule.id == p.conclusion.rule for p in inferred)


def test_every_row_about_an_individual_stands_on_a_proof_about_it(answered: tuple[Asked, ...]) -> None:
    wrong: dict[str, object] = {}
    for a in answered:
        proved = {iri for proof in a.reply.proofs for fact in facts_of(proof) for iri in (fact.subject, fact.object)}
        if missing := {row["iri"] for row in a.reply.rows if "iri" in row and row["iri"] not in proved}:
            wrong[a.question] = missing
    assert wrong == {}


def test_every_number_of_a_row_stands_in_a_proof(answered: tuple[Asked, ...]) -> None:
    wrong: dict[str, object] = {}
    for a in answered:
        proved = {str(fact.value) for proof in a.reply.proofs for fact in facts_of(proof)}
        numbers = {row["number"] for row in a.reply.rows if "number" in row}
        if missing := {number for number in numbers if not any(_same(number, value) for value in proved)}:
            wrong[a.question] = missing
    assert wrong == {}


def _same(number: str, value: str) -> bool:
    try:
        return float(number) == float(value)
    except ValueError:
        return False


def test_every_quote_of_a_row_stands_in_a_proof(answered: tuple[Asked, ...]) -> None:
    wrong: dict[str, object] = {}
    for a in answered:
        facts = [fact for proof in a.reply.proofs for fact in facts_of(proof)]
        told = "\n".join([str(f.value) for f in facts] + [f.quote for f in facts])
        quotes = {row["quote"] for row in a.reply.rows if "quote" in row}
        if missing := {quote for quote in quotes if not all(piece in told for piece in str(quote).split("，"))}:
            wrong[a.question] = missing
    assert wrong == {}


def test_nothing_is_told_twice(answered: tuple[Asked, ...]) -> None:
    for a in answered:
        rows = [tuple(sorted(row.items())) for row in a.reply.rows]
        assert len(set(rows)) == len(rows), a.question
        lines = a.reply.text.split("\n")
        assert len(set(lines)) == len(lines), a.question


def test_only_an_answer_or_a_choice_has_proofs_and_rows(asked: tuple[Asked, ...]) -> None:
    bare = [a for a in asked if a.reply.status not in (ReplyStatus.ANSWERED, ReplyStatus.CLARIFY)]
    assert bare
    assert [a.question for a in bare if a.reply.proofs or a.reply.rows] == []


def test_every_reply_has_words_a_session_and_a_confidence_between_nothing_and_one(asked: tuple[Asked, ...]) -> None:
    assert all(a.reply.text.strip() and a.reply.session for a in asked)
    assert all(0 <= a.reply.confidence <= 1 for a in asked)
    assert all(a.reply.confidence > 0 for a in asked if a.reply.status is ReplyStatus.ANSWERED)


def test_only_a_hand_off_or_an_undecided_permission_goes_to_a_human(asked: tuple[Asked, ...]) -> None:
    to_humans = {a.reply.status for a in asked if a.reply.route is Route.HUMAN}
    assert ReplyStatus.HANDOFF in to_humans
    assert ReplyStatus.ANSWERED not in to_humans


def test_the_cypher_of_a_reply_runs_as_it_stands(answered: tuple[Asked, ...], ecom_bench: EmbeddedStore) -> None:
    queries = {query for a in answered for query in a.reply.cypher.split(";\n") if query}
    assert queries
    for query in sorted(queries):
        lists = set(re.findall(r"IN \$(\w+)", query))
        names = set(re.findall(r"\$(\w+)", query))
        ecom_bench.query(query, {name: [] if name in lists else "" for name in names})


def test_a_reply_speaks_the_language_of_the_question(bench: Desk) -> None:
    assert "价格" in bench.ask("F6033-UD3(HE)多少钱").text
    english = bench.ask("how much is F6033-UD3(HE)?")
    assert "price" in english.text
    assert "1999 CNY" in english.text
    assert "价格" not in english.text


def test_the_permission_to_cancel_is_proved_by_the_policy_and_by_the_state_of_the_order(bench: Desk) -> None:
    reply = bench.ask("427111317720可以取消吗", customer="cnjd辛谭婷")
    sources = {leaf.source for proof in reply.proofs for leaf in proof.leaves()}
    assert any(source.startswith("service.ofn#") for source in sources)
    assert any(source.startswith("ecom-bench/orders.json#427111317720/") for source in sources)
    assert any("已发货" in proof.text("zh") for proof in reply.proofs)


def test_an_extracted_value_is_proved_by_the_sentence_it_was_taken_from(bench: Desk) -> None:
    (proof,) = bench.ask("F6033-UD3(HE)有多重").proofs
    assert "净重28kg" in proof.conclusion.quote
    assert proof.conclusion.source == "ecom-bench/products.json#100112573665/商品描述"


def test_no_answer_runs_over(answered: tuple[Asked, ...]) -> None:
    assert {a.question: len(a.reply.rows) for a in answered if len(a.reply.rows) > 150} == {}
