"""`fengmi ontology diff`: what another version of a pack changes, in words, in answers and in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.difference import compare
from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ingest import load_individuals
from ontology.load import PACKS, load_ontology
from ontology.owl import RDF_TYPE
from reasoning.dispute import judge
from reasoning.rules import infer
from tests.api.test_cli import read, run
from tests.reasoning.dispute.desk import LATER, Case, dp, verdict

SHOES = "https://x.example/shoes#"
PACK = """Prefix(:=<https://x.example/shoes#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)
Prefix(swrlb:=<http://www.w3.org/2003/11/swrlb#>)
Ontology(<https://x.example/shoes>
Declaration(Class(:Shoe))
Declaration(Class(:Big))
Declaration(DataProperty(:size))
DataPropertyRange(:size xsd:integer)
AnnotationAssertion(skos:altLabel :Shoe "鞋子"@zh)
DLSafeRule(
  Annotation(rdfs:label "big from")
  Body(
    ClassAtom(:Shoe Variable(:x))
    DataPropertyAtom(:size Variable(:x) Variable(:n))
    BuiltInAtom(swrlb:greaterThanOrEqual Variable(:n) "44"^^xsd:integer)
  )
  Head(ClassAtom(:Big Variable(:x)))
)
)"""
EXAMPLES = """Prefix(s:=<https://x.example/shoes#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<https://x.example/shoes-examples>
Import(<https://x.example/shoes>)
Declaration(NamedIndividual(s:runner))
ClassAssertion(s:Shoe s:runner)
DataPropertyAssertion(s:size s:runner "42"^^xsd:integer)
)"""
QUESTIONS = """
pack: shoes.ofn
examples: shoes.examples.ofn
questions:
  - ask: 有几双大码的鞋？
    lang: zh
    cypher: MATCH (s:Big) RETURN count(s)
    rows: [[0]]
  - ask: 一共有几双鞋？
    lang: zh
    cypher: MATCH (s:Shoe) RETURN count(s)
    rows: [[1]]
"""


def _write(folder: Path, pack: str) -> Path:
    folder.mkdir()
    for name, text in (("ofn", pack), ("examples.ofn", EXAMPLES), ("cq.yaml", QUESTIONS)):
        (folder / f"shoes.{name}").write_text(text, encoding="utf-8")
    return folder / "shoes.ofn"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The first version of a small pack."""
    return _write(tmp_path / "old", PACK)


def _new(folder: Path, before: str, after: str) -> Path:
    assert before in PACK
    return _write(folder / "new", PACK.replace(before, after))


@pytest.fixture
def store(tmp_path: Path, old: Path) -> str:
    """A store with the first version and two pairs of shoes; its URL."""
    made = EmbeddedStore(tmp_path / "store")
    made.load_ontology(load_ontology([old]))
    load_individuals(made)
    shoes = {"a": 43, "b": 45}
    made.write(
        added=[
            *(Fact(subject=SHOES + n, property=RDF_TYPE, object=SHOES + "Shoe", source="f.csv#1/x") for n in shoes),
            *(Fact(subject=SHOES + n, property=SHOES + "size", value=s, source="f.csv#1/n") for n, s in shoes.items()),
        ]
    )
    infer(made)
    made.close()
    return f"embedded:{tmp_path / 'store'}"


def test_another_limit_of_a_rule_changes_facts_and_answers(old: Path, tmp_path: Path, store: str) -> None:
    new = _new(tmp_path, '"44"', '"42"')
    told = read("ontology", "diff", str(old), str(new), "--store", store)
    assert told["axioms"]["rules"] == {"added": [], "removed": [], "changed": ["big from"]}
    assert len(told["axioms"]["changed"]) == 1
    (fact,) = told["impact"]["appeared"]
    assert (fact["subject"], fact["object"], fact["rule"]) == (SHOES + "a", SHOES + "Big", "big from")
    assert (told["impact"]["vanished"], told["impact"]["asserted"], told["impact"]["cases"]) == ([], 4, 0)
    assert told["answers"]["asked"] == 2
    (answer,) = told["answers"]["changed"]
    assert (answer["ask"], answer["before"], answer["after"]) == ("有几双大码的鞋？", [[0]], [[1]])
    assert read("ontology", "diff", str(old), str(new), "--store", store) == told


def test_the_other_way_round_what_appeared_vanishes(old: Path, tmp_path: Path, store: str) -> None:
    code, out, err = run("ontology", "diff", str(_new(tmp_path, '"44"', '"42"')), str(old), "--store", store)
    assert (code, err) == (0, "")
    assert "由 4 条事实推出的事实：出现 0，消失 1；案件 0，裁定变更 0\n  - a type Big（big from）" in out
    assert "规则变更 1：big from" in out
    assert "  ~ 有几双大码的鞋？\n    1 → 0" in out


def test_another_synonym_changes_an_axiom_and_nothing_else(old: Path, tmp_path: Path, store: str) -> None:
    told = read("ontology", "diff", str(old), str(_new(tmp_path, '"鞋子"', '"靴子"')), "--store", store)
    (changed,) = told["axioms"]["changed"]
    assert (changed["before"][-5:], changed["after"][-5:]) == ('"鞋子")', '"靴子")')
    assert told["axioms"]["terms"]["changed"] == [SHOES + "Shoe"]
    assert (told["impact"]["appeared"], told["impact"]["vanished"], told["answers"]["changed"]) == ([], [], [])


def test_the_store_is_only_read(old: Path, tmp_path: Path, store: str) -> None:
    def held() -> list[str]:
        made = EmbeddedStore(tmp_path / "store", create=False)
        try:
            return sorted(map(str, made.facts()))
        finally:
            made.close()

    before = held()
    assert run("ontology", "diff", str(old), str(_new(tmp_path, '"44"', '"42"')), "--store", store)[0] == 0
    assert held() == before


def test_without_a_store_the_versions_alone_are_compared(old: Path, tmp_path: Path) -> None:
    nowhere = f"embedded:{tmp_path / 'nothing'}"
    code, out, _ = run("ontology", "diff", str(old), str(old), "--store", nowhere)
    assert (code, out) == (0, "两个版本说的一样\n没有图库，未比较推出的事实与裁定（--store 指定）\n")
    assert not (tmp_path / "nothing").exists()


def test_questions_that_a_version_cannot_be_asked_are_told(old: Path, tmp_path: Path) -> None:
    new = _new(tmp_path, "DataPropertyRange(:size xsd:integer)", "DataPropertyRange(:size xsd:boolean)")
    code, out, _ = run("ontology", "diff", str(old), str(new), "--store", f"embedded:{tmp_path / 'nothing'}")
    assert code == 0
    assert "问题 shoes.cq.yaml：未能比较，" in out


def test_a_version_that_cannot_be_run_is_one_line(old: Path, tmp_path: Path) -> None:
    new = _new(tmp_path, "Head(ClassAtom(:Big Variable(:x)))", "Head(ClassAtom(:Big Variable(:y)))")
    code, _, err = run("ontology", "diff", str(old), str(new))
    assert code == 1
    assert err.startswith("fengmi: rule 'big from' is unsafe")
    assert len(err.splitlines()) == 1


def test_another_priority_changes_the_rulings_that_hang_on_it(tmp_path: Path) -> None:
    """A parcel that was signed for and a seller who did not answer in time: R35 wins over R02 by its priority."""
    graph = EmbeddedStore(tmp_path / "store")
    try:
        graph.load_ontology(load_ontology(["dispute"]))
        load_individuals(graph)
        case = Case(graph, "NotReceived").without(dp("respondedAt")).signed().write()
        other = Case(graph, "NotReceived").signed().write()
        infer(graph)
        text = (PACKS / "dispute.ofn").read_text(encoding="utf-8")
        before, after = (f'DataPropertyAssertion(dp:priority dp:R35 "{priority}"' for priority in (60, 5))
        assert before in text
        new = tmp_path / "dispute.ofn"
        new.write_text(text.replace(before, after), encoding="utf-8")
        report = compare("dispute", new, graph, LATER)
        assert report.impact is not None
        assert (report.impact.cases, report.impact.cases_left) == (2, 0)
        changed = [(r.case, r.before.verdict, r.after.verdict) for r in report.impact.rulings]
        assert changed == [(case.iri, "ClaimGranted", "ClaimRejected")]
        assert verdict(judge(graph, case.iri, LATER)) == "ClaimGranted"
        assert verdict(judge(graph, other.iri, LATER)) == "ClaimRejected"
        assert report.answers is not None
        assert (report.answers.file, report.answers.fault) == ("dispute.cq.yaml", "")
    finally:
        graph.close()
