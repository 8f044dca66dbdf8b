"""The eight cases of the demo shop end as its README says, from its plain files to the ruling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ingest import ingest, load_mapping
from reasoning.dispute import judge
from tests.reasoning.dispute.desk import missing, outcomes, reasons, verdict

EXPORTED = datetime.fromisoformat("2026-11-15T08:00:00+08:00")
DATA = Path(__file__).parents[3] / "examples" / "demo-shop"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(tmp_path_factory.mktemp("demo") / "store")
    ingest(load_mapping("demo-shop"), DATA, store)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("case", "expected", "rules", "routed"),
    [
        ("DP26001", "SellerRefunds", {"R01": "WON", "R08": "WON"}, []),
        ("DP26002", "ClaimRejected", {"R02": "WON"}, []),
        ("DP26003", "SellerRefundsWithRecourse", {"R03": "WON", "R02": "OVERRIDDEN"}, []),
        ("DP26004", "ReturnAtSellersCost", {"R12": "WON", "R11": "OVERRIDDEN"}, []),
        ("DP26005", "", {}, ["H1"]),
        ("DP26006", "DamagePaidByGuarantee", {"R20": "WON", "R19": "OVERRIDDEN"}, ["H3"]),
        ("DP26007", "ClaimRejected", {"R33": "WON", "R29": "OVERRIDDEN"}, []),
        ("DP26008", "ClaimRejected", {"R15": "WON"}, []),
    ],
)
def test_a_case_of_the_demo_shop_is_ruled_as_described(
    demo: EmbeddedStore, case: str, expected: str, rules: dict[str, str], routed: list[str]
) -> None:
    ruling = judge(demo, case, EXPORTED)
    assert (verdict(ruling), outcomes(ruling), reasons(ruling)) == (expected, rules, routed)
    assert ruling.articles
    if expected:
        assert ruling.proof is not None
        assert all(fact.source for fact in ruling.proof.leaves())


def test_the_undecidable_case_asks_the_seller_for_chain_and_certificate(demo: EmbeddedStore) -> None:
    assert missing(judge(demo, "DP26005", EXPORTED)) == {("SupplyChain", "Seller"), ("Conformity", "Seller")}
