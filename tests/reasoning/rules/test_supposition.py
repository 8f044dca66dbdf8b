"""A graph as if it held another ontology is what a store would hold after loading it and inferring."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.fact import Fact
from ontology.errors import QueryError
from reasoning.rules import Supposed, infer
from tests.reasoning.rules.shop import iri, is_a, link, ontology, store, told, value

AXIOMS = "SubClassOf(t:A t:B) SubClassOf(t:B t:C) SubObjectPropertyOf(t:p t:q) TransitiveObjectProperty(t:q)"
FACTS = [
    is_a("x", "A"),
    link("x", "p", "y"),
    link("y", "p", "z"),
    value("x", "n", 3),
    Fact(subject=iri("w"), property=iri("p"), object=iri("x"), valid_from="2026-01-01", valid_to="2026-02-01"),
]


def test_it_infers_what_the_store_would(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, FACTS)
    supposed = Supposed(graph, graph.ontology, list(graph.facts()))
    infer(graph)
    written = {fact.key: fact for fact in graph.facts() if fact.inferred}
    assert len(written) > 4
    assert supposed.inferred == written


def test_another_ontology_infers_otherwise_and_the_store_stays_as_it_is(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, FACTS)
    before, revision = set(graph.facts()), graph.revision()
    supposed = Supposed(graph, ontology("SubClassOf(t:A t:D)"), list(graph.facts()))
    assert told(supposed.inferred.values()) == {("x", "is", "D")}
    assert (set(graph.facts()), graph.revision()) == (before, revision)


def test_its_facts_are_found_by_subject_and_by_object(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [is_a("x", "A"), link("x", "p", "y")])
    supposed = Supposed(graph, graph.ontology, list(graph.facts()))
    infer(graph)
    assert told(supposed.facts()) == told(graph.facts())
    assert told(supposed.facts(subjects=[iri("x"), iri("x")])) == told(graph.facts(subjects=[iri("x")]))
    assert told(supposed.facts(objects=[iri("y")])) == told(graph.facts(objects=[iri("y")]))
    with pytest.raises(ValueError, match="by subjects or by objects"):
        list(supposed.facts(subjects=[iri("x")], objects=[iri("y")]))
    assert told(supposed.shop_facts(None)) == told(graph.facts())


def test_it_runs_no_cypher(tmp_path: Path) -> None:
    graph = store(tmp_path, AXIOMS, [])
    with pytest.raises(QueryError, match="only supposed runs no Cypher"):
        Supposed(graph, graph.ontology, []).query("RETURN 1")
