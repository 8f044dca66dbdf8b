"""One statement and its identity."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Fact, shop_of
from ontology.general import individual_iri


def test_a_fact_has_an_object_or_a_value() -> None:
    for given_ends in ({}, {"object": "urn:o", "value": "v"}):
        with pytest.raises(ValueError, match="an object or a value"):
            Fact(subject="urn:s", property="urn:p", **given_ends)


def test_a_value_may_be_empty_zero_or_false() -> None:
    assert [Fact(subject="s", property="p", value=v).value for v in ("", 0, False)] == ["", 0, False]


def test_facts_that_say_the_same_have_one_key_wherever_they_come_from() -> None:
    told = Fact(subject="s", property="p", value=1, source="a", quote="q", valid_from="f")
    derived = Fact(subject="s", property="p", value=1, rule="r")
    assert told.key == derived.key
    assert (told.inferred, derived.inferred) == (False, True)


def test_one_and_true_are_two_values_and_one_is_written_in_several_ways() -> None:
    keys = {Fact(subject="s", property="p", value=value).key for value in (1, True, Decimal("1.0"))}
    assert len(keys) == 2


@given(
    shop=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    key=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_the_shop_of_a_thing_is_the_id_it_was_made_with(shop: str, key: str) -> None:
    assert shop_of(individual_iri("Order", key, shop=shop)) == shop


@pytest.mark.parametrize("iri", [individual_iri("Shop", "s1"), "https://other.example/shop/s1/Order/1", "urn:x", ""])
def test_what_all_share_belongs_to_no_shop(iri: str) -> None:
    assert shop_of(iri) is None
