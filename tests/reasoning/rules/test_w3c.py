"""The W3C's OWL 2 test cases of the RL profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reasoning.rules.w3c import Case, judge, rl_cases

pytestmark = pytest.mark.shared_data

OUT_OF_REACH = {
    "New-Feature-ReflexiveProperty-001": "ReflexiveObjectProperty: not in OWL 2 RL's grammar, would hold of everything",
    "WebOnt-I4.6-003": "sameAs of two classes: has a meaning in the RDF-based semantics only",
}
"""Cases that are not passed, with the construct that no rule of ours says."""


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[Case]:
    return rl_cases(shared_data / "owl-tests" / "all.rdf")


def test_nearly_all_cases_are_passed_and_the_others_are_the_known_ones(cases: list[Case]) -> None:
    failed = {case.name: why for case in cases if (why := judge(case))}
    assert failed.keys() == OUT_OF_REACH.keys(), failed
    assert len(cases) > 90
    assert 1 - len(failed) / len(cases) >= 0.97


def test_a_judge_that_lets_everything_pass_would_be_found_out(cases: list[Case]) -> None:
    positive = [c for c in cases if "PositiveEntailmentTest" in c.kinds and c.name not in OUT_OF_REACH]
    without_premise = [replace(case, texts={**case.texts, "premise": []}) for case in positive]
    assert sum(bool(judge(case)) for case in without_premise) > len(positive) / 2
    inconsistent = [case for case in cases if "InconsistencyTest" in case.kinds]
    assert all(judge(replace(case, texts={**case.texts, "premise": []})) for case in inconsistent)
