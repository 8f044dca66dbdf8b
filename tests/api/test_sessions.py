"""Conversations outlive the process."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import sessions
from api.sessions import FileSessions
from ontology.errors import StoreError
from reasoning.answer.session import SessionState


def test_a_state_is_read_back_as_it_was_put(tmp_path: Path) -> None:
    state = SessionState(customer="c", shop="s", focus=("a", "b"))
    FileSessions(tmp_path / "new" / "s.json").put("1", state)
    assert FileSessions(tmp_path / "new" / "s.json").get("1") == state


def test_a_new_session_has_no_state(tmp_path: Path) -> None:
    assert FileSessions(tmp_path / "s.json").get("1") is None


def test_the_sessions_used_last_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_SESSIONS", 2)
    kept = FileSessions(tmp_path / "s.json")
    for id in ("1", "2", "1", "3"):
        kept.put(id, SessionState())
    assert [kept.get(id) is not None for id in ("1", "2", "3")] == [True, False, True]


@pytest.mark.parametrize("kept", ['{"1": 5}', '{"1": "{\\"nope\\": 1}"}', '{"1": "{"}'])
def test_a_state_that_is_no_longer_understood_is_forgotten(tmp_path: Path, kept: str) -> None:
    (tmp_path / "s.json").write_text(kept, encoding="utf-8")
    assert FileSessions(tmp_path / "s.json").get("1") is None


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_file_that_holds_no_sessions_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match=r"s\.json"):
        FileSessions(tmp_path / "s.json").get("1")


def test_a_place_that_cannot_be_written_is_named() -> None:
    with pytest.raises(StoreError, match=r"s\.json: the conversation cannot be kept"):
        FileSessions(Path("/proc/fengmi/s.json")).put("1", SessionState())
