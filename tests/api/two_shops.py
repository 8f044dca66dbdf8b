"""Two shops of one trade, their goods, and overlays of theirs that contradict each other."""

from __future__ import annotations

from decimal import Decimal

from graph.fact import Fact
from ontology.general import NS, individual_iri
from ontology.owl import RDF_TYPE, RDFS

ALPHA, BETA = "alpha", "beta"
GOODS = (("K1", "电热水壶", "99.00"), ("K2", "养生壶", "399.00"))


def overlay(shop: str, least: str, *axioms: str, word: str = "臻选", imports: str = "general") -> str:
    """An overlay that calls what costs at least so much choice goods, in a word of its own."""
    x, p = "Variable(<urn:swrl:var#x>)", "Variable(<urn:swrl:var#p>)"
    more = "\n".join(axioms)
    return f"""Prefix(o:=<https://{shop}.example/own#>)
Prefix(g:=<{NS}>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(swrlb:=<http://www.w3.org/2003/11/swrlb#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://{shop}.example/own>
Import(<https://fengmi.example/{imports}>)
Annotation(g:overlayOf "{shop}")
Declaration(Class(o:Choice)) SubClassOf(o:Choice g:Product)
AnnotationAssertion(rdfs:label o:Choice "{word}商品"@zh) AnnotationAssertion(rdfs:label o:Choice "choice goods"@en)
Declaration(DataProperty(o:grade)) DataPropertyDomain(o:grade g:Product) DataPropertyRange(o:grade xsd:string)
AnnotationAssertion(rdfs:label o:grade "{word}等级"@zh) AnnotationAssertion(rdfs:label o:grade "grade of {shop}"@en)
DLSafeRule(Annotation(rdfs:label "what is choice")
 Body(ClassAtom(g:Product {x}) DataPropertyAtom(g:price {x} {p})
  BuiltInAtom(swrlb:greaterThanOrEqual {p} "{least}"^^xsd:decimal))
 Head(ClassAtom(o:Choice {x}) DataPropertyAtom(o:grade {x} "{word}{least}"^^xsd:string)))
{more}
)
"""


def facts() -> list[Fact]:
    """Both shops, each with the same goods under its own name."""
    found = []
    for shop in (ALPHA, BETA):
        iri = individual_iri("Shop", shop)
        found += [_fact(iri, RDF_TYPE, NS + "Shop"), Fact(subject=iri, property=RDFS + "label", value=f"{shop}电器")]
        for key, name, price in GOODS:
            item = goods(shop, key)
            found += [
                _fact(item, RDF_TYPE, NS + "Product"),
                Fact(subject=item, property=RDFS + "label", value=name, source="shops#1"),
                Fact(subject=item, property=NS + "name", value=name, source="shops#1"),
                Fact(subject=item, property=NS + "productId", value=key, source="shops#1"),
                Fact(subject=item, property=NS + "price", value=Decimal(price), source="shops#1"),
                _fact(item, NS + "soldBy", iri),
            ]
    return found


def goods(shop: str, key: str) -> str:
    """The IRI of one of a shop's goods."""
    return individual_iri("Product", key, shop=shop)


def _fact(subject: str, property: str, object: str) -> Fact:
    return Fact(subject=subject, property=property, object=object, source="shops#1")
