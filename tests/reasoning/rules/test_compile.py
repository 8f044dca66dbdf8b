from __future__ import annotations

import pytest

from ontology.errors import RuleError
from ontology.load import load_ontology, shipped_packs
from reasoning.rules import close, compile_rules
from reasoning.rules.rule import AtomKind
from tests.reasoning.rules.shop import is_a, link, ontology, swrl, told, value


@pytest.mark.parametrize(
    ("axiom", "facts", "follows"),
    [
        ("SubClassOf(t:A t:B)", [is_a("x", "A")], {("x", "is", "B")}),
        ("SubClassOf(ObjectIntersectionOf(t:A t:B) t:C)", [is_a("x", "A"), is_a("x", "B")], {("x", "is", "C")}),
        ("SubClassOf(ObjectUnionOf(t:A t:B) t:C)", [is_a("x", "B")], {("x", "is", "C")}),
        ("SubClassOf(ObjectSomeValuesFrom(t:p t:A) t:B)", [link("x", "p", "y"), is_a("y", "A")], {("x", "is", "B")}),
        ("SubClassOf(ObjectSomeValuesFrom(t:p owl:Thing) t:B)", [link("x", "p", "y")], {("x", "is", "B")}),
        ("SubClassOf(ObjectMinCardinality(1 t:p t:A) t:B)", [link("x", "p", "y"), is_a("y", "A")], {("x", "is", "B")}),
        ("SubClassOf(ObjectHasValue(t:p t:i) t:B)", [link("x", "p", "i")], {("x", "is", "B")}),
        ('SubClassOf(DataHasValue(t:n "3"^^xsd:integer) t:B)', [value("x", "n", 3)], {("x", "is", "B")}),
        (
            "SubClassOf(DataSomeValuesFrom(t:n "
            'DatatypeRestriction(xsd:integer xsd:minInclusive "5"^^xsd:integer)) t:B)',
            [value("x", "n", 5), value("y", "n", 4)],
            {("x", "is", "B")},
        ),
        ("SubClassOf(t:A ObjectHasValue(t:p t:i))", [is_a("x", "A")], {("x", "p", "i")}),
        ('SubClassOf(t:A DataHasValue(t:n "3"^^xsd:integer))', [is_a("x", "A")], {("x", "n", "3")}),
        ("SubClassOf(t:A ObjectAllValuesFrom(t:p t:B))", [is_a("x", "A"), link("x", "p", "y")], {("y", "is", "B")}),
        ("SubClassOf(t:A ObjectIntersectionOf(t:B t:C))", [is_a("x", "A")], {("x", "is", "B"), ("x", "is", "C")}),
        ("EquivalentClasses(t:A t:B)", [is_a("x", "A"), is_a("y", "B")], {("x", "is", "B"), ("y", "is", "A")}),
        ("EquivalentClasses(t:A ObjectHasValue(t:p t:i))", [is_a("x", "A")], {("x", "p", "i")}),
        ("SubObjectPropertyOf(t:p t:q)", [link("x", "p", "y")], {("x", "q", "y")}),
        ("SubDataPropertyOf(t:k t:u)", [value("x", "k", "v")], {("x", "u", "v")}),
        ("EquivalentObjectProperties(t:p t:q)", [link("x", "q", "y")], {("x", "p", "y")}),
        (
            "SubObjectPropertyOf(ObjectPropertyChain(t:p t:q) t:r)",
            [link("x", "p", "y"), link("y", "q", "z")],
            {("x", "r", "z")},
        ),
        (
            "SubObjectPropertyOf(ObjectPropertyChain(t:p ObjectInverseOf(t:q)) t:r)",
            [link("x", "p", "y"), link("z", "q", "y")],
            {("x", "r", "z")},
        ),
        ("InverseObjectProperties(t:p t:q)", [link("x", "p", "y")], {("y", "q", "x")}),
        ("InverseObjectProperties(t:p t:q)", [link("x", "q", "y")], {("y", "p", "x")}),
        ("SymmetricObjectProperty(t:p)", [link("x", "p", "y")], {("y", "p", "x")}),
        ("TransitiveObjectProperty(t:p)", [link("x", "p", "y"), link("y", "p", "z")], {("x", "p", "z")}),
        ("ObjectPropertyDomain(t:p t:A)", [link("x", "p", "y")], {("x", "is", "A")}),
        ("DataPropertyDomain(t:k t:A)", [value("x", "k", "v")], {("x", "is", "A")}),
        ("ObjectPropertyRange(t:p t:A)", [link("x", "p", "y")], {("y", "is", "A")}),
    ],
)
def test_an_axiom_derives_what_it_says_and_nothing_else(axiom, facts, follows) -> None:  # type: ignore[no-untyped-def]
    program = compile_rules(ontology(axiom))
    derived = close(program.everything, facts).derivations
    assert told(d.conclusion for d in derived) == follows


