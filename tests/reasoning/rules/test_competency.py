"""Competency questions asked before and after inference."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.competency import Cell, Competency, CompetencyQuestion
from ontology.errors import QueryError
from reasoning.rules import infer
from reasoning.rules.competency import Outcome, ask_all, same_rows
from tests.reasoning.rules.shop import is_a, link, store

AXIOMS = "SubClassOf(t:A t:B)"


def _question(cypher: str, *rows: tuple[Cell, ...], **parameters: Cell) -> CompetencyQuestion:
    return CompetencyQuestion(ask="问", lang="zh", cypher=cypher, parameters=parameters, rows=rows)


def _asked(folder: Path, question: CompetencyQuestion, *, inferred: bool = False) -> Outcome:
    graph = store(folder, AXIOMS, [is_a("x", "A"), is_a("y", "B"), link("x", "p", "y")])
    if inferred:
        infer(graph)
    (outcome,) = ask_all(graph, Competency(file="t.cq.yaml", sources=(), questions=(question,)))
    graph.close()
    return outcome


def test_a_question_that_asserted_facts_answer_needs_no_inference(tmp_path: Path) -> None:
    outcome = _asked(tmp_path, _question("MATCH (n:A) RETURN count(n)", (1,)))
    assert (outcome.passed, outcome.needs_inference, outcome.rows) == (True, False, ((1,),))


@pytest.mark.parametrize("inferred", [False, True], ids=["a fresh store", "a store with inferred facts"])
def test_a_question_whose_rows_only_follow_needs_inference(tmp_path: Path, inferred: bool) -> None:
    outcome = _asked(tmp_path, _question("MATCH (n:B) RETURN count(n)", (2,)), inferred=inferred)
    assert (outcome.passed, outcome.needs_inference) == (True, True)


def test_other_rows_than_the_file_says_fail_and_are_told(tmp_path: Path) -> None:
    outcome = _asked(tmp_path, _question("MATCH (n:B) RETURN count(n)", (3,)))
    assert (outcome.passed, outcome.rows) == (False, ((2,),))


def test_parameters_reach_the_query(tmp_path: Path) -> None:
    assert _asked(tmp_path, _question("RETURN $a, $b", ("鞋", [1]), a="鞋", b=[1])).passed


def test_a_query_that_the_store_refuses_names_file_and_question(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"t\.cq\.yaml: '问': "):
        _asked(tmp_path, _question("CREATE (n) RETURN n"))


@pytest.mark.parametrize(
    ("cypher", "left", "right", "same"),
    [
        ("RETURN 1", [["a"], ["b"]], [["b"], ["a"]], True),
        ("RETURN 1 order  by 1", [["a"], ["b"]], [["b"], ["a"]], False),
        ("RETURN 'ORDER BY'", [["a"], ["b"]], [["b"], ["a"]], True),
        ("RETURN 1 // ORDER BY", [["a"], ["b"]], [["b"], ["a"]], True),
        ("RETURN 1", [["a"], ["a"]], [["a"]], False),
        ("RETURN 1", [[1]], [[1.0]], True),
        ("RETURN 1", [[1]], [[True]], False),
        ("RETURN 1", [[1]], [["1"]], False),
        ("RETURN 1", [[None]], [[False]], False),
        ("RETURN 1", [[[1, 2]]], [[[2, 1]]], False),
        ("RETURN 1", [[{"a": 1, "b": [True]}]], [[{"b": [True], "a": 1}]], True),
        ("RETURN 1", [[{"a": 1}]], [[{"a": 2}]], False),
    ],
)
def test_rows_are_compared_as_the_query_orders_them(
    cypher: str, left: list[list[Cell]], right: list[list[Cell]], same: bool
) -> None:
    assert same_rows(_question(cypher), left, right) is same
