"""Numbers with units in running text, as the ontology's individuals of g:Unit describe them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ontology.errors import OntologyError
from ontology.general import NS
from ontology.model import Ontology
from ontology.owl import Iri, Literal

_SYMBOL, _FACTOR, _DIMENSION = NS + "unitSymbol", NS + "factor", NS + "dimension"
_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGNIFICANT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: the ways of writing it, its dimension, and what one of it is in the dimension's base unit."""

    iri: str
    symbols: tuple[str, ...]
    dimension: str
    factor: Decimal


class Units:
    """The units of an ontology. Raises OntologyError for a unit without a factor that is a number."""

    def __init__(self, ontology: Ontology) -> None:
        values: dict[tuple[str, str], list[str]] = defaultdict(list)
        for axiom in ontology.axioms:
            if axiom.kind == "DataPropertyAssertion":
                property, individual, value = axiom.args
                if isinstance(property, Iri) and isinstance(individual, Iri) and isinstance(value, Literal):
                    values[property.text, individual.text].append(value.text)
        self._units = {
            iri: _unit(iri, symbols, values) for (property, iri), symbols in values.items() if property == _SYMBOL
        }

    def expand(self, pattern: str, unit: str) -> str:
        """The pattern with `{q}` (a number with a unit of `unit`'s dimension) and `{n}` (a bare number) spelt out.

        The first of each is captured as q_n and q_u, or n. Raises OntologyError when `{q}` stands in a pattern
        of a property whose unit is not known.
        """
        if "{q}" in pattern:
            known = self._units.get(unit)
            if known is None:
                raise OntologyError(
                    f"'{pattern}' has {{q}}, but <{unit}> is no known unit; add g:unit and g:unitSymbol"
                )
            symbols = {s for u in self._units.values() if u.dimension == known.dimension for s in u.symbols}
            names = "|".join(map(re.escape, sorted(symbols, key=lambda s: (-len(s), s))))
            number = r"(?<![\dA-Za-z.])"
            first = rf"{number}(?P<q_n>{_DIGITS})\s*(?P<q_u>{names})(?![A-Za-z/])"
            other = rf"{number}(?:{_DIGITS})\s*(?:{names})(?![A-Za-z/])"
            pattern = pattern.replace("{q}", first, 1).replace("{q}", other)
        return pattern.replace("{n}", rf"(?<![\d.])(?P<n>{_DIGITS})", 1).replace("{n}", rf"(?<![\d.])(?:{_DIGITS})")

    def normalise(self, number: str, symbol: str, unit: str) -> Decimal:
        """A number with a unit's symbol as a number of `unit`, of at most twelve significant digits."""
        known = self._units[unit]
        same = [u for u in self._units.values() if u.dimension == known.dimension and symbol in u.symbols]
        value = Decimal(number.replace(",", "")) * same[0].factor / known.factor
        rounded = round(value, _SIGNIFICANT - 1 - value.adjusted()) if value else value
        return Decimal(format(rounded.normalize(), "f"))


def _unit(iri: str, symbols: list[str], values: dict[tuple[str, str], list[str]]) -> Unit:
    try:
        factor = Decimal(values.get((_FACTOR, iri), ["1"])[0])
    except InvalidOperation as error:
        raise OntologyError(f"<{iri}>: g:factor is no number; write a decimal") from error
    if factor <= 0:
        raise OntologyError(f"<{iri}>: g:factor is {factor}; it must be above 0")
    return Unit(iri=iri, symbols=tuple(symbols), dimension=values.get((_DIMENSION, iri), [iri])[0], factor=factor)