@pytest.mark.parametrize(
    ("axiom", "reason"),
    [
        ("SubClassOf(t:A ObjectSomeValuesFrom(t:p t:B))", "new individual"),
        ("SubClassOf(t:A ObjectUnionOf(t:B t:C))", "leaves open"),
        ("ReflexiveObjectProperty(t:p)", "every individual"),
        ("SubClassOf(t:A ObjectMaxCardinality(2 t:p))", "leaves open"),
        ("SubClassOf(ObjectMinCardinality(9 t:p t:A) t:B)", "counting"),
        ("SubClassOf(ObjectComplementOf(t:A) t:B)", "not supported as a condition"),
        ("SubClassOf(t:A <https://example.test/t#Unknown>)", "not declared"),
        ("SubClassOf(owl:Thing t:A)", "unsafe"),
        (f"DifferentIndividuals({' '.join(f't:i{n}' for n in range(101))})", "tells 101 apart"),
        (f"DisjointClasses({' '.join(f'ObjectOneOf(t:i{n})' for n in range(101))})", "tells 101 apart"),
        (f"SubObjectPropertyOf(ObjectPropertyChain({'t:p ' * 51}) t:p)", "a chain of 51 properties"),
        (f"SubClassOf(ObjectIntersectionOf({'ObjectUnionOf(t:A t:B) ObjectUnionOf(t:A t:C) ' * 5}) t:B)", "1024 ways"),
    ],
)
def test_an_axiom_that_no_rule_can_say_is_listed_with_the_reason(axiom: str, reason: str) -> None:
    program = compile_rules(ontology(axiom))
    assert program.rules == ()
    assert [reason in skipped.reason for skipped in program.skipped] == [True]
    assert program.skipped[0].file == "t.ofn"


