"""What cannot be said by a Horn rule."""

from __future__ import annotations


class NotHornError(Exception):
    """An expression that no Horn rule can say; the text is the reason. Never leaves this room."""
