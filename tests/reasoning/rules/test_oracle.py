"""The engine against the naive reasoner, on programs and facts that nobody thought of."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.fact import Fact
from reasoning.rules import Atom, AtomKind, Proof, Rule, Words, close, from_closure, infer, prove
from reasoning.rules.plan import Plan
from reasoning.rules.relation import tuple_of
from tests.reasoning.rules.checker import problems
from tests.reasoning.rules.naive import naive_closure
from tests.reasoning.rules.plain import Plain
from tests.reasoning.rules.random_programs import X, facts, graphs, programs
from tests.reasoning.rules.shop import iri, link, store, told


@settings(max_examples=300, deadline=None)
@given(programs, graphs)
def test_the_engine_derives_what_the_naive_reasoner_derives(program: list[Rule], graph: list[Fact]) -> None:
    closure = close(Plan(program), graph)
    found = {tuple_of(f) for f in graph} | {tuple_of(d.conclusion) for d in closure.derivations}
    assert found == naive_closure(program, map(tuple_of, graph))


@settings(max_examples=200, deadline=None)
@given(programs, graphs, st.integers(0, 12))
def test_two_batches_give_what_one_gives(program: list[Rule], graph: list[Fact], cut: int) -> None:
    at_once = close(Plan(program), graph)
    in_two = close(Plan(program), graph[:cut])
    in_two.add(graph[cut:])
    expected = {tuple_of(f) for f in graph} | {tuple_of(d.conclusion) for d in at_once.derivations}
    assert {tuple_of(f) for f in graph} | {tuple_of(d.conclusion) for d in in_two.derivations} == expected


@settings(max_examples=200, deadline=None)
@given(programs, graphs)
def test_every_derived_fact_has_a_sound_proof(program: list[Rule], graph: list[Fact]) -> None:
    closure = close(Plan(program), graph)
    words = Plain()
    for step in closure.derivations:
        proof = from_closure(closure, step.conclusion, lambda f: Proof(conclusion=f, words=words), words)
        assert problems(proof) == []


axioms = st.lists(
    st.sampled_from(
        [
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
            "ObjectPropertyRange(t:p t:C)",
        ]
    ),
    max_size=6,
    unique=True,
)
links = st.lists(st.one_of(facts.filter(lambda f: f.value is None)), max_size=10, unique_by=lambda f: f.key)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(axioms, links, st.sets(st.integers(0, 9)))
def test_after_adding_and_retracting_the_store_is_as_if_freshly_inferred(
    tmp_path: Path, chosen: list[str], graph: list[Fact], gone: set[int]
) -> None:
    text, folder = " ".join(chosen), Path(mkdtemp(dir=tmp_path))
    removed = [fact for place, fact in enumerate(graph) if place in gone]
    changed = store(folder / "changed", text, graph)
    fresh = store(folder / "fresh", text, [fact for fact in graph if fact not in removed])
    try:
        infer(changed)
        changed.write(removed=removed)
        infer(changed)
        infer(fresh)
        assert set(changed.facts()) == set(fresh.facts())
        words = Words(reader=changed)
        for fact in changed.facts():
            proof = prove(changed, fact)
            assert problems(proof) == []
            assert words.fact(fact, "zh")
    finally:
        changed.close()
        fresh.close()


def test_the_oracle_itself_knows_a_chain() -> None:
    rule = Rule(
        id="chain",
        head=Atom(kind=AtomKind.OBJECT, predicate=iri("p"), args=(X[0], X[2])),
        body=(
            Atom(kind=AtomKind.OBJECT, predicate=iri("p"), args=(X[0], X[1])),
            Atom(kind=AtomKind.OBJECT, predicate=iri("p"), args=(X[1], X[2])),
        ),
    )
    given_facts = [link("a", "p", "b"), link("b", "p", "c")]
    assert len(naive_closure([rule], map(tuple_of, given_facts))) == 3
    assert told(given_facts) == {("a", "p", "b"), ("b", "p", "c")}
