"""Files of competency questions: read, or refused naming file, question and what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.competency import read_questions, shipped_questions
from ontology.errors import OntologyError
from ontology.load import shipped_packs

GOOD = "{ask: 有几双鞋, lang: zh, cypher: MATCH (s:Shoe) RETURN count(s), rows: [[2]]}"


def _file(folder: Path, questions: str, *, head: str = "pack: general\nexamples: shop.ofn\n") -> Path:
    (folder / "shop.ofn").write_text("", encoding="utf-8")
    path = folder / "shop.cq.yaml"
    path.write_text(f"{head}questions: {questions}\n", encoding="utf-8")
    return path


def test_a_question_is_read_with_its_query_parameters_and_rows(tmp_path: Path) -> None:
    text = "[{ask: 'Any boots?', lang: en, cypher: 'RETURN $a', parameters: {a: x}, rows: [[x, 1.5, true, null, [1]]]}]"
    read = read_questions(_file(tmp_path, text))
    (question,) = read.questions
    assert (question.ask, question.lang, question.cypher) == ("Any boots?", "en", "RETURN $a")
    assert question.parameters == {"a": "x"}
    assert question.rows == (("x", 1.5, True, None, [1]),)
    assert read.sources == ("general", tmp_path / "shop.ofn")


def test_a_pack_may_be_a_file_beside_the_questions(tmp_path: Path) -> None:
    read = read_questions(_file(tmp_path, f"[{GOOD}]", head="pack: shop.ofn\nexamples: shop.ofn\n"))
    assert read.sources == (tmp_path / "shop.ofn", tmp_path / "shop.ofn")


def test_each_shipped_file_of_questions_stands_beside_the_pack_of_its_name() -> None:
    for name, path in shipped_questions().items():
        assert name in shipped_packs()
        assert read_questions(name).sources[0] == name
        assert read_questions(path) == read_questions(name)


def test_example_individuals_are_no_pack() -> None:
    assert [name for name in shipped_packs() if "examples" in name] == []


_BAD_QUESTIONS = [
    ("[]", "'questions' wants a list of at least one question"),
    ("{ask: x}", "'questions' wants a list of at least one question"),
    ("[鞋]", "question 1 wants the keys ask, lang, cypher, parameters, rows, found '鞋'"),
    (f"[{GOOD}, {GOOD}]", "question 2 ('有几双鞋') is asked above already"),
    (f"[{GOOD.replace('lang: zh', 'lang: fr')}]", "question 1 ('有几双鞋'): 'lang' is 'fr'; write zh or en"),
    (f"[{GOOD.replace('lang: zh', 'lang: no')}]", "'lang' wants text, found False; write it in quotes"),
    (f"[{GOOD.replace('ask: 有几双鞋, ', '')}]", "question 1: 'ask' wants text, found None"),
    (f"[{GOOD.replace('rows', 'row')}]", "question 1: unknown key 'row'; known: ask, lang, cypher, parameters, rows"),
    (f"[{GOOD.replace('[[2]]', '[2]')}]", "'rows' wants a list of rows, each a list of cells"),
    (f"[{GOOD.replace('[[2]]', '[[2], [3, 4]]')}]", "its rows are of different lengths"),
    (f"[{GOOD.replace('[[2]]', '[[2024-05-01]]')}]", "2024-05-01 (date) is no JSON value; put it in quotes"),
    (f"[{GOOD.replace('[[2]]', '[[.inf]]')}]", "inf (float) is no JSON value"),
    (f"[{GOOD.replace('[[2]]', '[[{1: 2}]]')}]", "the name 1 is no text; put it in quotes"),
    (f"[{GOOD.replace('[[2]]', '&a [*a]')}]", "lists or objects within one another deeper than 20"),
    (f"[{GOOD.replace('[[2]]', '[[2024-13-45]]')}]", "not YAML (month must be in 1..12)"),
    (f"[{GOOD.replace('rows', 'parameters: [1], rows')}]", "'parameters' wants names and values, found [1]"),
    ("[" * 3000, "not YAML"),
    ("[{", "not YAML"),
]


@pytest.mark.parametrize(("questions", "told"), _BAD_QUESTIONS)
def test_a_bad_question_is_refused_by_file_question_and_fault(tmp_path: Path, questions: str, told: str) -> None:
    with pytest.raises(OntologyError, match=rf"^shop\.cq\.yaml: .*{re.escape(told)}"):
        read_questions(_file(tmp_path, questions))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("examples: shop.ofn\n", "the file: 'pack' wants text, found None"),
        ("pack: general\n", "the file: 'examples' wants text, found None"),
        ("pack: shoes\nexamples: shop.ofn\n", "'shoes' is no file beside it"),
        ("pack: general\nexamples: ../shop.ofn\n", "'../shop.ofn' is no file beside it"),
        ("pack: general\nexamples: shop.ofn\nlang: zh\n", "unknown key 'lang'; known: pack, examples, questions"),
    ],
)
def test_a_bad_head_is_refused(tmp_path: Path, head: str, told: str) -> None:
    with pytest.raises(OntologyError, match=re.escape(told)):
        read_questions(_file(tmp_path, f"[{GOOD}]", head=head))


def test_a_pack_without_questions_says_which_have_some() -> None:
    with pytest.raises(OntologyError, match="nothing: no such file of questions; packs that have some: "):
        read_questions("nothing")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, f"[{GOOD}]")
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    with pytest.raises(OntologyError, match=r"cannot be read .*save it as UTF-8 text"):
        read_questions(path)
