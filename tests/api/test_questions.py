"""`fengmi ontology questions`: what a pack must answer over its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.test_cli import read, run

PACK = """Prefix(:=<https://x.example/shoes#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<https://x.example/shoes>
Import(<https://fengmi.example/general>)
Declaration(Class(:Shoe))
Declaration(Class(:Sneaker))
SubClassOf(:Sneaker :Shoe)
SubClassOf(:Shoe g:Product)
)"""
EXAMPLES = """Prefix(s:=<https://x.example/shoes#>)
Prefix(:=<https://fengmi.example/shop/feet/Product/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<https://x.example/shoes-examples>
Import(<https://x.example/shoes>)
Declaration(NamedIndividual(:runner))
ClassAssertion(s:Sneaker :runner)
AnnotationAssertion(rdfs:label :runner "飞跑"@zh)
)"""
QUESTIONS = """
pack: shoes.ofn
examples: shoes.examples.ofn
questions:
  - {ask: 有哪些鞋, lang: zh, cypher: 'MATCH (s:Shoe) RETURN s.label', rows: [[ROW]]}
  - {ask: 'Which sneakers are there?', lang: en, cypher: 'MATCH (s:Sneaker) RETURN s.label', rows: [[飞跑]]}
"""


def _file(folder: Path, row: str) -> Path:
    (folder / "shoes.ofn").write_text(PACK, encoding="utf-8")
    (folder / "shoes.examples.ofn").write_text(EXAMPLES, encoding="utf-8")
    path = folder / "shoes.cq.yaml"
    path.write_text(QUESTIONS.replace("ROW", row), encoding="utf-8")
    return path


def test_questions_that_pass_are_counted_with_those_that_need_inference(tmp_path: Path) -> None:
    status, out, err = run("ontology", "questions", str(_file(tmp_path, "飞跑")))
    assert (status, err) == (0, "")
    assert out == "shoes.cq.yaml  问题 2：通过 2，需要推理 1\n"
    (report,) = read("ontology", "questions", str(_file(tmp_path, "飞跑")))
    assert [outcome["needsInference"] for outcome in report["outcomes"]] == [True, False]


def test_a_question_that_fails_shows_both_rows_and_fails_the_command(tmp_path: Path) -> None:
    status, out, _ = run("ontology", "questions", str(_file(tmp_path, "快跑")))
    assert status == 1
    assert out.splitlines()[1:] == ["  ✗ 有哪些鞋", '    应得 [["快跑"]]', '    实得 [["飞跑"]]']


@pytest.mark.parametrize("name", ["shoes", "shoes.cq.yaml"])
def test_a_pack_without_questions_is_told_in_one_line(name: str) -> None:
    status, out, err = run("ontology", "questions", name)
    assert (status, out) == (1, "")
    assert err.startswith(f"fengmi: {name}: no such file of questions")
