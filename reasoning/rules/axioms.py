"""Axioms as clauses, in the terms of the ontology.

| axiom                                    | rule                                                  |
|------------------------------------------|-------------------------------------------------------|
| SubClassOf(A B)                          | B(x) :- A(x).                                         |
| SubClassOf(ObjectSomeValuesFrom(p A) B)  | B(x) :- p(x, y), A(y).                                |
| SubClassOf(A ObjectAllValuesFrom(p B))   | B(y) :- A(x), p(x, y).                                |
| SubClassOf(A ObjectHasValue(p i))        | p(x, i) :- A(x).                                      |
| SubClassOf(A ObjectMaxCardinality(1 p))  | sameAs(y, z) :- A(x), p(x, y), p(x, z).               |
| SubClassOf(A ObjectComplementOf(B))      | Nothing(x) :- A(x), B(x).                             |
| SubObjectPropertyOf(p q)                 | q(x, y) :- p(x, y).                                   |
| SubObjectPropertyOf(Chain(p q) r)        | r(x, z) :- p(x, y), q(y, z).                          |
| InverseObjectProperties(p q)             | q(y, x) :- p(x, y).  and the other way                |
| SymmetricObjectProperty(p)               | p(y, x) :- p(x, y).                                   |
| TransitiveObjectProperty(p)              | p(x, z) :- p(x, y), p(y, z).                          |
| ObjectPropertyDomain(p A), …Range(p A)   | A(x) :- p(x, y).  A(y) :- p(x, y).                    |
| FunctionalObjectProperty(p)              | sameAs(y, z) :- p(x, y), p(x, z).                     |
| InverseFunctionalObjectProperty(p)       | sameAs(x, y) :- p(x, z), p(y, z).                     |
| HasKey(A (p) (q))                        | sameAs(x, y) :- A(x), A(y), p(x, z), p(y, z), q(x, v), q(y, v). |
| FunctionalDataProperty(q)                | Nothing(x) :- q(x, v), q(x, w), v ≠ w.                |
| DisjointClasses(A B)                     | Nothing(x) :- A(x), B(x).                             |
| AsymmetricObjectProperty(p)              | Nothing(x) :- p(x, y), p(y, x).                       |
| IrreflexiveObjectProperty(p)             | Nothing(x) :- p(x, x).                                |
| DisjointObjectProperties(p q)            | Nothing(x) :- p(x, y), q(x, y).                       |
| DataPropertyRange(q D)                   | Nothing(x) :- q(x, v), v outside D.                   |
| SameIndividual(a b)                      | sameAs(a, b).                                         |
| DifferentIndividuals(a b)                | differentFrom(a, b).  differentFrom(b, a).            |
| NegativeObjectPropertyAssertion(p a b)   | Nothing(a) :- p(a, b).                                |

Equivalences are both directions. `Nothing(x)` is a contradiction: reported, never fatal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Final, TypeAlias

from ontology.owl import Expression, Node, Variable
from reasoning.rules.datarange import violations
from reasoning.rules.expression import DIFFERENT, Body, Expressions, constant
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.rule import Atom, AtomKind, Term

MOST_APART = 100
"""Classes, properties or individuals of one axiom that are told apart, each two of them by a rule of their own."""

MOST_LINKS = 50
"""Properties of one chain."""

Clauses: TypeAlias = "Iterator[tuple[Atom, Body]]"
Compiler: TypeAlias = "Callable[[Expressions, Sequence[Node]], Clauses]"

_X, _Y, _Z = Variable("x"), Variable("y"), Variable("z")


def _sub_class(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for body in reader.conditions(args[0], _X):
        for clause in reader.conclusions(args[1], _X):
            yield clause.head, (*body, *clause.extra)


def _equivalent_classes(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for low, high in permutations(args, 2):
        try:
            yield from _sub_class(reader, (low, high))
        except NotHornError as error:
            reader.unsaid.append(str(error))


def _disjoint_classes(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for one, other in _pairs(reader, args):
        for body in reader.conditions(Expression("ObjectIntersectionOf", (one, other)), _X):
            yield reader.clash(_X).head, body


def _pairs(reader: Expressions, args: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Each two of what an axiom tells apart; none of too many, of which the reader then says so."""
    if len(args) > MOST_APART:
        reader.unsaid.append(
            f"tells {len(args)} apart, which takes a rule for each two of them; {MOST_APART} at most are told apart"
        )
        return iter(())
    return combinations(args, 2)


