"""Adjectives of degree in a clause: which property each grades, and which end is meant."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.general import MONEY
from ontology.model import Ontology
from ontology.owl import XSD
from reasoning.answer.lexicon import DIALOGUE, Mention, Role

# An adjective grades only beside one of these markers: 静音 alone is a feature.
_GRADED = frozenset(("superlative", "comparative", "one", "list", "compare", "gap"))
_NUMERIC = frozenset((MONEY, XSD + "decimal", XSD + "integer", XSD + "double", XSD + "float"))


def graded(mentions: Sequence[Mention], markers: frozenset[str], ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """(property, direction) of the adjectives that grade: 最便宜, or 便宜 beside 哪款; 金额最少 grades the 金额."""
    found: list[tuple[str, str]] = []
    for mention in mentions:
        for iri in mention.of(Role.SCALE):
            if not markers & _GRADED and ontology.annotation(iri, DIALOGUE + "graded") != "true":
                continue
            properties = _graded_by(iri, ontology) or _beside(mention, mentions, ontology)
            found += [(property, ontology.annotation(iri, DIALOGUE + "direction")) for property in properties]
    return tuple(dict.fromkeys(found))


def degrees(mentions: Sequence[Mention], ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """(property, direction) of all adjectives of degree, grading or not: 便宜 in 便宜的那个."""
    return tuple(
        (property, ontology.annotation(iri, DIALOGUE + "direction"))
        for mention in mentions
        for iri in mention.of(Role.SCALE)
        for property in _graded_by(iri, ontology)
    )


def is_idle(mention: Mention, mentions: Sequence[Mention], ontology: Ontology) -> bool:
    """Whether a mention is an extreme (最高) with nothing beside it to grade, and so no more than part of a wording."""
    scales = mention.of(Role.SCALE)
    return bool(scales) and not any(_graded_by(s, ontology) or _beside(mention, mentions, ontology) for s in scales)


def _graded_by(scale: str, ontology: Ontology) -> tuple[str, ...]:
    return tuple(property.text for property in ontology.annotations(scale, DIALOGUE + "scaleOf"))


def _beside(extreme: Mention, mentions: Sequence[Mention], ontology: Ontology) -> tuple[str, ...]:
    """The numeric properties that the word nearest to 最少 or 最高 means."""
    numeric = [
        (min(abs(m.start - extreme.end), abs(extreme.start - m.end)), place, found)
        for place, m in enumerate(mentions)
        if (found := tuple(p for p in m.of(Role.PROPERTY) if ontology.datatype(p) in _NUMERIC))
    ]
    return min(numeric)[2] if numeric else ()
