from __future__ import annotations

import pytest

from ontology.load import load_ontology
from ontology.owl import local_name
from ontology.terms import TermKind
from reasoning.answer.paths import MOST_STEPS, Paths
from tests.reasoning.answer.small_ontology import NS, small_ontology

PATHS = Paths(small_ontology())


def ways(start: str, goal: str) -> list[str]:
    """Each path as text: > forwards, < backwards."""
    return [
        "".join((">" if step.forward else "<") + local_name(step.property) for step in path)
        for path in PATHS.between(NS + start, NS + goal)
    ]


def test_a_class_fits_itself_and_what_stands_above_or_below_it() -> None:
    assert PATHS.fits(NS + "Kettle", NS + "Good")
    assert PATHS.fits(NS + "Good", NS + "Kettle")
    assert PATHS.fits(NS + "Good", NS + "Good")
    assert not PATHS.fits(NS + "Good", NS + "Order")


def test_a_path_follows_properties_forwards_and_backwards() -> None:
    assert ways("Order", "Line") == [">hasLine"]
    assert ways("Order", "Good") == [">hasLine>ofGood"]
    assert ways("Good", "Order") == ["<ofGood<hasLine"]
    assert ways("Shop", "Line") == ["<soldBy<ofGood"]


def test_properties_of_a_class_are_followed_from_the_classes_below_it() -> None:
    assert ways("Kettle", "Shop") == [">soldBy"]


def test_a_side_link_is_no_way() -> None:
    assert all("seenBeside" not in way for way in ways("Order", "Good") + ways("Good", "Order"))


def test_there_is_no_path_to_an_island() -> None:
    assert ways("Order", "Island") == []
    assert PATHS.cost(NS + "Order", NS + "Island") == float("inf")


def test_a_step_backwards_costs_more_than_one_forwards() -> None:
    assert PATHS.cost(NS + "Kettle", NS + "Good") == 0
    assert PATHS.cost(NS + "Order", NS + "Good") == 2.0
    assert PATHS.cost(NS + "Good", NS + "Order") == 3.0


@pytest.mark.parametrize("packs", [["service"], ["home_appliances", "service", "dispute"]], ids=["service", "all"])
def test_paths_of_the_shipped_packs_are_short_connected_and_of_equal_cost(packs: list[str]) -> None:
    ontology = load_ontology(packs)
    paths = Paths(ontology)
    classes = [
        term.iri for term in ontology.of_kind(TermKind.CLASS) if term.iri.startswith("https://fengmi.example/general#")
    ]
    for start in classes:
        for goal in classes:
            found = paths.between(start, goal)
            assert len(set(found)) == len(found)
            costs = {sum(1.0 if step.forward else 1.5 for step in path) for path in found}
            assert len(costs) <= 1
            for path in found:
                assert 1 <= len(path) <= MOST_STEPS
                here = start
                for step in path:
                    ends = (ontology.domains(step.property), ontology.ranges(step.property))
                    source, target = ends if step.forward else reversed(ends)
                    assert any(paths.fits(here, end) for end in source)
                    assert step.to in target
                    here = step.to
                assert paths.fits(here, goal)
