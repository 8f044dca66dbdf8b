"""Our reading beside the OWLAPI's: the same axioms, and as many."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from ontology.canonical import canonical
from ontology.load import shipped_packs
from ontology.owl import Axiom
from ontology.rdf.mapping import read_graph
from ontology.rdf.syntaxes import RdfSyntax
from ontology.rdf.triples import parse
from ontology.reader import Document, read_file, read_text
from ontology.xml_entities import without_entities
from tools.maven import MavenError
from tools.robot import Counted, read

_TESTS = "http://www.w3.org/2007/OWL/testOntology#"
_HELD = ("rdfXmlPremiseOntology", "rdfXmlConclusionOntology", "fsPremiseOntology", "fsConclusionOntology")

# W3C cases in which our count is another than the OWLAPI's, each with the reason.
_COUNTED_OTHERWISE = {
    "TestCase-3AWebOnt-2DFunctionalProperty-2D005.rdfXmlConclusionOntology": (
        "a cardinality of a property that nothing declares: the OWLAPI loses the restriction and counts its number"
    ),
    "TestCase-3AWebOnt-2DI5.26-2D010.rdfXmlConclusionOntology": "as above",
    "TestCase-3AWebOnt-2Dcardinality-2D006.rdfXmlConclusionOntology": "as above",
    "TestCase-3AWebOnt-2Dcardinality-2D006.rdfXmlPremiseOntology": "as above",
}


def _counted(files: list[Path], folder: Path, imports: list[str]) -> list[Counted]:
    try:
        return read(files, folder, ignored_imports=imports)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _keys(axioms: tuple[Axiom, ...]) -> Counter[str]:
    """The axioms as texts that are equal when they say the same, blank nodes' names aside."""
    same = (canonical(axiom) for axiom in axioms)
    return Counter(re.sub(r"_:[\w-]+", "_:", f"{axiom} {axiom.annotations!r}") for axiom in same)


def _total(document: Document) -> int:
    return len(document.axioms) + sum(bool(unread.kind) for unread in document.unread)


@pytest.mark.shared_data
def test_public_ontologies_and_packs_hold_the_axioms_that_the_owlapi_finds(shared_data: Path, tmp_path: Path) -> None:
    files = [*sorted((shared_data / "ontologies").iterdir()), *shipped_packs().values()]
    documents = [read_file(file) for file in files]
    imports = sorted({iri for document in documents for iri in document.imports})
    for document, counted in zip(documents, _counted(files, tmp_path, imports), strict=True):
        assert not counted.error, document.file
        # With its imports left aside, Contracts has four cardinalities on properties that nothing declares; the
        # OWLAPI makes an error class of each and counts its number as one more annotation.
        extra = 4 if document.file == "Contracts.rdf" else 0
        assert _total(document) == counted.axioms - extra, document.file
        theirs = _keys(read_text(counted.functional.read_text(encoding="utf-8"), file="theirs.ofn").axioms)
        ours = _keys(document.axioms)
        assert sum((ours - theirs).values()) == extra, list(ours - theirs)[:3]


@pytest.mark.shared_data
def test_the_w3c_cases_hold_as_many_axioms_as_the_owlapi_finds(shared_data: Path, tmp_path: Path) -> None:
    files = _cases(shared_data / "owl-tests" / "all.rdf", tmp_path)
    assert len(files) > 700
    imports = re.findall(r'imports rdf:resource="([^"]*)"', "".join(f.read_text(encoding="utf-8") for f in files))
    folder = tmp_path / "theirs"
    folder.mkdir()
    otherwise = []
    equal = 0
    for file, counted in zip(files, _counted(files, folder, sorted(set(imports))), strict=True):
        if counted.error:
            continue
        equal += 1
        if _total(read_file(file)) != counted.axioms:
            otherwise.append(file.stem)
    assert sorted(otherwise) == sorted(_COUNTED_OTHERWISE)
    assert equal > 700


def _cases(path: Path, folder: Path) -> list[Path]:
    """Each ontology inside the W3C's export, as a file of its own."""
    text = without_entities(path.read_text(encoding="utf-8"), file=path.name, limit=10**9)
    files: list[Path] = []
    for subject, predicate, target in parse(text, RdfSyntax.RDF_XML, base="file:///all", file=path.name):
        name = predicate.removeprefix(_TESTS)
        if name in _HELD:
            suffix = "ofn" if name.startswith("fs") else "rdf"
            file = folder / f"{str(subject).strip('<>').rpartition('/')[2]}.{name}.{suffix}"
            file.write_text(getattr(target, "text", ""), encoding="utf-8")
            files.append(file)
    return files


def test_both_of_our_readers_find_the_same_in_the_two_kinds_of_syntax(tmp_path: Path) -> None:
    turtle = """
    @prefix : <https://t.example/a#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <https://t.example/a> a owl:Ontology . :A a owl:Class ; rdfs:label "甲"@zh . :p a owl:ObjectProperty .
    :A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:minCardinality 2 ] .
    """
    functional = """Prefix(:=<https://t.example/a#>) Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
    Ontology(<https://t.example/a> Declaration(Class(:A)) Declaration(ObjectProperty(:p))
    AnnotationAssertion(rdfs:label :A "甲"@zh) SubClassOf(:A ObjectMinCardinality(2 :p)))"""
    ours, theirs = read_text(turtle, file="a.ttl"), read_text(functional, file="a.ofn")
    assert _keys(ours.axioms) == _keys(theirs.axioms)
    triples = parse(turtle, RdfSyntax.TURTLE, base="file:///a", file="a.ttl")
    assert read_graph(triples, file="a.ttl").iri == theirs.iri
