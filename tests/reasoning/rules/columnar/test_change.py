from __future__ import annotations

from dataclasses import replace

from ontology.owl import XSD, Variable
from reasoning.rules import Atom, AtomKind, Rule
from reasoning.rules.columnar import change, keys_of, tuples_of
from reasoning.rules.rule import Aggregate, Folding
from tests.reasoning.rules.columnar.test_closure import closed, holding
from tests.reasoning.rules.shop import iri, is_a, link, value

X, V, W = Variable("x"), Variable("v"), Variable("w")
LONELY = Rule(
    id="lonely",
    head=Atom(kind=AtomKind.CLASS, predicate=iri("A"), args=(X,)),
    body=(
        Atom(kind=AtomKind.CLASS, predicate=iri("B"), args=(X,)),
        Atom(kind=AtomKind.OBJECT, predicate=iri("p"), args=(X, X), negated=True),
    ),
)
NUMBERS = Atom(kind=AtomKind.DATA, predicate=iri("n"), args=(X, V), datatype=XSD + "integer")
TOTAL = Rule(
    id="total",
    head=Atom(kind=AtomKind.DATA, predicate=iri("m"), args=(X, W), datatype=XSD + "integer"),
    body=(NUMBERS,),
    aggregate=Aggregate(folding=Folding.SUM, over=V, result=W),
)


def test_what_needs_an_absence_comes_with_it_and_goes_with_it() -> None:
    closure = closed([LONELY], [is_a("a", "B"), link("a", "p", "a")])
    concluded = (iri("A"), iri("a"), None)
    assert concluded not in holding(closure)
    change(closure, removed=keys_of([link("a", "p", "a")], closure.terms))
    assert concluded in holding(closure)
    change(closure, added=keys_of([link("a", "p", "a")], closure.terms))
    assert concluded not in holding(closure)


def test_an_aggregate_follows_what_it_folds() -> None:
    closure = closed([TOTAL], [value("a", "n", 2), value("a", "n", 3), value("b", "n", 3)])
    assert {fact for fact in holding(closure) if fact[0] == iri("m")} == {
        (iri("m"), iri("a"), 5),
        (iri("m"), iri("b"), 3),
    }
    change(
        closure,
        added=keys_of([value("a", "n", 1)], closure.terms),
        removed=keys_of([value("b", "n", 3)], closure.terms),
    )
    assert {fact for fact in holding(closure) if fact[0] == iri("m")} == {(iri("m"), iri("a"), 6)}


def test_a_result_that_another_aggregate_gives_too_is_touched() -> None:
    count = replace(TOTAL, id="count", aggregate=Aggregate(folding=Folding.COUNT, over=V, result=W))
    closure = closed([TOTAL, count], [value("a", "n", 2)])
    touched = change(closure, added=keys_of([value("a", "n", 0)], closure.terms))
    assert touched is not None
    told = {fact for keys in touched.items() for fact in tuples_of(*keys, closure.terms)}
    assert (iri("m"), iri("a"), 2) in told
