"""What we write, the OWLAPI reads as it was; the command's answer on the files that hold most kinds of things."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.roundtrip import HERE, Trip, trips
from ontology.load import shipped_packs
from tools.compare import Compared, Pair, compare
from tools.maven import MavenError


def _compared(pairs: Sequence[Pair]) -> list[Compared]:
    try:
        return compare(pairs)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _trips(files: Sequence[Path]) -> list[Trip]:
    try:
        return trips(files)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def test_all_of_owl_2_odd_names_and_texts_and_a_pack_come_back_from_each_format() -> None:
    found = _trips([HERE / "whole.ofn", HERE / "odd.ofn", shipped_packs()["dialogue"]])
    assert [(trip.file, trip.format, trip.unexplained) for trip in found if trip.unexplained] == []
    # What is counted as the OWLAPI's own is little, so nothing of ours hides behind it.
    assert max(len(trip.compared.own) for trip in found) <= 12


@pytest.mark.shared_data
def test_an_ontology_of_protege_comes_back_from_each_format(shared_data: Path) -> None:
    found = _trips([shared_data / "ontologies" / "pizza.owl"])
    assert [trip.unexplained for trip in found if trip.unexplained] == []
    assert {trip.compared.axioms for trip in found} == {939}


def test_a_difference_is_told_from_both_sides(tmp_path: Path) -> None:
    rule = 'DLSafeRule(Annotation(<https://t.example/n> "{}") Body(ClassAtom(:A Variable(:x))) Head())'
    facts = "ObjectPropertyAssertion(:p _:{0} _:{1}) ClassAssertion(:A _:{0}) ClassAssertion(:B _:{2})"
    first = _file(tmp_path / "a.ofn", "1", rule.format("one"), facts.format("u", "v", "v"))
    same = _file(tmp_path / "b.ofn", "1", rule.format("one"), facts.format("x", "u", "u"))
    other = _file(tmp_path / "c.ofn", "2", rule.format("two"), facts.format("u", "v", "u"))
    alike, differs = _compared([Pair(first=first, second=file, imports={}) for file in (same, other)])
    assert (alike.missing, alike.extra, alike.own) == ((), (), ())
    assert [text[:10] for text in differs.missing] == [text[:10] for text in differs.extra]
    kinds = {text.partition("(")[0] for text in differs.missing}
    assert kinds == {"DLSafeRule", "ClassAssertion", "ObjectPropertyAssertion", "HEAD Optional.of"}


def _file(path: Path, version: str, *lines: str) -> Path:
    head = f"Prefix(:=<https://t.example/a#>) Ontology(<https://t.example/a> <https://t.example/a/{version}> "
    path.write_text(head + " ".join(lines) + ")", encoding="utf-8")
    return path
