"""Names of terms in the graph, both ways, and values as the graph keeps them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fact import Scalar
from graph.schema import RESERVED, GraphSchema, quoted, upper_snake
from ontology.errors import StoreError
from ontology.load import load_ontology, ontology_from_texts, shipped_packs
from ontology.model import Ontology
from ontology.owl import Axiom, Expression, Iri, local_name
from ontology.reader import Document
from tests.graph.shop import NS, has, ontology


def _schema(*terms: tuple[str, str]) -> GraphSchema:
    """A schema of (kind, IRI) terms, each declared in a document of its own, in this order."""
    return GraphSchema(
        Ontology(
            Document(
                file=f"{place}.ofn",
                iri=f"urn:{place}",
                version="",
                imports=(),
                text="",
                axioms=(Axiom("Declaration", (Expression(kind, (Iri(iri),)),)),),
            )
            for place, (kind, iri) in enumerate(terms)
        )
    )


@pytest.mark.parametrize(
    ("name", "snake"),
    [
        ("soldBy", "SOLD_BY"),
        ("hasGift", "HAS_GIFT"),
        ("contains", "CONTAINS"),
        ("has2ndGift", "HAS2ND_GIFT"),
        ("ofURL", "OF_URL"),
        ("already_snake", "ALREADY_SNAKE"),
        ("包含商品", "包含商品"),
        ("A", "A"),
    ],
)
def test_a_relationship_type_is_upper_snake(name: str, snake: str) -> None:
    assert upper_snake(name) == snake


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Product", "`Product`"),
        ("订单", "`订单`"),
        ("a`b", "`a``b`"),
        ("`) DETACH DELETE (n", "```) DETACH DELETE (n`"),
        ("a b", "`a b`"),
        ("", "``"),
    ],
)
def test_any_name_becomes_one_identifier(name: str, identifier: str) -> None:
    assert quoted(name) == identifier


def test_a_name_with_an_escape_is_refused() -> None:
    with pytest.raises(StoreError, match="an escape"):
        quoted("a\\u0060b")


def test_a_name_with_a_zero_character_is_refused() -> None:
    with pytest.raises(StoreError, match="zero character"):
        quoted("a\x00b")


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != "\x00")))
def test_no_name_ends_its_own_quotes(name: str) -> None:
    inside = quoted(name)[1:-1]
    assert "`" not in inside.replace("``", "")
    assert inside.replace("``", "`") == name


def test_names_are_local_names_and_lead_back_to_the_iris() -> None:
    schema = GraphSchema(ontology())
    assert schema.labels[NS + "KitchenHeater"] == "KitchenHeater"
    assert schema.types[NS + "soldBy"] == "SOLD_BY"
    assert schema.keys[NS + "颜色"] == "颜色"
    assert schema.clashes == ()
    for there, back in (
        (schema.labels, schema.classes),
        (schema.types, schema.object_properties),
        (schema.keys, schema.data_properties),
    ):
        assert {iri: back[name] for iri, name in there.items()} == {iri: iri for iri in there}


def test_the_second_of_one_local_name_gets_its_prefix() -> None:
    schema = _schema(("Class", "https://a.example/general#Product"), ("Class", "https://b.example/gs1#Product"))
    assert list(schema.labels.values()) == ["Product", "gs1_Product"]
    assert schema.clashes == ("https://b.example/gs1#Product",)


def test_what_is_imported_keeps_its_name_whatever_the_importer_is_called() -> None:
    schema = _schema(("Class", "https://z.example/general#Product"), ("Class", "https://a.example/overlay#Product"))
    assert schema.labels["https://z.example/general#Product"] == "Product"
    assert schema.labels["https://a.example/overlay#Product"] == "overlay_Product"


def test_the_same_prefix_and_name_again_are_numbered() -> None:
    schema = _schema(*(("DataProperty", f"https://{host}.example/x#name") for host in "abcd"))
    assert list(schema.keys.values()) == ["name", "x_name", "x2_name", "x3_name"]


def test_a_class_and_a_relationship_never_share_a_name() -> None:
    schema = _schema(("Class", "https://a.example/a#订单"), ("ObjectProperty", "https://a.example/a#订单"[:-2] + "x"))
    assert set(schema.labels.values()).isdisjoint(schema.types.values())
    clash = _schema(("Class", "https://a.example/a#订单"), ("ObjectProperty", "https://b.example/b#订单"))
    assert (list(clash.labels.values()), list(clash.types.values())) == (["订单"], ["b_订单"])


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_data_property_never_takes_a_key_of_every_node(name: str) -> None:
    assert _schema(("DataProperty", f"https://a.example/shop#{name}")).keys == {
        f"https://a.example/shop#{name}": f"shop_{name}"
    }


@pytest.mark.parametrize("name", ["Entity", "OntologyClass", "OntologyDocument", "OntologyProperty"])
def test_a_class_never_takes_a_label_of_the_graph_itself(name: str) -> None:
    assert list(_schema(("Class", f"https://a.example/home-goods#{name}")).labels.values()) == [f"home_goods_{name}"]


def test_what_no_store_takes_in_a_name_is_replaced() -> None:
    schema = _schema(("Class", "https://a.example/a#x,y~z\x00"), ("Class", "https://a.example/a#x_y_z_"))
    assert list(schema.labels.values()) == ["x_y_z_", "a_x_y_z_"]


NAMES = st.text("ab,~_", min_size=1, max_size=3)
TERMS = st.tuples(
    st.sampled_from(["Class", "ObjectProperty", "DataProperty"]),
    st.builds(
        lambda host, space, name: f"https://{host}.example/{space}#{name}",
        st.sampled_from("pq"),
        st.sampled_from("xy"),
        NAMES,
    ),
)


@given(terms=st.lists(TERMS, max_size=12, unique_by=lambda term: term[1]))
def test_no_two_terms_ever_share_a_name(terms: list[tuple[str, str]]) -> None:
    schema = _schema(*terms)
    names = [*schema.labels.values(), *schema.types.values()]
    assert len(names) == len(set(names))
    assert len(schema.data_properties) == len(schema.keys)
    assert len(names) + len(schema.keys) == len(terms)


def test_the_shipped_packs_clash_only_with_keys_of_every_node() -> None:
    assert {local_name(iri) for iri in GraphSchema(load_ontology(list(shipped_packs()))).clashes} <= RESERVED


def test_adding_a_document_renames_nothing() -> None:
    own = "Ontology(<https://a.example/a> Declaration(Class(<https://a.example/a#Product>)) Declaration(DataProperty(<https://a.example/a#name>)))"
    base = ontology()
    wider = ontology_from_texts([*((d.file, d.text) for d in base.documents), ("a.ofn", own)])
    before, after = GraphSchema(base), GraphSchema(wider)
    assert all(after.labels[iri] == name for iri, name in before.labels.items())
    assert all(after.keys[iri] == name for iri, name in before.keys.items())


@pytest.mark.parametrize(
    ("name", "stored", "value"),
    [
        ("price", "899.00", Decimal("899.00")),
        ("price", 899, Decimal(899)),
        ("weight", 12.5, Decimal("12.5")),
        ("stock", 5, 5),
        ("stock", "1208925819614629174706176", 2**80),
        ("madeOn", "2026-11-11", date(2026, 11, 11)),
        ("listedAt", "2026-11-11T00:00:00+08:00", datetime.fromisoformat("2026-11-11T00:00:00+08:00")),
        ("urgent", True, True),
        ("name", "x", "x"),
    ],
)
def test_a_stored_value_is_read_by_its_datatype(name: str, stored: object, value: Scalar) -> None:
    decoded = GraphSchema(ontology()).decode(NS + name, stored)
    assert (decoded, type(decoded)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "stored"), [("price", "much"), ("stock", "many"), ("listedAt", "soon"), ("madeOn", "2026-13-01")]
)
def test_a_stored_value_of_another_datatype_is_told(name: str, stored: str) -> None:
    with pytest.raises(StoreError, match="correct it at its source"):
        GraphSchema(ontology()).decode(NS + name, stored)


def test_a_refused_fact_is_told_with_its_value_and_what_to_do() -> None:
    schema = GraphSchema(ontology())
    with pytest.raises(
        StoreError, match=r"'five' is no value of .*#stock, which takes integer; correct it at its source"
    ):
        schema.check(has("1", "stock", "five"))
    with pytest.raises(
        StoreError, match=r"#unknown of a fact about .*/1 is not in the ontology; declare it, or load it"
    ):
        schema.check(has("1", "unknown", "x"))


def test_a_property_is_a_list_when_the_ontology_says_so() -> None:
    schema = GraphSchema(ontology())
    assert (schema.is_multiple(NS + "tag"), schema.is_multiple(NS + "name")) == (True, False)
