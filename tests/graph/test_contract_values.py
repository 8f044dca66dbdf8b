"""Values and texts that every store keeps exactly as they were given."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.bulk_port import BulkStore
from graph.columns import Dictionary, fact_columns
from graph.fact import Fact, Scalar
from graph.port import GraphStore
from ontology.errors import StoreError
from ontology.general import individual_iri
from ontology.owl import RDF_TYPE
from tests.graph.shop import NS, called, has, iri, link

CHINA = timezone(timedelta(hours=8))

VALUES: list[tuple[str, Scalar, object]] = [
    ("price", Decimal("899"), "899"),
    ("price", Decimal("899.00"), "899.00"),
    ("price", Decimal("0.10"), "0.10"),
    ("price", Decimal("123456789012345678901234567890.12"), "123456789012345678901234567890.12"),
    ("weight", Decimal("12.5"), 12.5),
    ("weight", Decimal("0.1"), 0.1),
    ("weight", Decimal("-3"), -3.0),
    ("weight", Decimal("0.12345678901234567890123"), "0.12345678901234567890123"),
    ("weight", Decimal("1E+400"), "1E+400"),
    ("stock", 0, 0),
    ("stock", -5, -5),
    ("stock", 2**63 - 1, 2**63 - 1),
    ("stock", -(2**63), -(2**63)),
    ("stock", 2**80, str(2**80)),
    ("listedAt", datetime(2026, 11, 11, 0, 0, tzinfo=CHINA), "2026-11-11T00:00:00+08:00"),
    ("listedAt", datetime(2026, 11, 11, 1, 2, 3, 456789, tzinfo=UTC), "2026-11-11T01:02:03.456789+00:00"),
    ("listedAt", datetime(1, 1, 1, tzinfo=timezone(-timedelta(hours=5, minutes=30))), "0001-01-01T00:00:00-05:30"),
    ("madeOn", date(2024, 2, 29), "2024-02-29"),
    ("urgent", True, True),
    ("urgent", False, False),
    ("name", "true", "true"),
    ("name", "12.50", "12.50"),
    ("name", "2026-11-11", "2026-11-11"),
    ("颜色", "曜石黑", "曜石黑"),
]


@pytest.mark.parametrize(("name", "value", "stored"), VALUES)
def test_a_value_is_kept_exactly_and_stands_in_the_graph_as_analysts_expect(
    store: GraphStore, name: str, value: Scalar, stored: object
) -> None:
    fact = has("1", name, value)
    store.write(added=[fact])
    (found,) = store.facts()
    assert (found, type(found.value)) == (fact, type(value))
    assert store.write(added=[fact]).unchanged == 1
    (row,) = store.query(f"MATCH (n:Entity) RETURN n.`{name}` AS v").rows
    assert (row[0], type(row[0])) == (stored, type(stored))


def test_money_keeps_the_digits_it_was_written_with(store: GraphStore) -> None:
    store.write(added=[has("1", "price", Decimal("899.00"))])
    (found,) = store.facts()
    assert str(found.value) == "899.00"


def test_an_instant_keeps_its_zone(store: GraphStore) -> None:
    store.write(added=[has("1", "listedAt", datetime(2026, 11, 11, tzinfo=CHINA))])
    (found,) = store.facts()
    assert isinstance(found.value, datetime)
    assert found.value.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("price", Decimal("NaN")),
        ("price", Decimal("Infinity")),
        ("weight", Decimal("-Infinity")),
        ("price", "899元"),
        ("price", 899),
        ("weight", "heavy"),
        ("stock", "5"),
        ("stock", Decimal("5")),
        ("listedAt", "昨天"),
        ("listedAt", datetime(2026, 11, 11)),  # that it has no zone is the point
        ("listedAt", date(2026, 11, 11)),
        ("madeOn", "11.11"),
        ("madeOn", datetime(2026, 11, 11, tzinfo=CHINA)),
        ("name", Decimal("1.5")),
    ],
)
def test_a_value_of_another_datatype_is_refused(store: GraphStore, name: str, value: Scalar) -> None:
    with pytest.raises(StoreError, match=r"correct it at its source|has no zone"):
        store.write(added=[has("1", name, value)])
    assert list(store.facts()) == []


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("tag", ["热卖"]),
        ("tag", ["新品", "热卖", "a", "10", "9"]),
        ("name", ["甲", "乙"]),
        ("price", [Decimal("9.90"), Decimal("10"), Decimal("199")]),
        ("weight", [Decimal("1.5"), Decimal("0.12345678901234567890123")]),
        ("listedAt", [datetime(2026, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=CHINA)]),
    ],
)
def test_several_values_are_a_list_each_with_its_own_source(store: GraphStore, name: str, values: list[Scalar]) -> None:
    facts = {has("1", name, value, source=f"s{n}", quote=f"q{n}") for n, value in enumerate(values)}
    store.write(added=facts)
    assert set(store.facts()) == facts
    gone = next(iter(facts))
    store.write(removed=[gone])
    assert set(store.facts()) == facts - {gone}


MIXED: list[Scalar] = [5, "5", "05", True, "true", 1, "1", False, 0, 2**62, "文"]


def typed(facts: Iterable[Fact]) -> set[tuple[str, type, object]]:
    """The sources and values of facts; 1 and True are two values, though Python takes them for equal."""
    return {(fact.source, type(fact.value), fact.value) for fact in facts}


@pytest.mark.parametrize("name", ["tag", "name"])
def test_values_of_several_types_under_one_key_are_told_apart(store: GraphStore, name: str) -> None:
    facts = [has("1", name, value, source=f"s{n}") for n, value in enumerate(MIXED)]
    for fact in facts:
        assert store.write(added=[fact]).created == 1
    assert typed(store.facts()) == typed(facts)
    assert store.write(added=facts).unchanged == len(facts)
    for n in (3, 0, 8):
        assert store.write(removed=[facts[n]]).removed == 1
    assert typed(store.facts()) == typed(facts) - typed(facts[n] for n in (3, 0, 8))
    (row,) = store.query(f"MATCH (n:Entity) RETURN n.`{name}`").rows
    assert sorted(row[0]) == sorted(["5", "05", "true", "1", "1", "false", str(2**62), "文"])


def test_a_key_whose_values_are_of_one_type_again_holds_that_type(store: GraphStore) -> None:
    store.write(added=[has("1", "tag", 5), has("1", "tag", "5")])
    store.write(removed=[has("1", "tag", "5")])
    assert store.query("MATCH (n:Entity) RETURN n.tag").rows == (([5],),)


def test_columns_tell_the_types_of_values_apart(store: BulkStore) -> None:
    store.write(added=[has("1", "tag", value) for value in MIXED])
    dictionary = Dictionary()
    found = [dictionary.object(int(o)) for columns in fact_columns(store, dictionary) for o in columns.objects]
    assert sorted((type(v).__name__, str(v)) for v in found) == sorted((type(v).__name__, str(v)) for v in MIXED)


def test_a_property_of_many_values_is_a_list_from_the_first_value_on(store: GraphStore) -> None:
    store.write(added=[has("1", "tag", "热卖"), has("1", "name", "x")])
    assert store.query("MATCH (n:Entity) RETURN n.tag, n.name").rows == ((["热卖"], "x"),)


HOSTILE = (
    "it's",
    'say "hi"',
    "`back`tick`",
    "back\\slash \\n \\u0041",
    "line\nbreak\r\ntab\t",
    "'; MATCH (n) DETACH DELETE n //",
    "}) DETACH DELETE n /*",
    "$parameter {brace} :Label",
    "",
    " ",
    "  two  spaces  ",
    "热水器🔥",
    "e\u0301 and \u00e9",
    "\u200bzero\u200dwidth\ufeff",
    "\u202eright to left",
    "a\x00zero\x01\x7f",
    "null",
    "%00%2F",
    "长" * 50_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_any_text_is_kept_as_value_label_source_and_quote(store: GraphStore, text: str) -> None:
    facts = {
        has("1", "name", text, source=text, quote=text),
        has("1", "tag", text, rule=text),
        called("1", text),
        link("1", "soldBy", "2", source=text, quote=text),
    }
    store.write(added=facts)
    assert set(store.facts()) == facts
    assert store.write(added=facts).unchanged == len(facts)
    assert store.query("MATCH (n:Entity {name: $t}) RETURN n.name", {"t": text}).rows == ((text,),)
    store.write(removed=facts)
    assert store.counts().nodes.get("Entity", 0) == 0


@pytest.mark.parametrize("key", [text for text in HOSTILE if len(text) < 100], ids=ascii)
def test_any_key_names_a_thing_of_its_own(store: GraphStore, key: str) -> None:
    hers = individual_iri("Product", key, shop=f"店{key}")
    facts = {
        Fact(subject=hers, property=NS + "name", value="x"),
        Fact(subject=hers, property=NS + "soldBy", object=individual_iri("Product", key)),
    }
    store.write(added=facts)
    assert set(store.facts(subjects=[hers])) == facts
    entity = store.entity(hers)
    assert entity is not None
    assert entity.shop == f"店{key}"
    assert store.query("MATCH (n:Entity {shop: $shop}) RETURN n.iri", {"shop": f"店{key}"}).rows == ((hers,),)


def test_chinese_names_are_labels_types_and_keys(store: GraphStore) -> None:
    order = Fact(subject=iri("1"), property=RDF_TYPE, object=NS + "订单")
    store.write(added=[order, has("1", "颜色", "红"), link("1", "包含商品", "2")])
    assert store.query("MATCH (o:订单)-[:包含商品]->(p) RETURN o.颜色, p.iri").rows == (("红", iri("2")),)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ANY = st.one_of(
    st.builds(has, st.just("1"), st.just("name"), TEXTS, source=TEXTS, quote=TEXTS),
    st.builds(has, st.just("1"), st.just("tag"), TEXTS),
    st.builds(has, st.just("1"), st.just("stock"), st.integers()),
    st.builds(has, st.just("1"), st.just("weight"), st.decimals(allow_nan=False, allow_infinity=False)),
    st.builds(has, st.just("1"), st.just("price"), st.decimals(allow_nan=False, allow_infinity=False)),
    st.builds(has, st.just("1"), st.just("madeOn"), st.dates()),
    st.builds(has, st.just("1"), st.just("listedAt"), st.datetimes(timezones=st.just(CHINA))),
    st.builds(link, st.just("1"), st.just("soldBy"), st.just("2"), source=TEXTS, quote=TEXTS),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(ANY, max_size=6, unique_by=lambda fact: fact.key))
def test_any_facts_are_read_as_they_were_written(store: GraphStore, facts: list[Fact]) -> None:
    store.write(removed=list(store.facts()))
    store.write(added=facts)
    assert set(store.facts()) == set(facts)
    assert store.write(added=facts).unchanged == len(facts)


def test_everything_is_there_after_opening_again(open_store: Callable[[], GraphStore], store: GraphStore) -> None:
    facts = {has("1", name, value, source="s", quote="q") for name, value, _ in VALUES}
    links = {link("1", "soldBy", "2", rule="r"), Fact(subject=iri("1"), property=RDF_TYPE, object=NS + "订单")}
    store.write(added=[*facts, *links])
    counts = store.counts()
    store.close()
    again = open_store()
    assert set(again.facts()) == {*facts, *links}
    assert again.counts() == counts
    assert again.ontology.axioms == store.ontology.axioms
    assert again.schema.labels == store.schema.labels
    assert again.write(added=[*facts, *links]).unchanged == len(facts) + len(links)
    again.close()