def _disjoint_union(reader: Expressions, args: Sequence[Node]) -> Clauses:
    whole, *parts = args
    for part in parts:
        yield from _sub_class(reader, (part, whole))
    yield from _disjoint_classes(reader, parts)
    reader.unsaid.append("leaves open which of its classes holds")


def _sub_property(reader: Expressions, args: Sequence[Node]) -> Clauses:
    low, high = args
    if not (isinstance(low, Expression) and low.kind == "ObjectPropertyChain"):
        yield reader.property_atom(high, _X, _Y), (reader.property_atom(low, _X, _Y),)
        return
    if len(low.args) > MOST_LINKS:
        raise NotHornError(f"is a chain of {len(low.args)} properties; one may have {MOST_LINKS}")
    ends: list[Term] = [_X, *(reader.fresh() for _ in low.args[:-1]), _Y]
    body = tuple(reader.property_atom(part, ends[i], ends[i + 1]) for i, part in enumerate(low.args))
    yield reader.property_atom(high, _X, _Y), body


def _equivalent_properties(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for pair in permutations(args, 2):
        yield from _sub_property(reader, pair)


def _inverse(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for one, other in permutations(args, 2):
        yield reader.property_atom(other, _Y, _X), (reader.property_atom(one, _X, _Y),)


def _symmetric(reader: Expressions, args: Sequence[Node]) -> Clauses:
    yield reader.property_atom(args[0], _Y, _X), (reader.property_atom(args[0], _X, _Y),)


def _transitive(reader: Expressions, args: Sequence[Node]) -> Clauses:
    middle = reader.fresh()
    body = (reader.property_atom(args[0], _X, middle), reader.property_atom(args[0], middle, _Y))
    yield reader.property_atom(args[0], _X, _Y), body


def _domain(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for clause in reader.conclusions(args[1], _X):
        yield clause.head, (reader.property_atom(args[0], _X, _Y), *clause.extra)


def _range(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for clause in reader.conclusions(args[1], _Y):
        yield clause.head, (reader.property_atom(args[0], _X, _Y), *clause.extra)


def _data_range(reader: Expressions, args: Sequence[Node]) -> Clauses:
    link = reader.property_atom(args[0], _X, _Y)
    for body in violations(args[1], _Y):
        yield reader.clash(_X).head, (link, *body)


def _functional(reader: Expressions, args: Sequence[Node]) -> Clauses:
    body = (reader.property_atom(args[0], _X, _Y), reader.property_atom(args[0], _X, _Z))
    yield reader.same(_Y, _Z), body


def _inverse_functional(reader: Expressions, args: Sequence[Node]) -> Clauses:
    body = (reader.property_atom(args[0], _X, _Z), reader.property_atom(args[0], _Y, _Z))
    yield reader.same(_X, _Y), body


def _functional_data(reader: Expressions, args: Sequence[Node]) -> Clauses:
    links = (reader.property_atom(args[0], _X, _Y), reader.property_atom(args[0], _X, _Z))
    yield reader.clash(_X).head, (*links, reader.apart(_Y, _Z, values=True))


def _key(reader: Expressions, args: Sequence[Node]) -> Clauses:
    whole, *listed = args
    properties = [part for node in listed for part in _key_properties(node)]
    shared = [reader.fresh() for _ in properties]
    for one in reader.conditions(whole, _X):
        for other in reader.conditions(whole, _Y):
            links = [
                reader.property_atom(property, subject, end)
                for property, end in zip(properties, shared, strict=True)
                for subject in (_X, _Y)
            ]
            yield reader.same(_X, _Y), (*links, *one, *other)


def _key_properties(node: Node) -> tuple[Node, ...]:
    """A property of a key; or several, as the functional syntax groups them."""
    grouped = isinstance(node, Expression) and node.kind in ("ObjectProperties", "DataProperties")
    return node.args if grouped and isinstance(node, Expression) else (node,)


def _asymmetric(reader: Expressions, args: Sequence[Node]) -> Clauses:
    body = (reader.property_atom(args[0], _X, _Y), reader.property_atom(args[0], _Y, _X))
    yield reader.clash(_X).head, body


def _irreflexive(reader: Expressions, args: Sequence[Node]) -> Clauses:
    yield reader.clash(_X).head, (reader.property_atom(args[0], _X, _X),)


def _disjoint_properties(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for one, other in combinations(args, 2):
        yield reader.clash(_X).head, (reader.property_atom(one, _X, _Y), reader.property_atom(other, _X, _Y))


def _same(reader: Expressions, args: Sequence[Node]) -> Clauses:
    first, *others = args
    for other in others:
        yield reader.same(constant(first), constant(other)), ()


def _different(reader: Expressions, args: Sequence[Node]) -> Clauses:
    for pair in _pairs(reader, args):
        for one, other in permutations(pair):
            yield Atom(kind=AtomKind.OBJECT, predicate=DIFFERENT, args=(constant(one), constant(other))), ()


def _member(reader: Expressions, args: Sequence[Node]) -> Clauses:
    """An individual in a class expression; membership of a named class is a fact and is loaded as one."""
    whole, individual = args
    if isinstance(whole, Expression):
        for clause in reader.conclusions(whole, constant(individual)):
            yield clause.head, clause.extra


def _negative(reader: Expressions, args: Sequence[Node]) -> Clauses:
    property, subject, other = args
    yield reader.clash(constant(subject)).head, (reader.property_atom(property, constant(subject), constant(other)),)


COMPILERS: Final[dict[str, Compiler]] = {
    "SubClassOf": _sub_class,
    "EquivalentClasses": _equivalent_classes,
    "DisjointClasses": _disjoint_classes,
    "DisjointUnion": _disjoint_union,
    "SubObjectPropertyOf": _sub_property,
    "SubDataPropertyOf": _sub_property,
    "EquivalentObjectProperties": _equivalent_properties,
    "EquivalentDataProperties": _equivalent_properties,
    "InverseObjectProperties": _inverse,
    "SymmetricObjectProperty": _symmetric,
    "TransitiveObjectProperty": _transitive,
    "ObjectPropertyDomain": _domain,
    "DataPropertyDomain": _domain,
    "ObjectPropertyRange": _range,
    "DataPropertyRange": _data_range,
    "FunctionalObjectProperty": _functional,
    "InverseFunctionalObjectProperty": _inverse_functional,
    "FunctionalDataProperty": _functional_data,
    "HasKey": _key,
    "AsymmetricObjectProperty": _asymmetric,
    "IrreflexiveObjectProperty": _irreflexive,
    "DisjointObjectProperties": _disjoint_properties,
    "DisjointDataProperties": _disjoint_properties,
    "SameIndividual": _same,
    "DifferentIndividuals": _different,
    "ClassAssertion": _member,
    "NegativeObjectPropertyAssertion": _negative,
    "NegativeDataPropertyAssertion": _negative,
}

# What says nothing that a rule would: names, annotations, and facts, which are loaded as facts.
NO_RULES: Final = frozenset(
    (
        "Declaration",
        "AnnotationAssertion",
        "SubAnnotationPropertyOf",
        "AnnotationPropertyDomain",
        "AnnotationPropertyRange",
        "ObjectPropertyAssertion",
        "DataPropertyAssertion",
        "DatatypeDefinition",
    )
)

REASONS: Final = {"ReflexiveObjectProperty": "would hold of every individual there is"}
