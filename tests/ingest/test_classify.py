from tests.ingest.small_shop import SmallShop, kettle, product_iri


def test_most_specific_class_of_the_name_wins_and_others_stay_products(shop: SmallShop) -> None:
    shop.products = {
        "P1": kettle("P1", 名称="高硼硅玻璃电水壶"),
        "P2": kettle("P2", 名称="不锈钢电水壶"),
        "P3": kettle("P3", 名称="电吹风"),
    }
    shop.load()
    found = {key: shop.classes(product_iri(key)) for key in shop.products}
    assert found == {"P1": {"Product", "GlassKettle"}, "P2": {"Product", "Kettle"}, "P3": {"Product"}}
