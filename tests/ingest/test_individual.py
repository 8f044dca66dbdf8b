import pytest

from ingest.individual import IndividualIndex
from ontology.general import NS
from ontology.load import load_ontology

INDEX = IndividualIndex(load_ontology(["general"]))


@pytest.mark.parametrize("name", ["已付款", "paid", "PAID", " Paid ", "付款成功", "待发货"])
def test_individual_is_found_by_label_synonym_or_name(name: str) -> None:
    assert INDEX.find(NS + "OrderStatus", name) == NS + "Paid"


@pytest.mark.parametrize("name", ["In Transit", "in-transit", "INTRANSIT"])
def test_spaces_dashes_and_case_do_not_matter(name: str) -> None:
    assert INDEX.find(NS + "OrderStatus", name) == NS + "InTransit"


def test_individuals_of_another_class_are_not_found() -> None:
    assert INDEX.find(NS + "ListingStatus", "已付款") is None
