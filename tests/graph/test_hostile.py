"""Hostile and clumsy Cypher on every store: refused or stopped, and the store stays as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest

from graph.fact import Fact
from graph.neo4j import Neo4jStore
from graph.port import GraphStore
from graph.schema import quoted
from ontology.errors import QueryError
from ontology.load import ontology_from_texts
from ontology.owl import RDF_TYPE, RDFS
from tests.graph.hostile import CASES, HARMLESS, LONG_LISTS, MONSTERS, REFUSED, Case
from tests.graph.module_store import ENGINES, open_empty
from tests.neo4j_access import Reach

SECONDS = 0.3
NODES = 60
NS = "https://test.example/hostile#"
ONTOLOGY = """
Prefix(:=<https://test.example/hostile#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://test.example/hostile>
Declaration(Class(:Product))
Declaration(ObjectProperty(:near))
Declaration(DataProperty(:n))
DataPropertyRange(:n xsd:integer)
)
"""
# Names that would end a quotation, were they put into a text as they are; an ontology's reader takes no such IRI.
EVIL = ("a`) DETACH DELETE n //", 'b"] SET n.x = 1 //', "c'}) MATCH (m) DETACH DELETE m //", "d``", "LOAD CSV", "汉`字")
# What an IRI may hold, and Cypher would take for more than a name.
ODD = ("x)--(y)", "it's;", "a*1..9", "$iri", "n%20m", "--r--", "a:B&!C", "(a,b)=c", "汉，字；删", "call()")


def _facts() -> Iterator[Fact]:
    for number in range(NODES):
        subject = f"https://fengmi.example/id/Product/{number}"
        yield Fact(subject=subject, property=RDF_TYPE, object=NS + "Product", source="test")
        yield Fact(subject=subject, property=NS + "n", value=number, source="test")
        for step in (1, 2, 3, 5):
            other = f"https://fengmi.example/id/Product/{(number + step) % NODES}"
            yield Fact(subject=subject, property=NS + "near", object=other, source="test")


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A store with sixty products, each near four others."""
    opened = open_empty(request.param, request, tmp_path_factory)
    opened.load_ontology(ontology_from_texts([("hostile.ofn", ONTOLOGY)]))
    opened.write(added=_facts())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def embedded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """An embedded store with nothing in it, for what Neo4j leaves to its own limits of memory."""
    opened = open_empty("embedded", request, tmp_path_factory)
    yield opened
    opened.close()


def checksum(store: GraphStore) -> str:
    """One text for all that is stored: every fact with its provenance, every label and type with its count."""
    facts = sorted(repr(fact) for fact in store.facts())
    counts = store.counts()
    sizes = json.dumps([dict(counts.nodes), dict(counts.relationships)], sort_keys=True)
    return hashlib.sha256("\n".join([*facts, sizes]).encode()).hexdigest()


@pytest.fixture(scope="module")
def untouched(store: GraphStore) -> str:
    """The checksum before anything hostile came."""
    return checksum(store)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_text_is_refused_or_stopped_and_changes_nothing(
    store: GraphStore, untouched: str, case: Case
) -> None:
    if case.fate == HARMLESS:
        store.query(case.cypher, case.parameters, seconds=SECONDS)
    else:
        with pytest.raises(QueryError) as refusal:
            store.query(case.cypher, case.parameters, seconds=SECONDS)
        said = str(refusal.value)
        assert case.says in said
        assert ";" in said, "a refusal says what to do"
        assert ("timeout" in said) == (case.fate != REFUSED)
    assert checksum(store) == untouched


@pytest.mark.parametrize("case", MONSTERS[:3], ids=[case.name for case in MONSTERS[:3]])
def test_after_a_stopped_query_the_store_answers(store: GraphStore, case: Case) -> None:
    with pytest.raises(QueryError):
        store.query(case.cypher, seconds=0.2)
    assert store.query("MATCH (n:Product) RETURN count(n) AS c").rows == ((NODES,),)


@pytest.mark.parametrize("cypher", LONG_LISTS.values(), ids=LONG_LISTS)
def test_the_embedded_store_collects_no_list_too_long_for_what_a_query_does_with_it(
    embedded: GraphStore, cypher: str
) -> None:
    with pytest.raises(QueryError, match=r"a list of more than \d+ elements is collected.*; collect fewer"):
        embedded.query(cypher, seconds=SECONDS)
    long = "UNWIND range(1, 5) AS a UNWIND range(1, 9999) AS b WITH collect(a * 10000 + b) AS l RETURN size(l) AS n"
    assert embedded.query(long, seconds=20).rows == ((49_995,),), "others collect as many as before"


def test_a_row_limit_ends_a_product_that_would_never_end(store: GraphStore) -> None:
    table = store.query("MATCH (a), (b), (c), (d), (e), (f) RETURN a.n", limit=7, seconds=20)
    assert (len(table.rows), table.truncated) == (7, True)


@pytest.mark.parametrize("name", [*EVIL, *ODD])
def test_a_quoted_name_ends_only_where_it_is_closed(store: GraphStore, untouched: str, name: str) -> None:
    label = quoted(name)
    assert store.query(f"MATCH (n:{label})-[r:{label}]->(m) RETURN n.{label} AS {label}").rows == ()
    assert checksum(store) == untouched


def test_odd_local_names_become_labels_types_and_keys_and_nothing_else(store: GraphStore, untouched: str) -> None:
    texts = [("hostile.ofn", ONTOLOGY), ("odd.ofn", _odd())]
    store.load_ontology(ontology_from_texts(texts))
    facts = []
    for place, name in enumerate(ODD):
        subject, other = f"https://fengmi.example/id/Odd/{place}'", "https://fengmi.example/id/Odd/`"
        facts += [
            Fact(subject=subject, property=RDF_TYPE, object=f"{NS}C{name}"),
            Fact(subject=subject, property=f"{NS}d{name}", value=name),
            Fact(subject=subject, property=RDFS + "label", value=name),
            Fact(subject=subject, property=f"{NS}o{name}", object=other),
        ]
    assert store.write(added=facts).created == len(facts)
    assert set(facts) <= set(store.facts())
    store.write(removed=facts)
    store.load_ontology(ontology_from_texts(texts[:1]))
    assert checksum(store) == untouched


def _odd() -> str:
    """An ontology whose local names are the odd ones."""
    lines = []
    for name in ODD:
        lines.append(f"Declaration(Class(<{NS}C{name}>))")
        lines.append(f"Declaration(DataProperty(<{NS}d{name}>))")
        lines.append(f"Declaration(ObjectProperty(<{NS}o{name}>))")
    return "Ontology(<https://test.example/odd>\n" + "\n".join(lines) + "\n)"


def test_the_table_has_at_least_sixty_cases() -> None:
    assert len({case.cypher for case in CASES}) >= 60


def test_a_stopped_query_no_longer_runs_in_the_server(neo4j_server: Reach) -> None:
    opened = Neo4jStore(neo4j_server.url, neo4j_server.access)
    with pytest.raises(QueryError, match="timeout"):
        opened.query(
            "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b UNWIND [1, 2, 3] AS c RETURN max(a * b * c)",
            seconds=0.3,
        )
    opened.close()
    left = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND' RETURN currentQuery"
    assert neo4j_server.run(left) == []
