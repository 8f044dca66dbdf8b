"""Broken Manchester documents: one clear line at the spot."""

import pytest

from ontology.errors import OntologyError
from ontology.parsing.manchester import cursor, tokens
from ontology.parsing.manchester.reader import read_manchester
from tests.ontology.parsing.manchester.documents import HEAD, LINES

# What follows the head, and what is told with «1» for the first line after it.
_BROKEN = {
    "Class: A SubClassOf: B C": r"«1», column 24: «C» stands where .*a comma is missing",
    "Class: A SubClassOf:": r"«1», column 21: the file ends where a class",
    "Class: A SubClassOf: (B and C": r"«1», column 30: the file ends where '\)'",
    "Class: A SubClassOf: B and": r"«1», column 27: the file ends where a class",
    "Class: A SubClassOf: p some": r"«1», column 28: the file ends where a class",
    "Class: A SubClassOf: p sum B": r"«1», column 24: «sum» stands where 'some', 'only', 'value' or another",
    "Class: A SubClassOf: p min two B": r"«1», column 28: «two» stands where a whole number",
    "Class: A SubClassOf: d value x": r"«1», column 30: «x» stands where a value.*double quotes",
    "Class: A\n  SubclasOf: B": r"«2», column 3: «SubclasOf:» stands where.*misspelt",
    "Class: A Domain: B": r"«1», column 10: «Domain:» stands where.*move it to a frame that has it",
    "Class: A SubClassOf: zz:B": r"«1», column 22: the prefix of «zz:B» is not declared; write «Prefix: zz: <IRI>»",
    'Class: A Annotations: rdfs:label "x': r"«1», column 34: a text begins here that has no closing quote",
    "Class: A Annotations: rdfs:label 'x'": r"«1», column 34: a name in single quotes is a label",
    "Class: A Annotations: rdfs:seeAlso <https://a b>": r"«1», column 36: an IRI begins here that has a blank",
    'Class: A Annotations: rdfs:label "x"^^': r"«1», column 39: the file ends where a datatype",
    "Class: A SubClassOf: {i, j": r"«1», column 27: the file ends where '}' or ','",
    "DataProperty: d Range: xsd:integer[>> 5]": r"«1», column 37: «>» stands where a facet's value",
    "DataProperty: d Range: xsd:integer[atLeast 5]": r"«1», column 36: «atLeast» stands where one of >=",
    "DataProperty: d Characteristics: Transitive": r"«1», column 34: «Transitive» stands where one of Functional",
    "ObjectProperty: p SubPropertyOf: d": r"«1», column 34: «d» stands where an object property .*another kind",
    "Individual: i Facts: p": r"«1», column 23: the file ends where an individual",
    "DisjointProperties: p, d": r"«1», column 25: object and data properties stand in one list",
    "Rule: A(?x) B(?x) -> C(?x)": r"«1», column 13: «B» stands where '->' or ','",
    "Rule: A(?x, ?y) -> C(?x)": r"«1», column 8: «A» is of kind Class and takes 1 argument",
    "Rule: p(?x) -> C(?x)": r"«1», column 8: «p» is of kind ObjectProperty and takes 2 argument",
    "Rule: SameAs(?x) -> C(?x)": r"«1», column 13: the atom takes 2 argument\(s\), not 1",
    "Ontology: <https://t.example/b>": r"«1», column 1: «Ontology:» stands where a frame",
    'Class: p some A Annotations: rdfs:label "x"': r"«1», column 17: «Annotations:» stands where",
    "Class: Class: B": r"«1», column 8: «Class:» stands where the name of a class is expected",
}


@pytest.mark.parametrize("text", _BROKEN)
def test_a_broken_document_is_told_where_and_what_was_expected(text: str) -> None:
    line = LINES + 1
    told = _BROKEN[text].replace("«1»", f"line {line}").replace("«2»", f"line {line + 1}")
    with pytest.raises(OntologyError, match=rf"^t\.omn: {told}"):
        read_manchester(HEAD + text, file="t.omn")


def test_a_name_without_a_default_prefix_is_told_how_to_get_one() -> None:
    with pytest.raises(OntologyError, match=r"line 2, column 8: «A» needs a default prefix; write «Prefix: : <IRI>»"):
        read_manchester("Ontology: <https://t.example/a>\nClass: A", file="t.omn")


def test_a_prefix_without_an_iri_is_told() -> None:
    with pytest.raises(OntologyError, match=r"line 1, column 12: «https://t\.example/» stands where the IRI"):
        read_manchester("Prefix: a: https://t.example/", file="t.omn")


def test_a_document_of_too_many_tokens_is_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MAX_TOKENS", 10)
    monkeypatch.setattr(cursor, "MAX_TOKENS", 10)
    with pytest.raises(OntologyError, match="line 1, column 11: more than 10 names and marks"):
        read_manchester("(" * 99, file="t.omn")
