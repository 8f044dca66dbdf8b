from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reasoning.answer.catalogue import Catalogue
from reasoning.answer.normalise import normalise

HEATERS = {
    "p1": ["蜂巢60升超薄电热水器F6033-UD3(HE)一级能效"],
    "p2": ["蜂巢80升超薄电热水器F8033-UD3(HE)"],
    "p3": ["蜂巢16升燃气热水器JSQ30-MATE 20"],
    "p4": ["蜂巢16升燃气热水器JSQ30-MATE20 Ultra"],
    "p5": ["蜂巢油烟机AK7PRO挥手控制", "AK7PRO"],
}
CATALOGUE = Catalogue(HEATERS)

WORDS = ["蜂巢", "电热水器", "燃气热水器", "油烟机", "洗碗机", "超薄", "一级能效", "静音", "大容量"]
CODES = ["F6033-UD3", "F6033-UD3(HE)", "JSQ30-MK6", "JSQ30-HWA Pro", "AK7PRO", "X6S Max", "60升", "MATE20 Ultra"]
NAMES = st.lists(st.sampled_from(WORDS + CODES), min_size=1, max_size=5, unique=True).map(
    lambda parts: "家用" + "".join(parts)
)
GOODS = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(NAMES, min_size=1, max_size=2), min_size=1, max_size=8)


def parts_of(catalogue: Catalogue, text: str) -> list[tuple[int, int, str, frozenset[int]]]:
    """Codes, and words in what the codes left, as a question is read."""
    codes = catalogue.codes(text)
    for start, end, *_ in codes:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return [*codes, *catalogue.words(text)]


def named(question: str) -> tuple[str, ...]:
    text = normalise(question)
    found = CATALOGUE.narrow(parts_of(CATALOGUE, text))
    return found.iris if found else ()


def test_a_code_names_its_product_with_and_without_its_suffix() -> None:
    assert named("F6033-UD3(HE)多少钱") == named("f6033 ud3 价格") == named("f6033ud3") == ("p1",)


def test_a_piece_of_a_code_names_all_products_that_have_it() -> None:
    assert named("UD3多少钱") == ("p1", "p2")


def test_pieces_of_a_title_narrow_each_other() -> None:
    assert named("超薄的那款") == ("p1", "p2")
    assert named("超薄一级能效那款") == ("p1",)
    assert named("挥手控制") == ("p5",)


def test_a_piece_that_would_leave_nothing_is_ignored() -> None:
    assert named("AK7PRO燃气") == ("p5",)


def test_words_that_no_title_has_name_nothing() -> None:
    assert named("冰箱") == ()
    assert CATALOGUE.narrow([]) is None


def test_goods_outside_are_not_named() -> None:
    parts = CATALOGUE.codes("ud3")
    found = CATALOGUE.narrow(parts, within=frozenset(("p2", "p3")))
    assert found is not None
    assert found.iris == ("p2",)
    assert CATALOGUE.narrow(parts, within=frozenset(("p3",))) is None


def test_the_words_and_spans_say_where_the_name_stood() -> None:
    text = "请问f6033-ud3多重"
    found = CATALOGUE.narrow(CATALOGUE.codes(text))
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == list(found.words) == ["f6033-ud3"]


def test_a_whole_code_is_preferred_to_a_longer_one() -> None:
    assert CATALOGUE.prefer_whole(("p3", "p4"), ("jsq30-mate20",)) == ("p3",)
    assert CATALOGUE.prefer_whole(("p3", "p4"), ("jsq30",)) == ("p3", "p4")


def test_a_code_with_a_typo_is_similar_to_the_nearest_one_and_not_exact() -> None:
    found = CATALOGUE.similar("f6033-ud8(he)")
    assert found is not None
    assert found.iris[0] == "p1"
    assert not found.exact
    assert CATALOGUE.similar("zzzz9999") is None
    assert CATALOGUE.similar("ab") is None


def test_the_nearest_of_several_shares_most_of_the_name() -> None:
    assert CATALOGUE.nearest("p1", ("p3", "p2", "p5")) == ("p2",)
    assert CATALOGUE.nearest("unknown", ("p3", "p2")) == ("p3", "p2")
    assert CATALOGUE.nearest("p1", ()) == ()


def test_an_empty_catalogue_names_nothing() -> None:
    empty = Catalogue({})
    assert (empty.codes("f6033"), empty.words("热水器"), empty.similar("f6033-ud3")) == ([], [], None)


@given(goods=GOODS, question=NAMES)
def test_narrowing_returns_only_goods_that_fit_every_part_it_used(goods: dict[str, list[str]], question: str) -> None:
    catalogue = Catalogue(goods)
    text = normalise(question)
    parts = parts_of(catalogue, text)
    found = catalogue.narrow(parts)
    if found is None:
        assert parts == []
        return
    order = sorted(goods)
    for word in found.words:
        having = {order[place] for _, _, part, places in parts if part == word for place in places}
        assert set(found.iris) <= having
    assert found.iris


@given(goods=GOODS, question=NAMES, within=st.frozensets(st.sampled_from("abcdefgh")))
def test_narrowing_within_some_goods_never_leaves_them(
    goods: dict[str, list[str]], question: str, within: frozenset[str]
) -> None:
    catalogue = Catalogue(goods)
    text = normalise(question)
    found = catalogue.narrow(parts_of(catalogue, text), within=within)
    assert found is None or (set(found.iris) <= within & set(goods) and found.iris)


@given(goods=GOODS)
def test_a_whole_title_always_names_its_own_product(goods: dict[str, list[str]]) -> None:
    catalogue = Catalogue(goods)
    for iri, names in goods.items():
        text = normalise(names[0])
        found = catalogue.narrow(parts_of(catalogue, text))
        assert found is not None
        assert iri in found.iris


@given(goods=GOODS, question=NAMES)
def test_parts_stand_in_the_text_where_they_say_and_codes_do_not_overlap(
    goods: dict[str, list[str]], question: str
) -> None:
    catalogue = Catalogue(goods)
    text = normalise(question)
    codes = catalogue.codes(text)
    for start, end, word, places in (*codes, *catalogue.words(text)):
        assert text[start:end] == word
        assert places
    ends = [0, *(end for _, end, _, _ in codes)]
    assert all(start >= before for (start, *_), before in zip(codes, ends, strict=False))
