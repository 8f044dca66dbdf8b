"""Which syntax a text is written in."""

import pytest

from ontology.syntax import Syntax, syntax_of

_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ('<Ontology ontologyIRI="http://t.example/o"/>', Syntax.OWL_XML),
        ("<!-- c --><?x y?>\n<owl:Ontology\n xmlns:owl='http://www.w3.org/2002/07/owl#'>", Syntax.OWL_XML),
        (f'<owl:Ontology {_RDF} rdf:about="http://t.example/o"/>', Syntax.RDF_XML),
        (f'<owl:Ontology {_RDF}\n  rdf:ID = "o"/>', Syntax.RDF_XML),
        (f"<rdf:RDF {_RDF}/>", Syntax.RDF_XML),
    ],
)
def test_xml_is_known_by_its_root(text: str, syntax: Syntax) -> None:
    assert syntax_of(text, "a.xml") is syntax


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("# c\nClass: <urn:a>\n", Syntax.MANCHESTER),
        ("ObjectProperty: <urn:p> Domain: <urn:a>", Syntax.MANCHESTER),
        ("Namespace: <urn:a#>\nOntology: <urn:a>", Syntax.MANCHESTER),
        ("! c\nremark: first\nontology: a", Syntax.OBO),
        ("[Typedef]\nid: part_of", Syntax.OBO),
        ("[Instance]\nid: a", Syntax.OBO),
        ("treat-xrefs-as-equivalent: A\n", Syntax.OBO),
        ("PREFIX : <urn:a#>\n:a a :B .", Syntax.TURTLE),
        ("[] a <urn:b> .", Syntax.TURTLE),
        ("[{}]", Syntax.JSON_LD),
    ],
)
def test_manchester_and_obo_are_known_by_whatever_they_begin_with(text: str, syntax: Syntax) -> None:
    assert syntax_of(text, "a.txt") is syntax
