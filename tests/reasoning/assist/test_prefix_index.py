"""The fast index against the definition of what it must find."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from reasoning.assist.prefix_index import PrefixIndex

KEYS = st.text(alphabet="abc水", max_size=6)
PAIRS = st.lists(st.tuples(KEYS, st.integers(0, 12)), max_size=30)


def naive(pairs: Iterable[tuple[str, int]], prefix: str) -> list[int]:
    return sorted({entry for key, entry in pairs if key.startswith(prefix)})


def edits(typed: str) -> set[str]:
    """Every text that one edit after the first character makes of `typed`, spelled out."""
    made = {typed}
    for place in range(1, len(typed)):
        made.add(typed[:place] + typed[place + 1 :])
        for character in "abc水":
            made.add(typed[:place] + character + typed[place + 1 :])
            made.add(typed[:place] + character + typed[place:])
        if place + 1 < len(typed):
            made.add(typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :])
    return made


@given(PAIRS, KEYS)
def test_a_prefix_finds_what_a_filter_over_all_keys_finds_best_first(pairs: list[tuple[str, int]], prefix: str) -> None:
    assert list(PrefixIndex(pairs).starting_with(prefix)) == naive(pairs, prefix)


@given(PAIRS, st.text(alphabet="abc水", min_size=1, max_size=6))
def test_one_edit_finds_what_trying_every_edit_finds(pairs: list[tuple[str, int]], typed: str) -> None:
    wanted = sorted({entry for text in edits(typed) for entry in naive(pairs, text)})
    assert list(PrefixIndex(pairs).within_one_edit(typed)) == wanted


def test_taking_a_few_of_many_does_not_look_at_the_others() -> None:
    index = PrefixIndex((f"key{n:06d}", 99_999 - n) for n in range(100_000))
    assert list(islice(index.starting_with("key"), 3)) == [0, 1, 2]


def test_an_empty_index_finds_nothing() -> None:
    assert list(PrefixIndex(()).starting_with("")) == []
    assert list(PrefixIndex(()).within_one_edit("水")) == []
