"""The prompt itself, typed into through a pipe."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from api.cypher_prompt import CypherCompleter, ask_until_end, history_file
from api.graph_shape import GraphNames

NAMES = GraphNames(labels=("Product",), types=("SOLD_BY",), keys=("price",))


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def _typed(text: str) -> list[str]:
    """What is asked by typing that, in a process of its own.

    The prompt waits by select(), which knows no descriptor from 1,024 on, and a store of this one may have so many.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_asked, text).result()


def _asked(text: str) -> list[str]:
    answered: list[str] = []
    with create_pipe_input() as pipe:
        pipe.send_text(text)
        with create_app_session(input=pipe, output=DummyOutput()):
            ask_until_end(NAMES, answered.append)
    return answered


@pytest.mark.parametrize("end", ["exit\n", "QUIT\n", "\x04"])
def test_queries_are_answered_one_by_one_until_the_end(end: str) -> None:
    assert _typed("MATCH (n) RETURN n\n\n RETURN 1\n" + end) == ["MATCH (n) RETURN n", "RETURN 1"]


def test_an_interrupted_line_is_dropped_and_the_prompt_goes_on() -> None:
    assert _typed("MATCH (n\x03RETURN 1\n\x04") == ["RETURN 1"]


def test_the_next_session_remembers_what_was_typed() -> None:
    _typed("RETURN 1\n\x04")
    assert "+RETURN 1" in history_file().read_text(encoding="utf-8")
    assert _typed("\x1b[A\n\x04") == ["RETURN 1"]


def test_a_completion_replaces_the_word_that_was_begun() -> None:
    (found,) = CypherCompleter(NAMES).get_completions(Document("MATCH (n:pr"), CompleteEvent())
    assert (found.text, found.start_position) == ("Product", -2)
