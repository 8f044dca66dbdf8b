"""One clause of a question, with everything that was recognised in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from reasoning.answer.catalogue import Named
from reasoning.answer.knowledge import ValueWord
from reasoning.answer.lexicon import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with the unit written after it (its IRI) and how it compares: = <= >= ~ or '..' with `to`.

    With `negated`, that is what it must not do.
    """

    number: Decimal
    unit: str | None
    operator: str = "="
    to: Decimal | None = None
    money: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Individuals named together: one when the name is exact, several when it fits several."""

    iris: tuple[str, ...]
    words: tuple[str, ...]
    by_id: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What a clause names and asks; every part keeps the clause's order.

    `unknown` are ids that nothing has, `strange` codes of parts (fault codes) that nothing has.
    `scales` are (property, direction) of adjectives that grade, `degrees` of all of them; `negated` are the
    IRIs of terms and properties that a negation stands beside, `denied` such values.
    `declined` are operations that are not wanted (不要取消), `excepted` classes that are left out (除了洗碗机).
    `ordinal` is the place in a list that a clause names, counted from one; -1 is the last, 0 names none.
    `residue` are content words that nothing recognised; `understood` is the share of the clause's
    letters that something did.
    """

    text: str
    anchors: tuple[Anchor, ...] = ()
    persons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    similar: Named | None = None
    local: tuple[tuple[str, ...], ...] = ()
    properties: tuple[Mention, ...] = ()
    classes: tuple[str, ...] = ()
    class_words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    individuals: tuple[tuple[str, ...], ...] = ()
    values: tuple[ValueWord, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    scales: tuple[tuple[str, str], ...] = ()
    degrees: tuple[tuple[str, str], ...] = ()
    ordinal: int = 0
    negated: frozenset[str] = field(default_factory=frozenset)
    denied: frozenset[ValueWord] = field(default_factory=frozenset)
    acts: tuple[str, ...] = ()
    markers: frozenset[str] = field(default_factory=frozenset)
    loose: tuple[tuple[int, int, str, frozenset[int]], ...] = ()
    residue: tuple[str, ...] = ()
    rest: str = ""
    understood: float = 0.0

    def has_words(self) -> bool:
        """Whether the clause says anything beside names and numbers, so that it is in some language."""
        said = self.properties or self.class_words or self.terms or self.operations or self.values or self.scales
        return bool(said or self.acts or self.markers or self.residue or self.individuals)

    def only_describes(self) -> bool:
        """Whether the clause only tells something (names goods, gives numbers) without asking anything yet."""
        return not (self.asks() or self.unknown or self.markers & {"list", "one", "count", "describe", "follow"})

    def names_something(self) -> bool:
        """Whether the clause names or describes a subject of its own, is about the asker himself, or only talks."""
        return bool(self.acts or self.anchors or self.loose or self.classes or self.unknown or "mine" in self.markers)

    def asks(self) -> bool:
        """Whether the clause asks something of its own, beyond naming things."""
        asked = self.properties or self.operations or self.scales or self.acts
        return bool(asked) or bool(self.markers & {"compare", "gap"})
