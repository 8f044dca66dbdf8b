"""Ontologies made up at random, small enough for HermiT, with much that excludes and much that must be there."""

from __future__ import annotations

from random import Random

_CLASSES = [f":{name}" for name in "ABCDEF"]
_OBJECTS = [":p", ":q", ":r"]
_DATA = [":d", ":e"]
_VALUES = ['"1"^^xsd:integer', '"2"^^xsd:integer', '"a"', '"b"', '"true"^^xsd:boolean', '"1.5"^^xsd:decimal']
_RANGES = [
    *("xsd:string", "xsd:integer", "xsd:boolean", "xsd:decimal", "xsd:positiveInteger", "xsd:negativeInteger"),
    'DatatypeRestriction(xsd:integer xsd:minInclusive "3"^^xsd:integer)',
    'DatatypeRestriction(xsd:integer xsd:maxExclusive "3"^^xsd:integer)',
    'DataOneOf("a" "b")',
    'DataOneOf("1"^^xsd:integer "7"^^xsd:integer)',
]


def made_up(random: Random) -> str:
    """The axioms of one, beside its declarations; chains and transitivity aside, which no cardinality may meet."""
    return " ".join(_axiom(random) for _ in range(random.randint(4, 12)))


def declarations() -> str:
    """What every one of them declares."""
    classes = (f"Declaration(Class({name}))" for name in _CLASSES)
    objects = (f"Declaration(ObjectProperty({name}))" for name in _OBJECTS)
    data = (f"Declaration(DataProperty({name}))" for name in _DATA)
    return " ".join([*classes, *objects, *data])


def _axiom(random: Random) -> str:
    one, other = random.sample(_CLASSES, 2)
    p, q = random.sample(_OBJECTS, 2)
    d, e = random.sample(_DATA, 2)
    return random.choice(
        [
            *[f"SubClassOf({one} {_expression(random, 2)})"] * 8,
            f"SubClassOf({_expression(random, 1)} {one})",
            f"EquivalentClasses({one} {_expression(random, 1)})",
            *[f"DisjointClasses({one} {other})"] * 3,
            f"SubClassOf({one} {other})",
            f"ObjectPropertyDomain({p} {one})",
            f"ObjectPropertyRange({p} {one})",
            f"FunctionalObjectProperty({p})",
            f"InverseFunctionalObjectProperty({p})",
            f"SubObjectPropertyOf({p} {q})",
            f"InverseObjectProperties({p} {q})",
            f"AsymmetricObjectProperty({p})",
            f"SymmetricObjectProperty({p})",
            f"IrreflexiveObjectProperty({p})",
            f"DisjointObjectProperties({p} {q})",
            f"DataPropertyRange({d} {random.choice(_RANGES)})",
            f"DataPropertyDomain({d} {one})",
            f"FunctionalDataProperty({d})",
            f"SubDataPropertyOf({d} {e})",
        ]
    )


def _expression(random: Random, depth: int) -> str:
    if depth == 0:
        return random.choice(_CLASSES)
    inner, other = _expression(random, depth - 1), _expression(random, depth - 1)
    p = random.choice([*_OBJECTS, *_OBJECTS, f"ObjectInverseOf({random.choice(_OBJECTS)})"])
    d, number = random.choice(_DATA), random.randint(0, 3)
    return random.choice(
        [
            *[f"ObjectSomeValuesFrom({p} {inner})"] * 4,
            *[f"ObjectAllValuesFrom({p} {inner})"] * 2,
            f"ObjectIntersectionOf({inner} {other})" if inner != other else inner,
            f"ObjectUnionOf({inner} {other})" if inner != other else inner,
            f"ObjectComplementOf({inner})",
            f"ObjectMinCardinality({number} {p} {inner})",
            f"ObjectMaxCardinality({number} {p} {inner})",
            f"ObjectExactCardinality({number} {p} {inner})",
            *[f"DataSomeValuesFrom({d} {random.choice(_RANGES)})"] * 2,
            f"DataAllValuesFrom({d} {random.choice(_RANGES)})",
            f"DataHasValue({d} {random.choice(_VALUES)})",
            f"DataMaxCardinality({number} {d})",
            f"ObjectHasSelf({random.choice(_OBJECTS)})",
            random.choice(_CLASSES),
        ]
    )
