"""A small ontology with goods and orders, for tests of what is built from an ontology alone."""

from ontology.load import ontology_from_texts
from ontology.model import Ontology

NS = "https://fengmi.example/small#"

TEXT = """
Prefix(s:=<https://fengmi.example/small#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(rdf:=<http://www.w3.org/1999/02/22-rdf-syntax-ns#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(xml:=<http://www.w3.org/XML/1998/namespace>)
Ontology(<https://fengmi.example/small>
Declaration(Class(s:Good)) Declaration(Class(s:Kettle)) Declaration(Class(s:Order)) Declaration(Class(s:Line))
Declaration(Class(s:Shop)) Declaration(Class(s:Island)) Declaration(Class(g:Unit)) Declaration(Class(g:DialogAct))
Declaration(Class(g:Operation)) Declaration(Class(g:Product))
Declaration(ObjectProperty(s:hasLine)) Declaration(ObjectProperty(s:ofGood)) Declaration(ObjectProperty(s:soldBy))
Declaration(ObjectProperty(s:seenBeside)) Declaration(AnnotationProperty(g:sideLink))
Declaration(DataProperty(s:weight)) Declaration(DataProperty(s:depth)) Declaration(DataProperty(g:unitSymbol))
Declaration(NamedIndividual(s:kilogram)) Declaration(NamedIndividual(s:Cancel)) Declaration(NamedIndividual(s:Hello))
SubClassOf(s:Kettle s:Good)
ObjectPropertyDomain(s:hasLine s:Order) ObjectPropertyRange(s:hasLine s:Line)
ObjectPropertyDomain(s:ofGood s:Line) ObjectPropertyRange(s:ofGood s:Good)
ObjectPropertyDomain(s:soldBy s:Good) ObjectPropertyRange(s:soldBy s:Shop)
ObjectPropertyDomain(s:seenBeside s:Order) ObjectPropertyRange(s:seenBeside s:Good)
AnnotationAssertion(g:sideLink s:seenBeside "true"^^xsd:boolean)
DataPropertyDomain(s:weight s:Good) DataPropertyRange(s:weight xsd:decimal)
DataPropertyDomain(s:depth s:Good) DataPropertyRange(s:depth xsd:decimal)
ClassAssertion(g:Unit s:kilogram) ClassAssertion(g:Operation s:Cancel) ClassAssertion(g:DialogAct s:Hello)
DataPropertyAssertion(g:unitSymbol s:kilogram "kg")
AnnotationAssertion(rdfs:label s:Kettle "电水壶"@zh) AnnotationAssertion(rdfs:label s:Kettle "kettle"@en)
AnnotationAssertion(rdfs:label s:Good "商品"@zh)
AnnotationAssertion(rdfs:label s:weight "净重"@zh) AnnotationAssertion(rdfs:label s:weight "net weight"@en)
AnnotationAssertion(skos:altLabel s:weight "重量"@zh) AnnotationAssertion(skos:hiddenLabel s:weight "有多重"@zh)
AnnotationAssertion(skos:hiddenLabel s:weight "重"@zh) AnnotationAssertion(skos:hiddenLabel s:weight "price"@en)
AnnotationAssertion(rdfs:label s:depth "重量深度"@zh) AnnotationAssertion(skos:altLabel s:depth "净重"@zh)
AnnotationAssertion(rdfs:label s:kilogram "千克"@zh)
AnnotationAssertion(rdfs:label s:Cancel "取消订单"@zh)
AnnotationAssertion(skos:hiddenLabel s:Cancel "不想要这一单了"@zh)
AnnotationAssertion(rdfs:label s:Hello "喂"@zh)
)
"""


def small_ontology() -> Ontology:
    """The ontology of this module's text."""
    return ontology_from_texts([("small.ofn", TEXT)])