def test_what_says_nothing_to_derive_is_not_listed_as_skipped() -> None:
    program = compile_rules(ontology("ClassAssertion(t:A t:i) SubClassOf(t:A owl:Thing)"))
    assert (program.rules, program.skipped) == ((), ())


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (swrl("Bad", "ClassAtom(t:A ?x)", "ObjectPropertyAtom(t:p ?x ?y)"), r"'Bad' is unsafe: \?y"),
        (swrl("Bad", "ClassAtom(t:A ?x) BuiltInAtom(swrlb:lessThan ?v ?w)", "ClassAtom(t:B ?x)"), "'Bad' is unsafe"),
        (
            swrl("Bad", "DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:sine ?w ?v)", "ClassAtom(t:B ?x)"),
            "unknown built",
        ),
        (swrl("Bad", "DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:add ?w ?v)", "ClassAtom(t:B ?x)"), "at least 2"),
        (
            swrl("Bad", "ClassAtom(t:Nothing ?x)", "ClassAtom(t:B ?x)"),
            "'Bad' in t.ofn: the class .* is not decl",
        ),
        (swrl("Bad", "SameIndividualAtom(?x ?y)", "ClassAtom(t:B ?x)"), "'Bad' is unsafe"),
        (swrl("Bad", "SameIndividualAtom(t:i t:j) ClassAtom(t:A ?x)", "ClassAtom(t:B ?x)"), "'Bad' .* two named"),
        (
            swrl("Bad", "ClassAtom(t:A ?x)", "ClassAtom(t:B ?x)")
            + swrl("Bad", "ClassAtom(t:C ?x)", "ClassAtom(t:B ?x)"),
            "two rules are called 'Bad'",
        ),
    ],
)
def test_a_rule_that_cannot_be_run_is_refused_by_name(rule: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        compile_rules(ontology(rule))


def test_a_rules_id_is_its_label_and_an_axioms_id_its_text() -> None:
    program = compile_rules(ontology("SubClassOf(t:A t:B)" + swrl("R1", "ClassAtom(t:B ?x)", "ClassAtom(t:C ?x)")))
    assert sorted(rule.id for rule in program.rules) == ["R1", "SubClassOf(A B)"]


def test_ids_do_not_depend_on_what_else_is_loaded() -> None:
    one = compile_rules(ontology("EquivalentClasses(t:A t:B)"))
    two = compile_rules(ontology("SubClassOf(t:C t:D) SubClassOf(t:A t:D) EquivalentClasses(t:A t:B)"))
    assert {rule.id for rule in one.rules} < {rule.id for rule in two.rules}


def test_a_rule_with_two_heads_gives_two_rules() -> None:
    text = swrl("R1", "ClassAtom(t:A ?x)", "ClassAtom(t:B ?x) ClassAtom(t:C ?x)")
    derived = close(compile_rules(ontology(text)).everything, [is_a("x", "A")]).derivations
    assert told(d.conclusion for d in derived) == {("x", "is", "B"), ("x", "is", "C")}


def test_rules_marked_on_demand_are_left_out_of_what_is_materialised() -> None:
    text = 'AnnotationAssertion(g:onDemand t:B "true"^^xsd:boolean) SubClassOf(t:A t:B) SubClassOf(t:A t:C)'
    program = compile_rules(ontology(text))
    assert told(d.conclusion for d in close(program.materialised, [is_a("x", "A")]).derivations) == {("x", "is", "C")}
    assert len(list(close(program.everything, [is_a("x", "A")]).derivations)) == 2


def test_every_axiom_of_the_shipped_packs_is_compiled_or_listed() -> None:
    program = compile_rules(load_ontology(list(shipped_packs())))
    assert len(program.rules) > 300
    listed = (program.rules, program.closed, program.equalities, program.constraints, program.statements)
    assert sum(map(len, listed)) == len(program.by_id)
    assert all(skipped.reason for skipped in program.skipped)
    assert all(atom.predicate for rule in program.rules for atom in rule.body if atom.kind is not AtomKind.BUILTIN)


@pytest.mark.parametrize(
    ("axiom", "rules"),
    [
        ("FunctionalObjectProperty(t:p)", {"sameAs(?y, ?z) :- p(?x, ?y), p(?x, ?z)."}),
        ("InverseFunctionalObjectProperty(t:p)", {"sameAs(?x, ?y) :- p(?x, ?z), p(?y, ?z)."}),
        (
            "HasKey(t:A (t:p) (t:n))",
            {"sameAs(?x, ?y) :- p(?x, ?y1), p(?y, ?y1), n(?x, ?y2), n(?y, ?y2), A(?x), A(?y)."},
        ),
        ("SubClassOf(t:A ObjectMaxCardinality(1 t:p))", {"sameAs(?y1, ?y2) :- A(?x), p(?x, ?y1), p(?x, ?y2)."}),
        ("SubClassOf(t:A ObjectOneOf(t:i))", {"sameAs(?x, i) :- A(?x)."}),
    ],
)
def test_an_axiom_that_says_two_are_the_same_becomes_an_equality(axiom: str, rules: set[str]) -> None:
    program = compile_rules(ontology(axiom))
    assert {str(rule) for rule in program.equalities} == rules
    assert (program.rules, program.skipped) == ((), ())


@pytest.mark.parametrize(
    ("axiom", "rules"),
    [
        ("DisjointClasses(t:A t:B t:C)", {"A(?x), B(?x)", "A(?x), C(?x)", "B(?x), C(?x)"}),
        ("SubClassOf(t:A owl:Nothing)", {"A(?x)"}),
        ("SubClassOf(t:A ObjectComplementOf(t:B))", {"A(?x), B(?x)"}),
        ("SubClassOf(t:A ObjectMaxCardinality(0 t:p t:B))", {"A(?x), p(?x, ?y1), B(?y1)"}),
        ("FunctionalDataProperty(t:n)", {"n(?x, ?y), n(?x, ?z), notEqual(?y, ?z)"}),
        ("AsymmetricObjectProperty(t:p)", {"p(?x, ?y), p(?y, ?x)"}),
        ("IrreflexiveObjectProperty(t:p)", {"p(?x, ?x)"}),
        ("DisjointObjectProperties(t:p t:q)", {"p(?x, ?y), q(?x, ?y)"}),
        ("NegativeObjectPropertyAssertion(t:p t:i t:j)", {"p(i, j)"}),
        (
            'SubClassOf(t:A DataAllValuesFrom(t:n DatatypeRestriction(xsd:integer xsd:minInclusive "5"^^xsd:integer)))',
            {
                'A(?x), n(?x, ?y1), not ofDatatype(?y1, "http://www.w3.org/2001/XMLSchema#integer")',
                'A(?x), n(?x, ?y1), not greaterThanOrEqual(?y1, "5")',
            },
        ),
    ],
)
def test_an_axiom_that_rules_something_out_becomes_a_constraint(axiom: str, rules: set[str]) -> None:
    program = compile_rules(ontology(axiom))
    assert {
        str(rule).partition(" :- ")[2].rstrip(".") for rule in program.constraints if "DataPropertyRange" not in rule.id
    } == rules
    assert (program.rules, program.skipped) == ((), ())


@pytest.mark.parametrize(
    ("axiom", "rules"),
    [
        ("EquivalentClasses(t:A ObjectSomeValuesFrom(t:p t:B))", {"A(?x) :- p(?x, ?y1), B(?y1)."}),
        ("SubClassOf(t:A ObjectIntersectionOf(t:B ObjectUnionOf(t:C t:D)))", {"B(?x) :- A(?x)."}),
        ("DisjointUnion(t:A t:B t:C)", {"A(?x) :- B(?x).", "A(?x) :- C(?x)."}),
        ("SubClassOf(ObjectUnionOf(t:B ObjectComplementOf(t:C)) t:A)", {"A(?x) :- B(?x)."}),
    ],
)
def test_the_part_of_an_axiom_that_rules_can_say_is_kept_and_the_rest_listed(axiom: str, rules: set[str]) -> None:
    program = compile_rules(ontology(axiom))
    assert {str(rule) for rule in program.rules} == rules
    assert [skipped.partly for skipped in program.skipped] == [True]


def test_individuals_that_are_one_of_a_few_are_named_in_the_conditions() -> None:
    program = compile_rules(ontology("SubClassOf(ObjectSomeValuesFrom(t:p ObjectOneOf(t:i t:j)) t:A)"))
    assert {str(rule) for rule in program.rules} == {"A(?x) :- p(?x, i).", "A(?x) :- p(?x, j)."}


def test_a_condition_that_two_are_the_same_makes_one_name_of_two() -> None:
    text = swrl("R", "ClassAtom(t:A ?x) ClassAtom(t:B ?y) SameIndividualAtom(?x ?y)", "ClassAtom(t:C ?x)")
    (rule,) = compile_rules(ontology(text)).rules
    assert str(rule) in {"C(?x) :- A(?x), B(?x).", "C(?y) :- A(?y), B(?y)."}


def test_rules_of_a_long_axiom_are_named_by_its_beginning_and_themselves() -> None:
    classes = [f"t:Class{number:03}" for number in range(40)]
    declared = [f"Declaration(Class({cls}))" for cls in classes]
    disjoint = ontology("\n".join([*declared, f"DisjointClasses({' '.join(classes)})"]))
    rules = [rule for rule in compile_rules(disjoint).constraints if rule.source.startswith("t.ofn#DisjointClasses")]
    assert len({rule.id for rule in rules}) == len(rules) == 40 * 39 // 2
    assert max(len(rule.id) for rule in rules) < 300
