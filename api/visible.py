"""Text for a terminal in which nothing that was read can move the cursor or turn the line around."""

from __future__ import annotations

import re

# Control characters but for tabs and line ends, and Unicode's marks of direction.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with such characters written as \\u and their number."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04X}", text)
