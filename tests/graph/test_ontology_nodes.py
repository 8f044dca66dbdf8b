"""Documents and terms of the ontology as rows."""

from graph.ontology_nodes import document_rows, stored_documents, term_rows
from graph.schema import GraphSchema
from ontology.load import ontology_from_texts
from tests.graph.shop import NS, ontology


def _rows(number: int) -> list[dict[str, object]]:
    statements = list(term_rows(ontology(), GraphSchema(ontology())))
    writing = [parameters["rows"] for _, parameters in statements if "rows" in parameters]
    rows: list[dict[str, object]] = writing[number]
    return rows


def test_documents_come_back_in_their_order_whatever_the_store_returns() -> None:
    two = ontology_from_texts([("b.ofn", "Ontology(<urn:b>)"), ("a.ofn", "Ontology(<urn:a>)")])
    rows = next(parameters["rows"] for _, parameters in document_rows(two) if parameters)
    assert stored_documents(lambda _: list(reversed(rows))) == [
        ("b.ofn", "Ontology(<urn:b>)"),
        ("a.ofn", "Ontology(<urn:a>)"),
    ]


def test_what_was_stored_is_deleted_before_the_new_is_written() -> None:
    statements = [cypher for cypher, _ in (*document_rows(ontology()), *term_rows(ontology(), GraphSchema(ontology())))]
    for label in ("OntologyDocument", "OntologyClass", "OntologyProperty"):
        deleted = next(place for place, cypher in enumerate(statements) if "DELETE" in cypher and label in cypher)
        created = next(place for place, cypher in enumerate(statements) if "CREATE" in cypher and label in cypher)
        assert deleted < created


def test_a_class_is_a_row_with_its_words() -> None:
    assert {"iri": NS + "Heater", "name": "Heater", "label": "热水器", "labelEn": "water heater"}.items() <= next(
        row for row in _rows(0) if row["name"] == "Heater"
    ).items()


def test_a_property_is_named_as_it_is_in_the_graph() -> None:
    assert {(row["iri"], row["name"]) for row in _rows(1)} >= {(NS + "soldBy", "SOLD_BY"), (NS + "price", "price")}


def test_the_hierarchy_joins_a_class_to_all_above_it_but_itself() -> None:
    pairs = {(str(row["low"]).removeprefix(NS), str(row["high"]).removeprefix(NS)) for row in _rows(2)}
    assert pairs == {("Heater", "Product"), ("KitchenHeater", "Heater"), ("KitchenHeater", "Product")}
