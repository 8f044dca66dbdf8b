"""Records that could not be loaded: kept with the reason, never lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A record, or one value of it, that was left out.

    `record` is the record's key or, when it has none, its place in the file; `field` and `value` are the part
    that is wrong; `content` is the whole record as JSON text. `whole` is False when only the value was left out.
    """

    file: str
    record: str
    field: str
    value: str
    reason: str
    content: str = ""
    whole: bool = True


class BadValueError(Exception):
    """A value that the record cannot be loaded with; becomes a Reject and never leaves this room."""

    def __init__(self, *, field: str, value: object, reason: str) -> None:
        super().__init__(f"{field}: {value!r}: {reason}")
        self.field = field
        self.value = "" if value is None else str(value)
        self.reason = reason


def write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    """Replace the rejects file with one JSON line per reject; no file when there are none.

    Raises StoreError when the file cannot be written.
    """
    lines = [json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in rejects]
    try:
        if lines:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: the rejected records cannot be kept ({error.strerror}), so nothing was loaded; free some "
            "space, or use a folder that may be written"
        ) from error
