"""A value's provenance as it is kept with its node."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Fact
from graph.provenance import attach, dumps, entry, loads

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(source=TEXTS, quote=TEXTS, rule=TEXTS, start=TEXTS, end=TEXTS)
def test_provenance_is_read_as_it_was_written(source: str, quote: str, rule: str, start: str, end: str) -> None:
    fact = Fact(
        subject="s", property="p", value="v", source=source, quote=quote, rule=rule, valid_from=start, valid_to=end
    )
    stored = loads(dumps({"name": [entry(fact)]}))["name"][0]
    assert attach(stored, subject="s", property="p", value="v") == fact


def test_empty_texts_at_the_end_take_no_room() -> None:
    assert entry(Fact(subject="s", property="p", value="v")) == []
    assert entry(Fact(subject="s", property="p", value="v", source="a", rule="r")) == ["a", "", "r"]


def test_equal_content_is_equal_text() -> None:
    assert dumps({"b": [["s"]], "a": [[]]}) == dumps({"a": [[]], "b": [["s"]]}) == '{"a":[[]],"b":[["s"]]}'


def test_chinese_stays_readable() -> None:
    assert dumps({"颜色": [["商品.json"]]}) == '{"颜色":[["商品.json"]]}'


@pytest.mark.parametrize("nothing", [None, "", 5])
def test_a_node_without_provenance_has_none(nothing: object) -> None:
    assert loads(nothing) == {}
