"""Odd and hostile files: read where they are sound, else one clear line, never a crash."""

import gzip
from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.reader import read_file
from ontology.syntax import Syntax

_RDF = (
    '<?xml version="1.0" encoding="{}"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:owl="http://www.w3.org/2002/07/owl#"><owl:Class rdf:about="http://t.example/热水器"/></rdf:RDF>'
)
_BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
_DEEP = 3000


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK", "GB18030", "UTF-16"])
def test_any_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.owl").write_bytes(_RDF.format(encoding).encode(encoding))
    assert "热水器" in read_file(tmp_path / "a.owl").axioms[0].short()


def test_a_packed_file_is_unpacked_and_its_syntax_found_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.owl").write_bytes(gzip.compress(_RDF.format("UTF-8").encode()))
    assert read_file(tmp_path / "a.owl").syntax is Syntax.RDF_XML


_HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb.owl.gz": (gzip.compress(b" " * (70 << 20)), "unpacks to more than"),
    "cut.owl.gz": (gzip.compress(b"hello" * 999)[:40], "cut off"),
    "noise.gz": (b"\x1f\x8b" + b"noise" * 20, "damaged gzip"),
    "wrong.owl": (_RDF.format("UTF-8").encode("gbk"), "not UTF-8 \\(byte"),
    "nobody.owl": (_RDF.format("x-unheard-of").encode(), "which is unknown"),
    "entities.owl": (f'<!DOCTYPE r [<!ENTITY a0 "ha">{_BOMB}]><rdf:RDF>&a9;</rdf:RDF>'.encode(), "longer than"),
    "self.owl": (b'<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]><rdf:RDF>&a;</rdf:RDF>', "part of itself"),
    "outside.owl": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rdf:RDF>&a;</rdf:RDF>', "another file"),
    "page.owl": (b"<html><body>404</body></html>", "a web page"),
    "cut.owl": (_RDF.format("UTF-8").encode()[:150], "not well-formed RDF/XML"),
    "cut.ttl": (b"@prefix : <http://t.example/> .\n:a :b", "line 2, column"),
    "prefix.ttl": (b"@prefix a: <http://t.example/> .\na:A a b:B .", "line 2, column"),
    "remote.jsonld": (b'{"@context": "https://schema.org/", "@id": "x"}', "not well-formed JSON-LD"),
    "deep.ofn": (
        b"Ontology(SubClassOf(\n" + b"ObjectComplementOf(" * _DEEP + b")" * _DEEP + b"))",
        "line 2, column 1901: .*nested more than 100 deep",
    ),
    "deep.omn": (
        b"Ontology: <http://a>\nClass: <http://a#A>\n SubClassOf: " + b"(" * _DEEP,
        "line 3, column .*nested more than",
    ),
    "deep.owx": (b"<Ontology>" + b"<ObjectComplementOf>" * _DEEP, "nested more than"),
    "deep.jsonld": (b'{"http://p":' * _DEEP + b"1" + b"}" * _DEEP, "nested more than"),
    "empty.ttl": (b"", "it is empty"),
    "nul.ofn": (b"Ontology(\x00)", "NUL"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_file_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    data, said = _HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(OntologyError, match=said):
        read_file(tmp_path / name)
