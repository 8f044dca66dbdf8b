"""A result is taken up to its limits of rows and of values."""

from collections.abc import Iterator

import pytest

from graph.result import MAX_VALUES, table_of
from ontology.errors import QueryError


def test_rows_beyond_the_limit_are_never_taken() -> None:
    def endless() -> Iterator[tuple[int]]:
        for number in range(4):
            assert number < 3, "one more than the limit is enough to know that there are more"
            yield (number,)

    table = table_of(("n",), endless(), 2)
    assert (table.rows, table.truncated) == (((0,), (1,)), True)


def test_as_many_rows_as_the_limit_are_not_cut() -> None:
    assert not table_of(("n",), [(1,), (2,)], 2).truncated


@pytest.mark.parametrize("cell", [[[0] * 1_000] * 1_000, {"a": ["x" * 100_000] * 1_000}])
def test_a_result_of_too_many_values_is_refused_before_all_of_it_is_there(cell: object) -> None:
    taken = []

    def rows() -> Iterator[tuple[object]]:
        while True:
            taken.append(1)
            yield (cell,)

    with pytest.raises(QueryError, match=f"more than {MAX_VALUES} values"):
        table_of(("x",), rows(), 10_000)
    assert len(taken) <= 3
