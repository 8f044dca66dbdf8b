"""However a message is built, reading and answering it takes bounded work, and a strange one is no crash."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Table
from ontology.errors import InputError
from reasoning.answer import MAX_CHARACTERS, Answerer, Question, ReplyStatus
from tests.reasoning.answer.desk import Desk
from tests.reasoning.answer.market import Market

SHOP = "alpha"
# Queries that one message may cost, whatever it says.
MOST_QUERIES = 400


class CountingStore(EmbeddedStore):
    """An embedded store that counts its queries."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.queries = 0

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        self.queries += 1
        return super().query(cypher, parameters, limit=limit, seconds=seconds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """A desk on a store that counts."""

    store: CountingStore
    desk: Desk

    def calls(self, text: str) -> int:
        """How many Python functions one question calls."""
        count = 0

        def see(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event == "call"

        before = sys.getprofile()
        sys.setprofile(see)
        try:
            self.desk.ask(text)
        finally:
            sys.setprofile(before)
        return count

    def queries(self, text: str) -> int:
        """How many queries one question runs."""
        before = self.store.queries
        self.desk.ask(text)
        return self.store.queries - before


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    market = Market()
    market.shop(SHOP, "阿尔法电器")
    for place in range(8):
        market.product(
            SHOP,
            f"88000000{place}",
            f"冰箱 BX-K{place}",
            cls="Refrigerator",
            modelNumber=f"BX-K{place}",
            price=f"{place}999",
        )
    store = CountingStore(tmp_path_factory.mktemp("bounds") / "store")
    market.write(store)
    counter = Counter(store=store, desk=Desk(answerer=Answerer(store), shop=SHOP))
    counter.desk.ask("美，美，BX-K1多少钱")
    yield counter
    store.close()


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("美，", id="one letter"),
        pytest.param("3升，", id="a quantity"),
        pytest.param("冰箱、", id="a class"),
        pytest.param("价格，", id="a property"),
        pytest.param("BX-K1，", id="a model"),
        pytest.param("好。", id="an act"),
    ],
)
def test_a_message_of_many_parts_costs_no_more_than_some_times_one_of_a_few(counter: Counter, piece: str) -> None:
    few = counter.calls(piece * 25)
    assert counter.calls(piece * 75) <= 6 * few


@pytest.mark.parametrize("piece", ["美", "冰箱", "ab_价", "a1-", "1.5升到", "一二"])
def test_a_message_without_a_pause_costs_in_proportion_to_its_length(counter: Counter, piece: str) -> None:
    short = counter.calls(piece * (200 // len(piece)))
    assert counter.calls(piece * (800 // len(piece))) <= 10 * short


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("，".join(["价格"] * 600), id="properties"),
        pytest.param("，".join(f"BX-K{n % 8}多少钱" for n in range(150)), id="questions"),
        pytest.param(" ".join(["BX-K1"] * 300), id="models"),
        pytest.param("、".join(["冰箱"] * 600), id="classes"),
    ],
)
def test_one_message_runs_a_bounded_number_of_queries(counter: Counter, text: str) -> None:
    assert counter.queries(text) <= MOST_QUERIES


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一" + "万" * 1200 + "元", id="ten thousands of ten thousands"),
        pytest.param("两" + "千" * 1900 + "元", id="thousands of thousands"),
        pytest.param("九" * 1900 + "十升", id="nines"),
        pytest.param("九" * 900 + "点" + "五" * 900 + "升", id="places"),
        pytest.param("9" * 1900 + "元以内的冰箱", id="digits"),
        pytest.param("9" * 900 + "." + "5" * 900 + "升以内的冰箱", id="digits and places"),
        pytest.param("冰箱" + "1.5升到" * 300, id="ranges"),
        pytest.param("ﷺ" * (MAX_CHARACTERS // 18), id="letters that grow when folded"),
        pytest.param("㌖" * (MAX_CHARACTERS // 6), id="units that grow when folded"),
    ],
)
def test_a_huge_number_is_no_crash(counter: Counter, text: str) -> None:
    assert counter.desk.ask(text).status in ReplyStatus


def test_an_instant_without_a_zone_is_an_input_error_that_says_so() -> None:
    with pytest.raises(InputError, match="zone"):
        Question(text="BX-K1多少钱", shop=SHOP, as_of=datetime(2025, 1, 1))


def test_an_instant_of_any_zone_is_taken(counter: Counter) -> None:
    as_of = datetime.fromisoformat("2025-01-01T00:00:00-11:00")
    reply = counter.desk.answerer.ask(Question(text="BX-K1多少钱", shop=SHOP, as_of=as_of))
    assert reply.status is ReplyStatus.ANSWERED
