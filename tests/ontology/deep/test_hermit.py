"""HermiT asked about an ontology: what it finds, what it is not given, and what is said where it cannot be had."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from ontology.deep import DeepReport, reason
from ontology.deep.merged import merged
from ontology.errors import JavaError
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from tests.ontology.axioms import DECLARATIONS, NS, document

NAMED = [line for line in DECLARATIONS if "Datatype" not in line]
EXCLUDED = ("SubClassOf(:A :B)", "SubClassOf(:A :C)", "DisjointClasses(:B :C)")
BUILT_IN = (
    "DLSafeRule(Body(DataPropertyAtom(:d Variable(<urn:x>) Variable(<urn:v>)) "
    'BuiltInAtom(<http://www.w3.org/2003/11/swrlb#greaterThan> Variable(<urn:v>) "3"^^xsd:integer)) '
    "Head(ClassAtom(:A Variable(<urn:x>))))"
)


def _ontology(*lines: str) -> Ontology:
    return ontology_from_texts([("t.ofn", document(*NAMED, *lines))])


def _asked(*lines: str) -> DeepReport:
    try:
        return reason(_ontology(*lines))
    except JavaError as error:
        if os.environ.get("CI") == "true" or "not installed" not in str(error):
            pytest.fail(str(error))
        pytest.skip(str(error))


def test_classes_that_can_have_no_member_are_named_and_so_are_those_that_need_one() -> None:
    found = _asked(*EXCLUDED, "SubClassOf(:r ObjectSomeValuesFrom(:p :A))", "Declaration(Class(:r))")
    assert found == DeepReport(consistent=True, unsatisfiable=(NS + "A", NS + "r"), left_out=())


def test_a_property_that_can_relate_nothing_is_named_where_every_class_can_have_members() -> None:
    found = _asked("DisjointObjectProperties(:p :q)", "SubObjectPropertyOf(:p :q)")
    assert found == DeepReport(consistent=True, unsatisfiable=(NS + "p",), left_out=())


def test_an_ontology_that_contradicts_itself_is_inconsistent() -> None:
    found = _asked(*EXCLUDED, "ClassAssertion(:A :i)")
    assert not found.consistent


def test_what_hermit_does_not_take_is_left_out_and_the_rest_is_reasoned_over() -> None:
    crooked = ("TransitiveObjectProperty(:p)", "FunctionalObjectProperty(:p)")
    cyclic = "SubObjectPropertyOf(ObjectPropertyChain(:q :r :q) :r)"
    found = _asked(*EXCLUDED, *crooked, cyclic, BUILT_IN)
    assert found.unsatisfiable == (NS + "A",)
    reasons = {left.axiom[:24]: left.reason for left in found.left_out}
    assert reasons["DLSafeRule(Body(DataProp"] == "a rule with built-ins, which HermiT does not know"
    assert "not simple" in reasons["FunctionalObjectProperty"]
    assert "which it defines in turn" in reasons["SubObjectPropertyOf(Obje"]
    assert len(reasons) == 3


def test_a_value_of_no_datatype_is_left_out_and_the_rest_is_reasoned_over() -> None:
    found = _asked(*EXCLUDED, 'DataPropertyAssertion(:d :i "many"^^xsd:integer)')
    assert found.unsatisfiable == (NS + "A",)
    (left,) = found.left_out
    assert left.reason == '"many", which is no integer'


_REFUSED = {
    'DataPropertyRange(:d DatatypeRestriction(xsd:integer xsd:minInclusive "x"))': "a bound must be of the same kind",
    'DataPropertyRange(:d DatatypeRestriction(xsd:float xsd:minInclusive "1"^^xsd:integer))': "write it as float",
    'DataPropertyRange(:d DatatypeRestriction(xsd:string xsd:pattern "[a"))': "it is no regular expression",
    'DataPropertyRange(:d DatatypeRestriction(xsd:string xsd:pattern "\\\\p{L}+"))': "that HermiT reads otherwise",
    'DataPropertyRange(:d DatatypeRestriction(xsd:string xsd:pattern "<x>"))': "that HermiT reads otherwise",
    'DataPropertyRange(:d DatatypeRestriction(xsd:date xsd:minInclusive "2026-01-01"^^xsd:date))': "only datatypes of",
    'DataPropertyRange(:d DatatypeRestriction(xsd:integer xsd:length "1"^^xsd:integer))': "has no facet Length",
    "SubDataPropertyOf(owl:topDataProperty :d)": "owl:topDataProperty, which may only stand above",
    "SameIndividual(_:x :i)": "which has no name",
}


def test_an_axiom_for_which_hermit_would_refuse_all_is_left_out_and_the_rest_is_reasoned_over() -> None:
    found = _asked(*EXCLUDED, *_REFUSED)
    assert found.unsatisfiable == (NS + "A",)
    assert len(found.left_out) == len(_REFUSED)
    for left in found.left_out:
        assert any(reason in left.reason for reason in _REFUSED.values()), left


def test_a_pattern_that_hermit_reads_otherwise_makes_no_sound_ontology_inconsistent() -> None:
    patterns = {r"\\d{2}": "12", r"\\w+": "ab1", "[a-z-[aeiou]]": "b", "C#": "C#", "R&D": "R&D", r"a\"b": r"a\"b"}
    lines = [
        f"Declaration(DataProperty(:d{n})) DataPropertyRange(:d{n} DatatypeRestriction(xsd:string xsd:pattern "
        f'"{pattern}")) DataPropertyAssertion(:d{n} :i "{text}")'
        for n, (pattern, text) in enumerate(patterns.items())
    ]
    found = _asked(*EXCLUDED, *lines)
    assert (found.consistent, found.unsatisfiable) == (True, (NS + "A",))
    assert len(found.left_out) == len(patterns)


@pytest.mark.parametrize("line", _REFUSED)
def test_why_an_axiom_is_left_out_is_told(line: str) -> None:
    (left,) = merged(_ontology(line)).left_out
    assert _REFUSED[line] in left.reason


def test_an_axiom_about_another_term_of_the_same_local_name_is_not_left_out() -> None:
    other = "Declaration(ObjectProperty(<https://other.example/p>)) FunctionalObjectProperty(<https://other.example/p>)"
    found = merged(_ontology("TransitiveObjectProperty(:p)", "FunctionalObjectProperty(:p)", other))
    assert [left.axiom for left in found.left_out] == ["FunctionalObjectProperty(p)"]
    kept = [str(axiom) for axiom in found.document.axioms if axiom.kind == "FunctionalObjectProperty"]
    assert kept == ["FunctionalObjectProperty(<https://other.example/p>)"]


def test_annotations_are_left_aside_and_nameless_individuals_of_two_documents_stay_apart() -> None:
    link = "ObjectPropertyAssertion(:p _:x :i)"
    texts = [("a.ofn", document(*NAMED, link)), ("b.ofn", document(*NAMED, link, iri="https://test.example/b"))]
    kinds = [axiom.kind for axiom in merged(ontology_from_texts(texts)).document.axioms]
    assert kinds.count("ObjectPropertyAssertion") == 2
    noted = merged(_ontology('AnnotationAssertion(:note :A "x")')).document.axioms
    assert "AnnotationAssertion" not in {axiom.kind for axiom in noted}


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, and an empty cache of Java libraries."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_without_java_the_line_says_what_to_install(only: Path) -> None:
    with pytest.raises(JavaError, match="java is not installed; install a Java 17 runtime"):
        reason(_ontology())


def test_without_maven_the_line_says_what_to_install_or_where_the_jars_belong(only: Path) -> None:
    _program(only, "java", "exit 0")
    with pytest.raises(JavaError, match="mvn is not installed; install Maven, or put the jars of robot-command"):
        reason(_ontology())


def test_a_maven_that_does_not_end_is_stopped(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontology.deep.jars.MAVEN_SECONDS", 0.2)
    _program(only, "java", "exit 0")
    _program(only, "mvn", "exec /bin/sleep 60")
    with pytest.raises(JavaError, match=r"did not fetch robot-command .* in 0.2 seconds; .* put the jars into"):
        reason(_ontology())


@pytest.fixture
def jars(tmp_path: Path, only: Path) -> Path:
    """As `only`, with the libraries there, so that a program called java is all that is missing."""
    (tmp_path / "cache" / "fengmi" / "robot-1.9.6" / "jars").mkdir(parents=True)
    return only


def test_a_reasoner_that_does_not_end_is_stopped(jars: Path) -> None:
    _program(jars, "java", "exec /bin/sleep 60")
    with pytest.raises(JavaError, match=r"did not end within 0\.2 s; give it more time with --seconds"):
        reason(_ontology(), seconds=0.2)


def test_a_reasoner_that_fails_is_quoted(jars: Path) -> None:
    _program(jars, "java", "echo 'ERROR out of memory'; exit 1")
    with pytest.raises(JavaError, match="HermiT cannot take the ontology: ERROR out of memory"):
        reason(_ontology())


def _checked(tmp_path: Path, *options: str) -> tuple[int, str, str]:
    file = tmp_path / "t.ofn"
    file.write_text(document(*NAMED, BUILT_IN), encoding="utf-8")
    done = CliRunner().invoke(cli, ["ontology", "check", str(file), "--deep", *options])
    return done.exit_code, done.stdout, done.stderr


def test_check_says_what_the_reasoner_said_and_was_not_given(jars: Path, tmp_path: Path) -> None:
    _program(jars, "java", f"echo 'ERROR     unsatisfiable: {NS}A'; exit 1")
    code, out, _ = _checked(tmp_path)
    assert code == 0
    assert "HermiT：一致；不可能有成员的词 1 个\n  没有交给 HermiT 的公理 1 条\n" in out
    assert "t.ofn: [unsatisfiable] HermiT finds that nothing can be a A; open" in out
    report = json.loads(_checked(tmp_path, "--json")[1])
    assert (report["deep"]["consistent"], report["deep"]["unsatisfiable"]) == (True, [NS + "A"])


def test_check_says_which_property_can_relate_nothing(jars: Path, tmp_path: Path) -> None:
    _program(jars, "java", f"echo 'ERROR     unsatisfiable property: {NS}p' >&2; exit 1")
    path = tmp_path / "t.ofn"
    path.write_text(document(*NAMED), encoding="utf-8")
    out = CliRunner().invoke(cli, ["ontology", "check", "--deep", str(path)]).stdout
    assert "t.ofn: [unsatisfiable] HermiT finds that p can relate nothing; open" in out


def test_check_says_that_an_ontology_is_inconsistent(jars: Path, tmp_path: Path) -> None:
    _program(jars, "java", "echo 'ERROR The ontology is inconsistent. TIP: use Protege'; exit 1")
    _, out, _ = _checked(tmp_path)
    assert "HermiT：不一致" in out
    assert "t.ofn: [inconsistent] HermiT finds the ontology inconsistent" in out


def test_check_fails_in_one_line_where_there_is_no_java(only: Path, tmp_path: Path) -> None:
    code, out, err = _checked(tmp_path)
    assert (code, out) == (1, "")
    assert err == "fengmi: java is not installed; install a Java 17 runtime\n"
