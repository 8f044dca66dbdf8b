"""What an industry pack says about its goods counts in a dispute, though neither pack imports the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.embedded import EmbeddedStore
from ontology.load import load_ontology
from reasoning.rules import infer
from tests.reasoning.dispute.desk import Case, verdict

BEAUTY = "https://fengmi.example/beauty#"
FOOD = "https://fengmi.example/fresh-food#"


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store that holds the dispute ontology and two industries."""
    made = EmbeddedStore(tmp_path_factory.mktemp("industries") / "store")
    made.load_ontology(load_ontology(["dispute", "beauty", "fresh_food"]))
    yield made
    made.close()


def _return(shops: EmbeddedStore, cls: str) -> Case:
    case = Case(shops, "NoReasonReturn").signed()
    return case.is_a(case.product, cls)


def test_strawberries_have_no_return_without_a_reason(shops: EmbeddedStore) -> None:
    assert verdict(_return(shops, FOOD + "BerryFruit").judge()) == "ClaimRejected"


def test_rice_is_returned_like_other_goods(shops: EmbeddedStore) -> None:
    assert verdict(_return(shops, FOOD + "DryGoods").judge()) == "ReturnAtBuyersCost"


def test_once_inferred_a_hamper_with_something_perishable_has_none_either(shops: EmbeddedStore) -> None:
    case = _return(shops, FOOD + "FoodHamper")
    crab = case.thing("Product", "-crab")
    case.is_a(crab, FOOD + "Crustacean").link(case.product, FOOD + "hamperPart", crab).write()
    infer(shops)
    assert verdict(case.judge()) == "ClaimRejected"


@pytest.mark.parametrize(("confirmed", "expected"), [(True, "ClaimRejected"), (False, "ReturnAtBuyersCost")])
def test_a_lipstick_may_be_excluded_only_with_a_confirmation_at_purchase(
    shops: EmbeddedStore, confirmed: bool, expected: str
) -> None:
    case = _return(shops, BEAUTY + "Lipstick")
    if confirmed:
        case.evidence("ListingSnapshot", "Seller", ["NoReturnConfirmed"])
    else:
        case.asked("seller")
    assert verdict(case.judge()) == expected
