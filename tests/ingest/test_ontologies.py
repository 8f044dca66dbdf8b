from ontology.load import load_ontology
from tests.ingest.small_shop import SmallShop, kettle, product_iri


def test_store_keeps_its_own_pack_and_gets_what_is_missing(shop: SmallShop) -> None:
    shop.store.load_ontology(load_ontology(["service"]))
    shop.load()
    files = [document.file for document in shop.store.ontology.documents]
    assert files.index("general.ofn") < files.index("service.ofn")
    assert files[-1] == "kettles.ofn"


def test_file_that_the_mapping_names_replaces_the_stored_one(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="装得下9升水")}
    shop.load()
    assert shop.values(product_iri("P1"), "volume") == []
    shop.ontology = shop.ontology.replace("{q}大容量", "装得下{q}水")
    shop.load()
    assert [str(v) for v in shop.values(product_iri("P1"), "volume")] == ["9.0"]
