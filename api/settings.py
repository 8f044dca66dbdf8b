"""Where the graph is, as the user or the environment says."""

from __future__ import annotations

import os
from dataclasses import dataclass

DEFAULT_STORE = "embedded:.fengmi/store"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Where the graph is: `embedded:PATH`, or `bolt://HOST:PORT`, `neo4j://HOST:PORT` (+s)."""

    store: str = DEFAULT_STORE

    @classmethod
    def from_environment(cls, store: str | None = None) -> Settings:
        """The given store, else FENGMI_STORE, else the default."""
        return cls(store=store or os.environ.get("FENGMI_STORE") or DEFAULT_STORE)
