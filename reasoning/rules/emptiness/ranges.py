"""Whether some value is in all of several data ranges.

Sound, not complete: a range that is not understood (a pattern, a datatype of one's own) is taken to hold anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.fact import Scalar
from ontology.errors import RuleError
from ontology.lexical import lexical_fault
from ontology.owl import OWL, RDF, RDFS, XSD, Expression, Iri, Literal, Node
from reasoning.rules.emptiness.facets import BOUNDING, is_beyond, ordered
from reasoning.rules.values import BOUNDS, comparable, is_of_datatype, scalar

# Datatypes of one family may share values; those of two never do.
_FAMILIES: Final = {
    **dict.fromkeys((*BOUNDS, XSD + "decimal", OWL + "real", OWL + "rational"), "number"),
    XSD + "double": "double",
    XSD + "float": "float",
    **{XSD + name: "text" for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")},
    RDF + "PlainLiteral": "text",
    RDF + "langString": "text",
    XSD + "boolean": "truth value",
    **{XSD + name: "instant" for name in ("dateTime", "dateTimeStamp")},
    XSD + "date": "date",
    XSD + "time": "time",
    XSD + "gYear": "year",
    XSD + "anyURI": "address",
    **{XSD + name: name for name in ("hexBinary", "base64Binary")},
    RDF + "XMLLiteral": "XML",
}
_NUMBER = "number"
_NUMBERS = frozenset((_NUMBER,))
_TEXTS = frozenset(("text",))
_ORDERED = frozenset((_NUMBER, "double", "float", "instant", "date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    """A bound of numbers; `open` when the bound itself is outside."""

    value: Decimal
    open: bool


def is_empty(ranges: Iterable[Node]) -> bool:
    """Whether it is certain that no value is in all of the ranges."""
    parts = list(_conjuncts(ranges))
    families = [found for found in map(_families, parts) if found is not None]
    common = frozenset.intersection(*families) if families else None
    if common is not None and not common:
        return True
    listed = [part for part in parts if isinstance(part, Expression) and part.kind == "DataOneOf"]
    if listed:
        values = [value for value in listed[0].args if isinstance(value, Literal)]
        return all(any(_certainly_outside(value, part) for part in parts) for value in values)
    return common == _NUMBERS and _no_number(parts)


def _conjuncts(ranges: Iterable[Node]) -> Iterator[Node]:
    for node in ranges:
        if isinstance(node, Expression) and node.kind == "DataIntersectionOf":
            yield from _conjuncts(node.args)
        else:
            yield node


def _families(node: Node) -> frozenset[str] | None:
    """The families that a range's values are of; None when that is not known."""
    if isinstance(node, Iri):
        return frozenset((_FAMILIES[node.text],)) if node.text in _FAMILIES else None
    if isinstance(node, Literal):
        known = "text" if node.lang else _FAMILIES.get(node.datatype)
        return frozenset((known,)) if known else None
    if not isinstance(node, Expression):
        return None
    if node.kind == "DatatypeRestriction":
        return _families(node.args[0])
    if node.kind in ("DataOneOf", "DataUnionOf"):
        parts = [_families(arg) for arg in node.args]
        known_parts = [part for part in parts if part is not None]
        return frozenset[str]().union(*known_parts) if len(known_parts) == len(parts) else None
    return None


def _certainly_outside(value: Literal, node: Node) -> bool:
    if isinstance(node, Expression) and node.kind == "DataComplementOf":
        return _certainly_inside(value, node.args[0])
    mine, theirs = _families(value), _families(node)
    if mine is not None and theirs is not None and not mine & theirs:
        return True
    try:
        known = scalar(value)
    except RuleError:
        return False
    if isinstance(node, Iri):
        return node.text in BOUNDS and mine == _NUMBERS and not is_of_datatype(known, node.text)
    if not isinstance(node, Expression):
        return False
    if node.kind == "DataOneOf":
        return all(isinstance(part, Literal) and _differ(value, known, part) for part in node.args)
    if node.kind == "DataUnionOf":
        return all(_certainly_outside(value, part) for part in node.args)
    if node.kind == "DatatypeRestriction":
        return _certainly_outside(value, node.args[0]) or any(is_beyond(value, facet) for facet in node.args[1:])
    return False


