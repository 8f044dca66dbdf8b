"""Facets of data ranges: whether what is told can bound the datatype at all.

Source: https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, the facet space of each datatype.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ontology.lexical import lexical_fault
from ontology.owl import OWL, XSD, Expression, Iri, Literal, local_name
from ontology.profiles.datatypes import DATATYPES

_WHOLE = frozenset(
    XSD + name
    for name in (
        *("integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_REAL = _WHOLE | {XSD + "decimal", OWL + "real", OWL + "rational"}
_INSTANTS = frozenset((XSD + "dateTime", XSD + "dateTimeStamp"))
_LENGTHS = ("Length", "MinLength", "MaxLength")
_BOUNDS = ("MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive")
_REPEATING = "?*+"
_MOST_SHOWN = 80


def facet_faults(restriction: Expression) -> Iterator[str]:
    """What is wrong with the values of a DatatypeRestriction's facets, in words."""
    base = restriction.args[0]
    if not isinstance(base, Iri):
        return
    for facet in restriction.args[1:]:
        if isinstance(facet, Expression) and len(facet.args) == 2:
            name, value = facet.args
            if isinstance(name, Literal) and isinstance(value, Literal):
                fault = _fault(base.text, name.text, value)
                if fault:
                    shown = value.text if len(value.text) <= _MOST_SHOWN else value.text[:_MOST_SHOWN] + "…"
                    said = f'{name.text[0].lower()}{name.text[1:]} "{shown}"'
                    yield f"{said} cannot restrict {local_name(base.text)}: {fault}"


def _fault(datatype: str, facet: str, value: Literal) -> str:
    if lexical_fault(value.text, value.datatype):
        return f"it is no {local_name(value.datatype)}; {lexical_fault(value.text, value.datatype)}"
    known = DATATYPES.get(datatype)
    if known is not None and facet not in known.facets:
        others = ", ".join(sorted(name[0].lower() + name[1:] for name in known.facets))
        return f"there is no such facet of it; it has {others}" if others else "it has no facets"
    if facet in _BOUNDS and datatype.startswith(XSD) and value.datatype not in _of_one_kind(datatype):
        return f"a bound must be of the same kind; write it as {local_name(datatype)}"
    if facet in _LENGTHS and (value.datatype not in _WHOLE or Decimal(value.text) < 0):
        return "a length is a whole number, 0 or more"
    if facet == "Pattern":
        fault = _pattern_fault(value.text)
        return f"it is no regular expression, as {fault}" if fault else ""
    return ""


def _of_one_kind(datatype: str) -> frozenset[str]:
    return next((kind for kind in (_REAL, _INSTANTS) if datatype in kind), frozenset((datatype,)))


def _pattern_fault(pattern: str) -> str:
    """What keeps a text from being a pattern of XML Schema, as far as brackets and repetitions tell; '' when nothing.

    Source: https://www.w3.org/TR/xmlschema-2/#regexs; `^` and `$` stand for themselves there.
    """
    groups = classes = 0
    before = ""
    characters = iter(enumerate(pattern, start=1))
    for place, character in characters:
        if character == "\\":
            if next(characters, None) is None:
                return "it ends in a backslash"
        elif classes:
            # A class within a class is taken away from it.
            classes += (character == "[" and before == "-") - (character == "]")
        elif character == "[":
            classes = 1
        elif character == "(":
            groups += 1
        elif character == ")":
            groups -= 1
            if groups < 0:
                return f"the ) at {place} closes nothing"
        elif character in _REPEATING and (not before or before in "(|"):
            return f"the {character} at {place} has nothing to repeat"
        before = "x" if character == "\\" else character
    if classes:
        return "a [ is not closed"
    return "a ( is not closed" if groups else ""
