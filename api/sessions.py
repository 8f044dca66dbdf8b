"""Conversations kept in one JSON file, so that `fengmi ask --session` goes on in the next process."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from ontology.errors import StoreError
from reasoning.answer.session import SessionState

MOST_SESSIONS = 1_000


class FileSessions:
    """A SessionStore in a file; the conversations used last are kept, at most 1,000."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, session: str) -> SessionState | None:
        """The state of one conversation; None when it is new, or was kept by a version with other states.

        Raises StoreError when the file is no session file.
        """
        kept = self._read().get(session)
        try:
            return SessionState.from_json(kept) if isinstance(kept, str) else None
        except (TypeError, ValueError):
            return None

    def put(self, session: str, state: SessionState) -> None:
        """Keep the state of one conversation, replacing the file as a whole. Raises StoreError when it cannot."""
        kept = self._read()
        kept.pop(session, None)
        kept[session] = state.to_json()
        for oldest in list(kept)[:-MOST_SESSIONS]:
            del kept[oldest]
        self._write(kept)

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise StoreError(f"{self._path}: no session file ({error}); delete it to forget all sessions") from error
        if not isinstance(kept, dict):
            raise StoreError(f"{self._path}: holds a {type(kept).__name__}; delete it to forget all sessions")
        return kept

    def _write(self, kept: dict[str, Any]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(kept, file, ensure_ascii=False)
                os.replace(name, self._path)
            except OSError:
                os.unlink(name)
                raise
        except OSError as error:
            raise StoreError(
                f"{self._path}: the conversation cannot be kept ({error.strerror}); free some space, or give a store "
                "whose folder may be written"
            ) from error
