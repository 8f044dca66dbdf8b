"""A small ontology for the tests of the graph, and facts about its things."""

from __future__ import annotations

from graph.fact import Fact, Scalar
from ontology.general import MULTIPLE
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS

NS = "https://test.example/shop#"
ID = "https://fengmi.example/id/"
LABEL = RDFS + "label"

MUCH_MEMORY = "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b WITH collect(a * b) AS x RETURN size(x)"
"""A query that collects a hundred million numbers."""

TEXT = """
Prefix(:=<https://test.example/shop#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://test.example/shop>
Declaration(Class(:Product))
Declaration(Class(:Heater))
Declaration(Class(:KitchenHeater))
Declaration(Class(:Shop))
Declaration(Class(:订单))
SubClassOf(:Heater :Product)
SubClassOf(:KitchenHeater :Heater)
AnnotationAssertion(rdfs:label :Heater "热水器"@zh)
AnnotationAssertion(rdfs:label :Heater "water heater"@en)
AnnotationAssertion(skos:altLabel :Heater "热水机"@zh)
AnnotationAssertion(skos:definition :Heater "加热水的电器"@zh)
Declaration(ObjectProperty(:soldBy))
Declaration(ObjectProperty(:replaces))
Declaration(ObjectProperty(:包含商品))
Declaration(DataProperty(:name))
Declaration(DataProperty(:price))
Declaration(DataProperty(:weight))
Declaration(DataProperty(:stock))
Declaration(DataProperty(:listedAt))
Declaration(DataProperty(:madeOn))
Declaration(DataProperty(:urgent))
Declaration(DataProperty(:tag))
Declaration(DataProperty(:颜色))
DataPropertyRange(:price g:money)
DataPropertyRange(:weight xsd:decimal)
DataPropertyRange(:stock xsd:integer)
DataPropertyRange(:listedAt xsd:dateTime)
DataPropertyRange(:madeOn xsd:date)
DataPropertyRange(:urgent xsd:boolean)
AnnotationAssertion(<MULTIPLE> :tag "true"^^xsd:boolean)
)
""".replace("MULTIPLE", MULTIPLE)


def ontology() -> Ontology:
    """The small ontology, read anew."""
    return ontology_from_texts([("shop.ofn", TEXT)])


def iri(key: str) -> str:
    """The IRI of a thing of the tests."""
    return ID + "Product/" + key


def is_a(key: str, name: str, *, rule: str = "", source: str = "") -> Fact:
    """The fact that a thing is of a class."""
    return Fact(subject=iri(key), property=RDF_TYPE, object=NS + name, rule=rule, source=source)


def called(key: str, label: str) -> Fact:
    """The fact that a thing is shown under a name."""
    return Fact(subject=iri(key), property=LABEL, value=label)


def has(key: str, name: str, value: Scalar, *, rule: str = "", source: str = "", quote: str = "") -> Fact:
    """The fact that a thing has a value."""
    return Fact(subject=iri(key), property=NS + name, value=value, rule=rule, source=source, quote=quote)


def link(key: str, name: str, other: str, *, rule: str = "", source: str = "", quote: str = "") -> Fact:
    """The fact that a thing stands in a relation to another."""
    return Fact(subject=iri(key), property=NS + name, object=iri(other), rule=rule, source=source, quote=quote)


def large_ontology(classes: int) -> Ontology:
    """So many classes in a tree, four below each, with as many object properties and data properties."""
    lines = [f"Declaration(Class(<{NS}C{n}>))" for n in range(classes)]
    lines += [f"SubClassOf(<{NS}C{n}> <{NS}C{(n - 1) // 4}>)" for n in range(1, classes)]
    lines += [f"Declaration(ObjectProperty(<{NS}o{n}>)) Declaration(DataProperty(<{NS}d{n}>))" for n in range(classes)]
    return ontology_from_texts([("large.ofn", "Ontology(<https://test.example/large>\n" + "\n".join(lines) + "\n)")])
