"""Programs and facts that nobody thought of, for property tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from ontology.errors import RuleError
from ontology.owl import SWRLB, XSD, Iri, Variable
from reasoning.rules import Atom, AtomKind, Rule
from reasoning.rules.columnar.strata import SAME, stratify
from reasoning.rules.plan import check
from reasoning.rules.rule import Aggregate, Folding
from tests.reasoning.rules.shop import CLASSES, OBJECTS, iri, is_a, link, value

X = [Variable(name) for name in "xyz"]
PEOPLE = ["a", "b", "c", "d"]

people = st.sampled_from(X) | st.sampled_from([Iri(iri(name)) for name in PEOPLE])
class_atoms = st.builds(
    lambda c, x: Atom(kind=AtomKind.CLASS, predicate=iri(c), args=(x,)), st.sampled_from(CLASSES), people
)
object_atoms = st.builds(
    lambda p, x, y: Atom(kind=AtomKind.OBJECT, predicate=iri(p), args=(x, y)), st.sampled_from(OBJECTS), people, people
)
data_atoms = st.builds(
    lambda x, v: Atom(kind=AtomKind.DATA, predicate=iri("n"), args=(x, v), datatype=XSD + "integer"),
    people,
    st.just(Variable("v")) | st.integers(0, 3),
)
tests = st.builds(
    lambda name, n: Atom(kind=AtomKind.BUILTIN, predicate=SWRLB + name, args=(Variable("v"), n)),
    st.sampled_from(["lessThan", "equal", "notEqual"]),
    st.integers(0, 3),
)
atoms = st.one_of(class_atoms, object_atoms, data_atoms)


def is_safe(rule: Rule) -> bool:
    try:
        check(rule)
    except RuleError:
        return False
    return rule.head not in rule.body


rules = st.builds(
    lambda head, body, extra: Rule(id=f"{head} :- {body} {extra}", head=head, body=(*body, *extra)),
    atoms,
    st.lists(atoms, min_size=1, max_size=3),
    st.lists(tests, max_size=1),
).filter(is_safe)

facts = st.one_of(
    st.builds(is_a, st.sampled_from(PEOPLE), st.sampled_from(CLASSES)),
    st.builds(link, st.sampled_from(PEOPLE), st.sampled_from(OBJECTS), st.sampled_from(PEOPLE)),
    st.builds(lambda x, n: value(x, "n", n), st.sampled_from(PEOPLE), st.integers(0, 3)),
)
programs = st.lists(rules, max_size=6)
graphs = st.lists(facts, max_size=12)


def _negating(rule: Rule, atom: Atom) -> Rule:
    return replace(rule, id=f"{rule.id} not {atom}", body=(*rule.body, replace(atom, negated=True)))


def is_stratified(program: list[Rule]) -> bool:
    try:
        stratify(program)
    except RuleError:
        return False
    return True


def stratifiable(program: list[Rule]) -> list[Rule]:
    """The program without the rules that have no place in an order of strata with those before them."""
    kept: list[Rule] = []
    for rule in program:
        if is_stratified([*kept, rule]):
            kept.append(rule)
    return kept


equal_heads = st.builds(lambda x, y: Atom(kind=AtomKind.OBJECT, predicate=SAME, args=(x, y)), people, people)
equalities = st.builds(
    lambda head, body: Rule(id=f"{head} :- {body}", head=head, body=tuple(body)),
    equal_heads,
    st.lists(st.one_of(class_atoms, object_atoms), min_size=1, max_size=2),
).filter(is_safe)
negating_rules = st.builds(_negating, rules, atoms).filter(is_safe)
negating_programs = st.lists(st.one_of(rules, negating_rules), min_size=1, max_size=8).map(stratifiable)
equating_programs = st.builds(
    lambda more, some: [*more, *some],
    st.lists(rules, min_size=1, max_size=6),
    st.lists(equalities, min_size=1, max_size=2),
)
folding_rules = st.builds(
    lambda folding, group, body: Rule(
        id=f"{folding} {group} {body}",
        head=Atom(kind=AtomKind.DATA, predicate=iri("m"), args=(group, Variable("w")), datatype=XSD + "integer"),
        body=(
            *body,
            Atom(kind=AtomKind.DATA, predicate=iri("n"), args=(X[0], Variable("v")), datatype=XSD + "integer"),
        ),
        aggregate=Aggregate(folding=folding, over=Variable("v"), result=Variable("w")),
    ),
    st.sampled_from(Folding),
    people,
    st.lists(st.one_of(class_atoms, object_atoms), max_size=2),
).filter(is_safe)
folding_programs = st.builds(
    lambda more, some: [*more, *some], negating_programs, st.lists(folding_rules, min_size=1, max_size=2)
).map(stratifiable)
dense_graphs = st.lists(facts, min_size=6, max_size=12)
"""Enough facts among four individuals that most rules find something."""

all_programs = st.one_of(
    folding_programs,
    negating_programs,
    equating_programs,
    st.builds(lambda more, some: [*more, *some], negating_programs, st.lists(equalities, max_size=1)).map(stratifiable),
)
"""Programs with recursion, negation and aggregates in strata, and equality."""
