"""What every store does with facts that are written: once, with provenance, and never half."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.fact import Fact
from graph.port import GraphStore, WriteReport
from ontology.errors import OvertakenError, StoreError
from ontology.load import ontology_from_texts
from ontology.owl import RDF_TYPE
from tests.graph.shop import NS, called, has, iri, is_a, link, ontology

FACTS = (
    is_a("1", "Heater", source="a/p.json#1"),
    called("1", "小厨宝"),
    has("1", "name", "热水器", source="a/p.json#1/名称", quote="这是一台热水器。"),
    has("1", "tag", "热卖"),
    has("1", "tag", "新品"),
    link("1", "soldBy", "2", source="a/p.json#1/店铺"),
    link("1", "replaces", "3"),
)


def _facts(store: GraphStore) -> set[Fact]:
    found = list(store.facts())
    assert len(found) == len(set(found)), "a fact is stored twice"
    return set(found)


def test_an_empty_store_has_no_facts(store: GraphStore) -> None:
    assert _facts(store) == set()


def test_writing_nothing_does_nothing(store: GraphStore) -> None:
    assert store.write() == WriteReport()


def test_what_is_written_is_read_with_all_its_provenance(store: GraphStore) -> None:
    assert store.write(added=FACTS) == WriteReport(created=len(FACTS))
    assert _facts(store) == set(FACTS)


def test_writing_twice_is_writing_once(store: GraphStore) -> None:
    store.write(added=FACTS)
    assert store.write(added=FACTS) == WriteReport(unchanged=len(FACTS))
    assert _facts(store) == set(FACTS)


def test_a_fact_twice_in_one_write_is_one_fact(store: GraphStore) -> None:
    store.write(added=[*FACTS, *FACTS])
    assert _facts(store) == set(FACTS)


@pytest.mark.parametrize(
    "make",
    [
        lambda s: is_a("1", "Heater", source=s),
        lambda s: has("1", "name", "x", source=s),
        lambda s: link("1", "soldBy", "2", source=s),
    ],
)
def test_a_changed_source_is_a_change_of_the_same_fact(store: GraphStore, make: Callable[[str], Fact]) -> None:
    store.write(added=[make("old")])
    assert store.write(added=[make("new")]) == WriteReport(changed=1)
    assert _facts(store) == {make("new")}


def test_validity_is_kept_on_values_and_relationships(store: GraphStore) -> None:
    start, end = "2026-11-01T00:00:00+08:00", "2026-11-12T00:00:00+08:00"
    facts = {
        Fact(subject=iri("1"), property=NS + "name", value="x", valid_from=start, valid_to=end),
        Fact(subject=iri("1"), property=NS + "soldBy", object=iri("2"), valid_from=start),
        Fact(subject=iri("1"), property=RDF_TYPE, object=NS + "Heater", valid_to=end),
    }
    store.write(added=facts)
    assert _facts(store) == facts


INFERRED = (
    (is_a("1", "Heater"), is_a("1", "Heater", rule="r1")),
    (has("1", "name", "x"), has("1", "name", "x", rule="r1")),
    (link("1", "soldBy", "2"), link("1", "soldBy", "2", rule="r1")),
)


@pytest.mark.parametrize(("asserted", "inferred"), INFERRED)
def test_an_inferred_fact_never_replaces_an_asserted_one(store: GraphStore, asserted: Fact, inferred: Fact) -> None:
    store.write(added=[asserted])
    assert store.write(added=[inferred]) == WriteReport(unchanged=1)
    assert _facts(store) == {asserted}


@pytest.mark.parametrize(("asserted", "inferred"), INFERRED)
def test_an_asserted_fact_replaces_an_inferred_one(store: GraphStore, asserted: Fact, inferred: Fact) -> None:
    store.write(added=[inferred])
    assert store.write(added=[asserted]) == WriteReport(changed=1)
    assert _facts(store) == {asserted}


@pytest.mark.parametrize(("asserted", "inferred"), INFERRED)
def test_taking_back_an_inference_leaves_what_was_asserted(store: GraphStore, asserted: Fact, inferred: Fact) -> None:
    store.write(added=[asserted])
    assert store.write(removed=[inferred]) == WriteReport()
    assert _facts(store) == {asserted}


@pytest.mark.parametrize(("asserted", "inferred"), INFERRED)
def test_taking_back_an_assertion_leaves_what_was_inferred(store: GraphStore, asserted: Fact, inferred: Fact) -> None:
    store.write(added=[inferred])
    assert store.write(removed=[asserted]) == WriteReport()
    assert _facts(store) == {inferred}


@pytest.mark.parametrize(("asserted", "inferred"), INFERRED)
def test_another_rule_for_the_same_inference_is_a_change(store: GraphStore, asserted: Fact, inferred: Fact) -> None:
    other = Fact(
        subject=inferred.subject, property=inferred.property, object=inferred.object, value=inferred.value, rule="r2"
    )
    store.write(added=[inferred])
    assert store.write(added=[other]) == WriteReport(changed=1)
    assert _facts(store) == {other}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_can_be_removed_alone(store: GraphStore, fact: Fact) -> None:
    store.write(added=FACTS)
    assert store.write(removed=[fact]) == WriteReport(removed=1)
    assert _facts(store) == set(FACTS) - {fact}


def test_removal_needs_no_provenance(store: GraphStore) -> None:
    store.write(added=[has("1", "name", "x", source="a"), link("1", "soldBy", "2", source="a")])
    assert store.write(removed=[has("1", "name", "x"), link("1", "soldBy", "2")]) == WriteReport(removed=2)


def test_removing_what_is_not_there_does_nothing(store: GraphStore) -> None:
    store.write(added=FACTS)
    absent = [has("1", "name", "other"), link("9", "soldBy", "2"), is_a("1", "Product")]
    assert store.write(removed=absent) == WriteReport()
    assert _facts(store) == set(FACTS)


def test_removal_comes_before_addition(store: GraphStore) -> None:
    store.write(added=[has("1", "name", "x")])
    assert store.write(added=[has("1", "name", "x")], removed=[has("1", "name", "x")]) == WriteReport(
        created=1, removed=1
    )
    assert _facts(store) == {has("1", "name", "x")}


def test_the_last_fact_takes_its_node_with_it(store: GraphStore) -> None:
    store.write(added=[has("1", "name", "x")])
    store.write(removed=[has("1", "name", "x")])
    assert store.entity(iri("1")) is None
    assert store.counts().nodes.get("Entity", 0) == 0


def test_the_last_relationship_takes_both_bare_ends_with_it(store: GraphStore) -> None:
    store.write(added=[link("1", "soldBy", "2")])
    store.write(removed=[link("1", "soldBy", "2")])
    assert (store.entity(iri("1")), store.entity(iri("2"))) == (None, None)


def test_a_node_that_others_name_stays_without_facts_of_its_own(store: GraphStore) -> None:
    store.write(added=[has("2", "name", "x"), link("1", "soldBy", "2")])
    store.write(removed=[has("2", "name", "x")])
    assert store.entity(iri("2")) is not None
    assert _facts(store) == {link("1", "soldBy", "2")}


def test_new_classes_keep_all_relationships_and_values(store: GraphStore) -> None:
    kept = [link("1", "soldBy", "2"), link("3", "replaces", "1"), has("1", "name", "x"), link("1", "replaces", "1")]
    store.write(added=[*kept, is_a("1", "Product")])
    store.write(added=[is_a("1", "Heater"), is_a("1", "KitchenHeater")], removed=[is_a("1", "Product")])
    store.write(added=[is_a("1", "订单")], removed=[is_a("1", "Heater")])
    assert _facts(store) == {*kept, is_a("1", "KitchenHeater"), is_a("1", "订单")}
    assert set(store.facts(objects=[iri("1")])) == {link("3", "replaces", "1"), link("1", "replaces", "1")}


def test_a_node_that_loses_all_classes_stays_itself(store: GraphStore) -> None:
    store.write(added=[is_a("1", "Heater"), has("1", "name", "x")])
    store.write(removed=[is_a("1", "Heater")])
    entity = store.entity(iri("1"))
    assert entity is not None
    assert entity.types == ()


def test_a_node_of_many_classes_with_long_chinese_names_is_kept(open_store: Callable[[], GraphStore]) -> None:
    names = [f"名字很长很长很长的家用电器类别第{n}号" for n in range(20)]
    lines = "\n".join(f"Declaration(Class(:{name}))" for name in names)
    text = f"Prefix(:=<{NS}>)\nOntology(<{NS[:-1]}>\n{lines}\nDeclaration(DataProperty(:name)))"
    store = open_store()
    store.load_ontology(ontology_from_texts([("long.ofn", text)]))
    facts = [is_a("1", name) for name in names]
    store.write(added=[*facts[:3], has("1", "name", "x")])
    store.write(added=facts)
    assert store.write(added=facts) == WriteReport(unchanged=len(facts))
    store.write(removed=facts[:10])
    assert _facts(store) == {*facts[10:], has("1", "name", "x")}
    store.close()


# Between Neo4j's backticks \\u0060 ends the name.
BROKEN_OUT = "x\\u0060)/**/DETACH/**/DELETE/**/(n)//"


def test_a_name_cannot_break_out_of_a_statement(open_store: Callable[[], GraphStore]) -> None:
    # Turtle writes the backslash itself as an escape.
    escaped = BROKEN_OUT.replace("\\", "\\u005c")
    kinds = ("Class", "ObjectProperty", "DatatypeProperty")
    lines = (f"<{NS}{space}{kind}{escaped}> a owl:{kind} ." for kind in kinds for space in ("", f"{escaped}#"))
    head = f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<{NS[:-1]}> a owl:Ontology .\n"
    store = open_store()
    store.load_ontology(ontology_from_texts([("names.ttl", head + "\n".join(lines))]))
    facts = {
        fact
        for space in ("", f"{BROKEN_OUT}#")
        for fact in (
            is_a("1", f"{space}Class{BROKEN_OUT}"),
            link("1", f"{space}ObjectProperty{BROKEN_OUT}", "2"),
            has("1", f"{space}DatatypeProperty{BROKEN_OUT}", "x"),
        )
    }
    store.write(added=facts)
    store.write(added=[is_a("2", f"Class{BROKEN_OUT}")])
    assert _facts(store) == {*facts, is_a("2", f"Class{BROKEN_OUT}")}
    store.close()


def test_a_relationship_to_itself_is_kept(store: GraphStore) -> None:
    store.write(added=[link("1", "replaces", "1")])
    assert _facts(store) == {link("1", "replaces", "1")}
    store.write(removed=[link("1", "replaces", "1")])
    assert store.counts().nodes.get("Entity", 0) == 0


def test_several_relationships_between_two_nodes_are_kept_apart(store: GraphStore) -> None:
    facts = {link(a, p, b) for a, b in permutations("12", 2) for p in ("soldBy", "replaces", "包含商品")}
    store.write(added=facts)
    assert _facts(store) == facts


def test_several_labels_are_kept_and_one_is_shown(store: GraphStore) -> None:
    labels = {called("1", "小厨宝"), called("1", "Kitchen heater")}
    store.write(added=labels)
    assert _facts(store) == labels
    entity = store.entity(iri("1"))
    assert entity is not None
    assert entity.label == "Kitchen heater"
    store.write(removed=[called("1", "Kitchen heater")])
    shown = store.entity(iri("1"))
    assert shown is not None
    assert shown.label == "小厨宝"


@pytest.mark.parametrize(
    "wrong",
    [
        Fact(subject=iri("1"), property=NS + "unknown", value="x"),
        Fact(subject=iri("1"), property=NS + "unknown", object=iri("2")),
        Fact(subject=iri("1"), property=RDF_TYPE, object=NS + "Unknown"),
        Fact(subject=iri("1"), property=NS + "soldBy", value="a text where a thing belongs"),
        Fact(subject=iri("1"), property=NS + "name", object=iri("2")),
        has("1", "stock", "five"),
        has("1", "name", "half a pair \ud800"),
    ],
)
def test_a_fact_that_cannot_be_kept_is_refused_and_nothing_is_written(store: GraphStore, wrong: Fact) -> None:
    store.write(added=FACTS)
    with pytest.raises(StoreError):
        store.write(added=[has("1", "name", "new"), link("1", "soldBy", "5"), wrong], removed=FACTS)
    assert _facts(store) == set(FACTS)
    assert store.entity(iri("5")) is None


def test_a_large_write_is_whole(store: GraphStore) -> None:
    facts = [f for n in range(3000) for f in (has(f"n{n}", "stock", n), link(f"n{n}", "soldBy", "shop"))]
    assert store.write(added=facts) == WriteReport(created=6000)
    assert store.write(added=facts) == WriteReport(unchanged=6000)
    assert store.counts().relationships["SOLD_BY"] == 3000


KEYS = st.sampled_from("123")
RULES = st.sampled_from(["", "", "r1", "r2"])
SOURCES = st.sampled_from(["", "s1"])
SOME = st.one_of(
    st.builds(is_a, KEYS, st.sampled_from(["Product", "Heater", "订单"]), rule=RULES, source=SOURCES),
    st.builds(
        has, KEYS, st.sampled_from(["name", "tag"]), st.sampled_from(["a", "b", "10"]), rule=RULES, source=SOURCES
    ),
    st.builds(has, KEYS, st.just("stock"), st.sampled_from([1, 2]), rule=RULES, source=SOURCES),
    st.builds(link, KEYS, st.sampled_from(["soldBy", "replaces"]), KEYS, rule=RULES, source=SOURCES),
    st.builds(called, KEYS, st.sampled_from(["甲", "乙"])),
)
WRITES = st.lists(st.tuples(st.lists(SOME, max_size=6), st.lists(SOME, max_size=4)), max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES)
def test_after_any_writes_the_facts_are_those_of_a_dictionary(
    store: GraphStore, writes: list[tuple[list[Fact], list[Fact]]]
) -> None:
    store.write(removed=list(store.facts()))
    assert store.counts().nodes.get("Entity", 0) == 0
    oracle: dict[object, Fact] = {}
    for added, removed in writes:
        report = store.write(added=added, removed=removed)
        assert report == _written(oracle, added, removed)
        assert _facts(store) == set(oracle.values())
    ends = {end for fact in oracle.values() for end in (fact.subject, fact.object) if end and not end.startswith(NS)}
    assert store.counts().nodes.get("Entity", 0) == len(ends)


def _written(oracle: dict[object, Fact], added: list[Fact], removed: list[Fact]) -> WriteReport:
    report = WriteReport()
    for fact in removed:
        known = oracle.get(fact.key)
        if known is not None and known.inferred == fact.inferred:
            del oracle[fact.key]
            report += WriteReport(removed=1)
    for fact in added:
        known = oracle.get(fact.key)
        if known is None:
            report += WriteReport(created=1)
        elif known == fact or (fact.inferred and not known.inferred):
            report += WriteReport(unchanged=1)
            continue
        else:
            report += WriteReport(changed=1)
        oracle[fact.key] = fact
    return report


def test_each_write_is_one_more_revision_and_reading_is_none(store: GraphStore) -> None:
    before = store.revision()
    store.write(added=[is_a("P1", "Heater")])
    list(store.facts())
    store.query("MATCH (n) RETURN n.iri")
    assert store.revision() == before + 1
    with pytest.raises(StoreError):
        store.write(added=[is_a("P1", "NoSuchClass")])
    assert store.revision() == before + 1
    store.load_ontology(ontology())
    assert store.revision() > before + 1


def test_a_write_since_a_revision_that_is_no_more_is_refused_and_changes_nothing(store: GraphStore) -> None:
    revision = store.revision()
    one, other = is_a("P1", "Heater"), is_a("P2", "Heater")
    store.write(added=[one], since=revision)
    with pytest.raises(OvertakenError, match="meanwhile"):
        store.write(added=[other], since=revision)
    assert list(store.facts(subjects=[other.subject])) == []
    store.write(added=[other], since=store.revision())
    assert list(store.facts(subjects=[other.subject])) == [other]
