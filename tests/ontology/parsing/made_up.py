"""Axioms of every kind, made up at random by the table that they are parsed by."""

from __future__ import annotations

from random import Random

from ontology.owl import XSD, Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node, Variable
from ontology.parsing.shape import AXIOMS, BUILDS, ENTITIES, PATTERNS, shape
from ontology.rdf.names import FACETS

NS = "https://test.example/t#"
_IRIS = (NS + "A", NS + "b.c", NS, NS + "1-2", "urn:x:y", "https://t.example/a%20b?c=d&e'f", "https://t.example/热")
_TEXTS = ("", " ", "x", "热水器\n", '"', "\\", '\\"', "<a>&amp;]]>'", "\t\r\n", "a # b", "😀", "Ontology(")
_LITERALS = (
    *map(Literal, _TEXTS),
    *(Literal(text, lang="zh-hant") for text in _TEXTS),
    *(Literal(text, "urn:x:t") for text in _TEXTS),
    Literal("5", XSD + "integer"),
)
_NODES = tuple(map(Anonymous, ("a", "genid1", "x-2")))
_VARIABLES = tuple(map(Variable, _IRIS))


def one_of_each_kind(seed: int) -> tuple[Axiom, ...]:
    """An axiom of each kind, most of them annotated."""
    random = Random(seed)
    return tuple(Axiom(kind=kind, args=_kept(random, kind), annotations=notes(random)) for kind in sorted(AXIOMS))


def notes(random: Random, depth: int = 2) -> tuple[Annotation, ...]:
    """Up to two annotations, annotated themselves."""
    values: tuple[Iri | Literal | Anonymous, ...] = (*_LITERALS, *_NODES, *map(Iri, _IRIS))
    made = {
        Annotation(
            property=random.choice(_IRIS),
            value=random.choice(values),
            annotations=notes(random, depth - 1) if depth else (),
        )
        for _ in range(random.randint(0, 2))
    }
    return tuple(sorted(made, key=str))


def _kept(random: Random, kind: str) -> tuple[Node, ...]:
    """The arguments of an axiom as they are kept, which for a few kinds is not as they are written."""
    if kind == "HasKey":
        keys = (_made(random, name, 1) for name in ("ObjectProperties", "DataProperties"))
        return (_place(random, "C", 2), *keys)
    if kind == "DLSafeRule":
        return (_made(random, "Body", 1), _made(random, "Head", 1))
    args = _arguments(random, kind, 3)
    return (args[1], args[0], args[2]) if kind == "AnnotationAssertion" else args


def _made(random: Random, kind: str, depth: int) -> Expression:
    return Expression(kind, _arguments(random, kind, depth))


def _arguments(random: Random, kind: str, depth: int) -> tuple[Node, ...]:
    if kind == "FacetRestriction":
        return (Literal(random.choice(sorted(FACETS.values()))), random.choice(_LITERALS))
    fixed, repeated, least = shape(kind, PATTERNS[kind])
    count = random.randint(max(least - len(fixed), 0), 3) if repeated else 0
    return tuple(_place(random, letter, depth) for letter in fixed + repeated * count)


def _place(random: Random, letter: str, depth: int) -> Node:
    if letter == "x":
        return Expression(random.choice(sorted(ENTITIES)), (Iri(random.choice(_IRIS)),))
    if letter == "n":
        return random.randint(0, 99)
    of = {"P": "oP"}.get(letter, letter)
    kinds = [kind for kind, built in BUILDS.items() if built in of]
    if kinds and (letter in "AF" or (depth and random.random() < 0.6)):
        return _made(random, random.choice(kinds), depth - 1 if depth else 0)
    leaves: list[Node] = list(map(Iri, _IRIS)) if letter not in "lL" else []
    leaves += _NODES if letter in "iISV" else ()
    leaves += _VARIABLES if letter in "IL" else ()
    leaves += _LITERALS if letter in "lLV" else ()
    return random.choice(leaves)
