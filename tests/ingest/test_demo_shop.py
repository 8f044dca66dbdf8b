from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ingest import IngestReport, ingest, load_mapping
from ontology.general import individual_iri
from ontology.owl import local_name

SHOP = Path(__file__).parents[2] / "examples" / "demo-shop"


def iri(name: str, key: str) -> str:
    return individual_iri(name, key, shop="fengchao")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def report(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> IngestReport:
    rejects = tmp_path_factory.mktemp("rejects") / "rejects.jsonl"
    return ingest(load_mapping("demo-shop"), SHOP, store, rejects=rejects)


def facts(store: EmbeddedStore, subject: str, name: str) -> list[Fact]:
    return [fact for fact in store.facts(subjects=[subject]) if local_name(fact.property) == name]


def test_only_the_two_records_that_are_bad_on_purpose_are_rejected(report: IngestReport) -> None:
    assert [(r.file, r.record) for r in report.rejects] == [("products.csv", "FC10903"), ("invoices.csv", "FP263185")]
    assert report.records == report.loaded + 2
    assert report.undescribed == 1


def test_every_field_is_mapped_or_left_out_by_name(report: IngestReport) -> None:
    assert {file.file: file.unmapped for file in report.files if file.unmapped} == {}


def test_words_of_the_dispute_files_are_those_of_the_dispute_ontology(report: IngestReport) -> None:
    assert {coined.split("/")[-2] for coined in report.coined} == {"Carrier"}


def test_stock_and_deal_price_with_its_period_are_facts(report: IngestReport, store: EmbeddedStore) -> None:
    assert report.loaded
    assert [f.value for f in facts(store, iri("Product", "FC10101"), "stock")] == [126]
    (deal,) = facts(store, iri("PromotionPrice", "PR03-FC10302"), "dealPrice")
    assert deal.value == Decimal("2999.00")
    assert (deal.valid_from, deal.valid_to) == ("2026-11-01T00:00:00+08:00", "2026-11-11T23:59:59+08:00")


def test_case_names_its_order_and_what_its_evidence_shows(report: IngestReport, store: EmbeddedStore) -> None:
    assert report.loaded
    case = iri("Case", "DP26002")
    assert [f.object for f in facts(store, case, "aboutOrder")] == [iri("Order", "D261006001")]
    assert facts(store, case, "claimType")
    evidence = [f.object or "" for f in facts(store, case, "hasEvidence")]
    assert evidence
    assert all(facts(store, item, "evidenceKind") and facts(store, item, "providedBy") for item in evidence)
    assert any(facts(store, item, "establishes") for item in evidence)
