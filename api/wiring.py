"""The one place where settings become objects; everything else is handed its parts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from api.engine import Engine
from api.sessions import FileSessions
from graph.embedded import EmbeddedStore
from graph.port import GraphStore
from ontology.errors import StoreError

DEFAULT_STORE = "embedded:.fengmi/store"
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_NETWORK = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Where the graph is: `embedded:PATH`."""

    store: str = DEFAULT_STORE

    @classmethod
    def from_environment(cls, store: str | None = None) -> Settings:
        """The given store, else FENGMI_STORE, else the default."""
        return cls(store=store or os.environ.get("FENGMI_STORE") or DEFAULT_STORE)


def store_path(url: str) -> Path:
    """The folder that an embedded store's URL names. Raises StoreError for any other URL."""
    scheme, mark, rest = url.partition(":")
    if scheme in _NETWORK and mark:
        raise StoreError(f"{url}: Neo4j comes with the graph issue; until then use embedded:PATH")
    if scheme != "embedded" or not rest:
        raise StoreError(f"{url}: not a store; write embedded:PATH, for example {DEFAULT_STORE}")
    return Path(rest).expanduser()


def open_store(url: str) -> GraphStore:
    """Open the store that a URL names; see DESIGN.md §4."""
    return EmbeddedStore(store_path(url))


def open_engine(settings: Settings, *, keep_sessions: bool = False) -> Engine:
    """An engine on the settings' store; with `keep_sessions`, conversations outlive the process, beside the store."""
    path = store_path(settings.store)
    store = open_store(settings.store)
    sessions = FileSessions(path.with_name(path.name + ".sessions.json")) if keep_sessions else None
    return Engine(store, sessions)


def example_data(mapping: str) -> Path | None:
    """The folder of a shipped example's files, when the mapping is one's name."""
    folder = EXAMPLES / mapping
    return folder if not Path(mapping).suffix and folder.is_dir() else None
