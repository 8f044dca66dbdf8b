"""Turn values of any room into what JSON knows, by their shape; only a proof knows itself how to become data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from reasoning.rules import Proof


def plain(value: Any) -> Any:
    """Dataclasses become objects with camelCase keys, enums their names, money and instants text.

    JSON has no infinity and no not-a-number: both become null.
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Proof):
        return value.data()
    if is_dataclass(value) and not isinstance(value, type):
        return {camel(f.name): plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return str(value)


def camel(name: str) -> str:
    """`as_of` -> `asOf`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
