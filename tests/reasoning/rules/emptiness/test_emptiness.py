"""Classes that can have no member: found by our rules, with why, and none that HermiT lets have one."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from ontology.deep import reason
from ontology.errors import JavaError
from ontology.load import load_ontology, ontology_from_texts, shipped_packs
from ontology.model import Ontology
from ontology.owl import local_name
from reasoning.rules.emptiness import MOST_CLASSES, empty_class_problems, unexamined
from tests.ontology.axioms import document
from tests.reasoning.rules.emptiness.cases import EMPTY, POSSIBLE, whole
from tests.reasoning.rules.emptiness.made_up import declarations, made_up


def _ontology(said: str) -> Ontology:
    return ontology_from_texts([("t.ofn", whole(said))])


def _empty(ontology: Ontology) -> list[str]:
    return [local_name(problem.term) for problem in empty_class_problems(ontology)]


@pytest.mark.parametrize("said", EMPTY)
def test_a_class_that_can_have_no_member_is_found(said: str) -> None:
    assert _empty(_ontology(said)) == EMPTY[said].split()


@pytest.mark.parametrize("said", POSSIBLE)
def test_a_class_that_can_have_members_is_not_told(said: str) -> None:
    assert _empty(_ontology(said)) == []


def test_all_at_once_they_are_found_as_one_by_one(tmp_path: Path) -> None:
    """Each case in names of its own, all in one ontology: supposed members of one do not meet those of another."""
    texts = []
    wanted = []
    for number, said in enumerate([*EMPTY, *POSSIBLE]):
        space = f"https://test.example/case{number}"
        texts.append((f"{number}.ofn", whole(said).replace("https://test.example/t", space)))
        wanted += [f"{space}#{name}" for name in EMPTY.get(said, "").split()]
    found = [problem.term for problem in empty_class_problems(ontology_from_texts(texts))]
    assert found == sorted(wanted)


def _hermit(ontology: Ontology) -> set[str]:
    try:
        found = reason(ontology)
    except JavaError as error:
        if os.environ.get("CI") == "true" or "not installed" not in str(error):
            pytest.fail(str(error))
        pytest.skip(str(error))
    assert found.consistent
    return set(found.unsatisfiable)


def test_hermit_finds_the_same_classes() -> None:
    texts = []
    for number, said in enumerate([*EMPTY, *POSSIBLE]):
        name = f"https://test.example/case{number}"
        texts.append((f"{number}.ofn", whole(said).replace("https://test.example/t", name)))
    ontology = ontology_from_texts(texts)
    assert {problem.term for problem in empty_class_problems(ontology)} == _hermit(ontology)


def test_hermit_lets_no_class_have_members_that_we_find_empty_and_finds_few_more() -> None:
    random = Random(20261123)
    ours: set[str] = set()
    theirs: set[str] = set()
    for batch in range(6):
        # HermiT's time grows with the square of how many it is asked about at once.
        numbers = range(10 * batch, 10 * batch + 10)
        texts = [
            (f"{number}.ofn", document(declarations(), made_up(random), iri=f"https://test.example/m{number}"))
            for number in numbers
        ]
        ontology = ontology_from_texts(texts)
        ours |= {problem.term for problem in empty_class_problems(ontology)}
        theirs |= {iri for iri in _hermit(ontology) if ontology.is_class(iri)}
    assert ours <= theirs
    assert len(ours) > 10
    assert len(ours) / len(theirs) > 0.7


def _text(said: str) -> str:
    return next(empty_class_problems(_ontology(said))).text


def test_the_message_names_what_it_would_be_and_every_axiom_with_its_file() -> None:
    assert _text("SubClassOf(:A :D) SubClassOf(:D :B) SubClassOf(:A :C)") == (
        "A can have no member: it would be a B and a C, which DisjointClasses(B C) excludes; this rests on "
        "DisjointClasses(B C) (t.ofn), SubClassOf(D B) (t.ofn), SubClassOf(A D) (t.ofn), SubClassOf(A C) (t.ofn); "
        "correct one of them"
    )


def test_a_value_that_must_be_there_and_cannot_is_told_with_its_property() -> None:
    text = _text("SubClassOf(:A ObjectSomeValuesFrom(:p :B)) ObjectPropertyRange(:p :C)")
    assert text.startswith("A can have no member: its p must be a B, and there it would be a B and a C, which Disjoint")
    assert "ObjectPropertyRange(p C) (t.ofn)" in text
    data = _text("SubClassOf(:A DataSomeValuesFrom(:d xsd:integer)) DataPropertyRange(:d xsd:string)")
    assert "its d must be integer, and there no value is in each of integer and string" in data
    assert "DataPropertyRange(d string) (t.ofn)" in data


def test_what_one_member_must_have_does_not_prove_itself() -> None:
    """Pizza's ice cream: that it is a pizza follows from its topping, not from the base that pizzas have."""
    text = _text(
        "SubClassOf(:B ObjectSomeValuesFrom(:q :E)) ObjectPropertyDomain(:q :B) ObjectPropertyDomain(:p :B) "
        "SubClassOf(:C ObjectSomeValuesFrom(:p :F))"
    )
    assert text.startswith("C can have no member: it would be a B and a C")
    assert "SubClassOf(C ObjectSomeValuesFrom(p F))" in text
    assert "SubClassOf(B ObjectSomeValuesFrom(q E))" not in text


