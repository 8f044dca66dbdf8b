"""Instants as people write them."""

from __future__ import annotations

from datetime import datetime

from ontology.errors import InputError
from reasoning.rules.values import CHINA_TIME


def read_instant(text: str) -> datetime:
    """An ISO 8601 date or instant; without a zone it is China's time. Raises InputError."""
    try:
        return zoned(datetime.fromisoformat(text))
    except ValueError as error:
        raise InputError(f"{text}: no instant; write for example 2026-11-15T08:00:00+08:00") from error


def zoned(instant: datetime) -> datetime:
    """The instant with a zone: its own, else China's."""
    return instant if instant.tzinfo else instant.replace(tzinfo=CHINA_TIME)
