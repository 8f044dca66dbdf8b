"""The one place where settings become objects; everything else is handed its parts."""

from __future__ import annotations

import re
from pathlib import Path

from api.engine import Engine
from api.sessions import FileSessions
from api.settings import DEFAULT_STORE, Settings
from graph.open import embedded_path, is_network, open_store
from ontology.errors import StoreError

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def store_path(url: str) -> Path:
    """The folder of an embedded store. Raises StoreError for a URL that names a server, or no store at all."""
    if is_network(url):
        raise StoreError(f"{url}: is a server, not a folder; give embedded:PATH, for example {DEFAULT_STORE}")
    return embedded_path(url)


def open_engine(
    settings: Settings, *, keep_sessions: bool = False, create: bool = True, writable: bool = False
) -> Engine:
    """An engine on the settings' store; with `keep_sessions`, conversations outlive the process, in a file.

    Without `create`, an embedded store must be there already: a mistyped path is no new store. Clients may
    change facts only with `writable`.
    """
    store = open_store(settings.store, create=create)
    sessions = FileSessions(_sessions_file(settings.store)) if keep_sessions else None
    return Engine(store, sessions, writable=writable)


def _sessions_file(url: str) -> Path:
    """Beside an embedded store's folder; for a server, one file an address where the default store would be."""
    if not is_network(url):
        path = embedded_path(url)
        return path.with_name(path.name + ".sessions.json")
    name = re.sub(r"[^\w.-]+", "_", url.partition("://")[2])
    return embedded_path(DEFAULT_STORE).with_name(f"{name}.sessions.json")


def example_data(mapping: str) -> Path | None:
    """The folder of a shipped example's files, when the mapping is one's name."""
    folder = EXAMPLES / mapping
    return folder if not Path(mapping).suffix and folder.is_dir() else None
