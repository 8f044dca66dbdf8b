"""IRIs of individuals, made from their keys."""

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ontology.general import ID, SHOP, customer_iri, individual_iri, shop_iri
from ontology.owl import local_name

# Any text but halves of a surrogate pair, which are no characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CLASSES = st.sampled_from(["Order", "Product", "订单"])
SHOPS = st.none() | TEXTS.filter(bool)


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("100112573665", "100112573665"),
        ("京东快递", "京东快递"),
        ("a b", "a%20b"),
        ("a/b#c?d", "a%2Fb%23c%3Fd"),
        ("100%", "100%25"),
        ("JSQ22-HWB(1)~_.", "JSQ22-HWB(1)~_."),
        ("<>\"'`{}|^\\", "%3C%3E%22%27%60%7B%7D%7C%5E%5C"),
        ("a\nb\x00", "a%0Ab%00"),
        ("😀", "%F0%9F%98%80"),
    ],
)
def test_what_an_iri_may_not_hold_is_escaped_and_chinese_stays_readable(key: str, end: str) -> None:
    assert individual_iri("Product", key) == ID + "Product/" + end


def test_an_individual_of_a_shop_stands_under_the_shop() -> None:
    assert individual_iri("Order", "1", shop="蜂蜜小店") == SHOP + "蜂蜜小店/Order/1"


@given(key=TEXTS)
@example("%41")
def test_a_key_can_be_read_back_from_its_iri(key: str) -> None:
    assert unquote(individual_iri("Order", key).removeprefix(ID + "Order/")) == key


@given(one=st.tuples(CLASSES, TEXTS, SHOPS), other=st.tuples(CLASSES, TEXTS, SHOPS))
@example(("Order", "b", "a"), ("Order", "a/b", None))
@example(("Order", "/", None), ("Order", "%2F", None))
def test_different_keys_never_give_one_iri(
    one: tuple[str, str, str | None], other: tuple[str, str, str | None]
) -> None:
    first = individual_iri(one[0], one[1], shop=one[2])
    second = individual_iri(other[0], other[1], shop=other[2])
    assert (first == second) == (one == other)


@given(key=TEXTS.filter(bool), shop=SHOPS)
def test_an_iri_holds_only_what_iris_may_hold(key: str, shop: str | None) -> None:
    end = local_name(individual_iri("Order", key, shop=shop))
    assert not set(end) & set(' <>"{}|\\^`/#?\n\t\x00')


def test_an_iri_given_for_a_shop_or_a_customer_is_kept() -> None:
    assert shop_iri("https://t.example/shop") == "https://t.example/shop"
    assert customer_iri("urn:customer:1", "shop") == "urn:customer:1"


def test_a_shop_is_shared_and_a_customer_belongs_to_a_shop() -> None:
    assert shop_iri("店 1") == ID + "Shop/店%201"
    assert customer_iri("u1", "店 1") == SHOP + "店%201/Customer/u1"
    assert customer_iri("u1", None) == ID + "Customer/u1"