def test_a_class_below_an_empty_one_only_says_so() -> None:
    found = list(empty_class_problems(_ontology("SubClassOf(:A :B) SubClassOf(:A :C) SubClassOf(:D :A)")))
    assert [problem.text for problem in found[1:]] == ["D can have no member: it is below A, which can have none"]


def test_an_axiom_that_lets_there_be_one_value_is_named() -> None:
    text = _text(
        "SubClassOf(:A ObjectSomeValuesFrom(:p :B)) SubClassOf(:A ObjectSomeValuesFrom(:p :C)) "
        "FunctionalObjectProperty(:p)"
    )
    assert "FunctionalObjectProperty(p)" in text


def test_the_known_empty_classes_of_the_pizza_ontology_are_found(shared_data: Path) -> None:
    ontology = load_ontology([shared_data / "ontologies" / "pizza.owl"])
    assert _empty(ontology) == ["CheeseyVegetableTopping", "IceCream"]


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_class_of_a_pack_can_have_members(pack: str) -> None:
    assert _empty(load_ontology([pack])) == []


def test_a_long_chain_of_classes_that_must_have_one_another_is_followed_to_its_end() -> None:
    steps = [f"SubClassOf(:N{n} ObjectSomeValuesFrom(:p :N{n + 1}))" for n in range(400)]
    declared = [f"Declaration(Class(:N{n}))" for n in range(401)]
    found = _empty(_ontology("\n".join([*declared, *steps, "SubClassOf(:N400 :B) SubClassOf(:N400 :C)"])))
    assert sorted(found) == sorted(f"N{n}" for n in range(401))


def test_of_too_many_classes_none_is_looked_at_and_that_is_told() -> None:
    names = [f"<urn:c{number}>" for number in range(MOST_CLASSES + 1)]
    told = " ".join(f"Declaration(Class({name}))" for name in names)
    empty = (
        f"DisjointClasses({names[0]} {names[1]}) SubClassOf({names[2]} {names[0]}) SubClassOf({names[2]} {names[1]})"
    )
    many, few = (
        ontology_from_texts([("t.ofn", f"Ontology(<urn:t> {declared} {empty})")])
        for declared in (told, told.replace(f"Declaration(Class({names[-1]}))", ""))
    )
    assert (list(empty_class_problems(many)), unexamined(many)) == ([], MOST_CLASSES + 1)
    assert ([problem.term for problem in empty_class_problems(few)], unexamined(few)) == (["urn:c2"], 0)


def test_a_long_list_of_individuals_is_not_told_apart_two_by_two() -> None:
    names = " ".join(f":i{number}" for number in range(3_000))
    said = (
        f"EquivalentClasses(:E ObjectOneOf({names})) DifferentIndividuals({names}) SubClassOf(:A :B) SubClassOf(:A :C)"
    )
    assert _empty(_ontology(said)) == ["A"]


def test_a_ring_of_many_equivalent_classes_says_that_all_are_empty() -> None:
    names = [f":N{number}" for number in range(300)]
    said = f"{' '.join(f'Declaration(Class({name}))' for name in names)} EquivalentClasses({' '.join(names)})"
    assert len(_empty(_ontology(f"{said} SubClassOf(:N7 :B) SubClassOf(:N7 :C)"))) == 300
