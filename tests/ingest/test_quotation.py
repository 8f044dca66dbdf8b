from ontology.owl import local_name
from tests.ingest.small_shop import SmallShop, kettle, product_iri


def quotations(shop: SmallShop) -> dict[str, tuple[str, str]]:
    facts = list(shop.store.facts(objects=[product_iri("P1")]))
    iris = [fact.subject for fact in facts if local_name(fact.property) == "quotedFrom"]
    return {iri: (shop.values(iri, "quoteField")[0], shop.values(iri, "quoteText")[0]) for iri in iris}


def test_every_sentence_of_a_quoted_text_is_a_node_with_its_field_and_head(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="外形小巧。【安全】防干烧设计。")}
    shop.load()
    assert sorted(quotations(shop).values()) == [("商品描述", "外形小巧"), ("商品描述·安全", "防干烧设计")]


def test_sentence_keeps_its_node_when_another_changes(shop: SmallShop) -> None:
    shop.products = {"P1": kettle("P1", 描述="外形小巧。容量两升。")}
    shop.load()
    before = quotations(shop)
    shop.products = {"P1": kettle("P1", 描述="容量三升。外形小巧。")}
    shop.load()
    after = quotations(shop)
    assert {before[iri] for iri in before.keys() & after.keys()} == {("商品描述", "外形小巧")}
    assert {text for _, text in after.values()} == {"容量三升", "外形小巧"}
