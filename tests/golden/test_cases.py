from collections import Counter
from dataclasses import replace

import pytest

from reasoning.answer import Reply, ReplyStatus
from tests.golden.cases import Turn, read_cases

TURN = Turn(
    ask="多少钱",
    statuses=("ANSWERED", "CLARIFY"),
    contains=(("1999", "两千"),),
    excludes=("2999",),
    file="products.json",
)
FILES = {
    "products.json",
    "users_info.json",
    "orders.json",
    "logistics.json",
    "invoices.json",
    "service.json",
    "register_cashback.json",
    "discount.json",
}


def reply(status: ReplyStatus, text: str) -> Reply:
    return Reply(status=status, text=text, session="s")


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        pytest.param(reply(ReplyStatus.ANSWERED, "1999元"), [], id="right"),
        pytest.param(reply(ReplyStatus.ANSWERED, "差不多两千"), [], id="right in another wording"),
        pytest.param(reply(ReplyStatus.ANSWERED, "不贵"), ["missing 1999 or 两千"], id="without the fact"),
        pytest.param(reply(ReplyStatus.ANSWERED, "1999或2999"), ["must not show 2999"], id="with more than it may"),
        pytest.param(reply(ReplyStatus.CLARIFY, "哪一个？"), [], id="accepted status without facts"),
        pytest.param(
            reply(ReplyStatus.CLARIFY, "2999那个？"), ["must not show 2999"], id="accepted status with too much"
        ),
        pytest.param(
            reply(ReplyStatus.NO_FACTS, "1999"), ["status NO_FACTS instead of ANSWERED or CLARIFY"], id="wrong status"
        ),
    ],
)
def test_a_reply_passes_only_with_its_status_its_facts_and_nothing_it_must_not_show(
    given: Reply, problems: list[str]
) -> None:
    assert TURN.problems(given) == problems


def test_facts_are_looked_for_in_rows_too() -> None:
    assert TURN.problems(replace(reply(ReplyStatus.ANSWERED, "见下"), rows=({"value": "1999"},))) == []


def test_at_least_forty_questions_cover_all_eight_files() -> None:
    asked = Counter(turn.file for case in read_cases() for turn in case.turns)
    assert sum(asked.values()) >= 40
    assert set(asked) >= FILES


def test_ids_are_unique_and_no_question_is_asked_twice() -> None:
    cases = read_cases()
    assert len({case.id for case in cases}) == len(cases)
    asked = Counter(turn.ask for case in cases for turn in case.turns)
    assert max(asked.values()) == 1


def test_some_conversations_have_follow_ups_and_some_customers_are_refused() -> None:
    cases = read_cases()
    assert sum(len(case.turns) > 1 for case in cases) >= 4
    assert sum("REFUSED" in turn.statuses for case in cases for turn in case.turns) >= 4


def test_a_right_answer_always_shows_a_fact() -> None:
    turns = [turn for case in read_cases() for turn in case.turns]
    assert all(turn.contains for turn in turns if turn.statuses[0] == "ANSWERED")
