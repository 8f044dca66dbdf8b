"""LUBM's ontology and data in the forms that the engines under comparison want."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ontology.model import Ontology
from ontology.owl import OWL, RDF, RDFS
from ontology.reader import read_text
from reasoning.rules import compile_rules

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "lubm"
ONTOLOGY = DATA / "univ-bench.owl"

_ABOUT, _ID, _RESOURCE = (f"{{{RDF}}}{name}" for name in ("about", "ID", "resource"))
_PROPERTIES = {
    "ObjectProperty": "ObjectProperty",
    "DatatypeProperty": "DataProperty",
    "TransitiveProperty": "ObjectProperty",
}


def ontology(path: Path = ONTOLOGY) -> Ontology:
    """univ-bench as an Ontology. Knows only the constructs that this one file uses, and refuses others."""
    root = ElementTree.parse(path).getroot()
    base = root.attrib["{http://www.w3.org/XML/1998/namespace}base"]
    axioms = [axiom for node in root for axiom in _axioms(node, base)]
    return Ontology([read_text("\n".join([f"Ontology(<{base}>", *axioms, ")"]), file="univ-bench.ofn")])


def _axioms(node: ElementTree.Element, base: str) -> Iterator[str]:
    kind, name = node.tag.removeprefix(f"{{{OWL}}}"), _name(node, base)
    if kind == "Ontology":
        return
    yield f"Declaration({_PROPERTIES.get(kind, kind)}({name}))"
    if kind == "Class":
        for child in node:
            if child.tag == f"{{{RDFS}}}subClassOf":
                yield f"SubClassOf({name} {_expression(child, base)})"
            elif child.tag == f"{{{OWL}}}intersectionOf":
                parts = [_expression_of(part, base) for part in child]
                whole = f"ObjectIntersectionOf({' '.join(parts)})" if len(parts) > 1 else parts[0]
                yield f"EquivalentClasses({name} {whole})"
        return
    if kind == "TransitiveProperty":
        yield f"TransitiveObjectProperty({name})"
    sort = "Data" if kind == "DatatypeProperty" else "Object"
    for child in node:
        other = f"<{base}{child.attrib.get(_RESOURCE, '')}>"
        if child.tag == f"{{{RDFS}}}domain":
            yield f"{sort}PropertyDomain({name} {other})"
        elif child.tag == f"{{{RDFS}}}range":
            yield f"{sort}PropertyRange({name} {other})"
        elif child.tag == f"{{{RDFS}}}subPropertyOf":
            yield f"Sub{sort}PropertyOf({name} {other})"
        elif child.tag == f"{{{OWL}}}inverseOf":
            yield f"InverseObjectProperties({name} {other})"


def _expression(holder: ElementTree.Element, base: str) -> str:
    return f"<{base}{holder.attrib[_RESOURCE]}>" if _RESOURCE in holder.attrib else _expression_of(holder[0], base)


def _expression_of(node: ElementTree.Element, base: str) -> str:
    if node.tag == f"{{{OWL}}}Class":
        return _name(node, base)
    property, some = node.find(f"{{{OWL}}}onProperty"), node.find(f"{{{OWL}}}someValuesFrom")
    if property is None or some is None:
        raise ValueError(f"{node.tag} is not of univ-bench")
    return f"ObjectSomeValuesFrom(<{base}{property.attrib[_RESOURCE]}> {_expression(some, base)})"


def _name(node: ElementTree.Element, base: str) -> str:
    return f"<{base}{node.attrib.get(_ABOUT) or '#' + node.attrib.get(_ID, '')}>"


def unpacked(universities: int, folder: Path) -> Path:
    """A LUBM data set as a plain N-Triples file in a folder, as every engine here reads it."""
    target = folder / f"lubm{universities}.nt"
    if not target.exists():
        with gzip.open(DATA / f"lubm{universities}.nt.gz") as source:
            target.write_bytes(source.read())
    return target


def used(ontology: Ontology) -> frozenset[str]:
    """The classes and properties that some rule mentions: those whose facts every engine here has."""
    rules = compile_rules(ontology).rules
    return frozenset(atom.predicate for rule in rules for atom in (rule.head, *rule.body))
