"""A relationship's keys, and what writing a fact does to it."""

import pytest

from graph.fact import Fact
from graph.port import WriteReport
from graph.relationship import decode_relationship, relationship_keys, relationship_report
from graph.schema import GraphSchema
from tests.graph.shop import iri, link, ontology

SCHEMA = GraphSchema(ontology())


def test_only_texts_that_are_there_are_keys() -> None:
    assert relationship_keys(link("1", "soldBy", "2")) == {"inferred": False}
    assert relationship_keys(link("1", "soldBy", "2", rule="r", source="s")) == {
        "inferred": True,
        "rule": "r",
        "source": "s",
    }


def test_a_relationship_is_read_back_as_it_was_put() -> None:
    fact = Fact(
        subject=iri("1"),
        property=link("1", "soldBy", "2").property,
        object=iri("2"),
        source="s",
        quote="q",
        rule="r",
        valid_from="2026-01-01T00:00:00Z",
        valid_to="2026-02-01T00:00:00Z",
    )
    row = {"s": iri("1"), "t": "SOLD_BY", "p": relationship_keys(fact), "o": iri("2")}
    assert list(decode_relationship(row, SCHEMA)) == [fact]


def test_a_type_that_the_ontology_does_not_know_is_no_fact() -> None:
    assert list(decode_relationship({"s": "a", "t": "OLD", "p": {}, "o": "b"}, SCHEMA)) == []


ASSERTED, INFERRED = link("1", "soldBy", "2", source="s"), link("1", "soldBy", "2", rule="r")


@pytest.mark.parametrize(
    ("known", "fact", "report"),
    [
        (None, ASSERTED, WriteReport(created=1)),
        (ASSERTED, ASSERTED, WriteReport(unchanged=1)),
        (ASSERTED, INFERRED, WriteReport(unchanged=1)),
        (INFERRED, ASSERTED, WriteReport(changed=1)),
        (ASSERTED, link("1", "soldBy", "2", source="t"), WriteReport(changed=1)),
        (INFERRED, link("1", "soldBy", "2", rule="r2"), WriteReport(changed=1)),
    ],
)
def test_what_adding_a_fact_means(known: Fact | None, fact: Fact, report: WriteReport) -> None:
    assert relationship_report(known, fact) == report
