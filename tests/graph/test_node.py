"""A node's content as facts change it."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Fact
from graph.node import NodeState, node_facts, public_properties, read_node
from graph.port import WriteReport
from graph.provenance import loads
from graph.schema import GraphSchema
from tests.graph.shop import called, has, iri, is_a, ontology


@pytest.fixture(scope="module")
def schema() -> GraphSchema:
    return GraphSchema(ontology())


def _state(*facts: Fact) -> NodeState:
    return NodeState(iri=iri("1"), facts=node_facts(facts))


def test_adding_says_what_it_did() -> None:
    state = _state()
    told, derived = has("1", "name", "x", source="a"), has("1", "name", "x", rule="r")
    assert [state.add(fact) for fact in (derived, derived, told, derived)] == [
        WriteReport(created=1),
        WriteReport(unchanged=1),
        WriteReport(changed=1),
        WriteReport(unchanged=1),
    ]


def test_removing_takes_only_what_was_told_in_the_same_way() -> None:
    state = _state(has("1", "name", "x", rule="r"))
    assert state.remove(has("1", "name", "x")) == WriteReport()
    assert state.remove(has("1", "name", "x", rule="other")) == WriteReport(removed=1)


def test_labels_are_entity_and_every_class(schema: GraphSchema) -> None:
    assert _state(is_a("1", "订单"), is_a("1", "Heater", rule="r")).labels(schema) == ("Entity", "Heater", "订单")


def test_only_asserted_classes_are_asserted_types(schema: GraphSchema) -> None:
    keys = _state(is_a("1", "KitchenHeater"), is_a("1", "Heater", rule="r")).properties(schema)
    assert keys["assertedTypes"] == ["KitchenHeater"]


def test_one_value_is_a_value_and_several_are_a_list(schema: GraphSchema) -> None:
    keys = _state(has("1", "name", "x"), has("1", "颜色", "红"), has("1", "颜色", "白")).properties(schema)
    assert (keys["name"], sorted(keys["颜色"])) == ("x", ["白", "红"])


def test_a_property_of_many_values_is_always_a_list(schema: GraphSchema) -> None:
    assert _state(has("1", "tag", "热卖")).properties(schema)["tag"] == ["热卖"]


def test_keys_do_not_depend_on_the_order_of_facts(schema: GraphSchema) -> None:
    facts = [has("1", "tag", text, source=text) for text in ("b", "a", "c")] + [is_a("1", "Heater"), called("1", "x")]
    assert _state(*facts).properties(schema) == _state(*reversed(facts)).properties(schema)


def test_a_node_is_read_back_as_it_was_put(schema: GraphSchema) -> None:
    facts = [
        is_a("1", "Heater", source="a"),
        is_a("1", "Product", rule="r"),
        called("1", "小厨宝"),
        called("1", "Kitchen heater"),
        has("1", "price", Decimal("9.90"), source="a", quote="q"),
        has("1", "tag", "a", source="s1"),
        has("1", "tag", "b", rule="r1"),
    ]
    assert set(read_node(_state(*facts).properties(schema), schema)) == set(facts)


VALUES = st.one_of(
    st.booleans(), st.integers(-3, 3), st.integers(-(2**63), 2**63 - 1), st.sampled_from(["1", "true", "x"])
)


@given(values=st.lists(VALUES, max_size=6), order=st.randoms())
def test_values_of_any_types_are_read_back_as_they_were_put(
    schema: GraphSchema, values: list[bool | int | str], order: Random
) -> None:
    facts = [has("1", "tag", value) for value in values]
    keys = _state(*facts).properties(schema)
    read = [(type(fact.value), fact.value) for fact in read_node(keys, schema)]
    assert sorted(read, key=str) == sorted({(type(v), v) for v in values}, key=str)
    assert len({type(value) for value in keys.get("tag", ())}) <= 1
    order.shuffle(facts)
    assert _state(*facts).properties(schema) == keys


def test_a_node_without_a_label_is_shown_by_the_end_of_its_iri(schema: GraphSchema) -> None:
    keys = _state().properties(schema)
    assert keys == {"iri": iri("1"), "label": "1", "assertedTypes": [], "provenance": "{}"}
    assert list(read_node(keys, schema)) == []


def test_a_thing_of_a_shop_carries_the_shops_id(schema: GraphSchema) -> None:
    state = NodeState(iri="https://fengmi.example/shop/my%20shop/Product/1")
    assert state.properties(schema)["shop"] == "my shop"


def _of_another_ontology() -> dict[str, object]:
    provenance = '{":Old":[["s"]],":Older":[["","","r1"]],"gone":[[]],"name":[[]],"old":[["s1"],["s2"]]}'
    return {"iri": iri("1"), "label": "1", "name": "y", "old": ["x", "z"], "provenance": provenance}


def test_what_the_ontology_no_longer_knows_is_passed_over(schema: GraphSchema) -> None:
    assert list(read_node(_of_another_ontology(), schema)) == [has("1", "name", "y")]


def test_what_the_ontology_no_longer_knows_is_carried_through_a_write(schema: GraphSchema) -> None:
    state = NodeState.of(_of_another_ontology(), schema)
    state.add(is_a("1", "Heater"))
    keys = state.properties(schema)
    assert state.labels(schema) == ("Entity", "Heater", "Old", "Older")
    assert (keys["old"], keys["assertedTypes"]) == (["x", "z"], ["Heater", "Old"])
    # The value of `gone` was taken away by somebody else.
    assert loads(keys["provenance"]) == {
        ":Heater": [[]],
        ":Old": [["s"]],
        ":Older": [["", "", "r1"]],
        "name": [[]],
        "old": [["s1"], ["s2"]],
    }


def test_states_of_one_node_are_merged_with_what_each_carries(schema: GraphSchema) -> None:
    state = NodeState.of({"iri": iri("1"), "old": "kept", "provenance": '{"old":[[]]}'}, schema)
    state.merge(NodeState.of(_of_another_ontology(), schema))
    keys = state.properties(schema)
    assert (keys["name"], keys["old"]) == ("y", "kept")
    assert state.labels(schema) == ("Entity", "Old", "Older")


def test_public_keys_are_those_that_not_every_node_has(schema: GraphSchema) -> None:
    keys = _state(called("1", "a"), called("1", "b"), has("1", "stock", 3)).properties(schema)
    assert public_properties({**keys, "@rid": "#1:1"}) == {"stock": 3}
