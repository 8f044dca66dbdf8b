"""placeholder"""

import strawberry


@strawberry.type
class Ruling:
    """X."""

    x: str


def ruling_of(r: object) -> Ruling:
    """X."""
    return Ruling(x=str(r))
