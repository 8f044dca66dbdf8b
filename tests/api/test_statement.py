"""Facts that clients assert and retract, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from api.engine import Engine
from api.settings import Settings
from api.statement import Statement
from api.wiring import open_engine
from ontology.errors import FengmiError, InputError

SHOP = "https://fengmi.example/shop/fengchao/"


@pytest.fixture
def writable(store_url: str) -> Iterator[Engine]:
    engine = open_engine(Settings(store=store_url), writable=True)
    yield engine
    engine.close()


def _labels(engine: Engine, iri: str) -> list[str]:
    rows = engine.cypher("MATCH (n:Entity {iri: $iri}) RETURN labels(n) AS l", {"iri": iri}).rows
    return sorted(rows[0][0]) if rows else []


def test_what_follows_comes_and_goes_with_a_stated_fact(writable: Engine) -> None:
    order = Statement(subject=SHOP + "Order/NEW1", property="type", object="Order")
    done = writable.upsert([order])
    assert done.asserted.created == 1
    assert done.inferred.created >= 1
    assert _labels(writable, order.subject) == ["Entity", "Order", "PersonalRecord"]
    assert writable.upsert([order]).asserted.unchanged == 1
    gone = writable.retract([order])
    assert (gone.asserted.removed, gone.inferred.removed) == (1, done.inferred.created)
    assert _labels(writable, order.subject) == []


def test_a_new_value_replaces_the_old_and_the_answer_is_the_new_one(writable: Engine) -> None:
    (price,) = (fact for fact in writable.facts(SHOP + "Product/FC10102") if fact.property.endswith("#price"))
    done = writable.upsert([Statement(subject="FC10102", property="价格", value="1299.00", source="erp#1")])
    assert (done.asserted.created, done.asserted.removed) == (1, 1)
    (now,) = (fact for fact in writable.facts(price.subject) if fact.property == price.property)
    assert (str(now.value), now.source) == ("1299.00", "api/erp#1")
    assert "1299" in writable.ask("FC10102多少钱").text


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (Statement(subject="FC10102", property="price"), "not both or neither"),
        (Statement(subject="FC10102", property="price", object="FC10101"), "takes a value"),
        (Statement(subject="FC10102", property="price", value="cheap"), "cheap"),
        (Statement(subject="FC10102", property="prize", value="1"), "prize"),
        (Statement(subject="nobody", property="price", value="1"), "nobody"),
        (Statement(subject="FC10102", property="type", object="Prodct"), "Prodct"),
        (
            Statement(
                subject="FC10102",
                property="price",
                value="1",
                valid_from=datetime.fromisoformat("2026-02-01"),
                valid_to=datetime.fromisoformat("2026-01-01"),
            ),
            "not after",
        ),
    ],
)
def test_a_wrong_statement_changes_nothing_and_says_which_part(
    writable: Engine, statement: Statement, told: str
) -> None:
    before = writable.counts()
    good = Statement(subject=SHOP + "Order/NEW1", property="type", object="Order")
    with pytest.raises(FengmiError, match=told):
        writable.upsert([good, statement])
    assert writable.counts() == before


def test_a_server_that_was_not_told_to_changes_nothing(engine: Engine) -> None:
    with pytest.raises(InputError, match="--write"):
        engine.upsert([Statement(subject="FC10102", property="price", value="1")])


def test_graphql_refuses_changes_unless_the_server_allows_them(client: Any) -> None:
    mutation = 'mutation { retractFacts(facts: [{subject: "FC10102", property: "price", value: "1"}]) { removed } }'
    error = client.error(mutation)
    assert "--write" in error["message"]
    assert error["extensions"]["code"] == "BAD_INPUT"
