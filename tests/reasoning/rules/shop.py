"""A small ontology and store for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.embedded import EmbeddedStore
from graph.fact import Fact, Scalar
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from ontology.reader import read_text

NS = "https://example.test/t#"
CLASSES = ("A", "B", "C", "D")
OBJECTS = ("p", "q", "r", "s")
DATA = {"k": "xsd:string", "n": "xsd:integer", "m": "xsd:decimal", "t": "xsd:dateTime", "u": "xsd:string"}

_HEAD = """Prefix(t:=<https://example.test/t#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(swrlb:=<http://www.w3.org/2003/11/swrlb#>)
Ontology(<https://example.test/t>
Declaration(AnnotationProperty(g:onDemand))
"""


def ontology(axioms: str) -> Ontology:
    """An ontology with the terms above and some axioms, in functional syntax with the prefix t."""
    declared = [f"Declaration(Class(t:{name}))" for name in CLASSES]
    declared += [f"Declaration(ObjectProperty(t:{name}))" for name in OBJECTS]
    declared += [
        f"Declaration(DataProperty(t:{name})) DataPropertyRange(t:{name} {datatype})" for name, datatype in DATA.items()
    ]
    return Ontology([read_text(_HEAD + "\n".join(declared) + f"\n{axioms}\n)", file="t.ofn")])


def swrl(name: str, body: str, head: str) -> str:
    """A rule from atoms whose variables are written ?x."""
    for variable in "xyzvw":
        body = body.replace(f"?{variable}", f"Variable(<urn:swrl:var#{variable}>)")
        head = head.replace(f"?{variable}", f"Variable(<urn:swrl:var#{variable}>)")
    return f'DLSafeRule(Annotation(rdfs:label "{name}") Body({body}) Head({head}))'


def iri(name: str) -> str:
    """An individual's or a term's IRI."""
    return NS + name


def is_a(subject: str, cls: str, **more: str) -> Fact:
    """A stated class membership."""
    return Fact(subject=iri(subject), property=RDF_TYPE, object=iri(cls), source="t.json#1", **more)


def link(subject: str, property: str, object: str, **more: str) -> Fact:
    """A stated link."""
    return Fact(subject=iri(subject), property=iri(property), object=iri(object), source="t.json#1", **more)


def value(subject: str, property: str, what: Scalar, **more: str) -> Fact:
    """A stated value."""
    return Fact(subject=iri(subject), property=iri(property), value=what, source="t.json#1", **more)


def told(facts: Iterable[Fact]) -> set[tuple[str, str, str]]:
    """Facts by local names, without provenance: (subject, property, object or value); 'is' for a class."""
    return {
        (
            f.subject.removeprefix(NS),
            "is" if f.property == RDF_TYPE else f.property.removeprefix(NS),
            str(f.object if f.object is not None else f.value).removeprefix(NS),
        )
        for f in facts
    }


def store(path: Path, axioms: str, facts: Iterable[Fact] = ()) -> EmbeddedStore:
    """An embedded store with the ontology and some facts."""
    made = EmbeddedStore(path / "store")
    made.load_ontology(ontology(axioms))
    made.write(added=facts)
    return made
