"""LUBM's ontology and data, given and generated, as the reasoner's benchmarks use them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks import growth, lubm, univ_bench
from benchmarks.growth import Point
from benchmarks.ours import fengmi

LUBM_1_INFERRED = 37_388
"""What follows from LUBM-1 by the rules of univ-bench that all compared engines have (issue 6)."""


def relations(path: Path) -> Counter[str]:
    """How many triples there are of each property, and of each class."""
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return Counter(row[2] if row[1].endswith("#type>") else row[1] for row in rows)


def test_univ_bench_through_our_own_reader_gives_the_known_number_of_inferences(
    shared_data: Path, tmp_path: Path
) -> None:
    assert fengmi(univ_bench.unpacked(1, tmp_path), facts=False).inferred == LUBM_1_INFERRED


def test_generated_data_says_nothing_twice_and_is_the_same_each_time(tmp_path: Path) -> None:
    one, again = tmp_path / "one.nt", tmp_path / "again.nt"
    assert lubm.write(1, one) == lubm.write(1, again) == len(set(one.read_text().splitlines()))
    assert one.read_bytes() == again.read_bytes()


def test_generated_data_has_the_relations_of_lubm_in_about_their_numbers(shared_data: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.nt"
    lubm.write(10, made)
    given, ours = relations(univ_bench.unpacked(10, tmp_path)), relations(made)
    assert set(ours) == set(given)
    # Of universities the generator describes those that it makes, not all that somebody has a degree from.
    most = [name for name, count in given.items() if count > 1_000 and not name.endswith("#University>")]
    assert all(0.7 < ours[name] / given[name] < 1.4 for name in most)


def test_a_figure_in_proportion_to_the_triples_grows_with_exponent_one() -> None:
    small = Point(
        engine="fengmi", universities=1, triples=100, inferred=1, load=1.0, reason=2.0, process=1.0, memory=10
    )
    large = Point(
        engine="fengmi", universities=9, triples=900, inferred=9, load=9.0, reason=18.0, process=3.0, memory=10
    )
    found = [round(growth.exponent(small, large, figure), 6) for figure in ("reason", "process", "memory")]
    assert found == [1.0, 0.5, 0.0]
    assert "1.00  0.50  0.00" in growth.table([small, large])
