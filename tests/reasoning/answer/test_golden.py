"""The golden questions on ecom-bench, each turn a case of its own, asked after the turns before it."""

from __future__ import annotations

import pytest

from tests.golden.cases import Case, read_cases
from tests.reasoning.answer.desk import Desk

pytestmark = pytest.mark.shared_data


TURNS = [
    pytest.param(case, place, id=case.id if place == 0 else f"{case.id}-{place + 1}")
    for case in read_cases()
    for place in range(len(case.turns))
]


@pytest.mark.parametrize(("case", "place"), TURNS)
def test_golden_question_is_answered_with_the_facts_of_the_files(bench: Desk, case: Case, place: int) -> None:
    session = f"golden-{case.id}-{place}"
    for turn in case.turns[: place + 1]:
        reply = bench.ask(turn.ask, customer=case.customer, session=session)
    assert case.turns[place].problems(reply) == [], f"{case.turns[place].ask} -> {reply.status.value}: {reply.text}"
