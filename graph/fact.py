"""One stored statement with its provenance."""

from __future__ import annotations

from builtins import property as derived
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import unquote

from ontology.general import SHOP

Scalar: TypeAlias = "str | int | bool | Decimal | date | datetime"
FactKey: TypeAlias = "tuple[str, str, str | None, Scalar | None, bool]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Subject, property, and an object (an IRI) or a value; exactly one of the two is set.

    Class membership is a fact whose property is rdf:type and whose object is the class. `source` is
    `dataset/file#record/field` or `file.ofn#axiom`; `quote` is the sentence a value was taken from;
    `rule` is the id of the rule that inferred the fact, '' when it was asserted. `valid_from` and
    `valid_to` are ISO 8601 instants with a zone, '' when open.
    """

    subject: str
    property: str
    object: str | None = None
    value: Scalar | None = None
    source: str = ""
    quote: str = ""
    rule: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def __post_init__(self) -> None:
        if (self.object is None) == (self.value is None):
            raise ValueError(f"a fact has an object or a value, not both or neither: {self.subject} {self.property}")

    @derived
    def inferred(self) -> bool:
        """Whether a rule derived the fact."""
        return bool(self.rule)

    @derived
    def key(self) -> FactKey:
        """What the fact says, without where it comes from: the identity under which it is stored once."""
        # 1 and True are equal in Python, and are two values.
        return (self.subject, self.property, self.object, self.value, isinstance(self.value, bool))


def shop_of(iri: str) -> str | None:
    """The id of the shop that owns an individual; None for what all shops share."""
    if not iri.startswith(SHOP):
        return None
    return unquote(iri[len(SHOP) :].partition("/")[0])