def _certainly_inside(value: Literal, node: Node) -> bool:
    if isinstance(node, Iri):
        return node.text == RDFS + "Literal" or (not value.lang and value.datatype == node.text)
    return isinstance(node, Expression) and node.kind == "DataOneOf" and value in node.args


def _differ(one: Literal, known: Scalar, other: Literal) -> bool:
    """Whether two literals are certainly different values."""
    mine, theirs = _families(one), _families(other)
    if mine is None or theirs is None or lexical_fault(other.text, other.datatype):
        return False
    if mine != theirs:
        return True
    if mine == _TEXTS:
        return (one.text, one.lang) != (other.text, other.lang)
    if mine <= _ORDERED:
        left, right = ordered(one), ordered(other)
        return left is not None and right is not None and left != right
    try:
        pair = comparable(known, scalar(other))
    except RuleError:
        return False
    return pair is not None and pair[0] != pair[1]


def _facet(node: Node) -> tuple[str, Decimal] | None:
    """A facet's name and its bound; None for one that bounds no number."""
    if not (isinstance(node, Expression) and len(node.args) == 2):
        return None
    name, bound = node.args
    if not (isinstance(name, Literal) and isinstance(bound, Literal) and name.text in BOUNDING):
        return None
    try:
        number = _number(scalar(bound))
    except RuleError:
        return None
    return None if number is None else (name.text, number)


def _number(value: Scalar) -> Decimal | None:
    """A value as a number; None for what is none, or cannot be compared."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return None if number.is_nan() else number


def _no_number(parts: Iterable[Node]) -> bool:
    """Whether the bounds of ranges of numbers leave none."""
    low: _Limit | None = None
    high: _Limit | None = None
    whole = False
    for least, greatest, integral in map(_interval, parts):
        whole = whole or integral
        if least is not None and (low is None or (least.value, least.open) > (low.value, low.open)):
            low = least
        if greatest is not None and (high is None or (greatest.value, not greatest.open) < (high.value, not high.open)):
            high = greatest
    if low is None or high is None:
        return False
    if whole:
        return _first_whole(low) > _last_whole(high)
    return low.value > high.value or (low.value == high.value and (low.open or high.open))


def _interval(node: Node) -> tuple[_Limit | None, _Limit | None, bool]:
    if isinstance(node, Iri) and node.text in BOUNDS:
        least, greatest = BOUNDS[node.text]
        return _closed(least), _closed(greatest), True
    if not (isinstance(node, Expression) and node.kind == "DatatypeRestriction"):
        return None, None, False
    low, high, whole = _interval(node.args[0])
    for facet in node.args[1:]:
        found = _facet(facet)
        if found is None:
            continue
        limit = _Limit(value=found[1], open=found[0].endswith("Exclusive"))
        if found[0].startswith("Min") and (low is None or (limit.value, limit.open) > (low.value, low.open)):
            low = limit
        if found[0].startswith("Max") and (high is None or (limit.value, not limit.open) < (high.value, not high.open)):
            high = limit
    return low, high, whole


def _closed(value: int | None) -> _Limit | None:
    return None if value is None else _Limit(value=Decimal(value), open=False)


def _first_whole(limit: _Limit) -> Decimal:
    up = limit.value.to_integral_value(rounding="ROUND_CEILING")
    return up + 1 if limit.open and up == limit.value else up


def _last_whole(limit: _Limit) -> Decimal:
    down = limit.value.to_integral_value(rounding="ROUND_FLOOR")
    return down - 1 if limit.open and down == limit.value else down
