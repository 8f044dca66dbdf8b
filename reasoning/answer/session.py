"""What a conversation is about, carried from turn to turn."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import asdict, dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """The last turn's subject: individuals in focus, what was asked of them, and how they were chosen.

    `offered` are the things last told side by side, in that order, of which 第二个 names one.
    `lang` is the language of the last turn that had words, '' before the first.
    """

    customer: str = ""
    shop: str = ""
    focus: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    operation: str = ""
    cls: str = ""
    name_words: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    lang: str = ""

    def to_json(self) -> str:
        """The state as one JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> SessionState:
        """The state from what `to_json` wrote."""
        loaded: Any = json.loads(text, object_hook=_tuples)
        return cls(**loaded)


def _tuples(loaded: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in loaded.items()}


def state_key(session: str, shop: str | None, customer: str | None) -> str:
    """Where one asker's part of a session is kept: nobody else who uses the same session id reads or replaces it."""
    return json.dumps([session, shop or "", customer or ""], ensure_ascii=False)


class SessionStore(Protocol):
    """Where conversations are kept between turns, by `state_key`; by the bare id, what a session is publicly about."""

    def get(self, session: str) -> SessionState | None:
        """The state of a session; None when it is new or forgotten."""

    def put(self, session: str, state: SessionState) -> None:
        """Keep a session's state."""


class MemorySessions:
    """Sessions in this process, the least recently used forgotten first."""

    def __init__(self, most: int = 100_000) -> None:
        self._most = most
        self._states: OrderedDict[str, SessionState] = OrderedDict()

    def get(self, session: str) -> SessionState | None:
        """See SessionStore.get."""
        if session in self._states:
            self._states.move_to_end(session)
        return self._states.get(session)

    def put(self, session: str, state: SessionState) -> None:
        """See SessionStore.put."""
        self._states[session] = state
        self._states.move_to_end(session)
        while len(self._states) > self._most:
            self._states.popitem(last=False)
