"""The tour shows one of each job, with proof."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from api.demo import read_script, run_tour
from api.engine import Engine
from api.wiring import EXAMPLES
from ontology.errors import MappingError
from reasoning.answer.reply import ReplyStatus
from reasoning.dispute import Route, RulingStatus

DEMO = EXAMPLES / "demo-shop"


def test_the_tour_shows_what_the_issue_asks_for(engine: Engine) -> None:
    tour = run_tour(engine, DEMO)
    assert tour.ontology.classes > 50
    assert tour.load.records.rejected == 2
    replies = [asked.reply for asked in tour.asked]
    assert [reply.status for reply in replies] == [*[ReplyStatus.ANSWERED] * 3, ReplyStatus.REFUSED]
    assert all(reply.proofs for reply in replies[:3])
    assert len({reply.session for reply in replies}) == 1
    assert tour.completions
    automatic, undecidable = tour.rulings
    assert (automatic.status, automatic.route) == (RulingStatus.DECIDED, Route.AUTO)
    assert automatic.articles
    assert automatic.proof
    assert undecidable.status is RulingStatus.UNDECIDABLE
    assert all(missing.by.zh and missing.evidence for missing in undecidable.missing)
    assert undecidable.missing


def test_the_follow_up_is_understood_from_the_question_before(engine: Engine) -> None:
    follow_up = run_tour(engine, DEMO).asked[1]
    assert "FC" not in follow_up.question
    assert "一级" in follow_up.reply.text


def test_the_command_prints_every_part(store_url: str) -> None:
    result = CliRunner().invoke(cli, ["demo", "--store", store_url])
    assert result.exit_code == 0, result.stderr
    for part in ("本体", "数据", "问答", "补全", "裁决", "[REFUSED]", "证明", "条款", "需要补充", "DP26001", "DP26005"):
        assert part in result.stdout


@pytest.mark.parametrize(
    "text", ["", "mapping: demo-shop", "- a", "a: [", "mapping: x\nshop: y\nas_of: z\nquestions: 3"]
)
def test_a_script_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "demo.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=r"demo\.yaml"):
        read_script(tmp_path / "demo.yaml")


def test_a_missing_script_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="demo"):
        read_script(tmp_path / "demo.yaml")
