"""RDF/XML that is not well formed, and what pyoxigraph would lose of it."""

from __future__ import annotations

import pytest

from ontology.errors import OntologyError
from ontology.rdf.syntaxes import RdfSyntax
from ontology.rdf.triples import parse
from ontology.rdf.xml_form import checked_xml, fault_place

_HEAD = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://t.example/">
"""


def _triples(body: str) -> list[str]:
    text = f"{_HEAD}<rdf:Description rdf:about='https://t.example/a'>{body}</rdf:Description></rdf:RDF>"
    return [str(target) for _, _, target in parse(text, RdfSyntax.RDF_XML, base="file:///a", file="a.rdf")]


_BROKEN = {
    "<e:A rdf:about='a'>": "line 3, column 20: .*it ends in the middle; <e:A> of line 3 is still open; fetch or save",
    "<e:A rdf:about='a'><e:": "line 3, column 20: .*it ends in the middle of a tag; <e:A> of line 3 is still open",
    "<e:A>\n\n</e:B></rdf:RDF>": "line 5, column 3: .*fits no start tag; <e:A> of line 3 is still open; repair one",
    "<e:A rdf:about='热水器'/><x:A/></rdf:RDF>": "line 3, column 23: .*«<x:A/>.*: a prefix that is not declared",
    "<e:A rdf:about='a?b=1&c=2'/></rdf:RDF>": "line 3, column 24: .*write & as &amp;",
    "<e:A rdf:about='&nbsp;'/></rdf:RDF>": "line 3, column 1: .*an entity that is not declared; declare it",
    "<e:A rdf:about=a/></rdf:RDF>": "line 3, column 16: .*put values into quotes",
    "<e:A rdf:about='a' rdf:about='b'/></rdf:RDF>": "line 3, column 20: .*already has; remove one",
    "<e:p>\x01</e:p></rdf:RDF>": "line 3, column 6: .*no control characters",
    "</rdf:RDF><e:A/>": "line 3, column 11: .*the document has ended before this",
    "<e:A><e:p rdf:parseType='Set'/></e:A></rdf:RDF>": "line 3, column 15: rdf:parseType is 'Set'; write Resource",
}


@pytest.mark.parametrize(("body", "said"), _BROKEN.items())
def test_what_is_not_well_formed_is_told_with_its_line_column_and_remedy(body: str, said: str) -> None:
    with pytest.raises(OntologyError, match=f"a.rdf: {said}"):
        checked_xml(_HEAD + body, file="a.rdf")


@pytest.mark.parametrize("cut", range(1, 180, 7))
def test_a_document_cut_off_anywhere_is_never_read_in_part(cut: int) -> None:
    whole = f"{_HEAD}<e:A rdf:about='a'><e:p>text</e:p></e:A><e:B rdf:about='b'/></rdf:RDF>"
    assert len(parse(whole, RdfSyntax.RDF_XML, base="file:///a", file="a.rdf")) == 3
    with pytest.raises(OntologyError, match="line"):
        parse(whole[:cut], RdfSyntax.RDF_XML, base="file:///a", file="a.rdf")


@pytest.mark.parametrize(
    "body",
    [
        "<e:p rdf:parseType='Literal'/>",
        '<e:p rdf:parseType = "Literal"></e:p>',
        "<e:p rdf:parseType='Literal'><!----></e:p>",
    ],
)
def test_an_empty_xml_literal_is_a_value(body: str) -> None:
    assert _triples(body) == ['""^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>']


def test_a_collection_of_damls_is_one() -> None:
    assert _triples("<e:p rdf:parseType='daml:collection'/>") == ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"]


def test_the_tag_that_a_document_fails_with_is_found() -> None:
    text = "<a>\n" + "<b/>\n" * 50 + "<c  />\n" + "<b/>\n" * 30 + "</a>"
    asked: list[str] = []

    def fails(beginning: str) -> bool:
        asked.append(beginning)
        return "<c" in beginning

    assert fault_place(text, fails) == (52, 1)
    assert len(asked) <= 8


def test_xml_of_another_kind_is_no_ontology() -> None:
    with pytest.raises(OntologyError, match=r"pom\.xml: XML without a word of RDF"):
        checked_xml("<project xmlns='http://maven.apache.org/POM/4.0.0'><name>a</name></project>", file="pom.xml")


def test_what_a_text_or_a_comment_says_of_parse_types_is_left_as_it_is() -> None:
    said = "write rdf:parseType='daml:collection' or rdf:parseType='Set'"
    assert _triples(f'<!-- {said} --><e:p>{said}</e:p><e:q e:r="{said}"/>').count(f'"{said}"') == 2


def test_damls_collections_are_read_as_rdfs() -> None:
    listed = "<e:p rdf:parseType='daml:collection'><rdf:Description rdf:about='https://t.example/x'/></e:p>"
    assert "<https://t.example/x>" in _triples(listed)


def test_a_text_that_speaks_of_parse_types_is_kept() -> None:
    spoken = '<![CDATA[write <p rdf:parseType="Literal"/> here]]>'
    text = f"{_HEAD}<e:A rdf:about='https://t.example/a'><e:p>{spoken}</e:p></e:A></rdf:RDF>"
    assert checked_xml(text, file="t.owl") == text
