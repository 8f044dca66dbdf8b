from pathlib import Path

from graph.embedded import EmbeddedStore
from ingest.individuals import from_ontology, individual_facts, load_individuals
from ontology.general import NS
from ontology.load import load_ontology, ontology_from_texts
from ontology.owl import RDF_TYPE, RDFS

TEXT = """Prefix(:=<https://fengmi.example/x#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://fengmi.example/x>
Declaration(Class(:Status)) Declaration(ObjectProperty(:next)) Declaration(DataProperty(:rank))
DataPropertyRange(:rank xsd:integer)
Declaration(NamedIndividual(:New)) Declaration(NamedIndividual(:Old))
AnnotationAssertion(rdfs:label :New "新"@zh) AnnotationAssertion(rdfs:label :New "new"@en)
ClassAssertion(:Status :New) ClassAssertion(:Status :Old)
ObjectPropertyAssertion(:next :New :Old) DataPropertyAssertion(:rank :New "1"^^xsd:integer)
)"""
X = "https://fengmi.example/x#"


def test_assertions_become_facts_that_cite_file_and_axiom(store: EmbeddedStore) -> None:
    store.load_ontology(ontology_from_texts([("x.ofn", TEXT)]))
    load_individuals(store)
    facts = {(f.property, f.object or f.value): f.source for f in store.facts(subjects=[X + "New"])}
    assert facts[RDF_TYPE, X + "Status"] == "x.ofn#ClassAssertion(Status New)"
    assert facts[X + "next", X + "Old"] == "x.ofn#ObjectPropertyAssertion(next New Old)"
    assert facts[X + "rank", 1] == 'x.ofn#DataPropertyAssertion(rank New "1")'
    assert (RDFS + "label", "新") in facts
    assert (RDFS + "label", "new") not in facts


def test_individuals_that_the_ontology_drops_go(store: EmbeddedStore) -> None:
    store.load_ontology(ontology_from_texts([("x.ofn", TEXT)]))
    load_individuals(store)
    store.load_ontology(ontology_from_texts([("x.ofn", TEXT.replace("ClassAssertion(:Status :Old)", ""))]))
    assert load_individuals(store).removed == 1


def test_every_order_status_of_the_general_ontology_is_a_fact() -> None:
    facts = list(individual_facts(load_ontology(["general"])))
    paid = [f for f in facts if f.subject == NS + "Paid"]
    assert {(f.property, f.object or f.value) for f in paid} >= {
        (RDF_TYPE, NS + "OrderStatus"),
        (RDFS + "label", "已付款"),
    }


def test_sources_of_files_and_of_ontologies_are_told_apart() -> None:
    for file in ("general.ofn", "a.jsonld", "a.nt", "a.ofn.gz"):
        assert from_ontology(f"{file}#ClassAssertion(A b/c)")
    assert not from_ontology("shop.ofn/orders.json#D1/状态")
    assert not from_ontology("orders.json#1")
    assert not from_ontology(str(Path("general.ofn")))
