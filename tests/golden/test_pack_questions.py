"""Every shipped pack answers its competency questions, on both stores alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.bulk_port import BulkStore
from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from ingest import load_individuals
from ontology.competency import Competency, read_questions, shipped_questions
from ontology.general import ID, SHOP, shop_id
from ontology.load import load_ontology
from ontology.owl import Iri
from reasoning.rules.competency import Outcome, ask_all
from tests.neo4j_access import Reach, emptied

LEAST = 40

each_pack = pytest.mark.parametrize("pack", sorted(shipped_questions()))


def outcomes(store: BulkStore, competency: Competency) -> tuple[Outcome, ...]:
    store.load_ontology(load_ontology(competency.sources))
    load_individuals(store)
    return ask_all(store, competency)


@pytest.fixture
def network_store(neo4j_server: Reach) -> Iterator[Neo4jStore]:
    emptied(neo4j_server)
    store = Neo4jStore(neo4j_server.url, neo4j_server.access)
    yield store
    store.close()


@each_pack
def test_a_pack_answers_its_questions_a_third_of_them_by_inference(tmp_path: Path, pack: str) -> None:
    store = EmbeddedStore(tmp_path / "store")
    found = outcomes(store, read_questions(pack))
    store.close()
    assert [(o.question.ask, o.rows) for o in found if not o.passed] == []
    assert sum(o.needs_inference for o in found) * 3 >= len(found)


@each_pack
def test_a_pack_answers_its_questions_on_neo4j_as_well(network_store: Neo4jStore, pack: str) -> None:
    found = outcomes(network_store, read_questions(pack))
    assert [(o.question.ask, o.rows) for o in found if not o.passed] == []
    assert sum(o.needs_inference for o in found) * 3 >= len(found)


@each_pack
def test_a_pack_is_asked_enough_in_both_languages(pack: str) -> None:
    questions = read_questions(pack).questions
    assert len(questions) >= LEAST
    assert sum(question.lang == "en" for question in questions) * 5 >= len(questions)
    assert sum(question.lang == "zh" for question in questions) * 2 >= len(questions)


@each_pack
def test_the_examples_of_a_pack_belong_to_a_shop_of_their_own(pack: str) -> None:
    examples = load_ontology(read_questions(pack).sources).documents[-1]
    subjects = {a.args[1].text for a in examples.axioms if a.kind == "ClassAssertion" and isinstance(a.args[1], Iri)}
    (shop,) = {iri for iri in subjects if iri.startswith(ID)}
    own = f"{SHOP}{shop_id(shop)}/"
    assert [iri for iri in subjects - {shop} if not iri.startswith(own)] == []
