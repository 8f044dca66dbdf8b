"""The folder of an embedded store: whether it is one, and why it cannot be opened."""

from __future__ import annotations

import json
import os
from pathlib import Path

import arcadedb

from ontology.errors import StoreError

_RESTORE = "restore the folder from a copy, or delete it and load again"


def is_store(path: Path) -> bool:
    """Whether the folder holds a store; raises StoreError when it holds something else or a damaged store."""
    if arcadedb.database_exists(str(path)):
        try:
            json.loads((path / "schema.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            # ArcadeDB would open it as if it were empty.
            raise StoreError(f"embedded:{path}: its schema.json cannot be read ({error}); {_RESTORE}") from error
        if (name := _cut_off(path)) is not None:
            raise StoreError(f"embedded:{path}: its file of {name} is cut off or missing; {_RESTORE}")
        return True
    if path.is_dir() and any(path.iterdir()):
        raise StoreError(f"embedded:{path}: holds other files and no store; choose an empty or a new folder")
    return False


def _cut_off(path: Path) -> str | None:
    """The name of a bucket whose file does not hold the pages that it had when the store was closed; None if whole.

    ArcadeDB would open it and know nothing of what is gone. A store that was not closed has no such list, and
    ArcadeDB mends it from its log.
    """
    try:
        closed = json.loads((path / "statistics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    files = {(parts := file.name.rsplit(".", 4))[0]: (file, int(parts[2])) for file in path.glob("*.*.*.*.bucket")}
    for name, held in closed.items():
        # Beside the buckets it holds the number of its format.
        if not isinstance(held, dict):
            continue
        pages = 1 + max((page["id"] for page in held["pages"]), default=-1)
        file, size = files.get(name, (None, 1))
        if file is None or file.stat().st_size % size or file.stat().st_size < pages * size:
            return str(name)
    return None


def no_store(path: Path) -> StoreError:
    """The error for a folder that should hold a store and does not."""
    return StoreError(
        f"embedded:{path}: there is no store; correct the path, or load something first: fengmi demo, or "
        "fengmi ingest MAPPING --data DIR"
    )


def not_opened(path: Path, reason: str) -> StoreError:
    """The error for a folder that the engine does not open, with what to do about the `reason` that it gave."""
    return StoreError(f"embedded:{path}: cannot be opened ({reason}); {_remedy(path, reason)}")


def _remedy(path: Path, reason: str) -> str:
    if "locked by another process" in reason or "already in use" in reason:
        return "another fengmi has it open, as `fengmi serve` does while it runs: end that one, or ask its GraphQL"
    if "graal_create_isolate" in reason:
        return "the engine gets too little memory to start: allow this process more (ulimit -v), or end others"
    there = next(place for place in (path, *path.absolute().parents) if place.exists())
    if not there.is_dir():
        return f"{there} is a file; name a folder"
    if "no space" in reason.lower():
        return "the disk is full: free some space"
    if not os.access(there, os.W_OK):
        return f"{there} cannot be written to: allow it, or name another folder"
    return "name another folder, or restore this one from a copy"
