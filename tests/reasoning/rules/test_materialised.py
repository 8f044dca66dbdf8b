"""What follows, kept through changes, is what follows from the facts that are left, worked out anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns import Origins
from graph.fact import Fact, FactKey
from ontology.model import Ontology
from reasoning.rules.columnar import Terms, keys_of
from reasoning.rules.columnar.facts import fact_of, key_of
from reasoning.rules.materialised import Materialised
from reasoning.rules.stored import Stored
from tests.reasoning.rules.random_programs import facts
from tests.reasoning.rules.shop import is_a, link, ontology, swrl

AXIOMS = (
    "SubClassOf(t:A t:B)",
    "SubClassOf(t:B t:A)",
    "EquivalentClasses(t:C ObjectSomeValuesFrom(t:p t:A))",
    "SubClassOf(t:B ObjectAllValuesFrom(t:q t:D))",
    "SubClassOf(t:D ObjectHasValue(t:r t:a))",
    "SymmetricObjectProperty(t:p)",
    "TransitiveObjectProperty(t:q)",
    "InverseObjectProperties(t:p t:r)",
    "SubObjectPropertyOf(ObjectPropertyChain(t:q t:p) t:q)",
    "ObjectPropertyDomain(t:q t:A)",
    "ClassAssertion(t:A t:d)",
    swrl(
        "R", 'DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:add ?w ?v "1"^^xsd:integer)', "DataPropertyAtom(t:m ?x ?w)"
    ),
)
INTERVALS = (
    ("", ""),
    ("", ""),
    ("2025-01-01T00:00:00+08:00", ""),
    ("2025-06-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"),
    ("", "2025-03-01T00:00:00+08:00"),
)
ontologies = st.lists(st.sampled_from(AXIOMS), max_size=8, unique=True).map(" ".join)
some_facts = st.lists(
    st.builds(
        lambda fact, ends: replace(fact, valid_from=ends[0], valid_to=ends[1]), facts, st.sampled_from(INTERVALS)
    ),
    max_size=10,
)


def made_of(graph: list[Fact], known: Ontology) -> Materialised:
    terms = Terms()
    timed = [fact for fact in graph if fact.valid_from or fact.valid_to]
    stored = Stored(
        always=keys_of((fact for fact in graph if fact not in timed), terms),
        timed={key_of(fact, terms): fact for fact in timed},
        inferred={},
        inferred_timed={},
        origins=Origins(),
    )
    return Materialised(known, terms, stored)


def inferred(made: Materialised) -> dict[FactKey, Fact]:
    found = {fact.key: fact for fact in made.timed.values()}
    for predicate, rule, keys in made.always():
        for key in keys.tolist():
            fact = fact_of(predicate, key, made.terms, made.ontology, rule=rule.id)
            found[fact.key] = fact
    return found


@settings(max_examples=200, deadline=None)
@given(ontologies, some_facts, st.lists(st.tuples(some_facts, st.sets(st.integers(0, 20))), min_size=1, max_size=3))
def test_after_any_changes_it_is_what_it_would_be_anew_and_tells_what_it_touched(
    axioms: str, graph: list[Fact], steps: list[tuple[list[Fact], set[int]]]
) -> None:
    known = ontology(axioms)
    now = {fact.key: fact for fact in graph}
    made = made_of(list(now.values()), known)
    shown = inferred(made)
    for added, places in steps:
        removed = [fact for place, fact in enumerate(now.values()) if place in places]
        touched = made.change(added=added, removed=removed)
        now = {key: fact for key, fact in now.items() if fact not in removed} | {fact.key: fact for fact in added}
        shown = {key: fact for key, fact in shown.items() if key not in {f.key for f in touched.gone}}
        shown.update({fact.key: fact for fact in touched.holding})
        anew = inferred(made_of(list(now.values()), known))
        assert inferred(made) == anew
        # A store keeps an asserted fact where it would keep the inferred one.
        assert {key: fact for key, fact in shown.items() if key not in now} == anew


def test_a_fact_asserted_for_a_time_is_no_longer_derived_for_all_time() -> None:
    known = ontology("SubClassOf(t:A t:B) SubClassOf(t:B t:C)")
    made = made_of([is_a("x", "A"), link("x", "p", "y")], known)
    spring = is_a("x", "B", valid_from="2025-01-01T00:00:00+08:00")
    touched = made.change(added=[spring])
    assert [(fact.object, fact.valid_from) for fact in touched.holding] == [(is_a("x", "C").object, spring.valid_from)]
    again = made.change(removed=[spring])
    assert {fact.valid_from for fact in again.holding} == {""}
    assert len(made) == 2
