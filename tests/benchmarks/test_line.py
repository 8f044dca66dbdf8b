"""The benchmark measures each job and prints figures."""

from __future__ import annotations

import json
from itertools import repeat
from pathlib import Path

import pytest

from api.wiring import EXAMPLES
from benchmarks import line


def test_quantiles_are_of_the_sorted_times() -> None:
    assert line.quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert line.quantile([1.0], 0.99) == 1.0


def test_a_rate_ends_with_the_calls_or_the_time() -> None:
    assert line.measure(iter([int] * 3), seconds=60).calls == 3
    assert line.measure(repeat(int), seconds=0).calls == 1


def test_every_job_is_measured_on_the_demo_shop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(line, "SHARED", tmp_path)
    assert line.main(["--json", "--seconds", "0.05"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["dataset"] == "demo-shop"
    assert result["facts"] > 5_000
    for job in ("questions", "completions", "rulings"):
        assert result[job]["calls"] >= 1
        assert result[job]["perSecond"] > 0
    assert "ANSWERED" in result["statuses"]


def test_the_table_names_every_job() -> None:
    shown = line.table([line.run("demo-shop", EXAMPLES / "demo-shop", 0.01)])
    for job in ("load", "infer", "ask", "complete", "judge", "p99"):
        assert job in shown
