"""The prompt of `fengmi cypher` on a terminal: history over sessions, completion of labels, types and keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory

from api.cypher_complete import suggestions
from api.graph_shape import GraphNames

_ENDS = ("exit", "quit", ":exit", ":quit")


class CypherCompleter(Completer):
    """Offers what `suggestions` finds."""

    def __init__(self, names: GraphNames) -> None:
        self._names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What can follow the text before the cursor."""
        word, offered = suggestions(document.text_before_cursor, self._names)
        for name in offered:
            yield Completion(name, start_position=-len(word))


def history_file() -> Path:
    """Where typed queries are kept, readable by this user alone: under $XDG_STATE_HOME, default ~/.local/state."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    path = Path(base) / "fengmi" / "cypher_history"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return path


def ask_until_end(names: GraphNames, answer: Callable[[str], None]) -> None:
    """Hand each typed query to `answer`, until end of input (Ctrl-D) or `exit`; Ctrl-C drops the line."""
    session: PromptSession[str] = PromptSession(
        "cypher> ",
        completer=CypherCompleter(names),
        history=FileHistory(str(history_file())),
        complete_while_typing=True,
    )
    while True:
        try:
            query = session.prompt().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if query.lower() in _ENDS:
            return
        if query:
            answer(query)
