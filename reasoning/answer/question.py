"""What comes in: one question of one asker."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from ontology.errors import InputError

MAX_CHARACTERS = 2_000
LONGEST_ID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in one shop by one customer (ids of the shop's own, or IRIs) within a session.

    Without `customer` the asker is anonymous and sees no person's facts. `as_of` is the instant for
    which validity intervals are judged; None means now.
    """

    text: str
    shop: str | None = None
    customer: str | None = None
    session: str | None = None
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        """Raise InputError for an empty or an oversized text."""
        if not self.text.strip():
            raise InputError("the question is empty; send the customer's words")
        for name, text in (("shop", self.shop), ("customer", self.customer), ("session", self.session)):
            if text is not None and len(text) > LONGEST_ID:
                raise InputError(f"{name} has {len(text)} characters, more than {LONGEST_ID}; send the id itself")
        if self.as_of is not None and self.as_of.tzinfo is None:
            raise InputError(f"as_of {self.as_of.isoformat()} has no zone; write it with one, such as +08:00")
        # Folding compatibility letters may make a text up to eighteen times as long.
        size = len(self.text) if len(self.text) > MAX_CHARACTERS else len(unicodedata.normalize("NFKC", self.text))
        if size > MAX_CHARACTERS:
            raise InputError(
                f"the question has {size} characters, more than {MAX_CHARACTERS}; send one question at a time"
            )
